"""sistem-lama/: the old system's months beside ours."""

from django.urls import path

from selaras.tpp.paralel import views

app_name = "paralel"
urlpatterns = [
    path("", views.list_months, name="daftar"),
    path("<int:periode>/", views.show_month, name="bulan"),
    path("<int:periode>/tandai/", views.mark, name="tandai"),
    path("<int:periode>/orang/<str:nip>/", views.show_person, name="orang"),
]
