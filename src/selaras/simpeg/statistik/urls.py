"""statistik/: people counted, as of any day."""

from django.urls import path

from selaras.simpeg.statistik import views

app_name = "statistik"
urlpatterns = [
    path("", views.show, name="ringkas"),
    path("proyeksi/", views.projection, name="proyeksi"),
    path("peta/", views.show_map, name="peta"),
    path("orang/", views.people, name="orang"),
]
