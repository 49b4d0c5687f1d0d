"""The usual rekap presensi: a row a person with its sums, and the daily grid with codes.

Figures come from the month sheets; nothing is decided here but the band a late minute falls in,
by the region's own steps.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from selaras.aturan.presensi import NOMOR_JENIS, ParameterPresensi, StatusHari
from selaras.aturan.presensi.kode import PITA
from selaras.core.dokumen import render_pdf
from selaras.core.halaman import format as fmt
from selaras.cuti.jenis import JENIS
from selaras.hukum import Aturan, Law
from selaras.laporan.bayar.daftar import KETERANGAN_HARI, mark_day
from selaras.laporan.bayar.data import BELUM_ADA, head_of, personnel_of
from selaras.laporan.bayar.lembar import workbook
from selaras.laporan.bayar.tabel import Lajur, Tabel
from selaras.organisasi.models import UnitKerja
from selaras.presensi.lembar import HariPresensi, read_days
from selaras.presensi.models import LembarPresensi

TEMPLAT = Path(__file__).parent.parent / "bayar" / "daftar.typ"
KODE = {nomor: kode for kode, nomor in NOMOR_JENIS.items()}
KELOMPOK = {kode: isi[1] for kode, isi in JENIS.items()}
CUTI = [k for k, isi in JENIS.items() if isi[1] == "cuti"]
_ORANG = (Lajur("No", "pusat", 18), Lajur("Nama / NIP"))


@dataclass(frozen=True, slots=True)
class Rekap:
    """Who made it, when, of whom: all that the papers' heads and feet say."""

    judul: str
    periode: int
    unit: UnitKerja
    lembar: Sequence[LembarPresensi]
    aturan: Aturan
    oleh: str
    at: datetime

    @property
    def akhir(self) -> date:
        awal = date(self.periode // 100, self.periode % 100, 1)
        return date(awal.year + awal.month // 12, awal.month % 12 + 1, 1)

    @property
    def hari(self) -> int:
        return (self.akhir - date(self.periode // 100, self.periode % 100, 1)).days

    @property
    def kaki(self) -> str:
        setempat = self.at.astimezone(ZoneInfo(self.unit.zona_kerja))
        return f"Dibuat oleh {self.oleh}, {fmt.waktu_zona(setempat, self.unit.zona_kerja)}"


def load_rekap(
    unit: UnitKerja,
    periode: int,
    lembar: Sequence[LembarPresensi],
    *,
    oleh: str,
    at: datetime,
    judul: str = "Rekap Presensi",
    law: Law | None = None,
) -> Rekap:
    """`lembar` with their people joined, in the order of the paper."""
    awal = date(periode // 100, periode % 100, 1)
    aturan = (law or Law.load()).pada(awal, unit.instansi.daerah)
    return Rekap(judul, periode, unit, lembar, aturan, oleh, at)


def sums(r: Rekap) -> Tabel:
    """Per person: working days, present, late and early by band, absences by kind, deduction."""
    p = ParameterPresensi.dari(r.aturan)
    pita = range(1, PITA + 1)
    lajur = [
        *_ORANG, Lajur("Hari kerja", "angka", 30, jumlah=True),
        Lajur("Hadir", "angka", 30, jumlah=True),
        *(Lajur(f"TL{n}", "angka", 24, jumlah=True) for n in pita),
        *(Lajur(f"PSW{n}", "angka", 28, jumlah=True) for n in pita),
        *(Lajur(k, "angka", 28, jumlah=True) for k in CUTI),
        Lajur("Dinas", "angka", 30, jumlah=True), Lajur("TK", "angka", 24, jumlah=True),
        Lajur("Menit TL", "angka", 36, jumlah=True), Lajur("Menit PSW", "angka", 36, jumlah=True),
        Lajur("Potongan", "persen", 42),
    ]  # fmt: skip
    baris = []
    for n, satu in enumerate(r.lembar, start=1):
        hari = read_days(satu.hari, r.hari)
        tl, psw = _bands(hari, p)
        jenis = [KODE.get(h.jenis, "") for h in hari if h.kode == StatusHari.IZIN]
        dinas = sum(KELOMPOK.get(k) == "dinas" for k in jenis)
        baris.append([
            n, f"{satu.pegawai.nama_lengkap}\n{fmt.nip(satu.pegawai.nip)}", satu.hari_kerja,
            satu.hadir, *(tl.count(i) for i in pita), *(psw.count(i) for i in pita),
            *(jenis.count(k) for k in CUTI), dinas, satu.alpa, satu.menit_tl, satu.menit_psw,
            satu.potongan_bp,
        ])  # fmt: skip
    return Tabel("rekap", r.judul, lajur, baris, "TL/PSW 1-4 menurut jenjang menit aturan daerah; "
                 "tanpa ketukan masuk atau pulang dihitung jenjang keempat.")  # fmt: skip


def grid(r: Rekap) -> Tabel:
    """The days with their codes."""
    lajur = [*_ORANG, *(Lajur(str(n), "pusat", 19) for n in range(1, r.hari + 1)),
             Lajur("Potongan", "persen", 42)]  # fmt: skip
    baris = [
        [n, f"{s.pegawai.nama_lengkap}\n{fmt.nip(s.pegawai.nip)}",
         *(mark_day(h) for h in read_days(s.hari, r.hari)), s.potongan_bp]
        for n, s in enumerate(r.lembar, start=1)
    ]  # fmt: skip
    return Tabel("harian", "Presensi Harian", lajur, baris, KETERANGAN_HARI)


def own_days(r: Rekap) -> Tabel:
    """One person's month, a row a day."""
    lajur = [Lajur("Tanggal", lebar=130), Lajur("Masuk", "pusat", 60), Lajur("Pulang", "pusat", 60),
             Lajur("Keadaan"), Lajur("Menit TL", "angka", 60, jumlah=True),
             Lajur("Menit PSW", "angka", 60, jumlah=True),
             Lajur("Potongan", "persen", 60)]  # fmt: skip
    baris = []
    for n, h in enumerate(read_days(r.lembar[0].hari, r.hari), start=1):
        tanggal = date(r.periode // 100, r.periode % 100, n)
        jam = [fmt.jam_menit(m) if m is not None else "" for m in (h.masuk, h.pulang)]
        baris.append([fmt.tanggal_id(tanggal), *jam, mark_day(h) or "libur", h.menit_tl,
                      h.menit_psw, h.potongan_bp])  # fmt: skip
    return Tabel("hari", r.judul, lajur, baris, KETERANGAN_HARI)


def xlsx(r: Rekap) -> bytes:
    """Both lists, a sheet each."""
    return workbook([sums(r), grid(r)], [r.unit.nama, fmt.periode_id(r.periode), r.kaki])


def pdf(r: Rekap, tabel: Tabel, *, kertas: str = "a3") -> bytes:
    """A list with letterhead, who signs, who made it and when, and page numbers."""
    setempat = r.at.astimezone(ZoneInfo(r.unit.zona_kerja))
    skpd = r.unit.skpd or r.unit
    penanda = (head_of(skpd, r.akhir), personnel_of(skpd, r.akhir))
    isi = {
        "judul": tabel.judul, "sub": fmt.periode_id(r.periode), "kertas": kertas, "huruf": 7.2,
        "kepala": {"instansi": f"Pemerintah {r.unit.instansi.nama}", "skpd": r.unit.nama},
        "peringatan": "", "kaki": r.kaki, "catatan": tabel.catatan,
        "lajur": [{"judul": k.judul, "jenis": k.jenis, "lebar": k.lebar} for k in tabel.lajur],
        "baris": tabel.cetak(), "jumlah": tabel.cetak_jumlah(),
        "tanda_tangan": [
            {"atas": atas, "jabatan": p.jabatan, "nama": p.nama or BELUM_ADA,
             "nip": fmt.nip(p.nip) if p.nip else "", "meterai": False}
            for atas, p in zip(
                ("Mengetahui,", f"...................., {fmt.tanggal(setempat.date())}"),
                penanda, strict=True,
            )
        ],
    }  # fmt: skip
    return render_pdf(TEMPLAT, isi, at=r.at.astimezone(UTC))


def _bands(hari: Sequence[HariPresensi], p: ParameterPresensi) -> tuple[list[int], list[int]]:
    """The band of each late and each early day; one without a tap stands in the last."""
    tl: list[Any] = []
    psw: list[Any] = []
    for h in hari:
        if h.kode in (StatusHari.TL, StatusHari.TL_PSW):
            tl.append(PITA if h.masuk is None else max(int(p.tl.tingkat[h.menit_tl]), 1))
        if h.kode in (StatusHari.PSW, StatusHari.TL_PSW):
            psw.append(PITA if h.pulang is None else max(int(p.psw.tingkat[h.menit_psw]), 1))
    return tl, psw
