"""laboratorium/: past months under another law."""

from django.urls import path

from selaras.tpp.lab import views

app_name = "lab"
urlpatterns = [
    path("", views.list_trials, name="daftar"),
    path("baru/", views.new_trial, name="baru"),
    path("<int:pk>/", views.show_trial, name="hasil"),
    path("<int:pk>/hapus/", views.discard_trial, name="hapus"),
    path("<int:pk>/orang/<int:pegawai_id>/", views.show_person, name="orang"),
]
