"""api/v1/: what other applications call."""

from django.urls import path

from selaras.presensi.views import api_fingerspot, api_ketukan

app_name = "api"
urlpatterns = [
    path("ketukan/", api_ketukan.receive, name="ketukan"),
    path("ketukan/keadaan/", api_ketukan.state, name="ketukan_keadaan"),
    path("fingerspot/<str:rahasia>/", api_fingerspot.receive_event, name="fingerspot"),
]
