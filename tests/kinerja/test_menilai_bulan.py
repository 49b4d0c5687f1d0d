"""A superior assesses a month: suggestion, decision, reason, result; what is refused and why."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from tests.izin.dunia import SEJAK, Dunia
from tests.kinerja.bulan_dinilai import report
from tests.kinerja.bulan_terkunci import lock_month

from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import Actor
from selaras.core.workflow.engine import apply
from selaras.core.workflow.errors import Berpagar, LangkahDitolak
from selaras.core.workflow.models import Delegasi, Menunggu
from selaras.core.workflow.undo import undo
from selaras.kinerja.models import Penilaian, PenilaianBulanan, Realisasi
from selaras.kinerja.services.penilaian import (
    PenilaianBentrok,
    PenilaianDitolak,
    finish_assessment,
    finish_many,
    rate_rest,
    save_fields,
)
from selaras.pegawai.models import AtasanKhusus, RiwayatJabatan

P = 202510
Aktor = Callable[[str], Actor]


@pytest.fixture
def laporan(dunia: Dunia) -> Realisasi:
    return report(dunia, "staf", P)


def nilai_semua(laporan: Realisasi, rating: str = "2", **lain: str) -> dict[str, str]:
    """Every row and behaviour rated alike."""
    baris = {f"baris-{b.pk}": rating for b in laporan.baris.all()}
    return {**baris, "perilaku_semua": "2", **lain}


def test_a_month_as_expected_becomes_good_and_the_person_has_her_result(
    dunia: Dunia, actor: Aktor, laporan: Realisasi
) -> None:
    staf = dunia.pegawai["staf"]
    save_fields(actor=actor("kepala"), pegawai_id=staf.pk, periode=P, isi=nilai_semua(laporan))
    lembar = finish_assessment(actor=actor("kepala"), pegawai_id=staf.pk, periode=P)
    laporan.refresh_from_db()
    hasil = PenilaianBulanan.objects.get(pegawai=staf, periode=P)
    assert (lembar.predikat, hasil.predikat, hasil.sumber) == ("baik", "baik", "lokal")
    assert laporan.status == "dinilai"
    assert laporan.diputus_oleh == dunia.user["kepala"]
    assert not Menunggu.objects.filter(subjek_id=staf.pk).exists()


def test_the_decision_follows_the_suggestion_until_the_assessor_departs_from_it(
    dunia: Dunia, actor: Aktor, laporan: Realisasi
) -> None:
    staf, kepala = dunia.pegawai["staf"], actor("kepala")
    lembar = save_fields(actor=kepala, pegawai_id=staf.pk, periode=P, isi=nilai_semua(laporan, "1"))
    assert (lembar.saran_hasil.rating, lembar.hasil, lembar.predikat) == (1, 1, "baik")
    lembar = save_fields(actor=kepala, pegawai_id=staf.pk, periode=P, isi={"hasil": "2"})
    assert lembar.berbeda == ("hasil kerja",)
    satu = laporan.baris.first()
    lembar = save_fields(actor=kepala, pegawai_id=staf.pk, periode=P, isi={f"baris-{satu.pk}": "2"})
    assert lembar.hasil == 2


def test_a_differing_decision_is_not_finished_without_a_reason(
    dunia: Dunia, actor: Aktor, laporan: Realisasi
) -> None:
    staf, kepala = dunia.pegawai["staf"], actor("kepala")
    isi = nilai_semua(laporan, hasil="1")
    save_fields(actor=kepala, pegawai_id=staf.pk, periode=P, isi=isi)
    with pytest.raises(PenilaianDitolak, match="alasan belum ditulis"):
        finish_assessment(actor=kepala, pegawai_id=staf.pk, periode=P)
    assert not PenilaianBulanan.objects.filter(pegawai=staf, periode=P).exists()
    save_fields(actor=kepala, pegawai_id=staf.pk, periode=P, isi={"alasan": "Juara nasional."})
    finish_assessment(actor=kepala, pegawai_id=staf.pk, periode=P)
    nilai = Penilaian.objects.get(pegawai=staf, periode=P)
    assert (nilai.saran_hasil, nilai.hasil, nilai.alasan_beda) == (2, 1, "Juara nasional.")


def test_rows_without_evidence_ask_for_a_reason(dunia: Dunia, actor: Aktor) -> None:
    laporan = report(dunia, "staf", P, eviden=False)
    staf, kepala = dunia.pegawai["staf"], actor("kepala")
    lembar = save_fields(actor=kepala, pegawai_id=staf.pk, periode=P, isi=nilai_semua(laporan))
    assert lembar.perlu_alasan == ("3 baris tanpa eviden",)
    with pytest.raises(PenilaianDitolak, match="tanpa eviden"):
        finish_assessment(actor=kepala, pegawai_id=staf.pk, periode=P)


def test_what_is_missing_is_named(dunia: Dunia, actor: Aktor, laporan: Realisasi) -> None:
    staf = dunia.pegawai["staf"]
    satu = laporan.baris.first()
    lembar = save_fields(
        actor=actor("kepala"), pegawai_id=staf.pk, periode=P, isi={f"baris-{satu.pk}": "1"}
    )
    assert lembar.kurang == ("2 hasil belum dinilai", "7 nilai perilaku belum dinilai")


def test_nobody_assesses_herself_or_somebody_elses_people(
    dunia: Dunia, actor: Aktor, laporan: Realisasi
) -> None:
    staf = dunia.pegawai["staf"]
    for siapa in ("staf", "tetangga", "admin_bkpsdm", "pengelola_kepegawaian"):
        with pytest.raises(PermissionDenied):
            save_fields(actor=actor(siapa), pegawai_id=staf.pk, periode=P, isi=nilai_semua(laporan))
    assert not Penilaian.objects.exists()


def test_a_report_cannot_be_assessed_past_its_assessment(
    dunia: Dunia, actor: Aktor, laporan: Realisasi
) -> None:
    with pytest.raises(Berpagar):
        apply(laporan, "assess", actor=actor("kepala"))


def test_a_locked_month_is_taken_only_as_a_late_fact(
    dunia: Dunia, actor: Aktor, laporan: Realisasi
) -> None:
    staf = dunia.pegawai["staf"]
    lock_month(dunia.unit["dinas alam"], P)
    isi = nilai_semua(laporan)
    save_fields(actor=actor("kepala"), pegawai_id=staf.pk, periode=P, isi=isi)
    with pytest.raises(PenilaianDitolak, match=r"sudah terkunci.*Catat sebagai susulan"):
        finish_assessment(actor=actor("kepala"), pegawai_id=staf.pk, periode=P)
    assert finish_many(actor=actor("kepala"), periode=P).jadi == 0
    assert not PenilaianBulanan.objects.filter(pegawai=staf, periode=P).exists()
    finish_assessment(actor=actor("kepala"), pegawai_id=staf.pk, periode=P, susulan=True)
    assert PenilaianBulanan.objects.get(pegawai=staf, periode=P).predikat == "baik"


def test_two_superiors_never_overwrite_each_other(
    dunia: Dunia, actor: Aktor, laporan: Realisasi
) -> None:
    staf = dunia.pegawai["staf"]
    _mandate(dunia, "kepala", "tetangga")
    awal = save_fields(
        actor=actor("kepala"), pegawai_id=staf.pk, periode=P, isi=nilai_semua(laporan)
    )
    save_fields(
        actor=actor("tetangga"), pegawai_id=staf.pk, periode=P, isi={"umpan": "Bagus"}, cap=awal.cap
    )
    with pytest.raises(PenilaianBentrok, match="Tetangga mengubah penilaian ini"):
        save_fields(
            actor=actor("kepala"), pegawai_id=staf.pk, periode=P, isi={"umpan": "Kurang"},
            cap=awal.cap,
        )  # fmt: skip
    assert Penilaian.objects.get(pegawai=staf).umpan_balik == "Bagus"


def test_the_second_to_finish_learns_who_was_first(
    dunia: Dunia, actor: Aktor, laporan: Realisasi
) -> None:
    staf = dunia.pegawai["staf"]
    isi = nilai_semua(laporan)
    save_fields(actor=actor("kepala"), pegawai_id=staf.pk, periode=P, isi=isi)
    finish_assessment(actor=actor("kepala"), pegawai_id=staf.pk, periode=P)
    _mandate(dunia, "kepala", "tetangga")
    with pytest.raises(PenilaianDitolak, match="Sudah dinilai oleh Kepala"):
        finish_assessment(actor=actor("tetangga"), pegawai_id=staf.pk, periode=P)
    assert Realisasi.objects.get(pk=laporan.pk).diputus_oleh == dunia.user["kepala"]


def test_a_mandate_assesses_in_the_superiors_name(
    dunia: Dunia, actor: Aktor, laporan: Realisasi
) -> None:
    _mandate(dunia, "kepala", "tetangga")
    staf = dunia.pegawai["staf"]
    isi = nilai_semua(laporan)
    save_fields(actor=actor("tetangga"), pegawai_id=staf.pk, periode=P, isi=isi)
    finish_assessment(actor=actor("tetangga"), pegawai_id=staf.pk, periode=P)
    nilai = Penilaian.objects.get(pegawai=staf)
    assert (nilai.penilai, nilai.atas_nama) == (dunia.pegawai["kepala"], "Kepala")


def test_the_superior_of_the_months_last_day_assesses_also_after_a_move(
    dunia: Dunia, actor: Aktor, laporan: Realisasi
) -> None:
    staf = dunia.pegawai["staf"]
    AtasanKhusus.objects.create(
        pegawai=staf, atasan=dunia.pegawai["tetangga"], alasan="pindah",
        berlaku=berlaku_sejak(date(2025, 11, 5)),
    )  # fmt: skip
    isi = nilai_semua(laporan)
    with pytest.raises(PermissionDenied):
        save_fields(actor=actor("tetangga"), pegawai_id=staf.pk, periode=P, isi=isi)
    save_fields(actor=actor("kepala"), pegawai_id=staf.pk, periode=P, isi=isi)
    finish_assessment(actor=actor("kepala"), pegawai_id=staf.pk, periode=P)
    assert Penilaian.objects.get(pegawai=staf).penilai == dunia.pegawai["kepala"]


def test_a_superior_who_came_in_mid_month_assesses_that_month(
    dunia: Dunia, actor: Aktor, laporan: Realisasi
) -> None:
    staf = dunia.pegawai["staf"]
    AtasanKhusus.objects.create(
        pegawai=staf, atasan=dunia.pegawai["tetangga"], alasan="pindah",
        berlaku=berlaku_sejak(date(2025, 10, 16)),
    )  # fmt: skip
    isi = nilai_semua(laporan)
    with pytest.raises(PermissionDenied):
        save_fields(actor=actor("kepala"), pegawai_id=staf.pk, periode=P, isi=isi)
    save_fields(actor=actor("tetangga"), pegawai_id=staf.pk, periode=P, isi=isi)
    assert finish_many(actor=actor("tetangga"), periode=P).jadi == 1


def test_whoever_acts_on_the_vacant_post_assesses_as_plt(
    dunia: Dunia, actor: Aktor, laporan: Realisasi
) -> None:
    staf = dunia.pegawai["staf"]
    RiwayatJabatan.objects.filter(pegawai=dunia.pegawai["kepala"]).update(
        berlaku=berlaku_sejak(SEJAK, date(2025, 9, 1))
    )
    RiwayatJabatan.objects.create(
        pegawai=dunia.pegawai["tetangga"], jabatan=dunia.jabatan["kepala"], penugasan="PLT",
        berlaku=berlaku_sejak(date(2025, 9, 1)),
    )  # fmt: skip
    isi = nilai_semua(laporan)
    save_fields(actor=actor("tetangga"), pegawai_id=staf.pk, periode=P, isi=isi)
    finish_assessment(actor=actor("tetangga"), pegawai_id=staf.pk, periode=P)
    assert Realisasi.objects.get(pk=laporan.pk).status == "dinilai"


def test_a_vacant_chain_leaves_the_report_waiting_for_nobody(dunia: Dunia, actor: Aktor) -> None:
    RiwayatJabatan.objects.filter(pegawai=dunia.pegawai["kepala"]).update(
        berlaku=berlaku_sejak(SEJAK, date(2025, 9, 1))
    )
    laporan = report(dunia, "staf", P)
    assert Menunggu.objects.get(objek_id=laporan.pk, alur="realisasi").penyetuju_id is None
    with pytest.raises(PermissionDenied):
        save_fields(
            actor=actor("kepala"), pegawai_id=dunia.pegawai["staf"].pk, periode=P,
            isi=nilai_semua(laporan),
        )  # fmt: skip


def test_a_report_sent_back_is_not_assessed(dunia: Dunia, actor: Aktor, laporan: Realisasi) -> None:
    staf = dunia.pegawai["staf"]
    apply(laporan, "return", actor=actor("kepala"), reason="Lampirkan buktinya.")
    with pytest.raises(PenilaianDitolak, match="belum diajukan"):
        save_fields(actor=actor("kepala"), pegawai_id=staf.pk, periode=P, isi=nilai_semua(laporan))


def test_a_decision_can_be_taken_back_with_its_result(
    dunia: Dunia, actor: Aktor, laporan: Realisasi
) -> None:
    staf, kepala = dunia.pegawai["staf"], actor("kepala")
    save_fields(actor=kepala, pegawai_id=staf.pk, periode=P, isi=nilai_semua(laporan))
    finish_assessment(actor=kepala, pegawai_id=staf.pk, periode=P)
    laporan.refresh_from_db()
    undo(laporan, actor=kepala)
    nilai = Penilaian.objects.get(pegawai=staf)
    assert (laporan.status, nilai.selesai_pada, nilai.predikat) == ("diajukan", None, "")
    assert PenilaianBulanan.objects.get(pegawai=staf, periode=P).predikat == ""


def test_a_team_is_rated_by_exception_and_finished_at_once(
    dunia: Dunia, actor: Aktor, laporan: Realisasi
) -> None:
    report(dunia, "tanpa akun", P)
    kepala = actor("kepala")
    assert rate_rest(actor=kepala, periode=P) == 2
    satu = laporan.baris.first()
    save_fields(
        actor=kepala, pegawai_id=dunia.pegawai["staf"].pk, periode=P,
        isi={"perilaku_semua": "1", f"baris-{satu.pk}": "1"},
    )  # fmt: skip
    hasil = finish_many(actor=kepala, periode=P)
    assert (hasil.jadi, hasil.lewat) == (2, [])
    predikat = dict(PenilaianBulanan.objects.values_list("pegawai__nama", "predikat"))
    assert predikat == {"Staf": "baik", "Tanpa Akun": "baik"}


def test_one_persons_refusal_does_not_hold_up_the_others(
    dunia: Dunia, actor: Aktor, laporan: Realisasi
) -> None:
    report(dunia, "tanpa akun", P, eviden=False)
    kepala = actor("kepala")
    rate_rest(actor=kepala, periode=P)
    semua = [dunia.pegawai["staf"].pk, dunia.pegawai["tanpa akun"].pk]
    hasil = finish_many(actor=kepala, periode=P, pegawai_ids=semua)
    assert hasil.jadi == 1
    assert hasil.lewat[0][0] == "Tanpa Akun"


def test_an_unknown_rating_changes_nothing(dunia: Dunia, actor: Aktor, laporan: Realisasi) -> None:
    satu = laporan.baris.first()
    with pytest.raises((PenilaianDitolak, LangkahDitolak)):
        save_fields(
            actor=actor("kepala"), pegawai_id=dunia.pegawai["staf"].pk, periode=P,
            isi={f"baris-{satu.pk}": "7"},
        )  # fmt: skip
    assert not Penilaian.objects.exists()


def _mandate(dunia: Dunia, dari: str, kepada: str) -> None:
    Delegasi.objects.create(
        dari_id=dunia.pegawai[dari].pk,
        kepada_id=dunia.pegawai[kepada].pk,
        dari_nama=dunia.pegawai[dari].nama,
        kepada_nama=dunia.pegawai[kepada].nama,
        berlaku=berlaku_sejak(date(2020, 1, 1)),
        nomor_surat="800/1",
        tanggal_surat=date(2020, 1, 1),
        dibuat_pada=timezone.now() - timedelta(days=1),
    )


def test_whom_a_mandate_was_given_assesses_from_her_inbox(
    dunia: Dunia, laporan: Realisasi, sebagai: Callable[[str], Client]
) -> None:
    staf = dunia.pegawai["staf"]
    alamat = f"/kinerja/penilaian/{P}/{staf.pk}/"
    klien = sebagai("tetangga")
    assert klien.get(alamat).status_code == 404
    _mandate(dunia, "kepala", "tetangga")
    baris = Menunggu.objects.get(subjek_id=staf.pk)
    assert alamat in klien.get(f"/persetujuan/{baris.pk}/").content.decode()
    assert klien.get(alamat).status_code == 200
    assert klien.post(f"{alamat}simpan/", nilai_semua(laporan)).status_code == 302
    assert klien.post(f"{alamat}selesai/").status_code == 302
    assert Penilaian.objects.get(pegawai=staf).atas_nama == "Kepala"
