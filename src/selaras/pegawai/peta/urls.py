"""Addresses of units and posts."""

from django.urls import path

from selaras.pegawai.peta import views

app_name = "organisasi"
urlpatterns = [
    path("", views.list_units, name="unit"),
    path("unit/<int:pk>/", views.show_unit, name="satu"),
    path("jabatan/", views.list_posts, name="jabatan"),
    path("jabatan/<int:pk>/", views.show_post, name="jabatan-satu"),
]
