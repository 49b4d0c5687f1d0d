"""kepegawaian/: the personnel file, proposals to change it, lists and checks over all files."""

from django.urls import path

from selaras.simpeg.drh import views as drh
from selaras.simpeg.views import (
    baris,
    berkas,
    cari,
    dokumen,
    duk,
    mutu,
    nominatif,
    standar,
    tempo,
    usul,
    usul_putus,
)

app_name = "simpeg"
urlpatterns = [
    path("saya/", berkas.own_file, name="saya"),
    path("cari/", cari.search, name="cari"),
    path("nominatif/", nominatif.list_people, name="nominatif"),
    path("nominatif/ekspor/", nominatif.export, name="ekspor"),
    path("nominatif/saringan/", nominatif.keep_filter, name="saringan_simpan"),
    path("nominatif/saringan/<int:pk>/hapus/", nominatif.drop_filter, name="saringan_hapus"),
    path("duk/", duk.list_duk, name="duk"),
    path("duk/cetak/", duk.print_duk, name="duk_cetak"),
    path("jatuh-tempo/", tempo.list_due, name="tempo"),
    path("jatuh-tempo/<int:pk>/surat/", tempo.make_letter, name="surat_buat"),
    path("surat/<int:pk>/", tempo.open_letter, name="surat"),
    path("mutu/", mutu.show_quality, name="mutu"),
    path("mutu/periksa/", mutu.run_check, name="mutu_jalankan"),
    path("mutu/<slug:kode>/", mutu.list_findings, name="mutu_orang"),
    path("standar/", standar.show_standards, name="standar"),
    path("usul/", usul.own_proposals, name="usul_saya"),
    path("usul/unit/", usul_putus.unit_proposals, name="usul_unit"),
    path("usul/dokumen/", usul.propose, {"kode": "dokumen"}, name="usul_dokumen"),
    path("usul/baru/<slug:kode>/", usul.propose, name="usul_baru"),
    path("usul/baru/<slug:kode>/<int:nomor>/", usul.propose, name="usul_ubah"),
    path("usul/baru/<slug:kode>/<int:nomor>/hapus/", usul.propose, {"hapus": True},
         name="usul_hapus"),
    path("usul/<int:pk>/", usul_putus.show_proposal, name="usul"),
    path("usul/<int:pk>/ubah/", usul.mend, name="usul_perbaiki"),
    path("usul/<int:pk>/pratinjau/", usul_putus.preview_proposal, name="usul_pratinjau"),
    path("usul/<int:pk>/langkah/", usul_putus.step_proposal, name="usul_langkah"),
    path("<int:pk>/", berkas.show_file, name="berkas"),
    path("<int:pk>/pribadi/", berkas.edit_personal, name="pribadi"),
    path("<int:pk>/dokumen/", dokumen.documents, name="dokumen"),
    path("<int:pk>/drh/", drh.drh, name="drh"),
    path("<int:pk>/<slug:kode>/", baris.list_rows, name="baris"),
    path("<int:pk>/<slug:kode>/baru/", baris.edit, name="baris_baru"),
    path("<int:pk>/<slug:kode>/<int:nomor>/", baris.edit, name="baris_ubah"),
    path("<int:pk>/<slug:kode>/<int:nomor>/hapus/", baris.delete, name="baris_hapus"),
]  # fmt: skip
