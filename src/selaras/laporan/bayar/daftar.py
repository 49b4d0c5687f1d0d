"""The lists of an SKPD's month as tables: attendance, work, calculation, receipts, sums, bank."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from selaras.aturan.angka import SERATUS_BP, SERATUS_PERSEN
from selaras.aturan.bagian import bagian_nilai
from selaras.aturan.masukan import JUDUL_KRITERIA
from selaras.aturan.presensi import StatusHari
from selaras.aturan.presensi.kode import NOMOR_JENIS
from selaras.core.halaman import format as fmt
from selaras.laporan.bayar.data import BulanSkpd
from selaras.laporan.bayar.tabel import Lajur, Tabel
from selaras.pegawai.models import StatusPegawai
from selaras.presensi.lembar import read_days
from selaras.tpp.models import InstrumenPenilaian
from selaras.tpp.selectors.daftar_bayar import BarisBayar

# A day's cell holds three letters.
_SINGKAT = {"DIKLAT": "DK", "CLTN": "LTN", "CBER": "CBR"}
_NAMA_JENIS = {nomor: _SINGKAT.get(kode, kode) for kode, nomor in NOMOR_JENIS.items()}
_TANDA = {
    StatusHari.LIBUR: "", StatusHari.HADIR: "H", StatusHari.TL: "TL", StatusHari.PSW: "PS",
    StatusHari.TL_PSW: "TP", StatusHari.TK: "TK", StatusHari.BELUM: "?",
}  # fmt: skip
KETERANGAN_HARI = (
    "H hadir tepat waktu, TL terlambat, PS pulang sebelum waktunya, TP keduanya, TK tanpa "
    "keterangan, DK diklat, LTN cuti di luar tanggungan negara; lainnya kode cuti, dinas atau "
    "izin. Kosong = hari libur."
)
_ORANG = (Lajur("No", "pusat", 18), Lajur("Nama / NIP"))


def all_lists(data: BulanSkpd) -> list[Tabel]:
    """Every list of the month, in the order of the papers."""
    return [
        attendance(data), work(data), calculation(data), receipts(data), by_grade(data),
        by_account(data), held(data), bank(data),
    ]  # fmt: skip


def _orang(n: int, b: BarisBayar) -> tuple[int, str]:
    return n, f"{b.nama}\n{fmt.nip(b.nip)}"


def _bp(persen: int) -> int:
    return (persen * SERATUS_BP + SERATUS_PERSEN // 2) // SERATUS_PERSEN


def _criteria(data: BulanSkpd) -> list[str]:
    """The region's criteria that somebody of this SKPD has; the others would be empty columns."""
    semua = data.aturan.daftar("tpp.kriteria")
    ada = [
        k
        for k in semua
        if any(getattr(b.instrumen, f"{a}_{k}") for b in data.baris for a in ("besaran", "nilai"))
    ]
    return ada or list(semua[:1])


def attendance(data: BulanSkpd) -> Tabel:
    """Rekap kehadiran: one column a day, then the sums."""
    hari = data.masa.akhir.day
    jumlah = [("HK", "hari_kerja"), ("Hadir", "hadir"), ("Izin", "izin"), ("TL", "tl"),
              ("PSW", "psw"), ("TK", "alpa")]  # fmt: skip
    lajur = [
        *_ORANG,
        *(Lajur(str(n), "pusat", 17) for n in range(1, hari + 1)),
        *(Lajur(judul, "angka", 24, jumlah=True) for judul, _ in jumlah),
        Lajur("Potongan", "persen", 38),
    ]
    baris = []
    for n, b in enumerate(data.baris, start=1):
        lembar = data.lembar.get(b.pegawai_id)
        tanda = [mark_day(h) for h in read_days(lembar.hari, hari)] if lembar else [""] * hari
        nilai = [getattr(lembar, k) if lembar else 0 for _, k in jumlah]
        potongan = lembar.potongan_bp if lembar else None
        baris.append([*_orang(n, b), *tanda, *nilai, potongan])
    return Tabel("kehadiran", "Rekap Kehadiran", lajur, baris, KETERANGAN_HARI)


def mark_day(h: Any) -> str:
    if h.kode == StatusHari.IZIN:
        return _NAMA_JENIS.get(h.jenis, "I")
    return _TANDA[h.kode]


def work(data: BulanSkpd) -> Tabel:
    """Rekap produktivitas: the result of the month's work and both scores."""
    lajur = [*_ORANG, Lajur("Jabatan", lebar=150), Lajur("Kelas", "pusat", 34),
             Lajur("Predikat", lebar=80), Lajur("Capaian", "persen", 52),
             Lajur("Menit diakui", "angka", 52), Lajur("Produktivitas", "persen", 62),
             Lajur("Disiplin", "persen", 52), Lajur("Realisasi", "persen", 52)]  # fmt: skip
    baris = []
    for n, b in enumerate(data.baris, start=1):
        i = b.instrumen
        tanpa = i.bobot_p == 0 and i.bobot_d == SERATUS_BP
        baris.append([
            *_orang(n, b), b.jabatan, b.kelas if b.kelas >= 0 else "",
            "hanya presensi" if tanpa else i.kata("predikat").replace("_", " ") or "belum dinilai",
            _bp(i.capaian) if i.capaian >= 0 else None, i.menit_diakui if i.menit > 0 else None,
            None if tanpa else _bp(i.produktivitas), _bp(i.disiplin), _bp(i.realisasi),
        ])  # fmt: skip
    return Tabel("produktivitas", "Rekap Produktivitas Kerja", lajur, baris)


def calculation(data: BulanSkpd) -> Tabel:
    """Daftar perhitungan: for each criterion the amount, work's and discipline's part, the sum."""
    kriteria, dinilai = _criteria(data), data.aturan.daftar("tpp.kriteria_dinilai")
    bobot = data.aturan.tabel("tpp.bobot")
    p, d = (fmt.persen_bp(bobot.get(k, 0)) for k in ("produktivitas", "disiplin"))
    lajur = [*_ORANG, Lajur("Gol / Kelas", "pusat", 42), Lajur("Nilai P", "persen", 38),
             Lajur("Nilai D", "persen", 38)]  # fmt: skip
    for k in kriteria:
        nama = JUDUL_KRITERIA[k]
        lajur.append(Lajur(f"{nama}: besaran", "rupiah", 56, jumlah=True))
        if k in dinilai:
            lajur.append(Lajur(f"{nama}: produktivitas ({p})", "rupiah", 56, jumlah=True))
            lajur.append(Lajur(f"{nama}: disiplin ({d})", "rupiah", 56, jumlah=True))
        lajur.append(Lajur(f"{nama}: jumlah", "rupiah", 56, jumlah=True))
    lajur += [Lajur("Hukuman", "rupiah", 48, jumlah=True),
              Lajur("Kekurangan lalu", "rupiah", 52, jumlah=True),
              Lajur("Kelebihan lalu", "rupiah", 52, jumlah=True),
              Lajur("TPP bruto", "rupiah", 60, jumlah=True)]  # fmt: skip
    faktor = {b.pegawai_id: [", ".join(_factors(b.instrumen))] for b in data.baris}
    if any(kata for (kata,) in faktor.values()):
        lajur.append(Lajur("Keterangan", lebar=64))
    else:
        faktor = {}
    baris = []
    for n, b in enumerate(data.baris, start=1):
        i, isi = b.instrumen, []
        for k in kriteria:
            nilai = getattr(i, f"nilai_{k}")
            isi.append(getattr(i, f"besaran_{k}") // max(i.pembagi, 1))
            if k in dinilai:
                isi += bagian_nilai(nilai, i.bobot_p, i.produktivitas, i.bobot_d, i.disiplin)
            isi.append(nilai)
        baris.append([
            *_orang(n, b), f"{b.golongan}\n{b.kelas if b.kelas >= 0 else ''}",
            _bp(i.produktivitas), _bp(i.disiplin), *isi, -i.hukuman_rp, i.kekurangan_lalu,
            -i.kelebihan_dipotong, i.bruto, *faktor.get(b.pegawai_id, ()),
        ])  # fmt: skip
    return Tabel("perhitungan", "Daftar Perhitungan TPP", lajur, baris)


def _factors(i: InstrumenPenilaian) -> Iterator[str]:
    """What stands between the amounts and the sums besides both scores, so that a row reckons."""
    if i.pembagi > 1:
        yield "menurut hari kerja"
    if i.status_bp not in (SERATUS_BP, -1):
        yield f"{StatusPegawai(i.kata('status')).label} {fmt.persen_bp(i.status_bp)}"
    if plt := i.kata("plt_berlaku"):
        yield (
            "menurut jabatan Plt" if plt == "plt100" else f"tambahan Plt {fmt.persen_bp(i.plt_bp)}"
        )
    if i.bobot_p == 0 and i.bobot_d == SERATUS_BP:
        yield "hanya presensi"
    if i.ganti_bp >= 0:
        yield f"pengurangan, dibayar {fmt.persen_bp(i.ganti_bp)}"
    elif i.uji_coba_bp >= 0:
        yield f"masa uji coba {fmt.persen_bp(i.uji_coba_bp)}"
    if i.bayar_bp not in (SERATUS_BP, -1):
        yield f"bagian yang dibayar {fmt.persen_bp(i.bayar_bp)}"


def receipts(data: BulanSkpd) -> Tabel:
    """Daftar nominatif: those who are paid, from gross to the account, with a place to sign."""
    kriteria = _criteria(data)
    lajur = [*_ORANG, Lajur("Gol", "pusat", 28), Lajur("Jabatan", lebar=92),
             Lajur("Kls", "pusat", 20),
             *(Lajur(JUDUL_KRITERIA[k], "rupiah", 52, jumlah=True) for k in kriteria),
             *(Lajur(judul, "rupiah", lebar, jumlah=True) for judul, lebar in (
                 ("Hukuman dan bulan lalu", 50), ("TPP bruto", 54), ("Tunj. BPJS 4%", 48),
                 ("Tunj. PPh", 46), ("Jumlah kotor", 56), ("Pot. PPh 21", 48), ("Pot. IWP 1%", 46),
                 ("Pot. BPJS 4%", 48), ("Zakat dan lain", 46), ("Ditransfer", 56))),
             Lajur("Rekening", lebar=76), Lajur("Tanda tangan", lebar=58)]  # fmt: skip
    baris = []
    for n, b in enumerate(data.dibayar, start=1):
        i = b.instrumen
        lain = i.kekurangan_lalu - i.kelebihan_dipotong - i.hukuman_rp
        potong_pph = b.pph_pegawai + b.tunjangan_pph
        baris.append([
            *_orang(n, b), b.golongan, b.jabatan, b.kelas if b.kelas >= 0 else "",
            *(getattr(i, f"nilai_{k}") for k in kriteria), lain, b.bruto, b.bpjs,
            b.tunjangan_pph, b.bruto + b.bpjs + b.tunjangan_pph, potong_pph, b.iwp, b.bpjs,
            i.zakat_rp + i.potongan_lain_rp, b.netto,
            f"{b.bank}\n{b.nomor_rekening}" if b.nomor_rekening else "belum ada", f"{n}.",
        ])  # fmt: skip
    return Tabel("nominatif", "Daftar Nominatif dan Tanda Terima TPP", lajur, baris)


def held(data: BulanSkpd) -> Tabel:
    """Who is computed and not paid now, and why."""
    lajur = [*_ORANG, Lajur("Jabatan", lebar=140), Lajur("TPP bruto", "rupiah", 70, jumlah=True),
             Lajur("Sebab ditahan", lebar=260)]  # fmt: skip
    baris = [
        [*_orang(n, b), b.jabatan, b.bruto, b.ditahan] for n, b in enumerate(data.ditahan, start=1)
    ]
    return Tabel("ditahan", "Pembayaran yang Ditahan", lajur, baris)


def by_grade(data: BulanSkpd) -> Tabel:
    """Rekap per golongan of those who are paid."""
    return _summed(data, "golongan", "Rekap per Golongan", "Golongan",
                   lambda b: (b.golongan or "tanpa golongan").split("/")[0])  # fmt: skip


def _summed(
    data: BulanSkpd, kode: str, judul: str, kepala: str, kunci: Callable[[BarisBayar], str]
) -> Tabel:
    kelompok: dict[str, list[BarisBayar]] = defaultdict(list)
    for b in data.dibayar:
        kelompok[kunci(b)].append(b)
    kolom = ("bruto", "pph21", "iwp", "bpjs", "netto")
    lajur = [Lajur(kepala), Lajur("Orang", "angka", 60, jumlah=True),
             *(Lajur(j, "rupiah", 84, jumlah=True) for j in
               ("TPP bruto", "PPh 21", "IWP 1%", "BPJS 4%", "Ditransfer"))]  # fmt: skip
    baris = [
        [nama, len(isi), *(sum(getattr(b, k) for b in isi) for k in kolom)]
        for nama, isi in sorted(kelompok.items())
    ]
    return Tabel(kode, judul, lajur, baris)


def by_account(data: BulanSkpd) -> Tabel:
    """Rekap per rekening belanja: each criterion as paid; what is not of one, by itself."""
    rekening = data.aturan.teks("tpp.rekening") if data.aturan.ada("tpp.rekening") else {}
    lajur = [Lajur("Kode rekening", lebar=120), Lajur("Uraian"),
             Lajur("Jumlah", "rupiah", 110, jumlah=True)]  # fmt: skip
    baris: list[list[Any]] = [
        [rekening.get(k, "belum ditetapkan"), f"TPP {JUDUL_KRITERIA[k].lower()}",
         sum(getattr(b.instrumen, f"nilai_{k}") for b in data.dibayar)]
        for k in data.aturan.daftar("tpp.kriteria")
    ]  # fmt: skip
    lain = sum(_besides(b.instrumen) for b in data.dibayar)
    if lain:
        baris.append(["", "Hukuman disiplin dan selisih bulan lalu", lain])
    return Tabel("rekening", "Rekap per Rekening Belanja", lajur, baris)


def _besides(i: InstrumenPenilaian) -> int:
    return i.kekurangan_lalu - i.kelebihan_dipotong - i.hukuman_rp


def bank(data: BulanSkpd) -> Tabel:
    """The bank's file: one transfer a line; who has no account is not on it."""
    lajur = [Lajur("No", "pusat", 24), Lajur("Nama rekening"), Lajur("Nomor rekening", lebar=110),
             Lajur("Bank", lebar=120), Lajur("Jumlah", "rupiah", 84, jumlah=True),
             Lajur("Keterangan", lebar=120), Lajur("NIP", lebar=110)]  # fmt: skip
    berita = f"TPP {fmt.periode_id(data.bulan.periode)}"
    ada = [b for b in data.dibayar if b.nomor_rekening and b.netto > 0]
    baris = [
        [n, b.atas_nama or b.nama, b.nomor_rekening, b.bank, b.netto, berita, b.nip]
        for n, b in enumerate(ada, start=1)
    ]
    return Tabel("bank", "Daftar Transfer Bank", lajur, baris)
