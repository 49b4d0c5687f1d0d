"""Figures, dates and identities in the words and signs that Indonesian readers expect.

Functions from values to text; the template filters and the spreadsheets use the same ones. A
moment of which no zone is named is told on the reader's clock (`zona_pembaca`).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

TIDAK_ADA = "–"
MINUS = "−"
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip
SINGKATAN_ZONA = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
ZONA_BAWAAN = "Asia/Jakarta"
_zona: ContextVar[Callable[[], str]] = ContextVar("zona", default=lambda: ZONA_BAWAAN)
PERIODE_KHUSUS = {14: "THR", 15: "Gaji ke-13"}


@contextmanager
def zona_pembaca(zona: Callable[[], str]) -> Iterator[None]:
    """Inside, moments without a zone of their own are told in this one; asked for when needed."""
    tanda = _zona.set(zona)
    try:
        yield
    finally:
        _zona.reset(tanda)


def zona_kini() -> str:
    """The zone of the reader's clock."""
    return _zona.get()()


def angka(nilai: int | None) -> str:
    """1234567 -> 1.234.567; the sign is a real minus."""
    if nilai is None:
        return TIDAK_ADA
    teks = f"{abs(nilai):,}".replace(",", ".")
    return f"{MINUS}{teks}" if nilai < 0 else teks


def rupiah(nilai: int | None) -> str:
    """1234567 -> Rp1.234.567; -40000 -> −Rp40.000."""
    if nilai is None:
        return TIDAK_ADA
    teks = f"Rp{angka(abs(nilai))}"
    return f"{MINUS}{teks}" if nilai < 0 else teks


def rupiah_ringkas(nilai: int) -> str:
    """3230172870 -> Rp3,23 miliar, for a tile; below a hundred million as it is."""
    for satuan, kata in ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta")):
        if abs(nilai) >= max(satuan, 10**8):
            perseratus = (abs(nilai) * 100 + satuan // 2) // satuan
            pecahan = f"{perseratus % 100:02d}".rstrip("0")
            tanda = MINUS if nilai < 0 else ""
            return f"{tanda}Rp{angka(perseratus // 100)}{',' + pecahan if pecahan else ''} {kata}"
    return rupiah(nilai)


def ukuran(bita: int) -> str:
    """812 KB, 3,4 MB: how large a file is, as phones say it."""
    if bita < 1_000_000:
        return f"{angka(max(1, round(bita / 1000)))} KB"
    mb = (bita + 50_000) // 100_000
    return f"{angka(mb // 10)},{mb % 10} MB"


def persen_bp(nilai: int | None) -> str:
    """Basis points as percent: 9750 -> 97,5%."""
    if nilai is None:
        return TIDAK_ADA
    bulat, pecahan = divmod(abs(nilai), 100)
    ekor = f",{pecahan:02d}".rstrip("0") if pecahan else ""
    return f"{MINUS if nilai < 0 else ''}{angka(bulat)}{ekor}%"


def menit_id(nilai: int | None) -> str:
    """Minutes as spoken: 125 -> 2 jam 5 menit."""
    if nilai is None:
        return TIDAK_ADA
    jam, menit = divmod(abs(nilai), 60)
    bagian = [f"{angka(jam)} jam"] if jam else []
    if menit or not jam:
        bagian.append(f"{menit} menit")
    return (MINUS if nilai < 0 else "") + " ".join(bagian)


def _day(nilai: date) -> date:
    """The day of a stored moment on the reader's clock: in UTC it is yesterday until eight.

    A moment that was brought to a zone already is left on that zone's day.
    """
    if isinstance(nilai, datetime) and nilai.utcoffset() == timedelta(0):
        return nilai.astimezone(ZoneInfo(zona_kini())).date()
    return nilai


def tanggal_id(nilai: date | None) -> str:
    """Kamis, 12 November 2026."""
    return f"{HARI[_day(nilai).weekday()]}, {tanggal(nilai)}" if nilai else TIDAK_ADA


def tanggal(nilai: date | None) -> str:
    """12 November 2026."""
    if not nilai:
        return TIDAK_ADA
    hari = _day(nilai)
    return f"{hari.day} {BULAN[hari.month - 1]} {hari.year}"


def tanggal_pendek(nilai: date | None) -> str:
    """12 Nov 2026, for table cells."""
    if not nilai:
        return TIDAK_ADA
    hari = _day(nilai)
    return f"{hari.day} {BULAN[hari.month - 1][:3]} {hari.year}"


def jam_zona(nilai: datetime | None, zona: str = "") -> str:
    """07.31 WITA: an aware moment on the clock of the unit's zone."""
    if nilai is None:
        return TIDAK_ADA
    zona = zona or zona_kini()
    return f"{nilai.astimezone(ZoneInfo(zona)):%H.%M} {SINGKATAN_ZONA.get(zona, zona)}"


def waktu_zona(nilai: datetime | None, zona: str = "") -> str:
    """12 Nov 2026 07.31 WITA."""
    if nilai is None:
        return TIDAK_ADA
    zona = zona or zona_kini()
    setempat = nilai.astimezone(ZoneInfo(zona))
    return f"{tanggal_pendek(setempat.date())} {jam_zona(nilai, zona)}"


def jam_menit(nilai: int | None) -> str:
    """Minutes from midnight as a clock: 451 -> 07.31; past midnight says so."""
    if nilai is None:
        return TIDAK_ADA
    hari, sisa = divmod(nilai, 1440)
    jam = f"{sisa // 60:02d}.{sisa % 60:02d}"
    return f"{jam} (+{hari} hari)" if hari > 0 else jam


def periode_id(nilai: int | None) -> str:
    """202511 -> November 2025; 202514 -> THR 2025."""
    if nilai is None:
        return TIDAK_ADA
    tahun, bulan = divmod(nilai, 100)
    if bulan in PERIODE_KHUSUS:
        return f"{PERIODE_KHUSUS[bulan]} {tahun}"
    return f"{BULAN[bulan - 1]} {tahun}" if 1 <= bulan <= 12 else str(nilai)


def nip(nilai: str | None) -> str:
    """A NIP in its groups of 8-6-1-3; anything else unchanged."""
    if not nilai or len(nilai) != 18:
        return nilai or TIDAK_ADA
    return f"{nilai[:8]} {nilai[8:14]} {nilai[14]} {nilai[15:]}"


def inisial(nama: str) -> str:
    """Two letters that stand for a person without a photo; titles do not count."""
    kata = [
        k for k in nama.split(",", maxsplit=1)[0].split() if k[:1].isalpha() and not k.endswith(".")
    ]
    if not kata:
        return "?"
    return (kata[0][0] + (kata[-1][0] if len(kata) > 1 else "")).upper()


def kecil(judul: str) -> str:
    """A title within a sentence: small first letters; LHKPN and e-Kinerja stay."""
    return " ".join(w if any(c.isupper() for c in w[1:]) else w.lower() for w in judul.split(" "))
