"""Every path of the site: each room's urls under its prefix; a room not built yet is left out."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

ROOMS = {
    "akun/": "selaras.core.accounts.urls",
    "pegawai/": "selaras.pegawai.urls",
    "organisasi/pengaktifan/": "selaras.organisasi.urls",
    "organisasi/penataan/": "selaras.simpeg.penataan.urls",
    "organisasi/bezetting/": "selaras.simpeg.bezetting.urls",
    "organisasi/": "selaras.pegawai.peta.urls",
    "cuti/": "selaras.cuti.urls",
    "api/v1/": "selaras.presensi.urls_api",
    "presensi/berkas/": "selaras.perangkat.urls",
    "presensi/": "selaras.presensi.urls",
    "aktivitas/": "selaras.kinerja.aktivitas.urls",
    "kinerja/": "selaras.kinerja.urls",
    "tpp/": "selaras.tpp.urls",
    "sistem-lama/": "selaras.tpp.paralel.urls",
    "laboratorium/": "selaras.tpp.lab.urls",
    "statistik/": "selaras.simpeg.statistik.urls",
    "buku-profil/": "selaras.simpeg.buku.urls",
    "kepegawaian/": "selaras.simpeg.urls",
    "kotak/": "selaras.kotak.urls",
    "laporan/": "selaras.laporan.urls",
    "hukum/": "selaras.web.hukum.urls",
    "arahan/": "selaras.arahan.urls",
    "persiapan/": "selaras.web.persiapan.urls",
    "ringkasan/": "selaras.web.ringkasan.urls",
    "panduan/": "selaras.web.panduan.urls",
    "persetujuan/": "selaras.core.workflow.urls",
    "pemberitahuan/": "selaras.core.notify.urls",
    "akun/pemberitahuan/": "selaras.core.notify.urls_akun",
    "impor/": "selaras.core.impor.urls",
    "pekerjaan/": "selaras.core.jobs.urls",
    "pengguna/": "selaras.core.accounts.pengguna.urls",
    "jejak/": "selaras.core.audit.urls",
    "berkas/": "selaras.core.files.urls",
    "draf/": "selaras.core.drafts.urls",
    "": "selaras.web.urls",
}


def _exists(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


urlpatterns: list[URLPattern | URLResolver] = [
    path("sehat/", include("selaras.operations.urls")),
    path("", include("selaras.perangkat.adms.urls")),
    *(path(prefix, include(module)) for prefix, module in ROOMS.items() if _exists(module)),
]

handler400 = "selaras.web.galat.bad_request"
handler403 = "selaras.web.galat.forbidden"
handler404 = "selaras.web.galat.not_found"
handler500 = "selaras.web.galat.server_error"
