"""The list of people as a file: its forty columns, their titles, and the mark of who made it.

NIK, address, family, health and discipline are not among the columns: those are opened one person
at a time, where the opening is recorded.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import IO

import polars as pl

from selaras.core.halaman.csv_teks import csv_rows
from selaras.core.halaman.format import waktu_zona
from selaras.core.halaman.lembar_besar import write_frame
from selaras.core.permissions import Actor
from selaras.simpeg.models import Agama, StatusKawin

FORMAT = {"xlsx": "Excel", "csv": "CSV"}
FORMAT_DUK = {"pdf": "PDF", "xlsx": "Excel"}
KOLOM: Mapping[str, str] = {
    "nama_lengkap": "Nama", "nip": "NIP", "jk": "L/P", "lahir": "Tanggal lahir", "usia": "Usia",
    "agama": "Agama", "kawin": "Perkawinan", "status": "Status", "kedudukan": "Kedudukan",
    "golongan": "Golongan", "tmt_golongan": "TMT golongan", "mkg_tahun": "MKG (tahun)",
    "mkg_sisa": "MKG (bulan)", "masa_kerja_tahun": "Masa kerja (tahun)", "jabatan": "Jabatan",
    "jenis_jabatan": "Jenis jabatan", "jenjang": "Jenjang", "eselon": "Eselon", "kelas": "Kelas",
    "tmt_jabatan": "TMT jabatan", "tugas_lain": "Plt/Plh", "unit": "Unit", "skpd": "SKPD",
    "pendidikan_nama": "Pendidikan", "jurusan": "Jurusan", "tahun_lulus": "Tahun lulus",
    "diklat": "Diklat kepemimpinan", "diklat_tahun": "Tahun diklat", "tmt_cpns": "TMT CPNS/PPPK",
    "tmt_pns": "TMT PNS", "akhir_kontrak": "Akhir kontrak", "kgb_tmt": "KGB terakhir",
    "kgb_gaji": "Gaji pokok KGB", "bup": "BUP", "tmt_pensiun": "TMT pensiun",
    "gelar_depan": "Gelar depan", "nama": "Nama tanpa gelar", "gelar_belakang": "Gelar belakang",
    "mkg_sumber": "Sumber MKG", "tmt_status": "TMT status",
}  # fmt: skip
GAJI = ("kgb_gaji",)  # shown to whoever may see pay


# Columns of the list that are others, or several, in the file.
SEPADAN = {"nama": ("nama_lengkap", "nip"), "pendidikan": ("pendidikan_nama",),
           "mkg": ("mkg_tahun", "mkg_sisa")}  # fmt: skip


def columns(*, gaji: bool, tampak: Sequence[str] | None = None) -> dict[str, str]:
    """Columns that a person may take away: all, or those of the list that she left standing."""
    if tampak is not None:
        nama = dict.fromkeys(n for k in tampak for n in SEPADAN.get(k, (k,)))
        return {n: KOLOM[n] for n in nama}
    return {k: v for k, v in KOLOM.items() if gaji or k not in GAJI}


def shaped(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame of people with codes in words and service in years."""
    depan = pl.when(pl.col("gelar_depan") != "").then(pl.col("gelar_depan") + " ").otherwise(
        pl.lit("")
    )  # fmt: skip
    belakang = pl.when(pl.col("gelar_belakang") != "").then(
        ", " + pl.col("gelar_belakang")
    ).otherwise(pl.lit(""))  # fmt: skip
    return frame.with_columns(
        nama_lengkap=pl.concat_str(depan, "nama", belakang),
        agama=pl.col("agama").replace(dict(Agama.choices)),
        kawin=pl.col("kawin").replace(dict(StatusKawin.choices)),
        jenjang=pl.col("jenjang").str.replace_all("_", " ").str.to_titlecase(),
        mkg_tahun=pl.col("mkg_bulan") // 12, mkg_sisa=pl.col("mkg_bulan") % 12,
        masa_kerja_tahun=pl.col("masa_kerja_bulan") // 12,
    )  # fmt: skip


def marks(actor: Actor, saring: Sequence[str], hari: date, jumlah: int) -> list[str]:
    """Who made it, when, of whom: stands in the file and on every printed page."""
    return [
        f"Dibuat oleh {actor.nama} pada {waktu_zona(actor.at, actor.zona)}",
        f"Keadaan pada {hari:%d-%m-%Y}: {jumlah} pegawai; {'; '.join(saring) or 'tanpa saringan'}",
        "Data pribadi; jangan diteruskan (UU 27/2022).",
    ]


def write(
    keluaran: IO[bytes], frame: pl.DataFrame, kolom: Mapping[str, str], tanda: Sequence[str],
    format: str,
) -> None:  # fmt: skip
    """The file in its format; a CSV carries its mark in the last lines."""
    if format == "xlsx":
        write_frame(keluaran, frame, kolom, tanda)
        return
    keluaran.write("\ufeff".encode())
    isi = frame.select(pl.col(k).alias(judul) for k, judul in kolom.items())
    # A leading sign would be read as a formula by spreadsheets.
    rumus = pl.col(pl.String).str.contains(r"^[=+\-@\t\r]")
    aman = isi.with_columns(
        pl.when(rumus).then(pl.col(pl.String).str.replace("^", "'")).otherwise(pl.col(pl.String))
    )
    keluaran.write(aman.write_csv(separator=";", date_format="%d/%m/%Y").encode())
    keluaran.write(csv_rows([f"# {kata}"] for kata in tanda).encode())
