"""presensi/: rosters, other hours of single people, one's own schedule, apel and upacara."""

from django.urls import path

from selaras.presensi.views import jadwal_saya, kegiatan, pengecualian, piket, pola_roster, roster

patterns = [
    path("jadwal-saya/", jadwal_saya.own_schedule, name="jadwal_saya"),
    path("piket/", piket.list_duties, name="piket"),
    path("piket/tukar/<int:pk>/", piket.show_swap, name="tukar_satu"),
    path("piket/tukar/<str:tanggal>/", piket.ask, name="tukar_minta"),
    path("roster/", roster.show_roster, name="roster"),
    path("roster/sel/", roster.paint_cells, name="roster_sel"),
    path("roster/isi/", roster.fill_cells, name="roster_isi"),
    path("roster/terbit/", roster.publish, name="roster_terbit"),
    path("roster/unduh/", pola_roster.download_roster, name="roster_unduh"),
    path("roster/pola/", pola_roster.list_patterns, name="pola_roster"),
    path("roster/pola/<int:pk>/hapus/", pola_roster.remove_pattern, name="pola_hapus"),
    path("pengecualian/", pengecualian.list_exceptions, name="pengecualian"),
    path("pengecualian/baru/", pengecualian.add, name="pengecualian_baru"),
    path("pengecualian/<int:pk>/cabut/", pengecualian.withdraw, name="pengecualian_cabut"),
    path("kegiatan/", kegiatan.list_events, name="kegiatan"),
    path("kegiatan/baru/", kegiatan.call, name="kegiatan_baru"),
    path("kegiatan/<int:pk>/", kegiatan.show_event, name="kegiatan_satu"),
    path("kegiatan/<int:pk>/tutup/", kegiatan.close, name="kegiatan_tutup"),
]
