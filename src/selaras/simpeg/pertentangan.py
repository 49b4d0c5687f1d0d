"""What the columns of one row cannot say together; asked by the form, the proposal and the sheet.

The database refuses the same (constraints of the models); here it is said beside the column.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any

SEBELUM_LAHIR = "Tanggal ini mendahului tanggal lahir pegawai."
TAHUN_SEBELUM_LAHIR = "Tahun ini mendahului tahun lahir pegawai."
TAHUN = ("tahun_lulus", "tahun_mulai")
ORANG_LAIN = {"tanggal_lahir", "tanggal_nikah", "tanggal_cerai", "tanggal_meninggal"}
# (first, last, what is wrong with the last)
URUTAN = (
    ("mulai", "selesai", "Selesai mendahului mulai."),
    ("tahun_mulai", "tahun_selesai", "Tahun selesai mendahului tahun mulai."),
    ("tanggal", "berlaku_sampai", "Masa berlaku berakhir sebelum tanggal sertifikatnya."),
    ("tanggal_nikah", "tanggal_cerai", "Tanggal cerai mendahului tanggal nikah."),
)
BATAS = (
    ("masa_kerja_bulan", 0, 11, "Bulan 0 sampai 11; selebihnya dihitung sebagai tahun."),
    ("bulan", 0, 11, "Bulan 0 sampai 11; selebihnya dihitung sebagai tahun."),
    ("jenjang", 1, 4, "Jenjang 1 sampai 4."),
)
SATU_LETAK = {
    "pengangkatan": ("jenis", "Pengangkatan ini sudah tercatat; ubah baris yang ada."),
    "pendidikan": ("pertama", "Pendidikan saat diangkat sudah ditandai pada ijazah lain."),
}
SEKALI_SEUMUR = {"CPNS", "PNS", True}
# Columns that tell two rows of a person apart; the sheet goes by them and changes the row there is.
SATU_MASA = {
    "angka-kredit": (
        ("mulai", "selesai", "integrasi"),
        "Angka kredit untuk masa penilaian ini sudah tercatat; ubah baris yang ada.",
    )
}


def contradictions(isi: Mapping[str, Any], lahir: date | None) -> Iterator[tuple[str, str]]:
    """(column, what is wrong with it)."""
    return chain(_before_birth(isi, lahir) if lahir else (), _out_of_order(isi), _beyond(isi))


def once_only(kode: str, isi: Mapping[str, Any]) -> tuple[str, Any] | None:
    """(column, value) of a row that a person has at most once, of a kind that has such rows."""
    if kode not in SATU_LETAK:
        return None
    kolom = SATU_LETAK[kode][0]
    return (kolom, isi[kolom]) if isi.get(kolom) in SEKALI_SEUMUR else None


def _before_birth(isi: Mapping[str, Any], lahir: date) -> Iterator[tuple[str, str]]:
    for nama, nilai in isi.items():
        if isinstance(nilai, date) and nama not in ORANG_LAIN and nilai < lahir:
            yield nama, SEBELUM_LAHIR
        elif nama in TAHUN and nilai and nilai < lahir.year:
            yield nama, TAHUN_SEBELUM_LAHIR
    anak = isi.get("hubungan") == "anak" and isi.get("status_anak") != "tiri"
    if anak and (hari := isi.get("tanggal_lahir")) and hari <= lahir:
        yield "tanggal_lahir", "Anak ini lebih tua daripada pegawai; periksa tanggal lahirnya."


def _out_of_order(isi: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for awal, akhir, kata in URUTAN:
        if isi.get(awal) and isi.get(akhir) and isi[akhir] < isi[awal]:
            yield akhir, kata


def _beyond(isi: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for nama, paling_sedikit, paling_banyak, kata in BATAS:
        nilai = isi.get(nama)
        if nilai is not None and not paling_sedikit <= nilai <= paling_banyak:
            yield nama, kata
