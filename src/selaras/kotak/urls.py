"""kotak/: boxes of a month, people in them, follow-up cases."""

from django.urls import path

from selaras.kotak.views import hukuman, kasus, kotak

app_name = "kotak"
urlpatterns = [
    path("", kotak.month, name="bulan"),
    path("orang/", kotak.list_people, name="orang"),
    path("orang/<int:pegawai_id>/", kotak.person, name="satu"),
    path("orang/<int:pegawai_id>/buka-kasus/", kasus.open_from_box, name="buka"),
    path("saya/", kotak.own_boxes, name="saya"),
    path("ringkas/", kotak.card, name="ringkas"),
    path("susun/", kotak.make_now, name="susun"),
    path("kasus/", kasus.list_cases, name="kasus"),
    path("kasus/<int:pk>/", kasus.show_case, name="kasus_satu"),
    path("kasus/<int:pk>/pertemuan/", kasus.add_meeting, name="pertemuan"),
    path("kasus/<int:pk>/hukuman/", hukuman.sanction, name="hukuman"),
    path("kasus/<int:pk>/alih/", kasus.hand_over, name="alih"),
    path("kasus/<int:pk>/langkah/", kasus.step, name="langkah"),
]
