"""Paths of assessment, feedback, objection and history; part of kinerja's own list."""

from django.urls import path

from selaras.kinerja.views import (
    berkala,
    distribusi,
    dokumen,
    keberatan,
    penilaian,
    pp46,
    pp46_bulan,
    riwayat,
    umpan,
)

_SATU = "penilaian/<int:periode>/<int:pk>/"
_UTUH = "penilaian/<slug:jenis>/<int:periode>/<int:pk>/"

urlpatterns = [
    path("penilaian/", penilaian.team, name="penilaian"),
    path("penilaian/<int:periode>/sesuai/", penilaian.rate_all, name="nilai_semua_sesuai"),
    path("penilaian/<int:periode>/selesai/", penilaian.finish_all, name="nilai_selesai_semua"),
    path(_SATU, penilaian.one, name="nilai"),
    path(f"{_SATU}simpan/", penilaian.save, name="nilai_simpan"),
    path(f"{_SATU}selesai/", penilaian.finish, name="nilai_selesai"),
    path(f"{_SATU}kembalikan/", penilaian.send_back, name="nilai_kembalikan"),
    path("penilaian/tahunan/", berkala.wholes, name="nilai_tahunan"),
    path("penilaian/triwulan/", berkala.quarters, name="nilai_triwulan"),
    path(_UTUH, berkala.whole, name="nilai_utuh"),
    path(f"{_UTUH}simpan/", berkala.save_whole, name="nilai_utuh_simpan"),
    path(f"{_UTUH}selesai/", berkala.finish_whole, name="nilai_utuh_selesai"),
    path("saya/", riwayat.mine, name="saya"),
    path("riwayat/<int:pk>/", riwayat.of_person, name="riwayat"),
    path("hasil/<int:pk>/", riwayat.judgement, name="nilai_rinci"),
    path("umpan-balik/", umpan.feedback, name="umpan"),
    path("umpan-balik/tentang/<int:pk>/", umpan.about, name="umpan_tentang"),
    path("umpan-balik/<int:pk>/atur/", umpan.moderate_one, name="umpan_atur"),
    path("masukan/", umpan.asked, name="masukan"),
    path("masukan/<int:pk>/", umpan.answer, name="masukan_isi"),
    path("masukan/minta/<int:periode>/<int:pk>/", umpan.ask, name="masukan_minta"),
    path("keberatan/", keberatan.objections, name="keberatan"),
    path("keberatan/ajukan/<int:pk>/", keberatan.hand_in, name="keberatan_ajukan"),
    path("keberatan/<int:pk>/", keberatan.one, name="keberatan_satu"),
    path("keberatan/<int:pk>/putus/", keberatan.decide, name="keberatan_putus"),
    path("penilaian/pp46/<int:pk>/", pp46.value_year, name="nilai_pp46"),
    path(
        "penilaian/pp46/<int:pk>/bulan/<int:periode>/",
        pp46_bulan.value_month,
        name="nilai_pp46_bulan",
    ),
    path("dokumen/<int:pk>/<slug:jenis>/", dokumen.form_pdf, name="dokumen_skp"),
    path("distribusi/", distribusi.spread, name="distribusi"),
    path("distribusi/<int:tahun>/<int:pk>/", distribusi.organisation_result, name="capaian"),
]
