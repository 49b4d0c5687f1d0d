"""Addresses of files."""

from django.urls import path

from selaras.core.files import views

app_name = "berkas"
urlpatterns = [
    path("unggah/", views.begin, name="unggah"),
    path("unggah/<uuid:pk>/", views.piece, name="unggahan"),
    path("unggah/<uuid:pk>/selesai/", views.finish, name="selesai"),
    path("<uuid:pk>/", views.show, name="buka"),
    path("<uuid:pk>/keadaan/", views.state, name="keadaan"),
    path("<uuid:pk>/pratinjau/<int:halaman>/", views.preview, name="pratinjau"),
]
