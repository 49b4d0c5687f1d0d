"""Paths of results of work, under kinerja/."""

from django.urls import path

from selaras.kinerja import penilaian_urls, realisasi_urls, rencana_urls, views
from selaras.kinerja.views import pp30

app_name = "kinerja"
urlpatterns = [
    path("", views.list_results, name="daftar"),
    path("isi/", views.fill_in, name="isi"),
    path("isi/<int:periode>/<int:pk>/", views.save_row, name="simpan"),
    path("pp30/", pp30.list_pp30, name="pp30"),
    path("pp30/catat/", pp30.add_pp30, name="pp30_catat"),
    *penilaian_urls.urlpatterns,
    *rencana_urls.urlpatterns,
    *realisasi_urls.urlpatterns,
]
