"""Units' months with what their runs made of them, for verifiers."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F, OuterRef, QuerySet, Subquery

from selaras.core.halaman.format import rupiah
from selaras.core.permissions import Actor
from selaras.organisasi.models import Instansi
from selaras.periode.models import PeriodeUnit
from selaras.tpp.models import HitunganUnit, TidakTerhitung

ANGKA = ("jumlah_pegawai", "jumlah_tidak_terhitung", "bruto", "pph21", "iwp", "diterima")


@dataclass(frozen=True, slots=True)
class Pembanding:
    """Last month's figures of a unit beside this month's, in rupiah."""

    periode: int
    bruto: int
    selisih: int

    @property
    def kata(self) -> str:
        """naik Rp100.000, turun Rp100.000, or that nothing moved."""
        if not self.selisih:
            return "tetap"
        return f"{'naik' if self.selisih > 0 else 'turun'} {rupiah(abs(self.selisih))}"


def computable_instansi(actor: Actor) -> QuerySet[Instansi]:
    """Governments whose months the actor may compute: a run is of the whole government.

    A verifier of one SKPD reads what runs made of it; starting one would touch everybody's.
    """
    reach = actor.reach("tpp.compute")
    if reach.everywhere:
        return Instansi.objects.all()
    return Instansi.objects.filter(pk__in=reach.instansi)


def sees_totals(actor: Actor, instansi_id: int) -> bool:
    """Whether a run's totals over all SKPD of the government are the actor's to see."""
    reach = actor.reach("hitungan.view")
    return reach.everywhere or instansi_id in reach.instansi


def unit_months(periode: int) -> QuerySet[PeriodeUnit]:
    """Each SKPD's month with the figures of the run that counts (null: not computed)."""
    milik = HitunganUnit.objects.filter(
        hitungan_id=OuterRef("hitungan_id"), skpd_id=OuterRef("skpd_id")
    )
    return (
        PeriodeUnit.objects.filter(periode=periode)
        .select_related("skpd", "dikunci_oleh")
        .annotate(**{nama: Subquery(milik.values(nama)[:1]) for nama in ANGKA})
        .annotate(hash_hasil=Subquery(milik.values("hash_hasil")[:1]), nama=F("skpd__nama"))
    )


def compared_with_before(bulan: PeriodeUnit) -> Pembanding | None:
    """The month before of the same SKPD, where it was computed."""
    sebelum = _before(bulan.periode)
    lalu = unit_months(sebelum).filter(skpd_id=bulan.skpd_id).first()
    kini = _figures(bulan)
    if lalu is None or not (lama := _figures(lalu)) or not kini:
        return None
    return Pembanding(sebelum, lama["bruto"], kini["bruto"] - lama["bruto"])


def unrated_count(bulan: PeriodeUnit) -> int:
    """People computed without the result that they owe: somebody must look."""
    return TidakTerhitung.objects.filter(
        hitungan_id=bulan.hitungan_id, skpd_id=bulan.skpd_id, kolom="predikat", menghalangi=False
    ).count()


def _before(periode: int) -> int:
    tahun, bulan = divmod(periode, 100)
    return (tahun - 1) * 100 + 12 if bulan == 1 else periode - 1


def _figures(bulan: PeriodeUnit) -> Mapping[str, int]:
    nilai = {nama: getattr(bulan, nama, None) for nama in ANGKA}
    return {} if nilai["bruto"] is None else {n: int(v or 0) for n, v in nilai.items()}
