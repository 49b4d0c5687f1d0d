"""A month of a plan under PP 46/2011: what was due, what approved work says was done, its value."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Count, Sum

from selaras.aturan.jadwal import Rentang
from selaras.aturan.skp46 import dua_desimal
from selaras.aturan.skp46_bulan import (
    MUTU_PENUH,
    KegiatanSebulan,
    capaian_sebulan,
    nilai_sebulan,
    target_sebulan,
)
from selaras.hukum import Aturan, NotInForce
from selaras.kinerja.models import (
    SKP,
    AktivitasHarian,
    KegiatanBulanPP46,
    KegiatanTugas,
    NilaiBulanPP46,
    RealisasiBaris,
    RencanaBaris,
)
from selaras.kinerja.selectors.penilai import rules_of

SETUJU = "disetujui"
DUA = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class BarisBulan:
    """One activity's month: what stands or is proposed, where that comes from, its value."""

    kegiatan: KegiatanTugas
    target: Decimal | None
    realisasi: Decimal | None
    kualitas: Decimal | None
    asal_target: str
    asal_realisasi: str
    capaian: Fraction | None = None

    @property
    def capaian_kata(self) -> Decimal | None:
        return None if self.capaian is None else dua_desimal(self.capaian)


@dataclass(frozen=True, slots=True)
class BulanSKP:
    """A plan's month; `nilai` None as long as `sebab` says what is missing."""

    skp: SKP
    periode: int
    baris: Sequence[BarisBulan]
    tersimpan: NilaiBulanPP46 | None = None
    nilai: Fraction | None = None
    sebab: str = ""

    @property
    def selesai(self) -> bool:
        return bool(self.tersimpan and self.tersimpan.selesai_pada)


def months_of_plan(skp: SKP) -> list[int]:
    """The months that the plan's term touches."""
    akhir = (skp.masa.upper - timedelta(days=1)).month if skp.masa.upper else 12
    return [skp.tahun * 100 + b for b in range(skp.masa.lower.month, akhir + 1)]


def months_valued(skp: SKP) -> list[tuple[int, NilaiBulanPP46 | None]]:
    """Each month of the plan with its value, as far as there is one; one query."""
    ada = {n.periode: n for n in NilaiBulanPP46.objects.filter(skp=skp)}
    return [(p, ada.get(p)) for p in months_of_plan(skp)]


def month_value(skp: SKP, periode: int) -> BulanSKP:
    """Six queries. What was stored wins over what plan, reports and approved work propose."""
    kegiatan = list(skp.kegiatan_tugas.all())
    tersimpan = NilaiBulanPP46.objects.filter(skp=skp, periode=periode).first()
    ada = {b.kegiatan_id: b for b in KegiatanBulanPP46.objects.filter(nilai=tersimpan) if tersimpan}
    usul = _Usul(_planned(skp, periode), _reported(skp, periode), _worked(skp, periode))
    aturan = rules_of(periode, skp.pegawai.instansi_id)
    baris = [_row(k, ada.get(k.pk), usul, aturan) for k in kegiatan]
    nilai, sebab = _value(baris, aturan)
    return BulanSKP(skp, periode, baris, tersimpan, nilai, sebab)


def _value(baris: Sequence[BarisBulan], aturan: Aturan) -> tuple[Fraction | None, str]:
    try:
        aturan.daftar("skp46.bulan_aspek")
    except NotInForce as error:
        return None, str(error)
    dihitung = [b for b in baris if b.target]
    if not dihitung:
        return None, "Tidak ada kegiatan yang bertarget pada bulan ini."
    belum = sum(b.capaian is None for b in dihitung)
    if belum:
        return None, f"{belum} kegiatan belum dinilai mutunya."
    return nilai_sebulan([b.capaian for b in dihitung if b.capaian is not None], aturan), ""


@dataclass(frozen=True, slots=True)
class _Usul:
    """What plan, reports and approved work of the month say, by activity."""

    rencana: dict[int, Decimal] | None
    laporan: dict[int, Decimal]
    kerja: dict[int, tuple[int, int]]

    def target(self, k: KegiatanTugas) -> tuple[Decimal | None, str]:
        if self.rencana is not None:
            return self.rencana.get(k.pk), "rencana bulan ini"
        if not k.target_kuantitas or not k.target_waktu:
            return None, ""
        bagian = dua_desimal(target_sebulan(k.target_kuantitas, k.target_waktu))
        return max(bagian, DUA), "bagian dari target setahun"

    def realisasi(self, k: KegiatanTugas) -> tuple[Decimal, str]:
        if k.pk in self.laporan:
            return self.laporan[k.pk], "realisasi yang dilaporkan"
        if k.pk not in self.kerja:
            return Decimal(0), "belum ada aktivitas disetujui"
        banyak, entri = self.kerja[k.pk]
        return Decimal(banyak), f"{entri} aktivitas disetujui"


def _row(
    k: KegiatanTugas, ada: KegiatanBulanPP46 | None, usul: _Usul, aturan: Aturan
) -> BarisBulan:
    target, asal_target = usul.target(k)
    realisasi: Decimal | None
    realisasi, asal = usul.realisasi(k)
    mutu = None
    if ada is not None:
        target, realisasi, mutu = ada.target, ada.realisasi, ada.kualitas
    capaian = _achieved(k, target, realisasi, mutu, aturan)
    return BarisBulan(k, target, realisasi, mutu, asal_target, asal, capaian)


def _achieved(
    k: KegiatanTugas, target: Any, realisasi: Any, mutu: Any, aturan: Aturan
) -> Fraction | None:
    if not target:
        return None
    if mutu is None and realisasi:
        return None
    penuh = k.target_kualitas or MUTU_PENUH
    try:
        return capaian_sebulan(KegiatanSebulan(target, realisasi or 0, mutu or 0, penuh), aturan)
    except NotInForce:
        return None


def _planned(skp: SKP, periode: int) -> dict[int, Decimal] | None:
    """Activity -> target by the month's approved plan; None where there is no such plan."""
    rows = RencanaBaris.objects.filter(
        rencana__pegawai_id=skp.pegawai_id, rencana__periode=periode, rencana__status=SETUJU,
        kegiatan_tugas__skp=skp, sampai_versi__isnull=True, kuantitas__isnull=False,
    )  # fmt: skip
    ada = rows.values_list("kegiatan_tugas_id").annotate(n=Sum("kuantitas"))
    return dict(ada) or None


def _reported(skp: SKP, periode: int) -> dict[int, Decimal]:
    rows = RealisasiBaris.objects.filter(
        realisasi__pegawai_id=skp.pegawai_id, realisasi__periode=periode,
        rencana_baris__kegiatan_tugas__skp=skp, kuantitas__isnull=False,
    ).exclude(realisasi__status__in=["draf", "dibatalkan"])  # fmt: skip
    return dict(rows.values_list("rencana_baris__kegiatan_tugas_id").annotate(n=Sum("kuantitas")))


def _worked(skp: SKP, periode: int) -> dict[int, tuple[int, int]]:
    """Activity -> (volume, entries) of approved daily work linked to it."""
    rentang = Rentang.bulan(periode)
    rows = AktivitasHarian.objects.filter(
        pegawai_id=skp.pegawai_id, tanggal__range=(rentang.awal, rentang.akhir),
        status=AktivitasHarian.Status.DISETUJUI, kegiatan_tugas__skp=skp,
    )  # fmt: skip
    jumlah = rows.values("kegiatan_tugas_id").annotate(v=Sum("volume"), n=Count("pk"))
    return {j["kegiatan_tugas_id"]: (j["v"], j["n"]) for j in jumlah}
