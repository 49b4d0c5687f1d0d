"""organisasi/penataan/: a new structure, from the draft to the day it holds."""

from django.urls import path

from selaras.simpeg.penataan import views

app_name = "penataan"
urlpatterns = [
    path("", views.list_drafts, name="daftar"),
    path("baru/", views.new_draft, name="baru"),
    path("<int:pk>/", views.show_draft, name="satu"),
    path("<int:pk>/ubah/", views.edit_draft, name="ubah"),
    path("<int:pk>/langkah/", views.step, name="langkah"),
    path("<int:pk>/perpindahan/", views.moves, name="perpindahan"),
    path("<int:pk>/butir/", views.edit_item, name="butir_baru"),
    path("<int:pk>/butir/<int:nomor>/", views.edit_item, name="butir"),
    path("<int:pk>/butir/<int:nomor>/hapus/", views.delete_item_view, name="butir_hapus"),
]
