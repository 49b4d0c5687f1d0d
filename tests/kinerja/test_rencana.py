"""A month's plan: under the year's plan, copied, decided, changed in mid-month without loss."""

from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from tests.izin.dunia import Dunia
from tests.kinerja.bulan_terkunci import lock_month
from tests.kinerja.rencana import buat_rencana, buat_skp, pelaku

from selaras.core.workflow.engine import apply, apply_many
from selaras.core.workflow.errors import Berpagar, TidakBerwenang
from selaras.core.workflow.models import Menunggu
from selaras.kinerja.models import (
    KatalogRencana,
    Realisasi,
    RealisasiBaris,
    RencanaBaris,
    RencanaBulan,
)
from selaras.kinerja.selectors.rencana import current_rows, rows_at, sources_to_copy
from selaras.kinerja.services.lembar import Kiriman, LembarBerubah, Terkirim
from selaras.kinerja.services.rencana import (
    begin_rencana,
    copy_into,
    decide_rencana,
    save_rencana,
)
from selaras.kinerja.services.skp import TidakDapatMenyusun


def _uraian(baris: list[RencanaBaris]) -> list[str]:
    return [b.uraian for b in baris]


def _ubah(dunia: Dunia, rencana: RencanaBulan, baris: RencanaBaris, uraian: str) -> None:
    kiriman = Kiriman(baris={"b": [Terkirim(baris.kunci, baris.urutan, {"uraian": uraian})]})
    save_rencana(actor=pelaku(dunia, "staf"), rencana_id=rencana.pk, kiriman=kiriman)
    rencana.refresh_from_db()


def test_one_plan_a_month_however_often_one_presses(dunia: Dunia) -> None:
    satu = buat_rencana(dunia, "staf", "Menyusun laporan")
    lagi = begin_rencana(
        actor=pelaku(dunia, "staf"), pegawai=dunia.pegawai["staf"], periode=202512, kunci=uuid4()
    )
    assert lagi == satu


def test_months_far_ahead_are_not_planned(dunia: Dunia) -> None:
    with pytest.raises(TidakDapatMenyusun, match="bulan depan"):
        buat_rencana(dunia, "staf", "Menyusun laporan", periode=202603)


def test_a_locked_month_is_not_planned_any_more(dunia: Dunia, client: Client) -> None:
    skpd = buat_rencana(dunia, "staf", "Laporan").unit.skpd
    assert skpd is not None
    lock_month(skpd, 202510)
    with pytest.raises(TidakDapatMenyusun, match="Oktober 2025 sudah terkunci"):
        buat_rencana(dunia, "staf", "Laporan", periode=202510)
    client.force_login(dunia.user["staf"])
    isi = client.get("/kinerja/rencana/?tahun=2025").content.decode()
    assert 'Isi rencana<span class="hanya-pembaca"> Oktober 2025' not in isi
    assert "Bulannya sudah terkunci tanpa rencana." in isi


def test_under_an_approved_years_plan_every_row_serves_a_part_of_it(dunia: Dunia) -> None:
    skp = buat_skp(dunia, "staf", "Laporan", oleh="kepala")
    rencana = buat_rencana(dunia, "staf", "Menyusun laporan")
    staf = pelaku(dunia, "staf")
    with pytest.raises(Berpagar, match="hasil kerja SKP"):
        apply(rencana, "submit", actor=staf)
    baris = rencana.baris.get()
    tautan = {"tautan": f"h{skp.hasil_kerja.get().pk}"}
    kiriman = Kiriman(baris={"b": [Terkirim(baris.kunci, 1, tautan)]})
    save_rencana(actor=staf, rencana_id=rencana.pk, kiriman=kiriman)
    rencana.refresh_from_db()
    assert apply(rencana, "submit", actor=staf).diubah
    rencana.refresh_from_db()
    assert rencana.skp == skp


def test_the_superior_decides_and_the_writer_cannot(dunia: Dunia) -> None:
    rencana = buat_rencana(dunia, "staf", "Menyusun laporan", ajukan=True)
    with pytest.raises(TidakBerwenang):
        apply(rencana, "approve", actor=pelaku(dunia, "staf"))
    baris = rencana.baris.get()
    decide_rencana(
        actor=pelaku(dunia, "kepala"), rencana=rencana, langkah="approve",
        per_baris={baris.kunci: ("Selesai tanggal 20", "")},
    )  # fmt: skip
    baris.refresh_from_db()
    assert (rencana.status, baris.ekspektasi) == ("disetujui", "Selesai tanggal 20")


def test_a_change_in_mid_month_keeps_what_was_approved(dunia: Dunia) -> None:
    rencana = buat_rencana(dunia, "staf", "Laporan", "Rapat", oleh="kepala")
    staf, kepala = pelaku(dunia, "staf"), pelaku(dunia, "kepala")
    apply(rencana, "revise", actor=staf, reason="Tugas mendadak")
    rencana.refresh_from_db()
    laporan, rapat = current_rows(rencana)
    _ubah(dunia, rencana, laporan, "Laporan lengkap")
    hapus = Kiriman(hapus=frozenset({rapat.kunci}))
    save_rencana(actor=staf, rencana_id=rencana.pk, kiriman=hapus)
    assert _uraian(current_rows(rencana)) == ["Laporan lengkap"]
    assert _uraian(rows_at(rencana, 1)) == ["Laporan", "Rapat"]
    rencana.refresh_from_db()
    apply(rencana, "submit", actor=staf)
    with pytest.raises(Berpagar, match="perubahannya"):
        apply(rencana, "reject", actor=kepala, reason="Tidak")
    apply(rencana, "approve", actor=kepala)
    rencana.refresh_from_db()
    assert (rencana.versi, rencana.status) == (2, "disetujui")
    assert _uraian(rows_at(rencana, 1)) == ["Laporan", "Rapat"]


@pytest.mark.parametrize("oleh", ["staf", "kepala"])
def test_a_change_that_is_dropped_leaves_the_approved_plan(dunia: Dunia, oleh: str) -> None:
    """The writer takes it back, or the superior refuses the change: version 1 holds again."""
    rencana = buat_rencana(dunia, "staf", "Laporan", "Rapat", oleh="kepala")
    staf = pelaku(dunia, "staf")
    apply(rencana, "revise", actor=staf, reason="Tugas mendadak")
    rencana.refresh_from_db()
    laporan, rapat = current_rows(rencana)
    _ubah(dunia, rencana, laporan, "Laporan lengkap")
    hapus = Kiriman(hapus=frozenset({rapat.kunci}))
    save_rencana(actor=staf, rencana_id=rencana.pk, kiriman=hapus)
    rencana.refresh_from_db()
    if oleh == "staf":
        apply(rencana, "discard", actor=staf)
    else:
        apply(rencana, "submit", actor=staf)
        apply(rencana, "reject_change", actor=pelaku(dunia, "kepala"), reason="Tetap seperti dulu")
    rencana.refresh_from_db()
    assert (rencana.versi, rencana.status) == (1, "disetujui")
    assert _uraian(current_rows(rencana)) == ["Laporan", "Rapat"]


def test_what_was_reported_of_a_row_goes_with_its_change(dunia: Dunia) -> None:
    rencana = buat_rencana(dunia, "staf", "Laporan", oleh="kepala")
    lapor = Realisasi.objects.create(
        rencana=rencana, pegawai=rencana.pegawai, periode=rencana.periode, unit=rencana.unit
    )
    satu = RealisasiBaris.objects.create(
        realisasi=lapor, rencana_baris=rencana.baris.get(), uraian="Selesai separuh"
    )
    staf = pelaku(dunia, "staf")
    apply(rencana, "revise", actor=staf, reason="Target berubah")
    rencana.refresh_from_db()
    _ubah(dunia, rencana, current_rows(rencana)[0], "Laporan dua bidang")
    apply(rencana, "submit", actor=staf)
    apply(rencana, "approve", actor=pelaku(dunia, "kepala"))
    satu.refresh_from_db()
    assert (satu.rencana_baris.uraian, satu.uraian) == ("Laporan dua bidang", "Selesai separuh")


def test_copying_from_last_month_a_colleague_and_the_catalogue(dunia: Dunia) -> None:
    lalu = buat_rencana(dunia, "staf", "Laporan", "Rapat", periode=202511, oleh="kepala")
    rencana = buat_rencana(dunia, "staf", "Laporan")
    (sumber,) = sources_to_copy(rencana)
    assert (sumber.judul, len(sumber.baris)) == ("Rencana saya", 2)
    katalog = KatalogRencana(uraian="Apel pagi", kuantitas=Decimal(20), satuan="kali")
    dari = [*sumber.baris, katalog]
    assert copy_into(actor=pelaku(dunia, "staf"), rencana=rencana, dari=dari) == 2
    assert _uraian(current_rows(rencana)) == ["Laporan", "Rapat", "Apel pagi"]
    assert {b.kunci for b in lalu.baris.all()}.isdisjoint(b.kunci for b in rencana.baris.all())


def test_only_plans_like_a_checked_source_go_in_bulk(dunia: Dunia) -> None:
    """Complaint 13: many at once, but what is new is looked at one by one."""
    buat_rencana(dunia, "staf", "Laporan", periode=202511, oleh="kepala")
    sama = buat_rencana(dunia, "staf", "Laporan", ajukan=True)
    row = Menunggu.objects.get(objek_id=sama.pk)
    assert row.perhatian == "" and "sama dengan bulan lalu" in row.ringkas
    apply(sama, "withdraw", actor=pelaku(dunia, "staf"))
    _ubah(dunia, sama, sama.baris.get(), "Laporan yang lain")
    apply(sama, "submit", actor=pelaku(dunia, "staf"))
    assert Menunggu.objects.get().perhatian == "1 dari 1 baris baru atau berubah."


def test_fifty_plans_are_approved_in_a_constant_number_of_queries(
    dunia: Dunia, django_assert_max_num_queries: object
) -> None:
    staf = buat_rencana(dunia, "staf", "Laporan", ajukan=True)
    for nomor in range(50):
        nama = f"orang {nomor}"
        dunia.add_person(nama, "bidang hutan", atasan="kepala")
        buat_rencana(dunia, nama, "Laporan", ajukan=True)
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        hasil = apply_many(RencanaBulan.objects.all(), "approve", actor=pelaku(dunia, "kepala"))
    assert (hasil.jadi, hasil.lewat) == (51, [])
    staf.refresh_from_db()
    assert staf.status == "disetujui"


def test_a_colliding_screen_is_warned_here_too(dunia: Dunia) -> None:
    rencana = buat_rencana(dunia, "staf", "Laporan")
    lama, baris = rencana.versi_alur, rencana.baris.get()
    _ubah(dunia, rencana, baris, "Dari ponsel")
    kiriman = Kiriman(baris={"b": [Terkirim(baris.kunci, 1, {"uraian": "Dari meja"})]})
    with pytest.raises(LembarBerubah):
        save_rencana(
            actor=pelaku(dunia, "staf"), rencana_id=rencana.pk, kiriman=replace(kiriman, versi=lama)
        )
    assert _uraian(current_rows(rencana)) == ["Dari ponsel"]
