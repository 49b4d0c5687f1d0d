"""The month's report: filled in, handed in, taken back, entered by an officer, proved by files."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from psycopg.types.range import DateRange
from tests.core.files.conftest import gambar, get, pdf
from tests.izin.dunia import Dunia
from tests.kinerja.bulan_terkunci import lock_month

from selaras.core.drafts.models import Draf
from selaras.core.files.models import Berkas
from selaras.core.files.services import is_attached, simpan_berkas
from selaras.core.notify.models import Pemberitahuan
from selaras.core.permissions import Actor
from selaras.core.permissions.selectors import load_actor
from selaras.core.workflow.engine import apply
from selaras.core.workflow.errors import LangkahDitolak
from selaras.core.workflow.models import Delegasi, Menunggu
from selaras.hukum import Law
from selaras.kinerja.models import (
    SKP,
    Eviden,
    KegiatanTugas,
    Realisasi,
    RealisasiBaris,
    RencanaBaris,
    RencanaBulan,
)
from selaras.kinerja.selectors import realisasi as selectors
from selaras.kinerja.selectors.realisasi import EVIDEN, read_lembar
from selaras.kinerja.services.realisasi import (
    Isian,
    RealisasiBerubah,
    RealisasiDitolak,
    copy_words,
    save_realisasi,
    submit_realisasi,
)
from selaras.kinerja.services.realisasi_ingat import remind_due

WIB = ZoneInfo("Asia/Jakarta")
HARI = datetime(2025, 11, 3, 9, tzinfo=WIB)
TAUTAN = "https://drive.google.com/laporan"
OKTOBER, SEPTEMBER = 202510, 202509


@pytest.fixture(autouse=True)
def private_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def plan(dunia: Dunia) -> Callable[..., RencanaBulan]:
    """An approved plan of somebody's month with these rows."""

    def make(
        nama: str = "staf",
        periode: int = OKTOBER,
        baris: tuple[str, ...] = ("Menyusun laporan", "Melayani tamu"),
        status: str = "disetujui",
    ) -> RencanaBulan:
        orang = dunia.pegawai[nama]
        rencana = RencanaBulan.objects.create(
            pegawai=orang, periode=periode, unit=dunia.jabatan[nama].unit, status=status
        )
        for nomor, uraian in enumerate(baris, start=1):
            RencanaBaris.objects.create(
                rencana=rencana, urutan=nomor, uraian=uraian, kuantitas=2, satuan="dokumen",
                ekspektasi="Tepat waktu",
            )  # fmt: skip
        return rencana

    return make


def whom(dunia: Dunia, nama: str, at: datetime = HARI) -> Actor:
    return load_actor(dunia.user[nama], at=at)


def client_of(dunia: Dunia, nama: str) -> Client:
    client = Client()
    client.force_login(dunia.user[nama])
    return client


def keys(rencana: RencanaBulan) -> list[str]:
    return [str(b.pk) for b in rencana.baris.order_by("urutan")]


def whole(rencana: RencanaBulan) -> dict[str, Isian]:
    return {k: Isian("Selesai", Decimal(2), "", [], [TAUTAN]) for k in keys(rencana)}


def filled(dunia: Dunia, rencana: RencanaBulan, nama: str = "staf") -> Realisasi:
    save_realisasi(actor=whom(dunia, nama), rencana_id=rencana.pk, isian=whole(rencana))
    return Realisasi.objects.get(rencana=rencana)


def handed_in(dunia: Dunia, rencana: RencanaBulan) -> Realisasi:
    realisasi = filled(dunia, rencana)
    submit_realisasi(actor=whom(dunia, "staf"), rencana_id=rencana.pk)
    realisasi.refresh_from_db()
    return realisasi


def law_with(monkeypatch: pytest.MonkeyPatch, **ganti: Any) -> None:
    """The region's rule with some of it different."""
    asli = selectors.aturan_realisasi

    def changed(aturan: Any) -> Any:
        from dataclasses import replace

        return replace(asli(aturan), **ganti)

    monkeypatch.setattr(selectors, "aturan_realisasi", changed)


# -- filling in -------------------------------------------------------------------------------


def test_what_is_typed_is_kept_row_by_row(dunia: Dunia, plan: Any) -> None:
    rencana = plan()
    satu, dua = keys(rencana)
    lembar = save_realisasi(
        actor=whom(dunia, "staf"), rencana_id=rencana.pk,
        isian={satu: Isian("Draf pertama", Decimal("1.5"), "", [], [TAUTAN])},
    )  # fmt: skip
    assert (lembar.terisi, lembar.jumlah_eviden, lembar.status) == (1, 1, "draf")
    assert RealisasiBaris.objects.get().rencana_baris_id == int(satu)
    lembar = save_realisasi(
        actor=whom(dunia, "staf"), rencana_id=rencana.pk, isian={dua: Isian("Kedua")}
    )
    assert [b.realisasi.uraian for b in lembar.baris if b.realisasi] == ["Draf pertama", "Kedua"]


def test_saving_the_same_twice_changes_nothing_twice(dunia: Dunia, plan: Any) -> None:
    rencana = plan()
    realisasi = filled(dunia, rencana)
    versi = realisasi.versi_alur
    save_realisasi(actor=whom(dunia, "staf"), rencana_id=rencana.pk, isian=whole(rencana))
    realisasi.refresh_from_db()
    assert realisasi.versi_alur == versi
    assert (RealisasiBaris.objects.count(), Eviden.objects.count()) == (2, 2)


def test_an_older_page_does_not_overwrite_a_newer_one(dunia: Dunia, plan: Any) -> None:
    rencana = plan()
    realisasi = filled(dunia, rencana)
    lama = {k: Isian("Dari layar lama") for k in keys(rencana)}
    with pytest.raises(RealisasiBerubah):
        save_realisasi(actor=whom(dunia, "staf"), rencana_id=rencana.pk, isian=lama, versi=0)
    assert Eviden.objects.count() == 2
    save_realisasi(
        actor=whom(dunia, "staf"), rencana_id=rencana.pk, isian=lama, versi=realisasi.versi_alur
    )
    assert not Eviden.objects.exists()


@pytest.mark.parametrize("status", ["draf", "diajukan", "dikembalikan"])
def test_a_plan_that_was_never_approved_is_not_reported(
    dunia: Dunia, plan: Any, status: str
) -> None:
    rencana = plan(status=status)
    with pytest.raises(RealisasiDitolak, match="belum disetujui"):
        filled(dunia, rencana)
    assert not Realisasi.objects.exists()


def test_while_a_change_of_the_plan_waits_it_is_filled_in_but_not_handed_in(
    dunia: Dunia, plan: Any
) -> None:
    rencana = plan(status="diajukan")
    RencanaBulan.objects.filter(pk=rencana.pk).update(versi=2)
    realisasi = filled(dunia, rencana)
    with pytest.raises(LangkahDitolak, match="belum disetujui"):
        apply(realisasi, "submit", actor=whom(dunia, "staf"))


def test_a_row_that_an_addendum_renewed_keeps_what_was_written(dunia: Dunia, plan: Any) -> None:
    rencana = plan(baris=("Menyusun laporan",))
    filled(dunia, rencana)
    lama = rencana.baris.get()
    RencanaBaris.objects.filter(pk=lama.pk).update(sampai_versi=1)
    baru = RencanaBaris.objects.create(
        rencana=rencana, kunci=lama.kunci, uraian="Menyusun dua laporan", sejak_versi=2
    )
    RencanaBulan.objects.filter(pk=rencana.pk).update(versi=2)
    rencana.refresh_from_db()
    rencana = RencanaBulan.objects.select_related("pegawai__instansi", "unit").get()
    (b,) = read_lembar(rencana).baris
    assert (b.rencana, b.realisasi and b.realisasi.uraian) == (baru, "Selesai")
    save_realisasi(
        actor=whom(dunia, "staf"), rencana_id=rencana.pk,
        isian={str(baru.pk): Isian("Dua selesai", Decimal(2), "", [], [TAUTAN])},
    )  # fmt: skip
    assert RealisasiBaris.objects.get().rencana_baris == baru


def test_a_row_that_left_the_plan_stays_until_it_is_emptied(dunia: Dunia, plan: Any) -> None:
    rencana = plan()
    satu, dua = keys(rencana)
    filled(dunia, rencana)
    RencanaBaris.objects.filter(pk=dua).update(sampai_versi=1)
    RencanaBulan.objects.filter(pk=rencana.pk).update(versi=2)
    rencana = RencanaBulan.objects.select_related("pegawai__instansi", "unit").get()
    assert [b.kunci for b in read_lembar(rencana).baris] == [satu, dua]
    save_realisasi(actor=whom(dunia, "staf"), rencana_id=rencana.pk, isian={dua: Isian()})
    assert [b.kunci for b in read_lembar(rencana).baris] == [satu]
    assert RealisasiBaris.objects.count() == 1


def test_last_months_words_fill_only_empty_rows_of_the_same_work(dunia: Dunia, plan: Any) -> None:
    lalu = plan(periode=SEPTEMBER, baris=("Menyusun laporan", "Lain sekali"))
    realisasi = filled(dunia, lalu)
    apply(realisasi, "submit", actor=whom(dunia, "staf"))
    rencana = plan(baris=("menyusun  LAPORAN", "Melayani tamu"))
    lembar, jumlah = copy_words(actor=whom(dunia, "staf"), rencana_id=rencana.pk)
    assert jumlah == 1
    assert [(b.realisasi.uraian, b.realisasi.kuantitas) for b in lembar.baris if b.realisasi] == [
        ("Selesai", None)
    ]
    assert copy_words(actor=whom(dunia, "staf"), rencana_id=rencana.pk)[1] == 0


# -- handing in -------------------------------------------------------------------------------


def test_a_whole_report_waits_for_the_superior_and_can_be_taken_back(
    dunia: Dunia, plan: Any
) -> None:
    realisasi = handed_in(dunia, plan())
    assert realisasi.status == "diajukan"
    assert Menunggu.objects.get().penyetuju_id == dunia.pegawai["kepala"].pk
    with pytest.raises(RealisasiDitolak, match="sudah diajukan"):
        filled(dunia, realisasi.rencana)
    apply(realisasi, "withdraw", actor=whom(dunia, "staf"))
    assert not Menunggu.objects.exists()
    filled(dunia, realisasi.rencana)


@pytest.mark.parametrize(
    ("eviden", "jadi"), [("tiap_baris", False), ("satu", False), ("boleh", True)]
)
def test_evidence_is_asked_for_as_the_region_says(
    dunia: Dunia, plan: Any, monkeypatch: pytest.MonkeyPatch, eviden: str, jadi: bool
) -> None:
    law_with(monkeypatch, eviden=eviden)
    rencana = plan()
    isian = {k: Isian("Selesai", Decimal(2)) for k in keys(rencana)}
    save_realisasi(actor=whom(dunia, "staf"), rencana_id=rencana.pk, isian=isian)
    if jadi:
        submit_realisasi(actor=whom(dunia, "staf"), rencana_id=rencana.pk)
    else:
        with pytest.raises(LangkahDitolak, match="sedikitnya satu"):
            submit_realisasi(actor=whom(dunia, "staf"), rencana_id=rencana.pk)
    assert Realisasi.objects.get().status == ("diajukan" if jadi else "draf")


@pytest.mark.parametrize(
    ("aturan", "staf", "petugas"),
    [("ditandai", True, True), ("lewat_petugas", False, True), ("ditutup", False, False)],
)
def test_after_the_last_day_the_regions_rule_decides(
    dunia: Dunia, plan: Any, monkeypatch: pytest.MonkeyPatch, aturan: str, staf: bool,
    petugas: bool,
) -> None:  # fmt: skip
    law_with(monkeypatch, terlambat=aturan)
    rencana = plan()
    lewat = datetime(2025, 11, 20, 9, tzinfo=WIB)
    for nama, boleh in (("staf", staf), ("pengelola_kepegawaian", petugas)):
        actor = whom(dunia, nama, lewat)
        if boleh:
            save_realisasi(actor=actor, rencana_id=rencana.pk, isian=whole(rencana))
        else:
            with pytest.raises(RealisasiDitolak, match="5 November 2025"):
                save_realisasi(actor=actor, rencana_id=rencana.pk, isian=whole(rencana))
    if staf:
        submit_realisasi(actor=whom(dunia, "staf", lewat), rencana_id=rencana.pk)
        lembar = read_lembar(RencanaBulan.objects.select_related("pegawai__instansi", "unit").get())
        assert lembar.terlambat


def test_a_locked_month_takes_no_report_and_lets_none_be_taken_back(
    dunia: Dunia, plan: Any
) -> None:
    realisasi = handed_in(dunia, plan())
    lain = plan(periode=202511)
    for periode in (OKTOBER, 202511):
        lock_month(dunia.unit["dinas alam"], periode)
    with pytest.raises(RealisasiDitolak, match="terkunci"):
        filled(dunia, lain)
    with pytest.raises(LangkahDitolak, match="terkunci"):
        apply(realisasi, "withdraw", actor=whom(dunia, "staf"))


def test_nobody_fills_in_for_others_without_the_task(dunia: Dunia, plan: Any) -> None:
    rencana = plan()
    for nama in ("kepala", "tetangga", "verifikator_tpp", "auditor", "asing"):
        with pytest.raises(Exception, match="pegawainya sendiri"):
            filled(dunia, rencana, nama)
    assert not Realisasi.objects.exists()


def test_what_an_officer_entered_goes_on_only_when_the_person_confirms(
    dunia: Dunia, plan: Any
) -> None:
    rencana = plan()
    realisasi = filled(dunia, rencana, "pengelola_kepegawaian")
    assert realisasi.dicatat_oleh == dunia.user["pengelola_kepegawaian"]
    submit_realisasi(actor=whom(dunia, "pengelola_kepegawaian"), rencana_id=rencana.pk)
    realisasi.refresh_from_db()
    assert realisasi.status == "titipan"
    assert Menunggu.objects.get().penyetuju_id == dunia.pegawai["staf"].pk
    with pytest.raises(LangkahDitolak):
        apply(realisasi, "confirm", actor=whom(dunia, "pengelola_kepegawaian"))
    apply(realisasi, "confirm", actor=whom(dunia, "staf"))
    assert realisasi.status == "diajukan"
    realisasi.refresh_from_db()
    assert realisasi.dicatat_oleh is not None, "who entered it stays named"


def test_a_person_may_say_that_it_is_not_so(dunia: Dunia, plan: Any) -> None:
    rencana = plan()
    realisasi = filled(dunia, rencana, "pengelola_kepegawaian")
    submit_realisasi(actor=whom(dunia, "pengelola_kepegawaian"), rencana_id=rencana.pk)
    realisasi.refresh_from_db()
    apply(realisasi, "deny", actor=whom(dunia, "staf"))
    realisasi.refresh_from_db()
    assert (realisasi.status, realisasi.dicatat_oleh) == ("draf", None)


def test_the_superior_sees_that_a_report_came_late(dunia: Dunia, plan: Any) -> None:
    rencana = plan()
    filled(dunia, rencana)
    lewat = datetime(2025, 11, 20, 9, tzinfo=WIB)
    submit_realisasi(actor=whom(dunia, "staf", lewat), rencana_id=rencana.pk)
    assert Menunggu.objects.get().perhatian.startswith("Diajukan lewat batas.")


def test_who_has_not_handed_in_is_told_the_day_before_and_only_once(
    dunia: Dunia, plan: Any
) -> None:
    handed_in(dunia, plan())
    plan("tetangga")
    plan("asing", status="diajukan")
    belum = datetime(2025, 11, 3, 6, tzinfo=WIB)
    assert remind_due(at=belum) == 0
    tepat = datetime(2025, 11, 4, 6, tzinfo=WIB)
    assert remind_due(at=tepat) == 1
    assert remind_due(at=tepat) == 0
    kabar = Pemberitahuan.objects.get(jenis="tutup_besok")
    assert (kabar.person_id, kabar.judul) == (
        dunia.pegawai["tetangga"].pk,
        "Realisasi Oktober 2025 belum diajukan",
    )


# -- pages ------------------------------------------------------------------------------------


def sent(rencana: RencanaBulan, tindakan: str, **ganti: Any) -> dict[str, Any]:
    isi: dict[str, Any] = {"tindakan": tindakan, "versi": "0"}
    for k in keys(rencana):
        isi |= {f"b{k}-uraian": "Selesai", f"b{k}-kuantitas": "1,5", f"b{k}-kendala": "",
                f"b{k}-tautan": TAUTAN}  # fmt: skip
    return isi | ganti


def test_without_script_the_form_brings_its_files_itself(dunia: Dunia, plan: Any) -> None:
    rencana = plan()
    satu, _ = keys(rencana)
    isi = sent(rencana, "simpan")
    isi[f"berkas{satu}"] = [
        SimpleUploadedFile("a.pdf", pdf()),
        SimpleUploadedFile("b.jpg", gambar()),
    ]
    jawab = client_of(dunia, "staf").post(f"/kinerja/realisasi/{OKTOBER}/", isi)
    assert jawab.status_code == 302
    assert sorted(Berkas.objects.values_list("nama", flat=True)) == ["a.pdf", "b.jpg"]
    assert RealisasiBaris.objects.get(rencana_baris=satu).kuantitas == Decimal("1.5")
    assert all(is_attached(b) for b in Berkas.objects.all())


def test_a_refused_file_is_said_beside_its_row_and_the_rest_is_stored(
    dunia: Dunia, plan: Any
) -> None:
    rencana = plan()
    satu, _ = keys(rencana)
    isi = sent(rencana, "ajukan")
    isi[f"berkas{satu}"] = SimpleUploadedFile("SK.pdf", gambar())
    jawab = client_of(dunia, "staf").post(f"/kinerja/realisasi/{OKTOBER}/", isi)
    assert jawab.status_code == 422
    assert "Berkas &#x27;SK.pdf&#x27; ternyata gambar. Unggah PDF-nya" in jawab.content.decode()
    assert RealisasiBaris.objects.filter(uraian="Selesai").count() == 2
    assert Realisasi.objects.get().status == "draf"


def test_a_malformed_link_is_refused_and_the_rest_is_stored(dunia: Dunia, plan: Any) -> None:
    rencana = plan()
    satu, _ = keys(rencana)
    isi = sent(rencana, "ajukan", **{f"b{satu}-tautan": f"{TAUTAN}\njavascript:alert(1)"})
    jawab = client_of(dunia, "staf").post(f"/kinerja/realisasi/{OKTOBER}/", isi)
    assert jawab.status_code == 422
    assert "tidak diawali https://" in jawab.content.decode()
    assert (Eviden.objects.count(), Realisasi.objects.get().status) == (1, "draf")


def test_a_second_press_of_submit_hands_in_once(dunia: Dunia, plan: Any) -> None:
    rencana = plan()
    klien = client_of(dunia, "staf")
    for _ in range(2):
        jawab = klien.post(f"/kinerja/realisasi/{OKTOBER}/", sent(rencana, "ajukan"))
        realisasi = Realisasi.objects.get()
        assert jawab.status_code == 302
        assert jawab["Location"] == f"/kinerja/realisasi/lihat/{realisasi.pk}/"
    assert (realisasi.status, Eviden.objects.count()) == ("diajukan", 2)
    assert Draf.objects.get().isi is None


def test_gaps_are_named_beside_their_rows(dunia: Dunia, plan: Any) -> None:
    rencana = plan()
    satu, _ = keys(rencana)
    isi = sent(rencana, "ajukan", **{f"b{satu}-kuantitas": "", f"b{satu}-tautan": ""})
    halaman = client_of(dunia, "staf").post(f"/kinerja/realisasi/{OKTOBER}/", isi).content.decode()
    bagian = halaman.split(f'id="baris-{satu}"')[1].split("</section>")[0]
    assert "Isi capaiannya" in bagian
    assert "Lampirkan sedikitnya satu" in bagian
    assert "1 baris belum lengkap" in halaman


def test_a_page_open_since_before_is_told_and_keeps_its_words(dunia: Dunia, plan: Any) -> None:
    rencana = plan()
    filled(dunia, rencana)
    satu, _ = keys(rencana)
    isi = sent(rencana, "simpan", **{f"b{satu}-uraian": "Tulisan dari layar lama"})
    jawab = client_of(dunia, "staf").post(f"/kinerja/realisasi/{OKTOBER}/", isi)
    assert jawab.status_code == 409
    halaman = jawab.content.decode()
    assert "dari layar lain" in halaman
    assert "Tulisan dari layar lama" in halaman
    assert RealisasiBaris.objects.get(rencana_baris=satu).uraian == "Selesai"
    versi = re.search(r'name="versi" value="(\d+)"', halaman)
    assert versi is not None
    isi["versi"] = versi[1]
    assert client_of(dunia, "staf").post(f"/kinerja/realisasi/{OKTOBER}/", isi).status_code == 302


def test_the_pages_take_few_queries(
    dunia: Dunia, plan: Any, django_assert_max_num_queries: Any
) -> None:
    for periode in (202507, 202508, SEPTEMBER):
        filled(dunia, plan(periode=periode))
    realisasi = handed_in(dunia, plan(baris=tuple(f"Kerja {n}" for n in range(12))))
    klien, atasan = client_of(dunia, "staf"), client_of(dunia, "kepala")
    for siapa, path, banyak in (
        (klien, "/kinerja/realisasi/", 16),
        (klien, f"/kinerja/realisasi/{SEPTEMBER}/", 18),
        (atasan, f"/kinerja/realisasi/lihat/{realisasi.pk}/", 24),
        (atasan, f"/kinerja/realisasi/unit/?periode={OKTOBER}", 18),
    ):
        siapa.get(path)
        with django_assert_max_num_queries(banyak):
            assert siapa.get(path).status_code == 200


# -- who sees ---------------------------------------------------------------------------------


@pytest.fixture
def eviden(dunia: Dunia, plan: Any) -> Berkas:
    """A file in staf's report that was handed in."""
    rencana = plan()
    satu, _ = keys(rencana)
    actor = whom(dunia, "staf")
    berkas = simpan_berkas(actor, SimpleUploadedFile("bukti.pdf", pdf()), keperluan=EVIDEN)
    isian = whole(rencana) | {satu: Isian("Selesai", Decimal(2), "", [berkas], [])}
    save_realisasi(actor=actor, rencana_id=rencana.pk, isian=isian)
    submit_realisasi(actor=actor, rencana_id=rencana.pk)
    return berkas


@pytest.mark.parametrize(
    ("nama", "kode"),
    [
        ("staf", 200), ("kepala", 200), ("pengelola_kepegawaian", 200), ("verifikator_tpp", 200),
        ("auditor", 200), ("admin_bkpsdm", 200), ("tetangga", 404), ("asing", 404),
        ("bendahara", 404), ("pimpinan", 404), ("tanpa pegawai", 404),
    ],
)  # fmt: skip
def test_evidence_opens_for_whom_the_report_opens(
    dunia: Dunia, eviden: Berkas, nama: str, kode: int
) -> None:
    klien = client_of(dunia, nama)
    assert get(klien, eviden.get_absolute_url()).status_code == kode
    assert get(klien, f"{eviden.get_absolute_url()}pratinjau/0/").status_code == kode


def test_whom_the_superior_gave_a_mandate_sees_the_evidence_while_it_waits(
    dunia: Dunia, eviden: Berkas
) -> None:
    kepala, tetangga = dunia.pegawai["kepala"], dunia.pegawai["tetangga"]
    klien = client_of(dunia, "tetangga")
    assert get(klien, eviden.get_absolute_url()).status_code == 404
    Delegasi.objects.create(
        dari_id=kepala.pk, kepada_id=tetangga.pk, dari_nama="Kepala", kepada_nama="Tetangga",
        berlaku=DateRange(date(2025, 1, 1), None), nomor_surat="1", tanggal_surat=date(2025, 1, 1),
        dibuat_pada=HARI,
    )  # fmt: skip
    assert get(klien, eviden.get_absolute_url()).status_code == 200


def test_anothers_file_cannot_be_attached_by_its_id(
    dunia: Dunia, plan: Any, eviden: Berkas
) -> None:
    lain = plan("tetangga", baris=("Kerja lain",))
    (k,) = keys(lain)
    isi = sent(lain, "simpan", **{f"berkas{k}_id": str(eviden.pk)})
    jawab = client_of(dunia, "tetangga").post(f"/kinerja/realisasi/{OKTOBER}/", isi)
    assert jawab.status_code == 422
    assert "sudah tidak ada" in jawab.content.decode()
    assert not Eviden.objects.filter(baris__rencana_baris=k, berkas=eviden).exists()


def test_a_link_is_never_followed_and_leads_nowhere_secretly(dunia: Dunia, plan: Any) -> None:
    realisasi = handed_in(dunia, plan())
    jawab = client_of(dunia, "kepala").get(f"/kinerja/realisasi/lihat/{realisasi.pk}/")
    assert 'rel="noopener noreferrer nofollow"' in jawab.content.decode()


# -- PP 46/2011 -------------------------------------------------------------------------------


@pytest.fixture
def pp46(dunia: Dunia) -> SKP:
    skp = SKP.objects.create(
        pegawai=dunia.pegawai["staf"], tahun=2020,
        masa=DateRange(date(2020, 1, 1), date(2021, 1, 1)), generasi="pp46",
        jabatan=dunia.jabatan["staf"], unit=dunia.jabatan["staf"].unit, status="disetujui",
    )  # fmt: skip
    KegiatanTugas.objects.create(
        skp=skp, uraian="Melayani surat", target_kuantitas=12, satuan="bulan", target_kualitas=100,
        target_waktu=12, target_biaya=1_000_000,
    )  # fmt: skip
    return skp


def test_realisation_of_an_old_plan_is_kept_with_its_evidence(dunia: Dunia, pp46: SKP) -> None:
    k = pp46.kegiatan_tugas.get()
    isi = {f"k{k.pk}-kuantitas": "11", f"k{k.pk}-kualitas": "88,5", f"k{k.pk}-waktu": "12",
           f"k{k.pk}-biaya": "950000", f"k{k.pk}-tautan": TAUTAN,
           f"berkas{k.pk}": SimpleUploadedFile("bukti.pdf", pdf())}  # fmt: skip
    jawab = client_of(dunia, "staf").post(f"/kinerja/realisasi/skp/{pp46.pk}/", isi)
    assert jawab.status_code == 302
    k.refresh_from_db()
    assert (k.realisasi_kuantitas, k.realisasi_kualitas, k.realisasi_biaya) == (
        11,
        Decimal("88.5"),
        950000,
    )
    assert k.eviden.count() == 2
    berkas = Berkas.objects.get()
    for nama, kode in (("kepala", 200), ("auditor", 200), ("tetangga", 404)):
        assert get(client_of(dunia, nama), berkas.get_absolute_url()).status_code == kode


def test_quality_is_at_most_a_hundred(dunia: Dunia, pp46: SKP) -> None:
    k = pp46.kegiatan_tugas.get()
    jawab = client_of(dunia, "staf").post(
        f"/kinerja/realisasi/skp/{pp46.pk}/", {f"k{k.pk}-kualitas": "101"}
    )
    assert jawab.status_code == 422
    assert "paling tinggi 100" in jawab.content.decode()


def test_the_superior_reads_an_old_plans_realisation_and_changes_nothing(
    dunia: Dunia, pp46: SKP
) -> None:
    k = pp46.kegiatan_tugas.get()
    klien = client_of(dunia, "kepala")
    jawab = klien.post(f"/kinerja/realisasi/skp/{pp46.pk}/", {f"k{k.pk}-kuantitas": "1"})
    assert jawab.status_code == 200
    k.refresh_from_db()
    assert k.realisasi_kuantitas is None
    assert client_of(dunia, "tetangga").get(f"/kinerja/realisasi/skp/{pp46.pk}/").status_code == 404


def test_limits_of_evidence_are_the_regions(dunia: Dunia) -> None:
    batas = selectors.eviden_limits(whom(dunia, "staf"))
    aturan = Law.load().pada(date(2025, 11, 3), "contoh")
    assert batas.maks_mib == str(aturan.nilai("kinerja.eviden_mib"))
