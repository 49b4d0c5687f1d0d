"""persetujuan/: the inbox, mandates, speed of decisions, documents without a superior."""

from django.urls import path

from selaras.core.workflow.views import kecepatan, kotak, mandat

app_name = "persetujuan"
urlpatterns = [
    path("", kotak.show, name="kotak"),
    path("banyak/", kotak.approve_many, name="banyak"),
    path("urung/", kotak.take_back_decision, name="urung"),
    path("<int:pk>/", kotak.show_one, name="satu"),
    path("<int:pk>/putuskan/", kotak.take_decision, name="putuskan"),
    path("mandat/", mandat.list_mandates, name="mandat"),
    path("mandat/baru/", mandat.add_mandate, name="mandat_baru"),
    path("mandat/<int:pk>/akhiri/", mandat.remove_mandate, name="mandat_akhiri"),
    path("kecepatan/", kecepatan.list_speed, name="kecepatan"),
    path("tanpa-atasan/", kecepatan.list_without_superior, name="tanpa_atasan"),
]
