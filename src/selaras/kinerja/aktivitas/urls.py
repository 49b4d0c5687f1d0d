"""Paths of daily activities, under aktivitas/."""

from django.urls import path

from selaras.kinerja.aktivitas import views

app_name = "aktivitas"
urlpatterns = [
    path("", views.show_today, name="hari"),
    path("saran/", views.suggestions, name="saran"),
    path("tambah/", views.add, name="tambah"),
    path("kirim/", views.receive_offline, name="kirim"),
    path("luring/", views.show_offline, name="luring"),
    path("ulangi/", views.repeat, name="ulangi"),
    path("ajukan-lagi/", views.resubmit, name="ajukan_lagi"),
    path("ubah/<int:pk>/", views.edit, name="ubah"),
    path("hapus/<int:pk>/", views.remove, name="hapus"),
    path("jawab/<int:pk>/", views.answer, name="jawab"),
    path("pola/", views.patterns, name="pola"),
    path("pekan/", views.show_week, name="pekan"),
    path("bulan/", views.list_month, name="bulan"),
    path("tim/", views.show_team, name="tim"),
    path("tim/putuskan/", views.decide_many, name="putuskan"),
    path("hari/<int:pk>/", views.show_day, name="rinci"),
    path("hari/<int:pk>/putuskan/", views.decide_day, name="putuskan_hari"),
    path("rekap/", views.recap_day, name="rekap"),
    path("pegawai/", views.list_people, name="unit"),
    path("lembur/", views.list_orders, name="lembur"),
    path("lembur/saya/", views.own_orders, name="lembur_saya"),
    path("lembur/catat/", views.add_order, name="lembur_catat"),
    path("lembur/<int:pk>/cabut/", views.revoke_order, name="lembur_cabut"),
    path("katalog/", views.list_catalogue, name="katalog"),
    path("katalog/contoh/", views.load_examples, name="katalog_contoh"),
    path("katalog/tambah/", views.add_task, name="katalog_tambah"),
    path("katalog/<int:pk>/", views.edit_task, name="katalog_ubah"),
]
