"""What a file shows from other rooms, read where it is kept: sanctions, leave, yearly results.

One truth: nothing here is copied, and nothing is written from the file.
"""

from dataclasses import dataclass
from typing import Any

from selaras.core.halaman.format import tanggal_id
from selaras.core.masa.ruas import period_text
from selaras.cuti.models import Ketidakhadiran
from selaras.kinerja.models import SKP, Penilaian
from selaras.pegawai.models import HukumanDisiplin, Pegawai, PenguranganTPP

TERBANYAK = 200


@dataclass(frozen=True, slots=True)
class JenisLain:
    """A part of the file that another room keeps; `lihat` = the action that shows it."""

    kode: str
    judul: str
    lihat: str
    kepala: tuple[str, ...]
    kelompok: str = "Kinerja dan penghargaan"
    siasn: str = ""


LAIN = (
    JenisLain("hukuman", "Hukuman disiplin dan pengurangan TPP", "disiplin.view",
              ("Tingkat", "Jenis", "Berlaku", "Nomor SK", "Tanggal SK", "Alasan"),
              siasn="pns_rw_hukdis"),
    JenisLain("cuti", "Cuti dan ketidakhadiran", "cuti.view",
              ("Jenis", "Masa", "Nomor surat", "Tanggal surat"), siasn="pns_rw_cltn"),
    JenisLain("skp", "SKP dan predikat kinerja", "kinerja.view",
              ("Tahun", "Hasil", "Penilai", "Status"), siasn="pns_rw_skp22"),
)  # fmt: skip
MENURUT_KODE = {j.kode: j for j in LAIN}


def rows_of(kode: str, pegawai: Pegawai) -> list[tuple[Any, ...]]:
    """The rows as cells; one query each, two for results."""
    return {"hukuman": _hukuman, "cuti": _cuti, "skp": _skp}[kode](pegawai)


def _hukuman(p: Pegawai) -> list[tuple[Any, ...]]:
    hukuman = [
        (h.get_tingkat_display(), h.get_jenis_display() if h.jenis else "",
         period_text(h.berlaku.lower, h.berlaku.upper), h.no_sk, tanggal_id(h.tanggal_sk),
         h.alasan)
        for h in HukumanDisiplin.objects.filter(pegawai=p).order_by("-berlaku")[:TERBANYAK]
    ]  # fmt: skip
    pengurangan = [
        ("Pengurangan TPP", k.kode, period_text(k.berlaku.lower, k.berlaku.upper), "", "", k.alasan)
        for k in PenguranganTPP.objects.filter(pegawai=p).order_by("-berlaku")[:TERBANYAK]
    ]
    return [*hukuman, *pengurangan]


def _cuti(p: Pegawai) -> list[tuple[Any, ...]]:
    semua = Ketidakhadiran.objects.filter(pegawai=p, dicabut_pada__isnull=True)
    return [
        (k.jenis.nama, period_text(k.berlaku.lower, k.berlaku.upper), k.no_surat,
         tanggal_id(k.tanggal_surat))
        for k in semua.select_related("jenis").order_by("-berlaku")[:TERBANYAK]
    ]  # fmt: skip


def _skp(p: Pegawai) -> list[tuple[Any, ...]]:
    nilai = {
        n.periode // 100: n
        for n in Penilaian.objects.filter(pegawai=p, jenis=Penilaian.Jenis.TAHUNAN)
        .select_related("penilai")
    }  # fmt: skip
    tahun = dict(SKP.objects.filter(pegawai=p).order_by("tahun").values_list("tahun", "status"))
    hasil = []
    for satu in sorted({*nilai, *tahun}, reverse=True):
        n = nilai.get(satu)
        kata = n.get_predikat_display() if n and n.predikat else ""
        hasil.append((satu, kata or "belum dinilai", n.penilai.nama if n and n.penilai else "",
                      tahun.get(satu, "")))  # fmt: skip
    return hasil
