"""pemberitahuan/: notices, the frame's counts, channels, browsers, deliveries."""

from django.urls import path

from selaras.core.notify import views

app_name = "pemberitahuan"
urlpatterns = [
    path("", views.list_notices, name="daftar"),
    path("jumlah/", views.counts, name="jumlah"),
    path("baca/", views.read_all, name="baca_semua"),
    path("<int:pk>/", views.open_notice, name="buka"),
    path("peramban/", views.subscribe, name="langganan"),
    path("peramban/<int:pk>/hapus/", views.unsubscribe, name="langganan_hapus"),
    path("kiriman/", views.list_deliveries, name="kiriman"),
    path("kiriman/ulangi/", views.retry_failed, name="kiriman_ulangi"),
]
