"""jejak/: the trail for those who watch over it, and what concerns oneself."""

from django.urls import path

from selaras.core.audit import views

app_name = "jejak"
urlpatterns = [
    path("", views.list_trail, name="daftar"),
    path("saya/", views.about_me, name="saya"),
    path("<int:pk>/", views.show_entry, name="rinci"),
]
