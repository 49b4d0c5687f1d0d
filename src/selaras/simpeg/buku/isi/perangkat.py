"""Agencies side by side, and a page for each."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from selaras.aturan.simpeg.statistik import cross, retirements, table
from selaras.core.halaman.format import angka
from selaras.simpeg.buku.isi.bahan import Bahan, Blok
from selaras.simpeg.buku.isi.unsur import (
    KATA,
    bars,
    col,
    gender_table,
    leading,
    percent,
    short,
    width,
)

PROFIL = ("status", "golongan", "pendidikan", "usia")
RUMPUN = ("I", "II", "III", "IV", "PPPK")


def agencies(b: Bahan) -> Blok:
    """Agencies by number, rank, kind of post and schooling."""
    t = b.statistik.tabel["skpd"]
    return {
        "judul": "Perangkat daerah",
        "blok": [{"jenis": "teks", "isi": f"{angka(len(t.baris))} perangkat daerah. "
                  + leading(t, "perangkat daerah")}],
        "bagian": [
            {"judul": "Jumlah pegawai",
             "blok": [gender_table(t, "Pegawai tiap perangkat daerah menurut jenis kelamin")]},
            {"judul": "Golongan", "blok": [_matrix(b, "rumpun", "golongan")]},
            {"judul": "Jenis jabatan", "blok": [_matrix(b, "jenis_jabatan", "jenis jabatan")]},
            {"judul": "Pendidikan", "blok": [_matrix(b, "pendidikan", "pendidikan terakhir")]},
        ],
    }  # fmt: skip


def _matrix(b: Bahan, kode: str, kata: str) -> Blok:
    """Agencies down, groups across."""
    skpd = b.statistik.tabel["skpd"]
    isi: dict[tuple[str, str], int]
    if kode == "rumpun":
        isi = _ranks(b.frame)
        kolom = [(r, r) for r in RUMPUN] + [("", "Lain")]
    else:
        t = b.statistik.tabel[kode]
        isi = cross(b.frame, "skpd", kode, b.aturan, b.pada)
        kolom = [(x.kunci, short(x.label)) for x in t.baris]
    kolom = [k for k in kolom if any(isi.get((s.kunci, k[0]), 0) for s in skpd.baris)]
    baris: list[list[Any]] = [
        [s.label, *(isi.get((s.kunci, k), 0) for k, _ in kolom), s.jumlah] for s in skpd.baris
    ]
    return {
        "jenis": "tabel", "judul": f"Pegawai tiap perangkat daerah menurut {kata}",
        "huruf": 0.82 if len(kolom) > 6 else 1,
        "kolom": [col("Perangkat daerah", teks=True),
                  *(col(label, lebar=width(len(kolom))) for _, label in kolom),
                  col("Jumlah", lebar=10)],
        "baris": baris,
        "jumlah": ["Jumlah", *(sum(r[n] for r in baris) for n in range(1, len(kolom) + 2))],
    }  # fmt: skip


def _ranks(frame: pl.DataFrame) -> dict[tuple[str, str], int]:
    """Agency and rank's first part (I to IV), PPPK apart."""
    rumpun = (
        pl.when(pl.col("golongan").str.contains("/"))
        .then(pl.col("golongan").str.split("/").list.first())
        .when(pl.col("status").str.starts_with("PPPK")).then(pl.lit("PPPK"))
        .otherwise(pl.lit(""))
    )  # fmt: skip
    hasil = frame.select(a=pl.col("skpd_id").cast(pl.String).fill_null(""), b=rumpun)
    return {(a, g): n for a, g, n in hasil.group_by("a", "b").len().iter_rows()}


def profiles(b: Bahan) -> Blok:
    """A page for every agency, the largest first."""
    milik = dict(b.frame.partition_by("skpd_id", as_dict=True))
    bagian = [
        {"judul": s.label, "halaman_baru": True, "blok": list(_profile(b, milik[(int(s.kunci),)]))}
        for s in b.statistik.tabel["skpd"].baris if s.kunci
    ]  # fmt: skip
    # On the small paper the chapter's own title leaves no room for the first agency's page.
    kata = (
        f"Bab ini memuat profil {angka(len(bagian))} perangkat daerah, masing-masing satu halaman, "
        "mulai dari yang pegawainya paling banyak: golongan, pendidikan terakhir, kelompok usia, "
        "dan status kepegawaian."
    )
    blok = [{"jenis": "teks", "isi": kata}] if b.kertas == "a5" else []
    return {"judul": "Profil perangkat daerah", "blok": blok, "bagian": bagian}


def _profile(b: Bahan, frame: pl.DataFrame) -> Iterator[Blok]:
    t = {kode: table(frame, kode, b.aturan, b.pada) for kode in PROFIL}
    pensiun = retirements(frame, b.pada, 5)
    yield {"jenis": "ubin", "isi": [
        [angka(frame.height), "pegawai"],
        [percent(t["status"].wanita, frame.height), "perempuan"],
        [angka(sum(p.jumlah for p in pensiun)), f"pensiun sampai {pensiun[-1].tahun}"],
        [_average_age(frame), "rata-rata usia"],
    ]}  # fmt: skip
    for kode in ("golongan", "pendidikan"):
        if t[kode].jumlah:
            yield bars(t[kode], KATA[kode].capitalize()) | {"daftar": False}
    if t["usia"].jumlah:
        yield gender_table(t["usia"], "Kelompok usia dan jenis kelamin") | {"daftar": False}
    yield gender_table(t["status"], "Status kepegawaian dan jenis kelamin") | {"daftar": False}


def _average_age(frame: pl.DataFrame) -> str:
    rata: Any = frame["usia_bulan"].mean()
    return "–" if rata is None else f"{int(rata) // 12} tahun"
