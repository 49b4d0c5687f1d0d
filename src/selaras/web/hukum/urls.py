"""Paths of the law's pages, under hukum/."""

from django.urls import path

from selaras.web.hukum import views

app_name = "hukum"
urlpatterns = [
    path("", views.daftar, name="daftar"),
    path("<str:key>/", views.parameter, name="parameter"),
]
