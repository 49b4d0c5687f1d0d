"""Paths of the leaders' summary, under ringkasan/."""

from django.urls import path

from selaras.web.ringkasan import views

app_name = "ringkasan"
urlpatterns = [
    path("", views.show_year, name="setahun"),
]
