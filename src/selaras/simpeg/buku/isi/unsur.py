"""Parts that chapters are put together from: pictures, tables, sentences about a table."""

from collections.abc import Sequence
from typing import Any

from selaras.aturan.simpeg.statistik import Tabel
from selaras.core.halaman.format import angka
from selaras.simpeg.buku.isi.bahan import Blok

# The cover's name of a subject inside a sentence.
KATA = {"status": "status kepegawaian", "golongan": "golongan", "usia": "kelompok usia",
        "generasi": "generasi", "pendidikan": "pendidikan terakhir",
        "jenis_jabatan": "jenis jabatan", "eselon": "eselon", "jenjang": "jenjang fungsional",
        "kelas": "kelas jabatan", "agama": "agama", "masa_kerja": "masa kerja"}  # fmt: skip


def bars(t: Tabel, judul: str) -> Blok:
    return {
        "jenis": "batang", "judul": judul,
        "alt": alt(judul, [(x.label, x.jumlah) for x in t.baris]),
        "baris": [[x.label, x.pria, x.wanita + x.lain] for x in t.baris],
    }  # fmt: skip


def pyramid(t: Tabel) -> Blok:
    baris = [x for x in reversed(t.baris) if x.kunci]
    kata = "; ".join(f"{x.label} tahun: {x.pria} laki-laki, {x.wanita} perempuan" for x in baris)
    return {"jenis": "piramida", "judul": "Piramida usia pegawai", "alt": f"Piramida usia. {kata}.",
            "baris": [[x.label, x.pria, x.wanita] for x in baris]}  # fmt: skip


def gender_table(t: Tabel, judul: str) -> Blok:
    return {
        "jenis": "tabel", "judul": judul,
        "kolom": [col(t.judul, teks=True), col("Laki-laki", lebar=14),
                  col("Perempuan", lebar=14), col("Jumlah", lebar=13), col("Persen", lebar=12)],
        "baris": [[x.label, x.pria, x.wanita, x.jumlah, percent(x.jumlah, t.jumlah)]
                  for x in t.baris],
        "jumlah": ["Jumlah", t.pria, t.wanita, t.jumlah, "100%" if t.jumlah else "–"],
    }  # fmt: skip


def col(judul: str, *, teks: bool = False, lebar: int = 0) -> dict[str, Any]:
    return {"judul": judul, "angka": not teks, "lebar": lebar}


def width(n: int) -> int:
    return max(5, min(15, 55 // max(n, 1)))


def short(label: str) -> str:
    """Headings of narrow columns."""
    return (label.replace("Diploma ", "D-").replace("S-1/Sarjana", "S-1")
            .replace("/Sarjana muda", "").replace(" kejuruan", " kej.")
            .replace(" keguruan", " keg.").replace("Belum tercatat", "Belum"))  # fmt: skip


def leading(t: Tabel, kata: str) -> str:
    """The largest group in a sentence."""
    isi = [x for x in t.baris if x.kunci]
    if not isi:
        return f"Data {kata} belum tercatat."
    besar = max(isi, key=lambda x: x.jumlah)
    return (
        f"Kelompok {kata} terbanyak adalah {besar.label}: {angka(besar.jumlah)} orang "
        f"({percent(besar.jumlah, t.jumlah)})."
    )


def percent(n: int, dari: int) -> str:
    return f"{(n * 1000 + dari // 2) // dari / 10:.1f}%".replace(".", ",") if dari else "–"


def alt(judul: str, isi: Sequence[tuple[str, int]]) -> str:
    """What a picture says, in words, for those who hear the book."""
    return f"{judul}. " + "; ".join(f"{label}: {angka(n)}" for label, n in isi) + "."
