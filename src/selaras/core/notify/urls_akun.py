"""akun/pemberitahuan/: one's own choice of channels."""

from django.urls import path

from selaras.core.notify import views

app_name = "saluran"
urlpatterns = [path("", views.choose, name="pilihan")]
