"""The way most systems go: one person after the other through the ORM. For comparison only.

Reads each person's facts with a query per table and per day, decides days in Python and saves one
row. It computes less than the product does, so the comparison flatters it.
"""

from datetime import datetime, time, timedelta
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from selaras.aturan.jadwal import Rentang
from selaras.cuti.models import Ketidakhadiran
from selaras.organisasi.models import BesaranTPP
from selaras.pegawai.models import (
    DataPajak,
    GajiBulanan,
    HukumanDisiplin,
    Pegawai,
    PenguranganTPP,
    RiwayatGolongan,
    RiwayatJabatan,
    RiwayatStatus,
)
from selaras.presensi.models import HariLibur, JadwalHari, Ketukan, KoreksiPresensi, Roster
from selaras.tpp.models import InstrumenPenilaian

MASUK, PULANG = 450, 960
ZONA = ZoneInfo("Asia/Makassar")


def run_naif(instansi: Any, periode: int, jumlah: int) -> float:
    """People per second over a sample, rolled back afterwards."""
    contoh = list(
        InstrumenPenilaian.objects.order_by("pegawai_id").values_list("pegawai_id", flat=True)[
            :jumlah
        ]
    )
    rentang = Rentang.bulan(periode)
    with transaction.atomic():
        mulai = perf_counter()
        for pegawai_id in contoh:
            _satu_orang(instansi, pegawai_id, periode, rentang)
        lama = perf_counter() - mulai
        transaction.set_rollback(True)
    return len(contoh) / lama


def _satu_orang(instansi: Any, pegawai_id: int, periode: int, rentang: Rentang) -> None:
    """Queries as an object-by-object program makes them, days in a loop, one save."""
    pegawai = Pegawai.objects.get(pk=pegawai_id)
    awal, akhir = rentang.awal, rentang.akhir
    for riwayat in (RiwayatStatus, RiwayatGolongan, DataPajak, HukumanDisiplin, PenguranganTPP):
        list(riwayat.objects.filter(pegawai=pegawai).antara(awal, akhir))
    jabatan = [
        r.jabatan for r in RiwayatJabatan.objects.filter(pegawai=pegawai).antara(awal, akhir)
    ]
    besaran = [BesaranTPP.objects.filter(jabatan=j).pada(awal).first() for j in jabatan]
    gaji = GajiBulanan.objects.filter(pegawai=pegawai, periode=periode).first()
    jam = {j.hari: j for j in JadwalHari.objects.filter(jadwal__instansi=instansi)}
    libur = set(
        HariLibur.objects.filter(tanggal__range=(awal, akhir)).values_list("tanggal", flat=True)
    )
    izin = list(Ketidakhadiran.objects.filter(pegawai=pegawai).antara(awal, akhir))
    list(KoreksiPresensi.objects.filter(pegawai=pegawai, tanggal__range=(awal, akhir)))
    list(Roster.objects.filter(pegawai=pegawai, tanggal__range=(awal, akhir)))
    potongan = sum(
        _sehari(pegawai, awal + timedelta(n), jam, libur, izin) for n in range(rentang.hari)
    )
    lama = InstrumenPenilaian.objects.filter(pegawai_id=pegawai_id, periode=periode).first()
    if lama is not None:
        pokok = sum(b.beban_kerja + b.prestasi_kerja for b in besaran if b)
        lama.bruto = pokok * (10_000 - potongan * 4_000 // 10_000) // 10_000
        lama.iwp = min(lama.bruto // 100, 120_000 - ((gaji.iwp if gaji else 0) or 0))
        lama.save()


def _sehari(pegawai: Pegawai, tanggal: Any, jam: Any, libur: set[Any], izin: list[Any]) -> int:
    """Deduction of a day in basis points; a query a day."""
    if tanggal.isoweekday() not in jam or tanggal in libur:
        return 0
    if any(i.berlaku.lower <= tanggal < i.berlaku.upper for i in izin):
        return 0
    mulai = datetime.combine(tanggal, time(), ZONA)
    taps = list(
        Ketukan.objects.filter(
            pegawai=pegawai, waktu__gte=mulai, waktu__lt=mulai + timedelta(1)
        ).order_by("waktu")
    )
    if not taps:
        return 300
    lokal = [t.waktu.astimezone(ZONA) for t in taps]
    menit = [t.hour * 60 + t.minute for t in lokal]
    telat, cepat = max(0, min(menit) - MASUK), max(0, PULANG - max(menit))
    return sum(50 if m <= 30 else 100 if m <= 60 else 125 if m <= 90 else 150
               for m in (telat, cepat) if m)  # fmt: skip
