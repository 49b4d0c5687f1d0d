"""Paths of the law's pages, under hukum/."""

from django.urls import path

from selaras.web.hukum import ubah, views

app_name = "hukum"
urlpatterns = [
    path("", views.daftar, name="daftar"),
    path("nilai-daerah/", ubah.decisions, name="keputusan"),
    path("nilai-daerah/<int:pk>/", ubah.decision, name="keputusan_satu"),
    path("nilai-daerah/<int:pk>/cabut/", ubah.withdraw_decision, name="keputusan_cabut"),
    path("<str:key>/", views.parameter, name="parameter"),
    path("<str:key>/tetapkan/", ubah.edit, name="tetapkan"),
]
