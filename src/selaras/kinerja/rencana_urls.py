"""Paths of plans, under kinerja/rencana/."""

from django.urls import path

from selaras.kinerja.views.rencana import bulan, daftar, katalog, matriks, saya, skp

urlpatterns = [
    path("rencana/", saya.mine, name="rencana_saya"),
    path("rencana/tim/", daftar.team, name="rencana_tim"),
    path("rencana/tim/setujui/", daftar.approve_alike, name="rencana_setujui"),
    path("rencana/unit/", daftar.unit, name="rencana_unit"),
    path("rencana/unit/kesiapan/", daftar.readiness, name="rencana_kesiapan"),
    path("rencana/tim/matriks/", matriks.matrix, name="rencana_matriks"),
    path("rencana/katalog/", katalog.list_lines, name="katalog"),
    path("rencana/katalog/tambah/", katalog.add_line, name="katalog_tambah"),
    path("rencana/katalog/<int:pk>/", katalog.edit_line, name="katalog_ubah"),
    path("rencana/skp/mulai/", skp.begin, name="skp_mulai"),
    path("rencana/skp/<int:pk>/", skp.sheet, name="skp"),
    path("rencana/skp/<int:pk>/simpan/", skp.save, name="skp_simpan"),
    path("rencana/skp/<int:pk>/langkah/", skp.step, name="skp_langkah"),
    path("rencana/skp/<int:pk>/salin/", skp.copy, name="skp_salin"),
    path("rencana/skp/<int:pk>/adendum/", skp.addendum, name="skp_adendum"),
    path("rencana/skp/<int:pk>/pratinjau/", skp.preview, name="skp_pratinjau"),
    path("rencana/bulan/mulai/", bulan.begin, name="rencana_mulai"),
    path("rencana/bulan/<int:pk>/", bulan.sheet, name="rencana"),
    path("rencana/bulan/<int:pk>/simpan/", bulan.save, name="rencana_simpan"),
    path("rencana/bulan/<int:pk>/langkah/", bulan.step, name="rencana_langkah"),
    path("rencana/bulan/<int:pk>/salin/", bulan.copy, name="rencana_salin"),
    path("rencana/bulan/<int:pk>/pratinjau/", bulan.preview, name="rencana_pratinjau"),
]
