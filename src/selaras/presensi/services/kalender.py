"""Writes the calendar: holidays, cuti bersama and Ramadan, seeded once and edited by admins."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from holidays import country_holidays

from selaras.core.audit.services import record, record_change, state_of
from selaras.core.permissions import Actor
from selaras.hukum import Law
from selaras.organisasi.models import Instansi
from selaras.presensi.models import HariLibur, PeriodeRamadan

TAHUN_AWAL, TAHUN_AKHIR = 2019, 2027
SUMBER = "SKB 3 Menteri, belum diperiksa"  # from a library's tables: somebody must look


@transaction.atomic
def seed_calendar(
    *, at: datetime, tahun: Iterable[int] = range(TAHUN_AWAL, TAHUN_AKHIR + 1)
) -> tuple[int, int]:
    """Fill years that have no national holiday yet, and missing Ramadans; (holidays, Ramadans).

    Years that somebody has filled or edited are left alone.
    """
    ada = set(
        HariLibur.objects.filter(instansi__isnull=True).values_list("tanggal__year", flat=True)
    )
    libur = [h for n in tahun if n not in ada for h in national_holidays(n)]
    HariLibur.objects.bulk_create(libur, ignore_conflicts=True)
    ramadan = [r for r in _ramadan(at.date()) if not PeriodeRamadan.objects.filter(tahun=r.tahun)]
    PeriodeRamadan.objects.bulk_create(ramadan, ignore_conflicts=True)
    return len(libur), len(ramadan)


def national_holidays(tahun: int) -> list[HariLibur]:
    """Holidays and cuti bersama of a year as the library knows them; a holiday beats the other."""
    hasil: dict[date, HariLibur] = {}
    for kategori, bersama in (("government", True), ("public", False)):
        hari = country_holidays("ID", years=tahun, categories=(kategori,), language="id")
        for tanggal, nama in hari.items():
            hasil[tanggal] = HariLibur(
                tanggal=tanggal, nama=nama[:120], cuti_bersama=bersama, sumber=SUMBER
            )
    return [hasil[tanggal] for tanggal in sorted(hasil)]


def _ramadan(hari_ini: date) -> list[PeriodeRamadan]:
    """The dated ranges of the law's files; those still to come are estimates."""
    tabel = Law.load().pada(hari_ini).tabel("presensi.ramadan")
    hasil = []
    for kunci, nilai in tabel.items():
        if kunci.endswith("_mulai"):
            tahun = int(kunci.removesuffix("_mulai"))
            mulai, sampai = _tanggal(nilai), _tanggal(tabel[f"{tahun}_selesai"])
            hasil.append(
                PeriodeRamadan(tahun=tahun, mulai=mulai, sampai=sampai, perkiraan=mulai > hari_ini)
            )
    return hasil


def _tanggal(angka: int) -> date:
    return date(angka // 10_000, angka // 100 % 100, angka % 100)


@transaction.atomic
def save_libur(
    *,
    tanggal: date,
    nama: str,
    cuti_bersama: bool,
    actor: Actor,
    instansi: Instansi | None = None,
    sumber: str = "",
) -> HariLibur:
    """Enter a holiday or change the one of that date (national without `instansi`)."""
    baris = HariLibur.objects.filter(tanggal=tanggal, instansi=instansi).first()
    sebelum = state_of(baris) if baris else {}
    baris = baris or HariLibur(tanggal=tanggal, instansi=instansi)
    baris.nama, baris.cuti_bersama, baris.sumber = nama, cuti_bersama, sumber
    baris.save()
    record_change(actor=actor, aksi="kalender.edit", objek=baris, sebelum=sebelum)
    return baris


@transaction.atomic
def delete_libur(*, libur: HariLibur, actor: Actor) -> None:
    """The date is a working day again."""
    record(actor=actor, aksi="kalender.edit", objek=libur, sebelum=state_of(libur))
    libur.delete()


@transaction.atomic
def save_ramadan(
    *, tahun: int, mulai: date, sampai: date, perkiraan: bool, actor: Actor
) -> PeriodeRamadan:
    """Enter or correct a year's Ramadan."""
    if (sampai - mulai).days not in (27, 28, 29):
        raise ValidationError(
            "Ramadan berlangsung 29 atau 30 hari: periksa hari pertama dan hari terakhirnya."
        )
    baris = PeriodeRamadan.objects.filter(tahun=tahun).first()
    sebelum = state_of(baris) if baris else {}
    baris = baris or PeriodeRamadan(tahun=tahun)
    baris.mulai, baris.sampai, baris.perkiraan = mulai, sampai, perkiraan
    baris.save()
    record_change(actor=actor, aksi="kalender.edit", objek=baris, sebelum=sebelum)
    return baris
