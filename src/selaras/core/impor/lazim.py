"""Columns that most imports share, under the same names and with the same words."""

from datetime import date, timedelta
from typing import Any

from selaras.core.impor.spec import Kolom, show
from selaras.core.impor.urai import nip, pengenal, tanggal, teks

SEJAK_LAMA = "Kosong = tanggal 'berlaku sejak' yang dipilih saat mengunggah."


def last_day(sel: str) -> date:
    """A last day as files write it, kept as the first day after it."""
    return tanggal(sel) + timedelta(days=1)


def show_last_day(nilai: Any) -> str:
    return show(nilai - timedelta(days=1)) if isinstance(nilai, date) else show(nilai)


def mulai(judul: str = "Mulai berlaku", *sinonim: str, wajib: bool = False) -> Kolom:
    return Kolom(
        "mulai", judul, tanggal, wajib=wajib,
        sinonim=("mulai", "tmt", "tanggal mulai", "berlaku sejak", "tgl mulai", *sinonim),
        bantuan="Hari pertama berlaku." if wajib else f"Hari pertama berlaku. {SEJAK_LAMA}",
        contoh="01-01-2025",
    )  # fmt: skip


def sampai(judul: str = "Berlaku sampai", *sinonim: str, wajib: bool = False) -> Kolom:
    return Kolom(
        "sampai", judul, last_day, wajib=wajib,
        sinonim=("sampai", "tanggal selesai", "tgl selesai", "berakhir", "sampai dengan", "s.d.",
                 *sinonim),
        bantuan="Hari terakhir berlaku (ikut dihitung)."
        + ("" if wajib else " Kosong = sampai ada perubahan."),
        contoh="31-12-2025" if wajib else "",
        tampil=show_last_day,
    )  # fmt: skip


def nip_pegawai(judul: str = "NIP") -> Kolom:
    return Kolom(
        "nip", judul, nip, wajib=True,
        sinonim=("nip baru", "nip pegawai", "ni pppk", "nip/ni pppk", "no induk pegawai",
                 "nomor induk pegawai"),
        bantuan="18 angka. Format kolomnya sebagai Teks supaya Excel tidak memotong angkanya.",
        contoh="198609262015051001",
    )  # fmt: skip


def kode_unit(*, wajib: bool = True, nama: str = "kode_unit", judul: str = "Kode unit") -> Kolom:
    return Kolom(
        nama, judul, pengenal(32), wajib=wajib,
        sinonim=("unit", "unit kerja", "kode unit kerja", "kode unor", "unor", "kode opd")
        if nama == "kode_unit"
        else (),
        bantuan="Kode unit seperti di daftar unit.", contoh="1.01.02",
    )  # fmt: skip


def kode_jabatan(*, wajib: bool = True) -> Kolom:
    return Kolom(
        "kode_jabatan", "Kode jabatan", pengenal(160), wajib=wajib,
        sinonim=("jabatan", "kode jab", "nama jabatan", "id jabatan"),
        bantuan="Kode jabatan di unit itu; namanya yang persis juga boleh.", contoh="J-012",
    )  # fmt: skip


def nomor_sk(*, wajib: bool = False) -> Kolom:
    return Kolom(
        "no_sk", "Nomor SK", teks(60), wajib=wajib,
        sinonim=("no sk", "sk", "nomor surat keputusan"), contoh="821.2/15/BKPSDM/2025",
    )  # fmt: skip


def tanggal_sk(*, wajib: bool = False) -> Kolom:
    return Kolom(
        "tanggal_sk", "Tanggal SK", tanggal, wajib=wajib,
        sinonim=("tgl sk", "tanggal surat keputusan"), contoh="20-12-2024",
    )  # fmt: skip
