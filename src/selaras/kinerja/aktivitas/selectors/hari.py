"""What the page of a day shows: its entries, what the person often does, the month's balance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
from django.db.models import Max, Min, Q, QuerySet, Subquery, Sum

from selaras.aturan.aktivitas import (
    ParameterAktivitas,
    Saldo,
    saldo_bulan,
    target_bulan,
    with_kredit,
    with_menit_diakui,
)
from selaras.aturan.jadwal import Rentang
from selaras.aturan.presensi import KOSONG
from selaras.hukum import Aturan
from selaras.kinerja.models import AktivitasHarian, HariAktivitas
from selaras.pegawai.models import Pegawai
from selaras.presensi.lembar import HariPresensi
from selaras.presensi.selectors.kalender_orang import KalenderOrang

SERING_HARI = 45
SERING_BANYAK = 6


def entries_of(pegawai: Pegawai, tanggal: date) -> list[AktivitasHarian]:
    """A day's entries in the order of the clock."""
    rows = AktivitasHarian.objects.filter(pegawai=pegawai, tanggal=tanggal)
    return list(rows.order_by("mulai", "pk"))


@dataclass(frozen=True, slots=True)
class Sering:
    """What a person did lately, as a button: its words and usual length."""

    uraian: str
    kegiatan_id: int | None
    menit: int
    pk: int


def lately(pegawai: Pegawai, sampai: date) -> list[AktivitasHarian]:
    """A day's entries and those of the weeks before it, in the order of the clock."""
    rows = AktivitasHarian.objects.filter(
        pegawai=pegawai, tanggal__range=(sampai - timedelta(days=SERING_HARI), sampai)
    )
    return list(rows.order_by("tanggal", "mulai", "pk"))


def often(entri: Sequence[AktivitasHarian]) -> list[Sering]:
    """What is most frequent among entries; the newest of each tells how long it takes."""
    serupa: dict[tuple[str, int | None], list[AktivitasHarian]] = {}
    for e in entri:
        if e.status != AktivitasHarian.Status.DITOLAK:
            serupa.setdefault((e.uraian, e.kegiatan_id), []).append(e)
    urut = sorted(
        serupa.items(),
        key=lambda s: (-len(s[1]), -max(e.tanggal for e in s[1]).toordinal(), s[0][0]),
    )
    hasil = []
    for (uraian, kegiatan_id), semua in urut[:SERING_BANYAK]:
        contoh = max(semua, key=lambda e: e.pk)
        hasil.append(Sering(uraian, kegiatan_id, contoh.menit, contoh.pk))
    return hasil


@dataclass(frozen=True, slots=True)
class HariSekitar:
    """A person's documents around a day: its month's, the last filled one, those to confirm."""

    tanggal: date
    semua: Sequence[HariAktivitas]

    @property
    def hari(self) -> HariAktivitas | None:
        """The day's own, if anything was ever entered."""
        return next((h for h in self.semua if h.tanggal == self.tanggal), None)

    @property
    def sebulan(self) -> list[HariAktivitas]:
        bulan = (self.tanggal.year, self.tanggal.month)
        return [h for h in self.semua if (h.tanggal.year, h.tanggal.month) == bulan]

    @property
    def terakhir(self) -> HariAktivitas | None:
        """The last day before with anything on it."""
        return max(
            (h for h in self.semua if h.tanggal < self.tanggal and h.jumlah),
            key=lambda h: h.tanggal,
            default=None,
        )

    @property
    def titipan(self) -> list[HariAktivitas]:
        """Days that an officer entered for her and that she has not confirmed."""
        return [h for h in self.semua if h.status == "titipan"]


def days_around(pegawai: Pegawai, tanggal: date) -> HariSekitar:
    """One query."""
    r = Rentang.bulan(tanggal.year * 100 + tanggal.month)
    milik = HariAktivitas.objects.filter(pegawai=pegawai)
    terakhir = milik.filter(tanggal__lt=tanggal, jumlah__gt=0).order_by("-tanggal")
    rows = milik.filter(
        Q(tanggal__range=(r.awal, r.akhir))
        | Q(status="titipan")
        | Q(tanggal=Subquery(terakhir.values("tanggal")[:1]))
    )
    return HariSekitar(tanggal, list(rows.order_by("tanggal")))


def month_days(pegawai: Pegawai, periode: int) -> list[HariAktivitas]:
    """A month's documents."""
    r = Rentang.bulan(periode)
    return list(HariAktivitas.objects.filter(pegawai=pegawai, tanggal__range=(r.awal, r.akhir)))


@dataclass(frozen=True, slots=True)
class SaldoBulan:
    """A person's month on the page: the balance and how many working days are left."""

    periode: int
    saldo: Saldo
    hari_kerja: int
    hari_tersisa: int
    kembali: int = 0  # days that came back

    @property
    def per_hari(self) -> int | None:
        return self.saldo.per_hari(self.hari_tersisa)


def month_balance(
    periode: int,
    hari: Sequence[HariAktivitas],
    lembar: Sequence[HariPresensi] | None,
    *,
    at: datetime,
    kalender: KalenderOrang,
    aturan: Aturan,
    p: ParameterAktivitas,
) -> SaldoBulan:
    """Where a person stands in a month, by its documents and its sheet."""
    rentang = Rentang.bulan(periode)
    frame = _frame(rentang, {h.tanggal: h.menit_disetujui for h in hari}, lembar, kalender)
    frame = with_kredit(with_menit_diakui(frame, p), p)
    kerja = kalender.dalam_bulan(periode)
    hari_ini = at.astimezone(ZoneInfo(kalender.zona)).date()
    saldo = saldo_bulan(
        disetujui=int(frame["diakui"].sum()),
        menunggu=sum(h.menit_usul for h in hari),
        kredit=int(frame["kredit"].sum()),
        target=target_bulan(aturan, len(kerja)),
    )
    return SaldoBulan(
        periode, saldo, len(kerja), sum(1 for h in kerja if h >= hari_ini),
        sum(h.status == "dikembalikan" for h in hari),
    )  # fmt: skip


def _frame(
    rentang: Rentang,
    menit: dict[date, int],
    lembar: Sequence[HariPresensi] | None,
    kalender: KalenderOrang,
) -> pl.DataFrame:
    """A row for each day of the month as aturan.aktivitas.bulan reads it."""
    tanggal = rentang.tanggal()
    hari: Sequence[HariPresensi | None] = lembar or [None] * len(tanggal)
    return pl.DataFrame(
        {
            "menit": [menit.get(t, 0) for t in tanggal],
            "kode": [None if h is None else int(h.kode) for h in hari],
            "jenis": [0 if h is None else h.jenis for h in hari],
            "masuk": [KOSONG if h is None or h.masuk is None else h.masuk for h in hari],
            "pulang": [KOSONG if h is None or h.pulang is None else h.pulang for h in hari],
            "libur": [kalender.sebab(t) for t in tanggal],
        },
        schema={
            "menit": pl.Int64, "kode": pl.UInt8, "jenis": pl.Int64, "masuk": pl.Int16,
            "pulang": pl.Int16, "libur": pl.Int64,
        },
    )  # fmt: skip


def month_entries(pegawai: Pegawai, periode: int) -> QuerySet[AktivitasHarian]:
    """A month's entries of one person."""
    r = Rentang.bulan(periode)
    return AktivitasHarian.objects.filter(
        pegawai=pegawai, tanggal__range=(r.awal, r.akhir)
    ).select_related("kegiatan")


def week_days(pegawai: Pegawai, senin: date) -> dict[date, HariAktivitas]:
    """The documents of a week by day."""
    rows = HariAktivitas.objects.filter(
        pegawai=pegawai, tanggal__range=(senin, senin + timedelta(days=6))
    )
    return {h.tanggal: h for h in rows}


def week_entries(pegawai: Pegawai, senin: date) -> dict[date, list[AktivitasHarian]]:
    """The entries of a week by day."""
    rows = AktivitasHarian.objects.filter(
        pegawai=pegawai, tanggal__range=(senin, senin + timedelta(days=6))
    )
    isi: dict[date, list[AktivitasHarian]] = {}
    for e in rows.order_by("tanggal", "mulai"):
        isi.setdefault(e.tanggal, []).append(e)
    return isi


def first_and_last_month(pegawai: Pegawai) -> tuple[int | None, int | None]:
    """The months in which the person has days."""
    ada = HariAktivitas.objects.filter(pegawai=pegawai).aggregate(
        a=Min("tanggal"), b=Max("tanggal"), n=Sum("jumlah")
    )
    return tuple(None if t is None else t.year * 100 + t.month for t in (ada["a"], ada["b"]))  # type: ignore[return-value]
