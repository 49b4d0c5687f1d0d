"""The address of drafts."""

from django.urls import path

from selaras.core.drafts import views

app_name = "draf"
urlpatterns = [path("<path:kunci>/", views.draft, name="satu")]
