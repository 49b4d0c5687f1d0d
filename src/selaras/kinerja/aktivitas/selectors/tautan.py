"""What an activity may serve: the month's planned work, a promised result, a PP 46 task."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

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
    """What the person has promised for that day, the month's plan first; three queries."""
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
    return [
        *(Tautan(f"rencana:{b.pk}", b.uraian, "Rencana bulan ini") for b in baris),
        *(Tautan(f"hasil:{h.pk}", h.uraian, "Hasil kerja setahun") for h in hasil),
        *(Tautan(f"tugas:{t.pk}", t.uraian, "Kegiatan tugas jabatan") for t in tugas),
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
