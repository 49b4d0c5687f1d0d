"""pengguna/: accounts and roles of others."""

from django.urls import path

from selaras.core.accounts.pengguna import views

app_name = "pengguna"
urlpatterns = [
    path("", views.list_users, name="daftar"),
    path("buat/", views.bulk_create, name="buat"),
    path("<int:pk>/", views.show_user, name="rinci"),
    path("<int:pk>/reset/", views.reset, name="reset"),
    path("<int:pk>/faktor-kedua/", views.second_factors, name="faktor-kedua"),
    path("<int:pk>/status/", views.status, name="status"),
    path("<int:pk>/peran/", views.grant, name="beri-peran"),
    path("<int:pk>/peran/<int:grant_pk>/cabut/", views.revoke, name="cabut-peran"),
]
