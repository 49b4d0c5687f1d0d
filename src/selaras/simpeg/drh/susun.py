"""A person's DRH as data for drh.typ; what the reader may not see is left out and said so."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate

from selaras.core.dokumen import render_pdf
from selaras.core.halaman import format as fmt
from selaras.pegawai.models import Pegawai, StatusPegawai
from selaras.simpeg.models import (
    AlamatPegawai,
    AnggotaKeluarga,
    DataPribadi,
    KeanggotaanOrganisasi,
    KemampuanBahasa,
    Penghargaan,
    RiwayatPelatihan,
    RiwayatPendidikan,
)

TEMPLAT = Path(__file__).with_name("drh.typ")
SEBUTAN = {"PLT": "Plt. ", "PLH": "Plh. "}
URUTAN = AnggotaKeluarga.Hubungan.values
TERTUTUP = "(tidak dibuka untuk pembaca ini)"


def print_drh(p: Pegawai, *, at: datetime, oleh: str, identitas: bool, keluarga: bool) -> bytes:
    """The PDF/A of a person's life and career."""
    return render_pdf(TEMPLAT, document(p, at=at, oleh=oleh, identitas=identitas,
                                        keluarga=keluarga), at=at, universal=True)  # fmt: skip


def document(
    p: Pegawai, *, at: datetime, oleh: str, identitas: bool, keluarga: bool
) -> dict[str, Any]:
    """Sections in the form's order."""
    return {
        "nama": p.nama_lengkap, "nip": fmt.nip(p.nip), "instansi": f"Pemerintah {p.instansi.nama}",
        "tempat": p.instansi.nama, "tanggal": fmt.tanggal(localdate(at)),
        "kaki": f"Dicetak {fmt.waktu_zona(at)} oleh {oleh}",
        "bagian": [
            {"jenis": "pasangan", "judul": "Keterangan perorangan",
             "isi": _personal(p, identitas=identitas)},
            _education(p), _training(p), _ranks(p), _posts(p), _awards(p),
            *([_family(p)] if keluarga else []),
            _organisations(p), _languages(p),
        ],
    }  # fmt: skip


def _personal(p: Pegawai, *, identitas: bool) -> list[list[str]]:
    d = DataPribadi.objects.filter(pegawai=p).first()
    alamat = AlamatPegawai.objects.filter(pegawai=p).first() if identitas else None
    status = p.riwayat_status.order_by("berlaku").last()
    lahir = fmt.tanggal(p.tanggal_lahir)
    tempat = d.tempat_lahir if d else ""
    return [
        ["Nama lengkap", p.nama_lengkap],
        ["NIP", fmt.nip(p.nip)],
        ["Tempat, tanggal lahir", f"{tempat}, {lahir}" if tempat else lahir],
        ["Jenis kelamin", p.get_jenis_kelamin_display() or "–"],
        ["Agama", (d.get_agama_display() if d else "") or "–" if identitas else TERTUTUP],
        ["Status perkawinan",
         (d.get_status_kawin_display() if d else "") or "–" if identitas else TERTUTUP],
        ["NIK", p.nik or "–" if identitas else TERTUTUP],
        ["Alamat", (str(alamat) if alamat else "–") if identitas else TERTUTUP],
        ["Status kepegawaian", StatusPegawai(status.status).label if status else "–"],
    ]  # fmt: skip


def _section(
    judul: str, kolom: list[str], lebar: list[float], isi: list[list[str]]
) -> dict[str, Any]:
    return {"jenis": "tabel", "judul": judul, "kolom": kolom, "lebar": lebar, "isi": isi}


def _education(p: Pegawai) -> dict[str, Any]:
    return _section(
        "Pendidikan", ["Tingkat", "Jurusan", "Sekolah", "Lulus", "Nomor ijazah"],
        [1.4, 1.6, 2, 0.8, 1.4],
        [[r.get_tingkat_display(), r.jurusan or "–", r.sekolah, str(r.tahun_lulus),
          r.no_ijazah or "–"]
         for r in RiwayatPendidikan.objects.filter(pegawai=p).order_by("tahun_lulus", "id")],
    )  # fmt: skip


def _training(p: Pegawai) -> dict[str, Any]:
    return _section(
        "Pelatihan dan kursus", ["Jenis", "Nama", "Waktu", "Jam", "Penyelenggara"],
        [1.1, 2.4, 1.5, 0.6, 1.6],
        [[r.get_jenis_display(), r.nama, _span(r.mulai, r.selesai), str(r.jam or "–"),
          r.penyelenggara or "–"]
         for r in RiwayatPelatihan.objects.filter(pegawai=p).order_by("mulai", "id")],
    )  # fmt: skip


def _ranks(p: Pegawai) -> dict[str, Any]:
    return _section(
        "Riwayat golongan", ["Golongan", "TMT", "Nomor SK"], [1, 1.4, 2],
        [[r.golongan, fmt.tanggal(r.berlaku.lower), r.no_sk or "–"]
         for r in p.riwayat_golongan.order_by("berlaku")],
    )  # fmt: skip


def _posts(p: Pegawai) -> dict[str, Any]:
    rows = p.riwayat_jabatan.select_related("jabatan__unit").order_by("berlaku")
    return _section(
        "Riwayat jabatan", ["Jabatan", "Unit", "Mulai", "Sampai", "Nomor SK"],
        [2.2, 2, 1.2, 1.2, 1.3],
        [[f"{SEBUTAN.get(r.penugasan, '')}{r.jabatan.nama}",
          r.jabatan.unit.nama, fmt.tanggal_pendek(r.berlaku.lower),
          _last_day(r.berlaku.upper), r.no_sk or "–"]
         for r in rows],
    )  # fmt: skip


def _awards(p: Pegawai) -> dict[str, Any]:
    return _section(
        "Tanda jasa dan penghargaan", ["Nama", "Tahun", "Pemberi"], [2.4, 0.8, 2],
        [[r.nama, str(r.tahun), r.pemberi or "–"]
         for r in Penghargaan.objects.filter(pegawai=p).order_by("tahun")],
    )  # fmt: skip


def _family(p: Pegawai) -> dict[str, Any]:
    return _section(
        "Keluarga", ["Hubungan", "Nama", "Tanggal lahir", "Pekerjaan"], [1.2, 2, 1.3, 1.6],
        [[r.get_hubungan_display(), r.nama, fmt.tanggal_pendek(r.tanggal_lahir),
          r.pekerjaan or "–"]
         for r in sorted(AnggotaKeluarga.objects.filter(pegawai=p), key=_kinship)],
    )  # fmt: skip


def _organisations(p: Pegawai) -> dict[str, Any]:
    return _section(
        "Organisasi", ["Nama", "Kedudukan", "Waktu"], [2.4, 1.6, 1.2],
        [[r.nama, r.kedudukan, f"{r.tahun_mulai}–{r.tahun_selesai or 'sekarang'}"]
         for r in KeanggotaanOrganisasi.objects.filter(pegawai=p)],
    )  # fmt: skip


def _languages(p: Pegawai) -> dict[str, Any]:
    return _section(
        "Bahasa", ["Bahasa", "Kemampuan"], [2, 1],
        [[r.bahasa, r.get_tingkat_display()] for r in KemampuanBahasa.objects.filter(pegawai=p)],
    )  # fmt: skip


def _kinship(r: AnggotaKeluarga) -> tuple[int, date]:
    """Spouse, children from the eldest, parents."""
    return URUTAN.index(r.hubungan), r.tanggal_lahir or date.max


def _last_day(sampai: date | None) -> str:
    """A history ends before the day its row names."""
    return fmt.tanggal_pendek(sampai - timedelta(days=1)) if sampai else "sekarang"


def _span(mulai: date, selesai: date) -> str:
    return f"{fmt.tanggal_pendek(mulai)} – {fmt.tanggal_pendek(selesai)}"
