"""cuti/: approved absences."""

from django.urls import path

from selaras.cuti import views

app_name = "cuti"
urlpatterns = [
    path("", views.list_absences, name="daftar"),
    path("tambah/", views.add_absence, name="tambah"),
    path("orang/", views.suggest_people, name="orang"),
    path("<int:pk>/", views.show_absence, name="rinci"),
    path("<int:pk>/cabut/", views.withdraw, name="cabut"),
]
