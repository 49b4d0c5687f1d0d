"""Paths of monthly reports and their evidence, under kinerja/realisasi/."""

from django.urls import path

from selaras.kinerja.views import realisasi, realisasi_lihat, realisasi_pp46

urlpatterns = [
    path("realisasi/", realisasi_lihat.mine, name="realisasi"),
    path("realisasi/unit/", realisasi_lihat.of_unit, name="realisasi_unit"),
    path("realisasi/<int:periode>/", realisasi.fill_own, name="realisasi_isi"),
    path("realisasi/untuk/<int:pk>/", realisasi.fill_for, name="realisasi_untuk"),
    path("realisasi/lihat/<int:pk>/", realisasi_lihat.show, name="realisasi_satu"),
    path("realisasi/pratinjau/<int:pk>/", realisasi_lihat.preview, name="realisasi_pratinjau"),
    path("realisasi/langkah/<int:pk>/", realisasi.step, name="realisasi_langkah"),
    path("realisasi/skp/<int:pk>/", realisasi_pp46.fill, name="realisasi_pp46"),
]
