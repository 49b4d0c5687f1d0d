"""laporan/: documents to print or hand on."""

from django.urls import path

from selaras.laporan import views, views_audit, views_dokumen, views_presensi

app_name = "laporan"
urlpatterns = [
    path("setahun/<int:tahun>/<int:pegawai_id>.pdf", views.person_year, name="rekap_setahun"),
    path("bukti-potong/<int:tahun>/<int:pegawai_id>.pdf", views.person_slip, name="bukti_potong"),
    path(
        "presensi/<int:periode>/unit/<int:unit_id>.<str:bentuk>",
        views_presensi.unit_rekap,
        name="rekap_presensi",
    ),
    path(
        "presensi/<int:periode>/<int:pegawai_id>.pdf",
        views_presensi.own_month,
        name="presensi_bulan",
    ),
    path("audit/", views_audit.ask_pack, name="audit"),
    path("dokumen/", views_dokumen.list_documents, name="dokumen"),
    path("dokumen/buat/", views_dokumen.make, name="dokumen_buat"),
    path("dokumen/<int:pk>/", views_dokumen.download, name="dokumen_unduh"),
    path("instrumen/<int:periode>/<int:pegawai_id>.pdf", views.person_instrument, name="instrumen"),
    path(
        "instrumen/<int:periode>/unit/<int:skpd_id>/",
        views.unit_instruments,
        name="instrumen_unit",
    ),
]
