"""A leader reads the week and asks; the office answers once; nobody else hears of it."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import numpy as np
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from tests.izin.conftest import *  # noqa: F403
from tests.izin.dunia import Dunia

from selaras.arahan.models import PermintaanPenjelasan, RingkasPekan
from selaras.arahan.selectors import monday_of, week_brief
from selaras.arahan.services import Pertanyaan, answer, ask, make_brief
from selaras.arahan.workflow import heads
from selaras.aturan.presensi import HARI, KOSONG, StatusHari
from selaras.core.permissions.actor import Actor
from selaras.core.permissions.selectors import load_actor
from selaras.core.waktu import now, today
from selaras.core.workflow.engine import apply
from selaras.core.workflow.errors import LangkahDitolak
from selaras.core.workflow.models import Menunggu
from selaras.periode.models import PeriodeUnit
from selaras.presensi.lembar import encode
from selaras.presensi.models import LembarPresensi

pytestmark = pytest.mark.django_db
SENIN = date(2025, 10, 6)


def _who(dunia: Dunia, nama: str) -> Actor:
    return load_actor(dunia.user[nama], at=now())


def _sheet(dunia: Dunia, nama: str, kode: dict[int, StatusHari]) -> None:
    """A person's October with these days."""
    hari = np.zeros((1, 31), HARI)
    hari["masuk"] = hari["pulang"] = KOSONG
    for tanggal, k in kode.items():
        hari[0, tanggal - 1]["kode"] = k
    ringkas = dict.fromkeys(
        ("hari_kerja", "hadir", "izin", "alpa", "belum", "tl", "psw", "tanpa_masuk",
         "tanpa_pulang", "menit_tl", "menit_psw", "potongan_bp", "alpa_runtun"), 0,
    )  # fmt: skip
    LembarPresensi.objects.create(
        periode=202510, pegawai=dunia.pegawai[nama], skpd=dunia.unit["dinas alam"],
        hari=encode(hari).tobytes(), **ringkas,
    )  # fmt: skip


def _question(kunci: object = None) -> Pertanyaan:
    return Pertanyaan("Kehadiran", "Mengapa turun?", today() + timedelta(days=3), kunci or uuid4())  # type: ignore[arg-type]


def test_the_week_counts_days_of_people_and_leaves_out_holidays(dunia: Dunia) -> None:
    _sheet(dunia, "staf", {6: StatusHari.HADIR, 7: StatusHari.TK, 13: StatusHari.TK})
    _sheet(dunia, "kepala", {6: StatusHari.TL, 7: StatusHari.IZIN, 11: StatusHari.LIBUR})
    isi = week_brief(dunia.instansi["uji"], SENIN, now())
    assert [(h["jadwal"], h["hadir"], h["terlambat"], h["alpa"]) for h in isi["hari"]] == [
        (2, 2, 1, 0),
        (2, 0, 0, 1),
    ]
    assert isi["skpd_terendah"][0]["hadir_bp"] == 5_000


def test_a_day_that_is_not_over_does_not_count(dunia: Dunia) -> None:
    _sheet(dunia, "staf", {6: StatusHari.HADIR, 7: StatusHari.IZIN})
    selasa_siang = datetime(2025, 10, 7, 4, tzinfo=UTC)
    isi = week_brief(dunia.instansi["uji"], SENIN, selasa_siang)
    assert [h["tanggal"] for h in isi["hari"]] == ["2025-10-06"]


def test_months_of_before_hold_up_payment_too_and_one_not_computed_is_said(
    dunia: Dunia, client: Client
) -> None:
    skpd = dunia.unit["dinas alam"]
    bulan = {
        p: PeriodeUnit.objects.create(skpd=skpd, periode=p, status=s, hitungan_id=1)
        for p, s in ((202408, "dihitung"), (202409, "dihitung"), (202507, "diverifikasi"))
    }
    instansi = dunia.instansi["uji"]
    at = datetime(2025, 9, 3, tzinfo=UTC)
    isi = week_brief(instansi, SENIN, at)
    assert [m["periode"] for m in isi["menahan"]] == [202409]  # twelve months back, no further
    assert isi["belum_dihitung"] == 202508
    make_brief(instansi, at.date(), at)
    client.force_login(dunia.user["pimpinan"])
    halaman = client.get("/arahan/").content.decode()
    assert "1 SKPD menahan pembayaran; Agustus 2025 belum dihitung." in halaman
    assert "Semua SKPD sudah diverifikasi" not in halaman
    bulan[202507].periode = 202508
    bulan[202507].save()
    assert week_brief(instansi, SENIN, at)["belum_dihitung"] is None


def test_a_week_is_kept_once_and_made_anew_on_demand(dunia: Dunia) -> None:
    for _ in range(2):
        make_brief(dunia.instansi["uji"], SENIN + timedelta(days=4), now())
    assert [r.senin for r in RingkasPekan.objects.all()] == [SENIN]
    assert monday_of(date(2025, 10, 12)) == SENIN


def test_a_question_stands_with_the_head_and_its_answer_with_who_asked(dunia: Dunia) -> None:
    alam = dunia.unit["dinas alam"]
    dokumen = ask(skpd=alam, tanya=_question(), actor=_who(dunia, "pimpinan"))
    menunggu = Menunggu.objects.get(objek_id=dokumen.pk, alur="penjelasan")
    assert menunggu.penyetuju_id == heads([alam.pk], today()).get(alam.pk)
    answer(
        dokumen=dokumen, jawaban="Ada diklat.", versi=dokumen.versi_alur,
        actor=_who(dunia, "pengelola_kepegawaian"),
    )  # fmt: skip
    menunggu = Menunggu.objects.get(objek_id=dokumen.pk, alur="penjelasan")
    assert "Ada diklat." in menunggu.ringkas
    apply(dokumen, "accept", actor=_who(dunia, "pimpinan"))
    assert not Menunggu.objects.filter(objek_id=dokumen.pk, alur="penjelasan").exists()


def test_the_head_opens_answers_and_later_reads_what_was_asked_of_her_without_another_role(
    dunia: Dunia,
) -> None:
    alam = dunia.unit["dinas alam"]
    dunia.jabatan["kepala"].__class__.objects.filter(pk=dunia.jabatan["kepala"].pk).update(
        jenis="struktural", eselon="II.b"
    )
    dokumen = ask(skpd=alam, tanya=_question(), actor=_who(dunia, "pimpinan"))
    menunggu = Menunggu.objects.get(objek_id=dokumen.pk, alur="penjelasan")
    assert menunggu.penyetuju_id == dunia.pegawai["kepala"].pk
    kepala, staf = Client(), Client()
    kepala.force_login(dunia.user["kepala"])
    staf.force_login(dunia.user["staf"])
    alamat = f"/arahan/penjelasan/{dokumen.pk}/"
    assert 'name="jawaban"' in kepala.get(alamat).content.decode()
    assert staf.get(alamat).status_code == 404
    isi = {"langkah": "answer", "jawaban": "Ada diklat.", "versi": dokumen.versi_alur}
    assert kepala.post(f"{alamat}langkah/", isi).status_code == 302
    assert "Ada diklat." in kepala.get(alamat).content.decode()
    assert staf.post(f"{alamat}langkah/", isi).status_code == 404


def test_the_same_form_sent_twice_asks_once(dunia: Dunia) -> None:
    kunci, ada = uuid4(), PermintaanPenjelasan.objects.count()
    for _ in range(2):
        ask(skpd=dunia.unit["dinas alam"], tanya=_question(kunci), actor=_who(dunia, "pimpinan"))
    assert PermintaanPenjelasan.objects.count() == ada + 1


def test_who_may_not_ask_is_refused_and_so_is_a_day_gone_by(dunia: Dunia) -> None:
    alam = dunia.unit["dinas alam"]
    with pytest.raises(PermissionDenied):
        ask(skpd=alam, tanya=_question(), actor=_who(dunia, "auditor"))
    kemarin = Pertanyaan("x", "y", today() - timedelta(days=1), uuid4())
    with pytest.raises(ValidationError):
        ask(skpd=alam, tanya=kemarin, actor=_who(dunia, "pimpinan"))


def test_of_two_answers_at_once_the_second_hears_of_the_first(dunia: Dunia) -> None:
    dokumen = ask(skpd=dunia.unit["dinas alam"], tanya=_question(), actor=_who(dunia, "pimpinan"))
    petugas, versi = _who(dunia, "pengelola_kepegawaian"), dokumen.versi_alur
    answer(dokumen=dokumen, jawaban="Pertama.", actor=petugas, versi=versi)
    apply(dokumen, "ask_again", actor=_who(dunia, "pimpinan"), reason="Kurang jelas.")
    with pytest.raises(LangkahDitolak):
        answer(dokumen=dokumen, jawaban="Basi.", actor=petugas, versi=versi)
    dokumen.refresh_from_db()
    assert dokumen.jawaban == "Pertama."


def test_the_page_leads_from_a_figure_to_a_question(dunia: Dunia, client: Client) -> None:
    _sheet(dunia, "staf", {6: StatusHari.TK})
    make_brief(dunia.instansi["uji"], SENIN, now())
    client.force_login(dunia.user["pimpinan"])
    halaman = client.get("/arahan/").content.decode()
    assert f"/arahan/tanya/{dunia.unit['dinas alam'].pk}/?tentang=Kehadiran" in halaman
    formulir = client.get(f"/arahan/tanya/{dunia.unit['dinas alam'].pk}/").content.decode()
    # as a browser's date field takes it: in any other form it would stand empty and hold the form
    assert f'value="{today() + timedelta(days=3)}"' in formulir
    kirim = client.post(
        f"/arahan/tanya/{dunia.unit['dinas alam'].pk}/",
        {"tentang": "Kehadiran", "pertanyaan": "Mengapa?", "batas": "2000-01-01",
         "kunci": str(uuid4())},
    )  # fmt: skip
    assert kirim.status_code == 422
    assert "Batasnya sudah lewat." in kirim.content.decode()


def test_the_page_asks_a_constant_number_of_questions(
    dunia: Dunia, client: Client, django_assert_max_num_queries: object
) -> None:
    make_brief(dunia.instansi["uji"], SENIN, now())
    client.force_login(dunia.user["pimpinan"])
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get("/arahan/")
