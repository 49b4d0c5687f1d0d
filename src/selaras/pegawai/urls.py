"""Addresses of people."""

from django.urls import path

from selaras.pegawai.views import daftar, gaji, rinci, ubah

app_name = "pegawai"
urlpatterns = [
    path("", daftar.list_pegawai, name="daftar"),
    path("kurang/", daftar.list_gaps, name="kekurangan"),
    path("kurang/<slug:kode>/", daftar.gap, name="kurang"),
    path("gaji/", gaji.list_gaji, name="gaji"),
    path("<int:pk>/", rinci.show, name="satu"),
    path("<int:pk>/nik/", rinci.show_nik, name="nik"),
    path("<int:pk>/gaji/", rinci.show_pay, name="gaji_satu"),
    path("<int:pk>/atasan/", ubah.superior, name="atasan"),
    path("<int:pk>/jabatan/", ubah.post, name="jabatan"),
    path("<int:pk>/plt/", ubah.acting, name="plt"),
    path("jabatan/<int:pk>/akhiri/", ubah.end_post, name="akhiri-jabatan"),
    path("atasan/<int:pk>/akhiri/", ubah.end_superior, name="akhiri-atasan"),
]
