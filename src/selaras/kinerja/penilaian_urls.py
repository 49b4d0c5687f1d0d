"""Paths of assessment, feedback, objection and history; part of kinerja's own list."""

from django.urls import path

from selaras.kinerja.views import penilaian

_SATU = "penilaian/<int:periode>/<int:pk>/"

urlpatterns = [
    path("penilaian/", penilaian.team, name="penilaian"),
    path("penilaian/<int:periode>/sesuai/", penilaian.rate_all, name="nilai_semua_sesuai"),
    path("penilaian/<int:periode>/selesai/", penilaian.finish_all, name="nilai_selesai_semua"),
    path(_SATU, penilaian.one, name="nilai"),
    path(f"{_SATU}simpan/", penilaian.save, name="nilai_simpan"),
    path(f"{_SATU}selesai/", penilaian.finish, name="nilai_selesai"),
    path(f"{_SATU}kembalikan/", penilaian.send_back, name="nilai_kembalikan"),
]
