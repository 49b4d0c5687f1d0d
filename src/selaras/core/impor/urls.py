"""Addresses of imports."""

from django.urls import path

from selaras.core.impor import views

app_name = "impor"
urlpatterns = [
    path("", views.list_impor, name="daftar"),
    path("mulai/", views.begin, name="mulai"),
    path("templat/<slug:jenis>/", views.template, name="templat"),
    path("<int:pk>/", views.show, name="rinci"),
    path("<int:pk>/kolom/", views.mapping, name="kolom"),
    path("<int:pk>/ambil/", views.take, name="ambil"),
    path("<int:pk>/periksa/", views.check_again, name="periksa"),
    path("<int:pk>/batal/", views.cancel, name="batal"),
    path("<int:pk>/salah/", views.bad_rows, name="salah"),
]
