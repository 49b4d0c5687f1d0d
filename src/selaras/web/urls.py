"""Paths of the frame itself: home, search, the whole menu, the kit, the accent colour, the
installable application."""

from django.urls import path

from selaras.web import views

app_name = "web"
urlpatterns = [
    path("", views.beranda, name="beranda"),
    path("hari-ini/", views.today, name="hari_ini"),
    path("ketuk/keadaan/", views.live_state, name="ketuk_keadaan"),
    path("unit-saya/", views.office, name="unit_saya"),
    path("cari/", views.search, name="cari"),
    path("lainnya/", views.all_places, name="lainnya"),
    path("kit/", views.kit, name="kit"),
    path("kit/penjelasan/", views.kit_explanation, name="kit_penjelasan"),
    path("tema.css", views.theme, name="tema"),
    path("aplikasi.webmanifest", views.manifest, name="manifes"),
    path("pekerja.js", views.service_worker, name="pekerja"),
]
