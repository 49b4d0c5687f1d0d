"""organisasi/bezetting/: posts filled and needed; the map of posts."""

from django.urls import path

from selaras.simpeg.bezetting import views

app_name = "bezetting"
urlpatterns = [
    path("", views.agencies, name="daftar"),
    path("peta/<int:pk>/", views.show_map, name="peta"),
    path("abk/<int:pk>/", views.workload_page, name="abk"),
]
