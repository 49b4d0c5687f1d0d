"""What an activity may serve: the month's planned work, a promised result, a PP 46 task."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from selaras.core.sekaligus import rows_each
from selaras.kinerja.models import SKP, HasilKerja, KegiatanTugas, RencanaBaris
from selaras.pegawai.models import Pegawai

HIDUP = ("disetujui", "diajukan")
KOLOM = {"rencana": "rencana_baris_id", "hasil": "hasil_kerja_id", "tugas": "kegiatan_tugas_id"}


@dataclass(frozen=True, slots=True)
class Tautan:
    """One choice: "rencana:12", its words, and the heading it stands under."""

    kode: str
    teks: str
    kelompok: str


def links_for(pegawai: Pegawai, tanggal: date) -> list[Tautan]:
    """What the person has promised for that day, the month's plan first; one query."""
    periode = tanggal.year * 100 + tanggal.month
    baris = RencanaBaris.objects.filter(
        rencana__pegawai=pegawai, rencana__periode=periode, rencana__status__in=HIDUP,
        sampai_versi=None,
    ).order_by("urutan", "pk")  # fmt: skip
    skp = SKP.objects.filter(
        pegawai=pegawai, masa__contains=tanggal, berlaku_kini=True, status__in=HIDUP
    )
    hasil = HasilKerja.objects.filter(skp__in=skp).order_by("jenis", "urutan", "pk")
    tugas = KegiatanTugas.objects.filter(skp__in=skp).order_by("urutan", "pk")
    ada = rows_each(
        {
            ("rencana", "Rencana bulan ini"): baris.values_list("pk", "uraian"),
            ("hasil", "Hasil kerja setahun"): hasil.values_list("pk", "uraian"),
            ("tugas", "Kegiatan tugas jabatan"): tugas.values_list("pk", "uraian"),
        }
    )
    return [
        Tautan(f"{jenis}:{pk}", uraian, kelompok)
        for (jenis, kelompok), rows in ada.items()
        for pk, uraian in rows
    ]


def resolve_tautan(pegawai: Pegawai, tanggal: date, kode: str) -> Mapping[str, int]:
    """The column and id of a choice; one that is not (or no longer) hers links to nothing."""
    if not kode:
        return {}
    if kode not in {t.kode for t in links_for(pegawai, tanggal)}:
        return {}
    jenis, _, pk = kode.partition(":")
    return {KOLOM[jenis]: int(pk)}


def code_of(entri: object) -> str:
    """The choice that an entry carries."""
    for jenis, kolom in KOLOM.items():
        if pk := getattr(entri, kolom, None):
            return f"{jenis}:{pk}"
    return ""
