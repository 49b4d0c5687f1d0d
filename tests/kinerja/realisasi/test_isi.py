"""What is typed into the month's report: kept, never overwritten unseen, true to its plan."""

from decimal import Decimal
from typing import Any

import pytest
from tests.izin.dunia import Dunia
from tests.kinerja.realisasi.laporan import SEPTEMBER, TAUTAN, filled, keys, whole, whom

from selaras.core.workflow.engine import apply
from selaras.core.workflow.errors import LangkahDitolak
from selaras.kinerja.models import (
    Eviden,
    Realisasi,
    RealisasiBaris,
    RencanaBaris,
    RencanaBulan,
)
from selaras.kinerja.selectors.realisasi import read_lembar
from selaras.kinerja.services.realisasi import (
    Isian,
    RealisasiBerubah,
    RealisasiDitolak,
    copy_words,
    save_realisasi,
)


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
