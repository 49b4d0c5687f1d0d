"""Everything that an SKPD's papers of a month say, gathered once. Computes no pay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from selaras.core.permissions.models import PenugasanPeran
from selaras.hukum import Aturan, Law
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import RiwayatJabatan
from selaras.periode.models import PeriodeUnit
from selaras.presensi.models import LembarPresensi
from selaras.tpp.masa import Masa, masa_of
from selaras.tpp.models import DaftarBayar
from selaras.tpp.selectors.daftar_bayar import BarisBayar, list_of, list_rows
from selaras.tpp.services.daftar_bayar import hash_rows

BELUM_ADA = ".............................."


@dataclass(frozen=True, slots=True)
class Penanda:
    """Who signs: the post as the letter names it, and who holds it (dots where nobody does)."""

    jabatan: str
    nama: str = BELUM_ADA
    nip: str = ""


@dataclass(frozen=True, slots=True)
class BulanSkpd:
    """One SKPD's month, ready to be written."""

    skpd: UnitKerja
    masa: Masa
    bulan: PeriodeUnit
    daftar: DaftarBayar | None
    baris: Sequence[BarisBayar]
    lembar: Mapping[int, LembarPresensi]
    aturan: Aturan
    kepala: Penanda
    kepegawaian: Penanda
    bendahara: Penanda

    @property
    def konsep(self) -> bool:
        return self.daftar is None

    @property
    def hash_daftar(self) -> str:
        return self.daftar.hash_daftar if self.daftar else hash_rows(self.baris)

    @property
    def dibayar(self) -> Sequence[BarisBayar]:
        return [b for b in self.baris if not b.ditahan]

    @property
    def ditahan(self) -> Sequence[BarisBayar]:
        return [b for b in self.baris if b.ditahan]


def load_month(bulan: PeriodeUnit, law: Law | None = None) -> BulanSkpd:
    """Read it; `bulan` with skpd__instansi joined."""
    skpd, hukum = bulan.skpd, law or Law.load()
    masa = masa_of(bulan.periode, skpd.instansi.daerah, hukum)
    baris = list_rows(bulan.periode, bulan.skpd_id)
    ids = [b.pegawai_id for b in baris]
    lembar = LembarPresensi.objects.filter(periode=masa.dasar, pegawai_id__in=ids)
    return BulanSkpd(
        skpd=skpd,
        masa=masa,
        bulan=bulan,
        daftar=list_of(bulan.periode, bulan.skpd_id),
        baris=baris,
        lembar={b.pegawai_id: b for b in lembar},
        aturan=hukum.pada(masa.awal, skpd.instansi.daerah),
        kepala=head_of(skpd, masa.akhir),
        kepegawaian=personnel_of(skpd, masa.akhir),
        bendahara=_treasurer(skpd, masa.akhir),
    )


def _holder(q: Q, jabatan: str, hari: date) -> Penanda | None:
    """The first holder of such a post; who only acts on it signs as Plt or Plh."""
    rows = RiwayatJabatan.objects.pada(hari).filter(q).select_related("pegawai", "jabatan")
    for r in rows.order_by("jabatan__eselon", "penugasan", "pk"):
        depan = "" if r.penugasan == "D" else f"{r.penugasan.title()}. "
        nama = jabatan or r.jabatan.nama
        return Penanda(f"{depan}{nama}", r.pegawai.nama_lengkap, r.pegawai.nip)
    return None


def head_of(skpd: UnitKerja, hari: date) -> Penanda:
    q = Q(jabatan__unit=skpd, jabatan__jenis="struktural") & ~Q(jabatan__eselon="")
    return _holder(q, "", hari) or Penanda(f"Kepala {skpd.nama}")


def personnel_of(skpd: UnitKerja, hari: date) -> Penanda:
    """The head of personnel affairs, else the secretary."""
    di_sini = Q(jabatan__unit__skpd=skpd, jabatan__jenis="struktural")
    for kata in ("kepegawaian", "sekretaris"):
        if ada := _holder(di_sini & Q(jabatan__nama__icontains=kata), "", hari):
            return ada
    return Penanda("Kepala Subbagian Umum dan Kepegawaian")


def _treasurer(skpd: UnitKerja, hari: date) -> Penanda:
    """Who holds the role in the SKPD, else a post of that name."""
    peran = PenugasanPeran.objects.filter(
        peran="bendahara", unit_id=skpd.pk, berlaku__contains=hari
    ).values("user_id")
    milik = RiwayatJabatan.objects.pada(hari).filter(pegawai__user_id__in=peran)
    if r := milik.select_related("pegawai").order_by("pk").first():
        return Penanda("Bendahara Pengeluaran", r.pegawai.nama_lengkap, r.pegawai.nip)
    q = Q(jabatan__unit__skpd=skpd, jabatan__nama__icontains="bendahara")
    return _holder(q, "Bendahara Pengeluaran", hari) or Penanda("Bendahara Pengeluaran")
