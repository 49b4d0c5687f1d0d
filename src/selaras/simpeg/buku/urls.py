"""buku-profil/: the book, made in the background and kept."""

from django.urls import path

from selaras.simpeg.buku import views

app_name = "buku"
urlpatterns = [
    path("", views.list_books, name="daftar"),
    path("baru/", views.order, name="baru"),
    path("peta/", views.outline, name="peta"),
    path("<int:pk>/", views.show_book, name="satu"),
    path("<int:pk>/unduh/", views.download, name="unduh"),
    path("<int:pk>/halaman/<int:nomor>/", views.page_image, name="halaman"),
]
