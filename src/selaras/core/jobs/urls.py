"""Paths of the jobs' pages."""

from django.urls import path

from selaras.core.jobs import views

app_name = "pekerjaan"
urlpatterns = [
    path("", views.list_jobs, name="daftar"),
    path("<int:pk>/", views.show, name="detail"),
    path("<int:pk>/kemajuan/", views.progress, name="kemajuan"),
    path("<int:pk>/batal/", views.cancel_job, name="batal"),
    path("<int:pk>/lanjut/", views.resume_job, name="lanjut"),
    path("<int:pk>/hasil/", views.download, name="hasil"),
]
