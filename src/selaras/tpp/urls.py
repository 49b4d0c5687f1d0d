"""tpp/: a person's month and its lines, a unit's month, runs and their months."""

from django.urls import path

from selaras.tpp import views

app_name = "tpp"
urlpatterns = [
    path("unit/", views.unit_month, name="unit"),
    path("bulan/", views.own_month_now, name="bulan_saya_kini"),
    path("bulan/<int:periode>/", views.own_month, name="bulan_saya"),
    path("bulan/<int:periode>/<int:pegawai_id>/", views.persons_month, name="bulan"),
    path("orang/<int:pegawai_id>/", views.persons_latest_month, name="bulan_orang"),
    path("bulan/<int:periode>/perkiraan/", views.estimate_card, name="perkiraan"),
    path(
        "bulan/<int:periode>/<int:pegawai_id>/baris/<slug:kode>/",
        views.explain_line,
        name="baris",
    ),
    path(
        "bulan/<int:periode>/<int:pegawai_id>/hari/<int:tanggal>/", views.explain_day, name="hari"
    ),
    path("hitungan/", views.list_runs, name="hitungan"),
    path("hitungan/mulai/", views.start_run, name="mulai_hitungan"),
    path("hitungan/<int:pk>/", views.show_run, name="hitungan_satu"),
    path("hitungan/<int:pk>/perlu-dilengkapi/", views.list_missing, name="tidak_terhitung"),
    path("kewajiban/", views.list_obligations, name="kewajiban"),
    path("kewajiban/catat/", views.add_obligation, name="kewajiban_catat"),
    path("kewajiban/<int:pk>/penuhi/", views.settle, name="penuhi"),
    path("potongan/", views.list_deductions, name="potongan"),
    path("potongan/catat/", views.add_deduction, name="potongan_catat"),
    path("potongan/<int:pk>/akhiri/", views.end_deduction, name="potongan_akhiri"),
    path("susulan/", views.list_susulan, name="susulan"),
    path("tahanan/", views.list_holds, name="tahanan"),
    path("tahanan/<int:pk>/lepas/", views.release, name="lepas"),
    path("temuan/", views.list_findings, name="temuan"),
    path("temuan/<int:pk>/", views.show_finding, name="temuan_satu"),
    path("setahun/", views.own_year, name="setahun_saya"),
    path("setahun/<int:tahun>/<int:pegawai_id>/", views.show_year, name="setahun"),
    path("keberatan/", views.list_objections, name="keberatan"),
    path("keberatan/<int:pk>/", views.show_objection, name="keberatan_satu"),
    path("keberatan/<int:pk>/cabut/", views.withdraw, name="keberatan_cabut"),
    path("bulan/<int:periode>/keberatan/<slug:kode>/", views.object_to, name="ajukan_keberatan"),
    path("pembayaran/<int:periode>/<int:skpd_id>/", views.show_list, name="pembayaran"),
    path("pembayaran/<int:periode>/<int:skpd_id>/ajukan/", views.submit, name="ajukan"),
    path("pembayaran/<int:periode>/<int:skpd_id>/sp2d/", views.pay, name="bayar"),
    path("pembayaran/transfer/<int:pk>/gagal/", views.fail, name="transfer_gagal"),
    path("pembayaran/transfer/<int:pk>/ulang/", views.repeat, name="transfer_ulang"),
    path("verifikasi/", views.list_months, name="verifikasi"),
    path("verifikasi/<int:periode>/<int:skpd_id>/", views.show_month, name="verifikasi_unit"),
    path("verifikasi/<int:periode>/<int:skpd_id>/langkah/", views.take_step, name="langkah"),
]
