"""presensi/: a unit's month, machines and PINs, calendar, timetables."""

from django.urls import path

from selaras.presensi import views

app_name = "presensi"
urlpatterns = [
    path("unit/", views.unit_grid, name="unit"),
    path("unit/perbarui/", views.fold_unit, name="unit_perbarui"),
    path("tidak-apel/", views.list_missed_roll_calls, name="tidak_apel"),
    path("koreksi/", views.list_corrections, name="koreksi"),
    path("mesin/", views.list_machines, name="mesin"),
    path("mesin/<int:pk>/", views.show_machine, name="mesin_satu"),
    path("mesin/<int:pk>/setujui/", views.approve, name="mesin_setujui"),
    path("mesin/<int:pk>/cabut/", views.revoke, name="mesin_cabut"),
    path("pin/", views.list_unknown_pins, name="pin"),
    path("pin/<int:situs_id>/<str:pin>/", views.map_unknown_pin, name="pin_pasang"),
    path("kalender/", views.show_calendar, name="kalender"),
    path("kalender/libur/", views.edit_holiday, name="libur_baru"),
    path("kalender/libur/<int:pk>/", views.edit_holiday, name="libur"),
    path("kalender/libur/<int:pk>/hapus/", views.remove_holiday, name="libur_hapus"),
    path("kalender/ramadan/<int:tahun>/", views.edit_ramadan, name="ramadan"),
    path("jadwal/", views.list_timetables, name="jadwal"),
    path("jadwal/baru/", views.edit_timetable, name="jadwal_baru"),
    path("jadwal/<int:pk>/", views.edit_timetable, name="jadwal_ubah"),
    path("jadwal/tetapkan/", views.assign, name="jadwal_tetapkan"),
]
