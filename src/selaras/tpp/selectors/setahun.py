"""A person's year: every period's TPP, tax, transfer and when it was paid. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from selaras.aturan.setahun import PajakSetahun, pajak_setahun
from selaras.hukum import Aturan, Law
from selaras.pegawai.models import DataPajak, GajiBulanan, Pegawai
from selaras.periode.models import PeriodeUnit
from selaras.tpp.models import InstrumenPenilaian, PembayaranTPP, SaldoPajak


@dataclass(frozen=True, slots=True)
class BarisTahun:
    """One period of the year; `dibayar` None = not paid yet, `status` says how far it is."""

    periode: int
    gaji: int
    gaji_pph: int
    iuran_pensiun: int
    bruto: int
    pph_tpp: int
    iwp: int
    lain: int
    netto: int
    status: str
    dibayar: date | None


@dataclass(frozen=True, slots=True)
class Tahun:
    """The year's rows with their sums; `saldo` = the year before the first month computed here."""

    tahun: int
    baris: Sequence[BarisTahun]
    saldo: SaldoPajak | None
    ptkp: str
    npwp: str
    pajak: PajakSetahun | None

    def total(self, nama: str) -> int:
        return sum(getattr(b, nama) for b in self.baris)


def year_of(pegawai: Pegawai, tahun: int, law: Law | None = None) -> Tahun:
    """Rows of the runs that count, oldest first; THR and the 13th salary stand last.

    The tax counts what was paid or is on its way, never a month whose payment is held.
    """
    berlaku = PeriodeUnit.objects.filter(
        skpd_id=OuterRef("skpd_id"), periode=OuterRef("periode"),
        hitungan_id=OuterRef("hitungan_id"),
    )  # fmt: skip
    masa = (tahun * 100 + 1, tahun * 100 + 15)
    instrumen = {
        i.periode: i
        for i in InstrumenPenilaian.objects.filter(
            Exists(berlaku), pegawai=pegawai, periode__range=masa
        )
    }
    status = dict(
        PeriodeUnit.objects.filter(
            periode__range=masa, skpd_id__in={i.skpd_id for i in instrumen.values()}
        ).values_list("periode", "status")
    )
    bayar = {
        p.daftar.periode: p
        for p in PembayaranTPP.objects.filter(
            pegawai=pegawai, daftar__periode__range=masa, terakhir=True
        ).select_related("daftar")
    }
    gaji = {g.periode: g for g in GajiBulanan.objects.filter(pegawai=pegawai, periode__range=masa)}
    baris = [
        _row(p, instrumen.get(p), gaji.get(p), bayar.get(p), status.get(p, ""))
        for p in sorted({*instrumen, *gaji})
    ]
    akhir = date(tahun, 12, 31)
    pajak = DataPajak.objects.pada(akhir).filter(pegawai=pegawai).first()
    saldo = SaldoPajak.objects.filter(pegawai=pegawai, tahun=tahun).first()
    aturan = (law or Law.load()).pada(akhir, pegawai.instansi.daerah)
    ptkp = pajak.ptkp if pajak else aturan.pilihan("pajak.ptkp_kosong")
    return Tahun(
        tahun, baris, saldo, ptkp, pajak.npwp if pajak else "", _tax(baris, saldo, ptkp, aturan)
    )


def _row(
    periode: int,
    i: InstrumenPenilaian | None,
    g: GajiBulanan | None,
    p: PembayaranTPP | None,
    status: str,
) -> BarisTahun:
    dibayar = p.tanggal if p and p.status == PembayaranTPP.Status.DIBAYAR else None
    keadaan = str(p.status) if p else status
    gaji_pph = (g.pph or 0) if g else 0
    return BarisTahun(
        periode=periode,
        gaji=g.bruto if g else 0,
        gaji_pph=gaji_pph,
        iuran_pensiun=(g.iuran_pensiun or 0) if g else 0,
        bruto=i.bruto if i else 0,
        pph_tpp=i.pph21_tpp - i.pph21_lebih if i else 0,
        iwp=i.iwp if i else 0,
        lain=i.zakat_rp + i.potongan_lain_rp if i else 0,
        netto=i.netto if i else 0,
        status=keadaan,
        dibayar=dibayar,
    )


def _tax(
    baris: Sequence[BarisTahun], saldo: SaldoPajak | None, ptkp: str, aturan: Aturan
) -> PajakSetahun | None:
    if aturan.pilihan("pajak.cara") != "ter":
        return None
    sampai = saldo.sampai_bulan if saldo else 0
    masuk = [b for b in baris if b.periode % 100 > sampai and b.status != "ditahan"]
    bulan = sum(b.periode % 100 <= 12 for b in masuk) + (saldo.jumlah_bulan if saldo else 0)
    if not bulan:
        return None
    # A hold pays nothing, but the salary of that month was paid all the same.
    ditahan = [b for b in baris if b.periode % 100 > sampai and b.status == "ditahan"]
    gaji = sum(b.gaji for b in (*masuk, *ditahan))
    return pajak_setahun(
        bruto=gaji + sum(b.bruto for b in masuk) + (saldo.bruto if saldo else 0),
        iuran=sum(b.iuran_pensiun for b in (*masuk, *ditahan))
        + (saldo.iuran_pensiun if saldo else 0),
        dipotong=sum(b.gaji_pph + b.pph_tpp for b in masuk)
        + sum(b.gaji_pph for b in ditahan)
        + (saldo.pph21 if saldo else 0),
        bulan=min(bulan + sum(b.periode % 100 <= 12 for b in ditahan), 12),
        ptkp=ptkp,
        aturan=aturan,
    )
