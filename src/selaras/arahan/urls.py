"""Paths of the week's brief and of questions, under arahan/."""

from django.urls import path

from selaras.arahan import views

app_name = "arahan"
urlpatterns = [
    path("", views.show_week, name="pekan"),
    path("susun/", views.refresh_week, name="susun"),
    path("penjelasan/", views.list_questions, name="daftar"),
    path("penjelasan/<int:pk>/", views.show_question, name="penjelasan"),
    path("penjelasan/<int:pk>/langkah/", views.take_step, name="langkah"),
    path("tanya/<int:skpd_id>/", views.ask_unit, name="tanya"),
]
