"""By which right the trail tells of work.

What an assessor tries out before she finishes is not for the assessed: she reads the result on its
page. Who wrote feedback about her stays with the rule of her region, so not even its entry is hers.
"""

from selaras.core.audit.isi import register_open, register_trail
from selaras.kinerja.models import (
    SKP,
    AdopsiBulan,
    AktivitasHarian,
    CapaianOrganisasi,
    HariAktivitas,
    KatalogRencana,
    Keberatan,
    KegiatanKatalog,
    MasukanKetuaTim,
    NilaiBulanPP46,
    NilaiPP30,
    Penilaian,
    PenilaianBulanan,
    PerilakuPP46,
    PerintahLembur,
    PolaAktivitas,
    Realisasi,
    RencanaBulan,
    UmpanBalik,
    UraianTugas,
    VersiPenilaian,
)

HASIL = "kinerja.view"

register_open(AdopsiBulan, CapaianOrganisasi, KatalogRencana, KegiatanKatalog, UraianTugas)
register_trail(SKP, RencanaBulan, lihat="rencana.view")
register_trail(Realisasi, lihat="realisasi.view")
register_trail(
    HariAktivitas, AktivitasHarian, PolaAktivitas, PerintahLembur, lihat="aktivitas.view"
)
register_trail(PenilaianBulanan, Keberatan, lihat=HASIL)
register_trail(
    Penilaian, VersiPenilaian, PerilakuPP46, NilaiBulanPP46, NilaiPP30, lihat=HASIL, sendiri=False
)
register_trail(MasukanKetuaTim, UmpanBalik, lihat=HASIL, sendiri=False, anonim=True)
