"""Paths of a new year's checks, under persiapan/."""

from django.urls import path

from selaras.web.persiapan import views

app_name = "persiapan"
urlpatterns = [
    path("", views.show_checks, name="tahun"),
]
