"""Writes the calendar: holidays, cuti bersama and Ramadan, seeded once and edited by admins."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from holidays import country_holidays

from selaras.core.audit.services import record, record_change, state_of
from selaras.core.permissions import Actor
from selaras.hukum import Law
from selaras.organisasi.models import Instansi
from selaras.presensi.models import HariLibur, PeriodeRamadan
from selaras.presensi.services.kerja.jam_berubah import Ikut, follow_hours

TAHUN_LALU, TAHUN_DEPAN = 6, 2  # years seeded before and after the present one
SEBAB_LIBUR = "Hari libur diubah sesudah bulannya terkunci"
SEBAB_RAMADAN = "Tanggal Ramadan diubah sesudah bulannya terkunci"
SUMBER = "SKB 3 Menteri, belum diperiksa"  # from a library's tables: somebody must look


@transaction.atomic
def seed_calendar(*, at: datetime, tahun: Iterable[int] | None = None) -> tuple[int, int]:
    """Fill years that have no national holiday yet, and missing Ramadans; (holidays, Ramadans).

    Years that somebody has filled or edited are left alone.
    """
    if tahun is None:
        tahun = seeded_years(at)
    ada = set(
        HariLibur.objects.filter(instansi__isnull=True).values_list("tanggal__year", flat=True)
    )
    libur = [h for n in tahun if n not in ada for h in national_holidays(n)]
    HariLibur.objects.bulk_create(libur, ignore_conflicts=True)
    ramadan = [
        r for r in _ramadan(localdate(at)) if not PeriodeRamadan.objects.filter(tahun=r.tahun)
    ]
    PeriodeRamadan.objects.bulk_create(ramadan, ignore_conflicts=True)
    return len(libur), len(ramadan)


def seeded_years(at: datetime) -> range:
    """The years whose calendar is kept ready at a moment."""
    return range(at.year - TAHUN_LALU, at.year + TAHUN_DEPAN + 1)


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
    law: Law | None = None,
) -> tuple[HariLibur, Sequence[Ikut]]:
    """Enter a holiday or change the one of that date (national without `instansi`).

    The sheets of that day follow, for everyone whom it concerns.
    """
    baris = HariLibur.objects.filter(tanggal=tanggal, instansi=instansi).first()
    sebelum = state_of(baris) if baris else {}
    sama = baris is not None and baris.cuti_bersama == cuti_bersama
    baris = baris or HariLibur(tanggal=tanggal, instansi=instansi)
    baris.nama, baris.cuti_bersama, baris.sumber = nama, cuti_bersama, sumber
    baris.save()
    record_change(actor=actor, aksi="kalender.edit", objek=baris, sebelum=sebelum)
    ikut = [] if sama else _follow(instansi, {tanggal}, actor, SEBAB_LIBUR, law)
    return baris, ikut


@transaction.atomic
def delete_libur(*, libur: HariLibur, actor: Actor, law: Law | None = None) -> Sequence[Ikut]:
    """The date is a working day again."""
    record(actor=actor, aksi="kalender.edit", objek=libur, sebelum=state_of(libur))
    instansi, tanggal = libur.instansi, libur.tanggal
    libur.delete()
    return _follow(instansi, {tanggal}, actor, SEBAB_LIBUR, law)


@transaction.atomic
def save_ramadan(
    *,
    tahun: int,
    mulai: date,
    sampai: date,
    perkiraan: bool,
    actor: Actor,
    law: Law | None = None,
) -> tuple[PeriodeRamadan, Sequence[Ikut]]:
    """Enter or correct a year's Ramadan; days that enter or leave it follow."""
    if (sampai - mulai).days not in (27, 28, 29):
        raise ValidationError(
            "Ramadan berlangsung 29 atau 30 hari: periksa hari pertama dan hari terakhirnya."
        )
    baris = PeriodeRamadan.objects.filter(tahun=tahun).first()
    sebelum = state_of(baris) if baris else {}
    lama = _dates(baris.mulai, baris.sampai) if baris else set()
    baris = baris or PeriodeRamadan(tahun=tahun)
    baris.mulai, baris.sampai, baris.perkiraan = mulai, sampai, perkiraan
    baris.save()
    record_change(actor=actor, aksi="kalender.edit", objek=baris, sebelum=sebelum)
    return baris, _follow(None, lama ^ _dates(mulai, sampai), actor, SEBAB_RAMADAN, law)


def _dates(mulai: date, sampai: date) -> set[date]:
    return {mulai + timedelta(days=n) for n in range((sampai - mulai).days + 1)}


def _follow(
    instansi: Instansi | None, hari: set[date], actor: Actor, sebab: str, law: Law | None
) -> Sequence[Ikut]:
    """In one government, or in all that keep sheets."""
    semua = [instansi] if instansi else list(Instansi.objects.all())
    ikut = [follow_hours(instansi=i, hari=hari, actor=actor, sebab=sebab, law=law) for i in semua]
    return [i for i in ikut if i != Ikut()]
