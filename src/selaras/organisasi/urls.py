"""organisasi/pengaktifan/: which unit uses which module since when."""

from django.urls import path

from selaras.organisasi import views

app_name = "pengaktifan"
urlpatterns = [
    path("", views.list_activations, name="daftar"),
    path("baru/", views.activate, name="baru"),
]
