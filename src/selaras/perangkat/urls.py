"""presensi/berkas/: a machine's file by hand."""

from django.urls import path

from selaras.perangkat import views

app_name = "perangkat"
urlpatterns = [path("", views.upload_log, name="unggah")]
