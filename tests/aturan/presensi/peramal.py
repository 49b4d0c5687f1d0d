"""An independent, plain way to a person's days: loops and datetimes, no arrays.

It shares no code with the rules; the tests ask both and compare.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

SEHARI = timedelta(days=1)


@dataclass
class Orang:
    """One person's month in local time."""

    jam: dict[date, tuple[datetime, datetime] | None]  # expected start and end by date
    ketukan: list[datetime]
    izin: dict[date, str] = field(default_factory=dict)
    koreksi: dict[date, tuple[datetime | None, datetime | None]] = field(default_factory=dict)
    kini: datetime | None = None
    gangguan: list[tuple[datetime, datetime]] = field(default_factory=list)  # whole minutes
    dibenarkan: set[date] = field(default_factory=set)


@dataclass
class Hari:
    kode: str
    tl: int = 0
    psw: int = 0
    bp: int = 0


def menit(selisih: timedelta) -> int:
    return int(selisih.total_seconds() // 60)


def milik_siapa(tap: datetime, orang: Orang) -> tuple[date, str] | None:
    """The nearest start or end; a tie goes to the later one; None outside its window."""
    jangkar = sorted(
        (waktu, sisi, tanggal)
        for tanggal, jam in orang.jam.items()
        if jam
        for waktu, sisi in zip(jam, ("masuk", "pulang"), strict=True)
    )
    if not jangkar:
        return None
    terdekat = min(reversed(jangkar), key=lambda j: abs(j[0] - tap))
    waktu, sisi, tanggal = terdekat
    sebelum, sesudah = (120, 240) if sisi == "masuk" else (240, 360)
    dalam = timedelta(minutes=-sebelum) <= tap - waktu <= timedelta(minutes=sesudah)
    return (tanggal, sisi) if dalam else None


def pita(n: int) -> int:
    for batas, bp in ((0, 0), (30, 50), (60, 100), (90, 125)):
        if n <= batas:
            return bp
    return 150


def hari(orang: Orang, tanggal: date) -> Hari:
    jam = orang.jam.get(tanggal)
    if jam is None:
        return Hari("LIBUR")
    if orang.izin.get(tanggal) not in (None, "IT", "IPC"):
        return Hari("IZIN", bp={"CS": 250}.get(orang.izin[tanggal], 0))
    masuk_semua, pulang_semua = [], []
    for waktu in orang.ketukan:
        bulat = waktu.replace(second=0, microsecond=0)
        milik = milik_siapa(bulat, orang)
        if milik == (tanggal, "masuk"):
            masuk_semua.append(bulat)
        elif milik == (tanggal, "pulang"):
            pulang_semua.append(bulat)
    masuk, pulang = min(masuk_semua, default=None), max(pulang_semua, default=None)
    ganti = orang.koreksi.get(tanggal, (None, None))
    masuk, pulang = ganti[0] or masuk, ganti[1] or pulang
    if masuk and pulang and pulang - masuk < timedelta(minutes=60):
        pulang = None
    selesai = orang.kini is None or orang.kini > tutup(orang, tanggal)
    pagi, sore = (padam_di_jendela(orang, tanggal, sisi) for sisi in ("masuk", "pulang"))
    ada_saksi = tanggal in orang.dibenarkan and bool(pagi or sore)
    if not masuk and not pulang and not ada_saksi:
        return Hari("TK", bp=300) if selesai else Hari("BELUM")
    datang = masuk or (pagi[0] if pagi else None)
    pergi = pulang or (sore[-1] + timedelta(minutes=1) if sore else None)
    tl = terang(orang, jam[0], datang) if datang else 0
    psw = terang(orang, pergi, jam[1]) if pergi else 0
    bp_tl = pita(tl) if datang else 150
    bp_psw = pita(psw) if pergi else 150
    kode = {(0, 0): "HADIR", (1, 0): "TL", (0, 1): "PSW", (1, 1): "TL_PSW"}[bp_tl > 0, bp_psw > 0]
    if not selesai and kode != "HADIR":
        return Hari("BELUM")
    if orang.izin.get(tanggal) == "IT" and masuk:
        bp_tl = 0
    if orang.izin.get(tanggal) == "IPC" and pulang:
        bp_psw = 0
    return Hari(kode, tl, psw, bp_tl + bp_psw)


def padam(orang: Orang, waktu: datetime) -> bool:
    return any(mulai <= waktu < sampai for mulai, sampai in orang.gangguan)


def terang(orang: Orang, dari: datetime, sampai: datetime) -> int:
    """Minutes of [dari, sampai) in which one could tap."""
    semua = (dari + timedelta(minutes=n) for n in range(max(menit(sampai - dari), 0)))
    return sum(not padam(orang, waktu) for waktu in semua)


def padam_di_jendela(orang: Orang, tanggal: date, sisi: str) -> list[datetime]:
    """Dark minutes that would have been this day's tap of that side."""
    hasil = []
    dekat = [g for g in orang.gangguan if abs((g[0].date() - tanggal).days) <= 1]
    for mulai, sampai in sorted(dekat):
        waktu = mulai
        while waktu < sampai:
            if milik_siapa(waktu, orang) == (tanggal, sisi):
                hasil.append(waktu)
            waktu += timedelta(minutes=1)
    return sorted(hasil)


def tutup(orang: Orang, tanggal: date) -> datetime:
    """The last minute that can still be this day's out-tap."""
    akhir = orang.jam[tanggal][1]
    menit_terakhir = akhir
    for n in range(361):
        waktu = akhir + timedelta(minutes=n)
        if milik_siapa(waktu, orang) == (tanggal, "pulang"):
            menit_terakhir = waktu
    return menit_terakhir + timedelta(seconds=59)


def runtun_terpanjang(hari_hari: list[Hari]) -> int:
    terpanjang = kini = 0
    for h in hari_hari:
        if h.kode == "TK":
            kini += 1
            terpanjang = max(terpanjang, kini)
        elif h.kode != "LIBUR":
            kini = 0
    return terpanjang
