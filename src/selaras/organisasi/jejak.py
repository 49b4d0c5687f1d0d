"""What the trail tells of organisasi: units, posts and law are nobody's person."""

from selaras.core.audit.isi import register_open
from selaras.organisasi.models import (
    BesaranTPP,
    Instansi,
    Jabatan,
    NilaiDaerah,
    PengaktifanUnit,
    Referensi,
    UnitKerja,
)

register_open(BesaranTPP, Instansi, Jabatan, NilaiDaerah, PengaktifanUnit, Referensi, UnitKerja)
