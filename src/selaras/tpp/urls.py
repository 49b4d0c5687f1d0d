"""tpp/: a person's month and its lines, a unit's month, runs and their months."""

from django.urls import path

from selaras.tpp import views

app_name = "tpp"
urlpatterns = [
    path("unit/", views.unit_month, name="unit"),
    path("bulan/", views.own_month_now, name="bulan_saya_kini"),
    path("bulan/<int:periode>/", views.own_month, name="bulan_saya"),
    path("bulan/<int:periode>/<int:pegawai_id>/", views.persons_month, name="bulan"),
    path(
        "bulan/<int:periode>/<int:pegawai_id>/hari/<int:tanggal>/", views.explain_day, name="hari"
    ),
]
