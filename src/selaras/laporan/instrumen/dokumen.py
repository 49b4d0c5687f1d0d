"""Instruments as pages on paper, one per person; the same lines as on the screen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfWriter

from selaras.aturan.angka import SERATUS_BP, SERATUS_PERSEN
from selaras.aturan.terbilang import terbilang
from selaras.core.dokumen import render_pdf
from selaras.core.halaman import format as fmt
from selaras.hukum import Aturan, Law
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.tpp.masa import masa_of
from selaras.tpp.models import InstrumenPenilaian
from selaras.tpp.selectors.rincian import BarisRincian, lines_of

TEMPLAT = Path(__file__).with_name("instrumen.typ")
SEKALI_CETAK = 200  # pages typeset at a time: bounds memory, and a unit of thousands still prints

# The parts of the page: title, heading of the value column, groups of lines in them.
BAGIAN = (
    ("A. Disiplin dan produktivitas", "Nilai", ("nilai",)),
    ("B. TPP menurut kriteria", "Rupiah", ("kriteria", "keterangan", "bruto")),
    ("C. Pajak, iuran dan penerimaan", "Rupiah", ("pajak", "iuran", "potongan", "terima")),
)
TEBAL = frozenset({"realisasi", "jumlah", "bruto", "diterima", "netto"})


@dataclass(frozen=True, slots=True)
class Berkas:
    """A finished PDF and the name it is downloaded under."""

    nama: str
    isi: bytes


def print_instruments(
    instrumen: Sequence[InstrumenPenilaian], *, skpd: UnitKerja, at: datetime
) -> Berkas:
    """The PDF/A of these instruments of one SKPD and month, in the order given.

    Expects pegawai, jabatan, unit and hitungan joined. Raises ValueError when there is none.
    """
    if not instrumen:
        raise ValueError("tidak ada instrumen untuk dicetak")
    periode = instrumen[0].periode
    daerah = skpd.instansi.daerah
    aturan = Law.load().pada(masa_of(periode, daerah).awal, daerah)
    potongan = [instrumen[i : i + SEKALI_CETAK] for i in range(0, len(instrumen), SEKALI_CETAK)]
    lembar = [render_pdf(TEMPLAT, _document(bagian, skpd, aturan), at=at) for bagian in potongan]
    siapa = instrumen[0].pegawai.nip if len(instrumen) == 1 else skpd.kode.lower()
    return Berkas(f"instrumen-{periode}-{siapa}.pdf", _joined(lembar))


def _joined(lembar: Sequence[bytes]) -> bytes:
    if len(lembar) == 1:
        return lembar[0]
    gabungan, keluaran = PdfWriter(), BytesIO()
    for isi in lembar:
        gabungan.append(BytesIO(isi))
    gabungan.write(keluaran)
    return keluaran.getvalue()


def _document(
    instrumen: Sequence[InstrumenPenilaian], skpd: UnitKerja, aturan: Aturan
) -> Mapping[str, Any]:
    rincian = lines_of(instrumen, aturan)
    hitungan = instrumen[0].hitungan
    bulan = fmt.periode_id(instrumen[0].periode)
    contoh = any(b.dasar and b.dasar.contoh for baris in rincian.values() for b in baris)
    return {
        "judul": f"Instrumen Penilaian {bulan}",
        "bulan": bulan,
        "peringatan": "Memakai aturan contoh, bukan hukum." if contoh else "",
        "kaki": _footer(hitungan.pk, hitungan.sidik_hukum, hitungan.hash_hasil),
        "kepala": _letterhead(skpd.instansi, skpd),
        "tanda_tangan": {
            "kiri": "Pejabat penilai",
            "kiri_bawah": "Nama dan NIP",
            "kanan": "Pegawai yang dinilai",
        },
        "orang": [_person(satu, rincian[satu.pegawai_id]) for satu in instrumen],
    }


def _footer(hitungan_id: int, sidik_hukum: str, hash_hasil: str) -> str:
    return f"Hitungan {hitungan_id} · sidik hukum {sidik_hukum} · hash {hash_hasil[:16]}"


def _letterhead(instansi: Instansi, skpd: UnitKerja) -> Mapping[str, str]:
    return {"instansi": f"Pemerintah {instansi.nama}", "skpd": skpd.nama}


def _person(satu: InstrumenPenilaian, baris: Iterable[BarisRincian]) -> Mapping[str, Any]:
    baris = list(baris)
    return {
        "nama": satu.pegawai.nama_lengkap,
        "identitas": _identity(satu),
        "bagian": [
            {
                "judul": judul,
                "kolom": kolom,
                "baris": [_line(b) for b in baris if b.kelompok in kelompok],
            }
            for judul, kolom, kelompok in BAGIAN
        ],
        "diterima": fmt.rupiah(satu.netto),
        "terbilang": f"{terbilang(satu.netto)} rupiah",
        "catatan": _notes(satu),
    }


def _identity(satu: InstrumenPenilaian) -> list[list[str]]:
    kelas = str(satu.kelas) if satu.kelas >= 0 else fmt.TIDAK_ADA
    return [
        ["Nama", satu.pegawai.nama_lengkap],
        ["NIP", fmt.nip(satu.pegawai.nip)],
        ["Jabatan", satu.jabatan.nama],
        ["Kelas", kelas],
        ["Unit", satu.unit.nama],
        ["Status", satu.kata("status")],
        ["Hari kerja", str(satu.hari_kerja)],
        ["Hadir", f"{satu.hari_hadir} hari"],
    ]


def _line(baris: BarisRincian) -> Mapping[str, Any]:
    return {
        "judul": baris.judul,
        "rumus": baris.rumus,
        "nilai": _figure(baris),
        "dasar": str(baris.dasar) if baris.dasar else "",
        "tebal": baris.kode in TEBAL,
    }


def _figure(baris: BarisRincian) -> str:
    if baris.nilai is None:
        return fmt.TIDAK_ADA
    return fmt.rupiah(baris.nilai) if baris.satuan == "rupiah" else _percent(baris.nilai)


def _percent(nilai: int) -> str:
    """Per 10^8 as a percentage of hundredths; the formula beside it has all decimals."""
    return fmt.persen_bp((nilai * SERATUS_BP + SERATUS_PERSEN // 2) // SERATUS_PERSEN)


def _notes(satu: InstrumenPenilaian) -> list[str]:
    catatan = []
    if satu.kekurangan_lalu or satu.kelebihan_dipotong:
        catatan.append("Ada susulan dari bulan sebelumnya; rinciannya pada halaman bulan pegawai.")
    if satu.kelebihan_sisa:
        catatan.append(
            f"Kelebihan bayar {fmt.rupiah(satu.kelebihan_sisa)} belum terpotong "
            "dan menunggu bulan berikut."
        )
    return catatan
