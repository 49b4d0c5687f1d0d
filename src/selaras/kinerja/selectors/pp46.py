"""A plan of PP 46/2011 with its values: activities, extra work, behaviour, the year's result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from selaras.aturan.skp46 import (
    ASPEK_PERILAKU,
    KEPEMIMPINAN,
    NilaiKegiatan,
    NilaiSKP,
    Prestasi,
    Ukuran,
    nilai_kegiatan,
    nilai_perilaku,
    nilai_skp,
    prestasi,
)
from selaras.hukum import Aturan, NotInForce
from selaras.kinerja.models import SKP, KegiatanTugas, PerilakuPP46, TugasTambahan
from selaras.kinerja.selectors.penilai import rules_of
from selaras.organisasi.models import Jabatan

MUTU_PENUH = 100  # where a plan names no target of quality
KATA_PERILAKU = {
    "orientasi_pelayanan": "Orientasi pelayanan",
    "integritas": "Integritas",
    "komitmen": "Komitmen",
    "disiplin": "Disiplin",
    "kerja_sama": "Kerja sama",
    "kepemimpinan": "Kepemimpinan",
}


@dataclass(frozen=True, slots=True)
class NilaiSetahun:
    """What can be computed of a plan so far; `sebab` says what is missing for the rest."""

    kegiatan: Sequence[tuple[KegiatanTugas, NilaiKegiatan | None]] = ()
    skp: NilaiSKP | None = None
    perilaku: Mapping[str, Decimal | None] = field(default_factory=dict)
    rata_perilaku: Fraction | None = None
    prestasi: Prestasi | None = None
    sebab: str = ""


def leads(skp: SKP) -> bool:
    """Whether leadership is valued: structural posts alone (PP 46/2011 ps. 12)."""
    return skp.jabatan.jenis == Jabatan.Jenis.STRUKTURAL


def year_value(skp: SKP) -> NilaiSetahun:
    """Three queries. An activity reported without quality is waiting for the assessor."""
    aturan = rules_of(skp.tahun * 100, skp.pegawai.instansi_id)
    kegiatan = list(skp.kegiatan_tugas.all())
    perilaku = _behaviour(skp)
    try:
        nilai = [(k, _activity(k, aturan)) for k in kegiatan]
        rata = nilai_perilaku(perilaku) if all(perilaku.get(a) for a in ASPEK_PERILAKU) else None
        jadi = [n for _, n in nilai if n is not None]
        if not kegiatan or len(jadi) < len(kegiatan):
            kurang = len(kegiatan) - len(jadi)
            sebab = f"{kurang} kegiatan belum dinilai mutunya." if kegiatan else "Tanpa kegiatan."
            return NilaiSetahun(nilai, None, perilaku, rata, None, sebab)
        tambahan, kreativitas = _extra(skp)
        hasil = nilai_skp(jadi, tambahan, kreativitas, aturan)
        akhir = prestasi(hasil.nilai, rata, aturan) if rata is not None else None
    except NotInForce as error:
        return NilaiSetahun([(k, None) for k in kegiatan], perilaku=perilaku, sebab=str(error))
    sebab = "" if akhir else "Perilaku kerja belum dinilai."
    return NilaiSetahun(nilai, hasil, perilaku, rata, akhir, sebab)


def _activity(k: KegiatanTugas, aturan: Aturan) -> NilaiKegiatan | None:
    if not k.target_kuantitas or not k.target_waktu:
        return None
    mutu = k.target_kualitas or MUTU_PENUH
    target = Ukuran(k.target_kuantitas, mutu, k.target_waktu, k.target_biaya)
    if not k.realisasi_kuantitas:
        return nilai_kegiatan(target, None, aturan)
    if k.realisasi_kualitas is None or k.realisasi_waktu is None:
        return None
    jadi = Ukuran(k.realisasi_kuantitas, k.realisasi_kualitas, k.realisasi_waktu, k.realisasi_biaya)
    return nilai_kegiatan(target, jadi, aturan)


def _extra(skp: SKP) -> tuple[int, list[str]]:
    rows = list(skp.tugas_tambahan.all())
    tambahan = sum(t.jenis == TugasTambahan.Jenis.TAMBAHAN for t in rows)
    kreativitas = [t.tingkat for t in rows if t.jenis == TugasTambahan.Jenis.KREATIVITAS]
    return tambahan, [t for t in kreativitas if t]


def _behaviour(skp: SKP) -> dict[str, Decimal | None]:
    row = PerilakuPP46.objects.filter(skp=skp).first()
    aspek = (*ASPEK_PERILAKU, KEPEMIMPINAN) if leads(skp) else ASPEK_PERILAKU
    return {a: getattr(row, a) if row else None for a in aspek}
