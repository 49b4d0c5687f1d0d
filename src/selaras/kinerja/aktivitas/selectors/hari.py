"""What the page of a day shows: its entries, what the person often does, the month's balance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
from django.db.models import Count, Max, Min, QuerySet, Sum

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
from selaras.kinerja.aktivitas.kalender import KalenderOrang
from selaras.kinerja.models import AktivitasHarian, HariAktivitas
from selaras.pegawai.models import Pegawai
from selaras.presensi.lembar import HariPresensi
from selaras.presensi.selectors.hari import sheet_days

SERING_HARI = 45
SERING_BANYAK = 6


def entries_of(pegawai: Pegawai, tanggal: date) -> list[AktivitasHarian]:
    """A day's entries in the order of the clock."""
    rows = AktivitasHarian.objects.filter(pegawai=pegawai, tanggal=tanggal)
    return list(rows.order_by("mulai", "pk"))


def day_of(pegawai: Pegawai, tanggal: date) -> HariAktivitas | None:
    """The day's document, if anything was ever entered."""
    return HariAktivitas.objects.filter(pegawai=pegawai, tanggal=tanggal).first()


@dataclass(frozen=True, slots=True)
class Sering:
    """What a person did lately, as a button: its words and usual length."""

    uraian: str
    kegiatan_id: int | None
    menit: int
    pk: int


def often(pegawai: Pegawai, sampai: date) -> list[Sering]:
    """What she does most often lately; the newest of each tells how long it takes."""
    semua = (
        AktivitasHarian.objects.filter(
            pegawai=pegawai, tanggal__range=(sampai - timedelta(days=SERING_HARI), sampai)
        )
        .exclude(status=AktivitasHarian.Status.DITOLAK)
        .values("uraian", "kegiatan_id")
        .annotate(n=Count("pk"), akhir=Max("tanggal"), contoh=Max("pk"))
        .order_by("-n", "-akhir", "uraian")[:SERING_BANYAK]
    )
    contoh = {
        e.pk: e
        for e in AktivitasHarian.objects.filter(
            pk__in=[s["contoh"] for s in semua],
            tanggal__gte=sampai - timedelta(days=SERING_HARI),
        )
    }
    return [
        Sering(s["uraian"], s["kegiatan_id"], contoh[s["contoh"]].menit, s["contoh"])
        for s in semua
        if s["contoh"] in contoh
    ]


def last_filled(pegawai: Pegawai, sebelum: date) -> HariAktivitas | None:
    """The last day before with anything on it."""
    rows = HariAktivitas.objects.filter(pegawai=pegawai, tanggal__lt=sebelum, jumlah__gt=0)
    return rows.order_by("-tanggal").first()


def waiting_for_word(pegawai: Pegawai) -> list[HariAktivitas]:
    """Days that an officer entered for her and that she has not confirmed."""
    rows = HariAktivitas.objects.filter(pegawai=pegawai, status="titipan")
    return list(rows.order_by("tanggal"))


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
    pegawai: Pegawai,
    periode: int,
    *,
    at: datetime,
    kalender: KalenderOrang,
    aturan: Aturan,
    p: ParameterAktivitas,
) -> SaldoBulan:
    """Where the person stands in a month; two queries."""
    rentang = Rentang.bulan(periode)
    hari = list(
        HariAktivitas.objects.filter(
            pegawai=pegawai, tanggal__range=(rentang.awal, rentang.akhir)
        ).values_list("tanggal", "menit_disetujui", "menit_usul", "status")
    )
    lembar = sheet_days(pegawai.pk, periode)
    frame = _frame(rentang, {t: m for t, m, _, _ in hari}, lembar, kalender)
    frame = with_kredit(with_menit_diakui(frame, p), p)
    kerja = kalender.dalam_bulan(periode)
    hari_ini = at.astimezone(ZoneInfo(kalender.zona)).date()
    saldo = saldo_bulan(
        disetujui=int(frame["diakui"].sum()),
        menunggu=sum(u for _, _, u, _ in hari),
        kredit=int(frame["kredit"].sum()),
        target=target_bulan(aturan, len(kerja)),
    )
    return SaldoBulan(
        periode, saldo, len(kerja), sum(1 for h in kerja if h >= hari_ini),
        sum(s == "dikembalikan" for *_, s in hari),
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
