"""Health, for the load balancer and the launcher."""

from django.urls import path

from selaras.operations import views

app_name = "sehat"
urlpatterns = [
    path("", views.ready, name="siap"),
    path("hidup/", views.alive, name="hidup"),
]
