"""A person's instrument on pages: its lines from the run that counts, else as an estimate so far.

What each line says comes from aturan.penjelasan; here the lines only find their places.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse

from selaras.core.halaman.diagram import Batang, Ruas, waterfall
from selaras.core.halaman.format import persen_bp, rupiah
from selaras.core.permissions import Actor, can
from selaras.hukum import Aturan, HukumError, Law
from selaras.pegawai.models import Pegawai
from selaras.periode.models import PeriodeUnit
from selaras.presensi.selectors import KalenderKosong
from selaras.tpp.masa import masa_of
from selaras.tpp.models import InstrumenPenilaian, InstrumenTerbentuk
from selaras.tpp.selectors.berlaku import current_instruments
from selaras.tpp.selectors.rincian import BarisRincian, lines_of
from selaras.tpp.selectors.terbentuk import formed_since
from selaras.tpp.services.perkiraan import estimate
from selaras.tpp.views.periode import first_day
from selaras.tpp.views.unit import basis_points

# How a line stands in the waterfall; lines not named here are figures beside it.
_JENIS = {
    "dasar": "awal", "hukuman_dasar": "kurang", "pengganti": "kurang",
    "rugi_produktivitas": "kurang", "rugi_disiplin": "kurang",
    "jumlah": "hasil", "hukuman": "kurang", "kekurangan": "tambah", "kelebihan": "kurang",
    "bruto": "hasil", "pph_tpp": "kurang", "pph_kembali": "tambah", "iwp": "kurang",
    "diterima": "hasil", "zakat": "kurang", "potongan_lain": "kurang", "netto": "hasil",
}  # fmt: skip
PERSEN = "persen"


@dataclass(frozen=True, slots=True)
class Lines:
    """An instrument's lines; `instrumen` None = an estimate; `galat` says why there are none.

    `bila_baik`, `gaji_dari`: see Perkiraan.
    """

    baris: list[BarisRincian] = field(default_factory=list)
    instrumen: InstrumenPenilaian | None = None
    galat: str = ""
    bila_baik: int | None = None
    gaji_dari: int | None = None
    terbentuk: InstrumenTerbentuk | None = None
    diterima_lama: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A line as a page lists it: title, figure in words, its drawer."""

    judul: str
    teks: str
    url: str


@dataclass(frozen=True, slots=True)
class InstrumentView:
    """What a page shows of it; `rupiah` False = only percentages may be seen.

    `bila_baik`: what the month comes to if the result still missing is Baik; None = none is.
    `gaji_dari`: the month whose salary the estimate takes, its own not being known yet.
    """

    nilai: list[Figure]
    batang: list[Batang]
    lain: list[Figure]
    diterima: int | None
    bulan: PeriodeUnit | None
    galat: str
    rupiah: bool
    bila_baik: int | None = None
    gaji_dari: int | None = None
    kembali: str = ""
    terbentuk: InstrumenTerbentuk | None = None
    diterima_lama: int | None = None

    @property
    def perkiraan(self) -> bool:
        return self.bulan is None and not self.galat


def law_of(pegawai: Pegawai, periode: int) -> Aturan:
    """The law of the month's first day where the person works; of THR's, the month it repeats."""
    daerah = pegawai.instansi.daerah
    return Law.load().pada(masa_of(periode, daerah).awal, daerah)


def load_lines(pegawai: Pegawai, periode: int, kini: datetime) -> Lines:
    """The lines of the run that counts for the person's unit, else of an estimate."""
    try:
        milik = current_instruments(periode).filter(pegawai=pegawai)
        instrumen = milik.select_related("hitungan").first()
        terbentuk = formed_since(pegawai.pk, periode, instrumen)
        if instrumen is not None and terbentuk is None:
            baris = lines_of([instrumen], law_of(pegawai, periode))[pegawai.pk]
            return Lines(baris, instrumen)
        perkiraan = estimate(pegawai, periode, kini)
    except (HukumError, KalenderKosong) as error:
        return Lines(galat=str(error))
    return Lines(
        perkiraan.baris,
        galat=perkiraan.galat,
        bila_baik=perkiraan.bila_baik,
        gaji_dari=perkiraan.gaji_dari,
        terbentuk=terbentuk,
        diterima_lama=instrumen.diterima if instrumen else None,
    )


def load_instrument(pegawai: Pegawai, periode: int, actor: Actor) -> InstrumentView | None:
    """The instrument as far as the actor may see it: rupiah, only percentages, or nothing."""
    awal = first_day(periode)
    pay = can(actor, "tpp.view_pay", pegawai, at=awal)
    if not pay and not can(actor, "tpp.view_unit", pegawai, at=awal):
        return None
    lines = load_lines(pegawai, periode, actor.at)
    uang = {b.kode: b for b in lines.baris if b.satuan != PERSEN} if pay else {}
    bulan = None
    if lines.instrumen is not None:
        skpd_id = lines.instrumen.skpd_id
        bulan = PeriodeUnit.objects.filter(periode=periode, skpd_id=skpd_id).first()
    return InstrumentView(
        nilai=[figure(b, pegawai, periode) for b in lines.baris if b.satuan == PERSEN],
        batang=_waterfall(pegawai, periode, uang),
        lain=[figure(b, pegawai, periode) for b in uang.values() if _kind(b) is None],
        diterima=uang["diterima"].nilai if "diterima" in uang else None,
        bulan=bulan,
        galat=lines.galat,
        rupiah=pay,
        bila_baik=lines.bila_baik if pay else None,
        gaji_dari=lines.gaji_dari if pay else None,
        kembali=amount(uang["pph_kembali"]) if "pph_kembali" in uang else "",
        terbentuk=lines.terbentuk,
        diterima_lama=lines.diterima_lama if pay else None,
    )


def line_url(pegawai: Pegawai, periode: int, kode: str) -> str:
    """The drawer of a line."""
    return reverse("tpp:baris", args=[periode, pegawai.pk, kode])


def amount(baris: BarisRincian) -> str:
    """A line's figure in words; where there is none, why."""
    if baris.nilai is None:
        return baris.rumus
    if baris.satuan == PERSEN:
        return persen_bp(basis_points(baris.nilai))
    return rupiah(baris.nilai)


def figure(baris: BarisRincian, pegawai: Pegawai, periode: int) -> Figure:
    """A line for a page's list."""
    return Figure(baris.judul, amount(baris), line_url(pegawai, periode, baris.kode))


def _kind(baris: BarisRincian) -> str | None:
    return _JENIS.get(baris.kode)


def _waterfall(pegawai: Pegawai, periode: int, uang: dict[str, BarisRincian]) -> list[Batang]:
    """From the basic TPP to what is received; lines that change nothing are left out."""
    ruas = []
    for b in uang.values():
        jenis, nilai = _kind(b), b.nilai or 0
        if jenis is None or (nilai == 0 and jenis not in ("awal", "hasil")):
            continue
        if jenis == "kurang":
            nilai = abs(nilai)  # lines give deductions with a minus, the bar wants the amount
        ruas.append(Ruas(b.judul, nilai, jenis, line_url(pegawai, periode, b.kode)))
    return waterfall(ruas)
