"""A person's year on paper: the statement by month, and the region's own slip of tax withheld."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate

from selaras.core.dokumen import render_pdf
from selaras.core.halaman import format as fmt
from selaras.laporan.bayar.data import Penanda
from selaras.laporan.bayar.tabel import Lajur, Tabel
from selaras.pegawai.models import Pegawai
from selaras.tpp.selectors.setahun import Tahun

TEMPLAT = Path(__file__).parent / "bayar" / "surat.typ"
BUKAN_DJP = (
    "Slip internal pemerintah daerah. Bukan Formulir 1721-A2 dari Direktorat Jenderal Pajak; "
    "bukti potong yang resmi diterbitkan pemotong melalui sistem DJP."
)
BELUM = {"": "belum dihitung", "menunggu": "menunggu SP2D", "gagal": "transfer gagal"}


def print_year(pegawai: Pegawai, t: Tahun, at: datetime) -> bytes:
    """Rekap setahun: each period with what was received and when it was paid."""
    lajur = [Lajur("Bulan"), *(Lajur(j, "rupiah", 60, jumlah=True) for j in (
        "TPP bruto", "PPh 21", "IWP 1%", "Potongan lain", "Ditransfer")),
        Lajur("Dibayar", lebar=70)]  # fmt: skip
    baris = [
        [fmt.periode_id(b.periode), b.bruto, b.pph_tpp, b.iwp, b.lain, b.netto,
         fmt.tanggal(b.dibayar) if b.dibayar else BELUM.get(b.status, b.status)]
        for b in t.baris
    ]  # fmt: skip
    tabel = Tabel("setahun", f"TPP tahun {t.tahun}", lajur, baris)
    return _print(pegawai, f"Rekap TPP Tahun {t.tahun}", [tabel], at)


def print_slip(pegawai: Pegawai, t: Tahun, at: datetime) -> bytes:
    """Bukti potong: gross and tax by month, then the year's computation."""
    lajur = [Lajur("Masa"), *(Lajur(j, "rupiah", 60, jumlah=True) for j in (
        "Gaji bruto", "TPP bruto", "Iuran pensiun", "PPh 21 gaji", "PPh 21 TPP"))]  # fmt: skip
    baris: list[list[Any]] = [
        [fmt.periode_id(b.periode), b.gaji, b.bruto if b.status != "ditahan" else 0,
         b.iuran_pensiun, b.gaji_pph, b.pph_tpp if b.status != "ditahan" else 0]
        for b in t.baris
        if t.saldo is None or b.periode % 100 > t.saldo.sampai_bulan
    ]  # fmt: skip
    if t.saldo is not None:
        awal = f"s.d. {fmt.BULAN[t.saldo.sampai_bulan - 1]} (saldo)"
        baris.insert(0, [awal, t.saldo.bruto, 0, t.saldo.iuran_pensiun, t.saldo.pph21, 0])
    tabel = [Tabel("masa", f"Penghasilan dan PPh 21 menurut masa, {t.tahun}", lajur, baris)]
    if t.pajak is not None:
        p = t.pajak
        isi = [
            ("Penghasilan bruto", p.bruto), ("Biaya jabatan", -p.biaya_jabatan),
            ("Iuran pensiun", -p.iuran_pensiun), ("Penghasilan neto", p.neto),
            (f"PTKP ({t.ptkp})", -p.ptkp), ("Penghasilan kena pajak", p.pkp),
            ("PPh 21 terutang", p.terutang), ("PPh 21 yang dipotong", p.dipotong),
            ("Kurang dipotong" if p.selisih >= 0 else "Lebih dipotong", abs(p.selisih)),
        ]  # fmt: skip
        kolom = [Lajur("Perhitungan setahun (Pasal 17)"), Lajur("Rupiah", "rupiah", 90)]
        tabel.append(Tabel("pajak", "Perhitungan PPh 21 setahun", kolom, isi))
    judul = f"Bukti Pemotongan PPh 21 Tahun {t.tahun}"
    return _print(pegawai, judul, tabel, at, peringatan=BUKAN_DJP, catatan=_until(t))


def _until(t: Tahun) -> list[str]:
    """A year that is not complete yet says how far it goes."""
    akhir = max((b.periode for b in t.baris if b.periode % 100 <= 12), default=0)
    if not akhir or akhir % 100 == 12:
        return []
    kata = fmt.periode_id(akhir)
    return [f"Baru sampai {kata}: kurang atau lebih dipotong diselesaikan pada masa Desember."]


def _print(
    pegawai: Pegawai,
    judul: str,
    tabel: list[Tabel],
    at: datetime,
    *,
    peringatan: str = "",
    catatan: Sequence[str] = (),
) -> bytes:
    isi = {
        "judul": judul,
        "sub": "",
        "peringatan": peringatan,
        "kepala": {"instansi": f"Pemerintah {pegawai.instansi.nama}", "skpd": ""},
        "kaki": f"{pegawai.nip} · disusun {fmt.tanggal(localdate(at))}",
        "alinea": [
            f"Nama: {pegawai.nama_lengkap}",
            f"NIP: {fmt.nip(pegawai.nip)}",
            *catatan,
        ],
        "butir": [],
        "penutup": [peringatan] if peringatan else [],
        "tabel": [
            {
                "judul": t.judul,
                "lajur": [{"judul": k.judul, "jenis": k.jenis, "lebar": k.lebar} for k in t.lajur],
                "baris": t.cetak(),
                "jumlah": t.cetak_jumlah(),
            }
            for t in tabel
        ],
        "tanda_tangan": [
            {"atas": "", "jabatan": p.jabatan, "nama": p.nama, "nip": p.nip, "meterai": False}
            for p in (Penanda("Bendahara Pengeluaran"),)
        ],
    }
    return render_pdf(TEMPLAT, isi, at=at.astimezone(UTC))
