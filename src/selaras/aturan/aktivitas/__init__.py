"""Daily activities (Daily Evaluation System): what may be entered, what counts, what is late.

    p = ParameterAktivitas.dari(law.pada(tanggal, daerah))
    temuan = periksa_entri(Entri(mulai=480, menit=90), hari, p)

No Django, no clock, no I/O; the month's sum is one expression for one person and for everybody.
"""

from selaras.aturan.aktivitas.bulan import (
    Saldo,
    menit_diakui,
    saldo_bulan,
    target_bulan,
    with_kredit,
    with_menit_diakui,
)
from selaras.aturan.aktivitas.parameter import ParameterAktivitas
from selaras.aturan.aktivitas.periksa import (
    Entri,
    HariAktif,
    Temuan,
    batas_isi,
    periksa_entri,
    periksa_hari,
    tempatkan,
)
from selaras.aturan.aktivitas.tutup import batas_setuju, putusan_lewat, tertutup

__all__ = [
    "Entri",
    "HariAktif",
    "ParameterAktivitas",
    "Saldo",
    "Temuan",
    "batas_isi",
    "batas_setuju",
    "menit_diakui",
    "periksa_entri",
    "periksa_hari",
    "putusan_lewat",
    "saldo_bulan",
    "target_bulan",
    "tempatkan",
    "tertutup",
    "with_kredit",
    "with_menit_diakui",
]
