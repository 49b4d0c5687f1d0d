"""laporan/: documents to print or hand on."""

from django.urls import path

from selaras.laporan import views

app_name = "laporan"
urlpatterns = [
    path("instrumen/<int:periode>/<int:pegawai_id>.pdf", views.person_instrument, name="instrumen"),
    path(
        "instrumen/<int:periode>/unit/<int:skpd_id>/",
        views.unit_instruments,
        name="instrumen_unit",
    ),
]
