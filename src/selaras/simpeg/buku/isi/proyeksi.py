"""Who leaves in the next ten years against the need, and posts filled now."""

from selaras.core.halaman.format import angka
from selaras.simpeg.buku.isi.bahan import Bahan, Blok
from selaras.simpeg.buku.isi.unsur import alt, col, percent


def future(b: Bahan) -> Blok:
    s = b.statistik
    jumlah = sum(p.jumlah for p in s.pensiun)
    bagian: list[Blok] = [{
        "judul": "Pensiun sepuluh tahun mendatang",
        "blok": [
            {"jenis": "teks", "isi": f"{angka(jumlah)} dari {angka(s.orang)} pegawai "
             f"({percent(jumlah, s.orang)}) mencapai batas usia pensiun sampai akhir "
             f"{s.pensiun[-1].tahun}."},
            {"jenis": "kolom", "judul": "Pegawai yang mencapai batas usia pensiun",
             "alt": alt("Pensiun tiap tahun", [(str(p.tahun), p.jumlah) for p in s.pensiun]),
             "baris": [[str(p.tahun), p.jumlah] for p in s.pensiun]},
            {"jenis": "tabel", "judul": "Pensiun menurut jenis jabatan, dan sisa pegawai "
             "terhadap kebutuhan",
             "kolom": [col("Tahun", teks=True), *(col(k, lebar=14) for k in (
                 "Struktural", "Fungsional", "Pelaksana", "Jumlah", "Tersisa", "Kekurangan"))],
             "baris": [[str(p.tahun), p.struktural, p.fungsional, p.pelaksana, p.jumlah, p.tersisa,
                        max(s.kebutuhan - p.tersisa, 0)] for p in s.pensiun],
             "jumlah": ["Jumlah", sum(p.struktural for p in s.pensiun),
                        sum(p.fungsional for p in s.pensiun),
                        sum(p.pelaksana for p in s.pensiun), jumlah, "", ""]},
        ],
    }]  # fmt: skip
    if b.bezetting:
        bagian.append({"judul": "Bezetting terhadap kebutuhan", "blok": [_filled(b)]})
    return {"judul": "Kebutuhan dan proyeksi", "blok": [], "bagian": bagian}


def _filled(b: Bahan) -> Blok:
    baris = [[x["unit"].nama, x["kebutuhan"], x["isi"], x["selisih"]] for x in b.bezetting]
    return {
        "jenis": "tabel", "judul": "Kebutuhan dan bezetting tiap perangkat daerah",
        "kolom": [col("Perangkat daerah", teks=True),
                  *(col(k, lebar=14) for k in ("Kebutuhan", "Terisi", "Selisih"))],
        "baris": baris, "jumlah": ["Jumlah", *(sum(r[n] for r in baris) for n in (1, 2, 3))],
    }  # fmt: skip
