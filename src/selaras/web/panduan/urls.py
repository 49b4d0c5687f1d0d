"""Paths of the manual, under panduan/."""

from django.urls import path

from selaras.web.panduan import views

app_name = "panduan"
urlpatterns = [
    path("", views.show_manual, name="daftar"),
    path("<slug:slug>/", views.show_page, name="satu"),
]
