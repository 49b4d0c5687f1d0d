"""Pages of attendance and absences: who sees what, what forms do, and how many queries."""

from datetime import date
from io import BytesIO

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.izin import dunia as dunia_izin

from selaras.core.jobs.services import run_now
from selaras.core.masa import berlaku_sejak
from selaras.cuti.models import Ketidakhadiran
from selaras.cuti.services import ensure_jenis
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import (
    HariLibur,
    Jadwal,
    Ketukan,
    LembarPresensi,
    Mesin,
    PenugasanJadwal,
    PeriodeRamadan,
    Situs,
)
from selaras.presensi.services import record_taps

from . import pemda_kecil as kecil

pytestmark = pytest.mark.django_db


@pytest.fixture
def dunia(db):
    dunia = dunia_izin.build()
    for nama in ("libur", "pengecualian", "tukar", "jadwal", "cuti", "mesin"):
        dunia.objek[nama].delete()
    return dunia


def masuk(dunia, nama: str) -> Client:
    client = Client()
    client.force_login(dunia.user[nama])
    return client


@pytest.fixture
def situs(dunia):
    return Situs.objects.create(
        instansi=dunia.instansi["uji"], unit=dunia.unit["dinas alam"], nama="Kantor"
    )


def ketuk(situs, pin: str = "77") -> None:
    record_taps(
        situs=situs,
        taps=pl.DataFrame(
            {"pin": [pin], "waktu": [kecil.lokal(date(2025, 10, 6), "07:30")]},
            schema={"pin": pl.String, "waktu": pl.Datetime("us", "UTC")},
        ).with_columns(status=pl.lit(None), verifikasi=pl.lit(None), kode_kerja=pl.lit("")),
        sumber=Ketukan.Sumber.BERKAS,
        at=kecil.AT,
    )


def test_an_admin_approves_a_machine_with_its_zone(dunia, situs) -> None:
    mesin = Mesin.objects.create(situs=situs, sn="M1")
    client = masuk(dunia, "admin_bkpsdm")
    assert "M1" in client.get(reverse("presensi:mesin")).text
    jawab = client.post(
        reverse("presensi:mesin_setujui", args=[mesin.pk]), {"zona": "Asia/Jayapura"}
    )
    assert jawab.status_code == 302
    mesin.refresh_from_db()
    assert (mesin.status, mesin.zona) == ("disetujui", "Asia/Jayapura")


def test_a_machine_opens_on_its_state_and_its_approval_can_be_withdrawn(dunia, situs) -> None:
    mesin = Mesin.objects.create(
        situs=situs, sn="M1", status="disetujui", disetujui_pada=kecil.AT, zona="Asia/Makassar"
    )
    url = reverse("presensi:mesin_satu", args=[mesin.pk])
    admin, auditor = masuk(dunia, "admin_bkpsdm"), masuk(dunia, "auditor")
    assert f'href="{url}"' in admin.get(reverse("presensi:mesin")).text
    assert "Cabut persetujuan" in admin.get(url).text
    assert "Cabut persetujuan" not in auditor.get(url).text
    admin.post(reverse("presensi:mesin_cabut", args=[mesin.pk]))
    assert "Setujui mesin ini" in admin.get(url).text
    mesin.refresh_from_db()
    assert (mesin.status, mesin.disetujui_pada) == ("menunggu", None)


def test_a_pin_is_mapped_to_a_person_within_reach_only(dunia, situs) -> None:
    ketuk(situs)
    client = masuk(dunia, "admin_bkpsdm")
    assert "77" in client.get(reverse("presensi:pin")).text
    url = reverse("presensi:pin_pasang", args=[situs.pk, "77"])
    asing = client.post(url, {"nip": dunia.pegawai["asing"].nip})
    assert asing.status_code == 422
    assert "Tidak ada pegawai" in asing.text
    assert client.post(url, {"nip": dunia.pegawai["staf"].nip}).status_code == 302
    assert Ketukan.objects.get().pegawai_id == dunia.pegawai["staf"].pk
    assert "Semua ketukan sudah diketahui" in client.get(reverse("presensi:pin")).text


def test_the_officer_sees_unknown_pins_of_her_unit_but_cannot_map(dunia, situs) -> None:
    lain = Situs.objects.create(
        instansi=dunia.instansi["uji"], unit=dunia.unit["dinas buku"], nama="Buku"
    )
    ketuk(situs)
    ketuk(lain, "88")
    client = masuk(dunia, "pengelola_kepegawaian")
    halaman = client.get(reverse("presensi:pin")).text
    assert "77" in halaman
    assert "88" not in halaman
    assert client.get(reverse("presensi:pin_pasang", args=[situs.pk, "77"])).status_code == 403


def test_holidays_are_entered_changed_and_removed(dunia) -> None:
    client = masuk(dunia, "admin_bkpsdm")
    isi = {"tanggal": "2026-05-04", "nama": "Hari jadi", "sumber": "SK 1"}
    assert client.post(reverse("presensi:libur_baru"), isi).status_code == 302
    libur = HariLibur.objects.get()
    assert libur.instansi == dunia.instansi["uji"]
    assert "Hari jadi" in client.get(reverse("presensi:kalender") + "?tahun=2026").text
    client.post(reverse("presensi:libur", args=[libur.pk]), isi | {"tanggal": "2026-05-05"})
    assert HariLibur.objects.get().tanggal == date(2026, 5, 5)
    client.post(reverse("presensi:libur_hapus", args=[HariLibur.objects.get().pk]))
    assert not HariLibur.objects.exists()


def test_another_governments_holiday_does_not_exist_here(dunia) -> None:
    libur = HariLibur.objects.create(
        tanggal=date(2026, 5, 4), nama="Jauh", instansi=dunia.instansi["lain"]
    )
    client = masuk(dunia, "admin_bkpsdm")
    assert "Jauh" not in client.get(reverse("presensi:kalender") + "?tahun=2026").text
    assert client.post(reverse("presensi:libur_hapus", args=[libur.pk])).status_code == 404
    assert HariLibur.objects.exists()


def test_ramadan_is_corrected_and_a_wrong_length_is_told(dunia) -> None:
    client = masuk(dunia, "admin_bkpsdm")
    url = reverse("presensi:ramadan", args=[2028])
    salah = client.post(url, {"tahun": 2028, "mulai": "2028-01-28", "sampai": "2028-03-28"})
    assert salah.status_code == 422
    assert "29 atau 30 hari" in salah.text
    client.post(
        url, {"tahun": 2028, "mulai": "2028-01-28", "sampai": "2028-02-25", "perkiraan": "on"}
    )
    assert PeriodeRamadan.objects.get(tahun=2028).perkiraan


def test_a_timetable_is_made_by_the_admin_and_assigned_by_the_officer(dunia) -> None:
    admin, pengelola = masuk(dunia, "admin_bkpsdm"), masuk(dunia, "pengelola_kepegawaian")
    isi = {"kode": "5H", "nama": "Lima hari", "ikut_libur": "on"}
    jam = {f"{s}_{n}": j for n in range(1, 6) for s, j in (("masuk", "07:30"), ("pulang", "16:00"))}
    assert pengelola.get(reverse("presensi:jadwal_baru")).status_code == 403
    kurang = admin.post(reverse("presensi:jadwal_baru"), isi | {"masuk_1": "07:30"})
    assert kurang.status_code == 422
    assert admin.post(reverse("presensi:jadwal_baru"), isi | jam).status_code == 302
    jadwal = Jadwal.objects.get()
    assert jadwal.hari.count() == 5
    ubah = admin.get(reverse("presensi:jadwal_ubah", args=[jadwal.pk])).text
    assert "07:30" in ubah
    assert ubah.count('<th scope="row">') == 7  # a row a day, not 28 fields under each other
    assert 'aria-label="Senin, masuk Ramadan"' in ubah
    tetap = {"jadwal": jadwal.pk, "mulai": "2025-01-01"}
    url = reverse("presensi:jadwal_tetapkan")
    di_luar = pengelola.post(url, tetap | {"unit": dunia.unit["dinas buku"].pk})
    assert di_luar.status_code == 422
    assert pengelola.post(url, tetap | {"unit": dunia.unit["dinas alam"].pk}).status_code == 302
    assert PenugasanJadwal.objects.get().unit == dunia.unit["dinas alam"]
    assert "Lima hari" in pengelola.get(reverse("presensi:jadwal")).text


def siapkan_bulan(dunia) -> None:
    jadwal = kecil.jadwal_lima_hari(dunia.instansi["uji"])
    PenugasanJadwal.objects.create(
        jadwal=jadwal, instansi=dunia.instansi["uji"], berlaku=berlaku_sejak(kecil.AWAL)
    )
    HariLibur.objects.create(tanggal=date(2025, 10, 3), nama="Uji")


def test_the_grid_shows_the_unit_after_folding(dunia, django_assert_max_num_queries) -> None:
    siapkan_bulan(dunia)
    client = masuk(dunia, "pengelola_kepegawaian")
    url = reverse("presensi:unit") + "?periode=202510"
    kosong = client.get(url).text
    assert "belum disusun" in kosong
    assert "Perbarui" in kosong
    alam, buku = dunia.unit["dinas alam"].pk, dunia.unit["dinas buku"].pk
    perbarui = reverse("presensi:unit_perbarui")
    assert client.post(perbarui, {"periode": 202510, "skpd": buku}).status_code == 404
    assert not LembarPresensi.objects.exists()
    assert client.post(perbarui, {"periode": 202510, "skpd": alam}).status_code == 302
    assert LembarPresensi.objects.count() == 6
    LembarPresensi.objects.all().delete()
    htmx = client.post(perbarui, {"periode": 202510, "skpd": ""}, headers={"HX-Request": "true"})
    assert htmx["HX-Redirect"] == f"{url}&skpd={alam}"  # she has one SKPD: nothing to choose
    assert LembarPresensi.objects.count() == 6
    with django_assert_max_num_queries(12):
        halaman = client.get(url)
    assert "Staf" in halaman.text
    assert "Tanggal 31: Tanpa keterangan" in halaman.text
    unduh = client.get(url + "&unduh=xlsx")
    lembar = CalamineWorkbook.from_filelike(BytesIO(b"".join(unduh.streaming_content)))
    kepala, *isi = lembar.get_sheet_by_index(0).to_python()
    assert (len(isi), isi[0][kepala.index("31")]) == (6, "tk")
    assert masuk(dunia, "staf").get(url).text.count("orang-nama") == 1


def test_who_reaches_many_skpd_brings_the_filtered_one_up_to_date(dunia) -> None:
    siapkan_bulan(dunia)
    client, perbarui = masuk(dunia, "admin_bkpsdm"), reverse("presensi:unit_perbarui")
    halaman = client.post(perbarui, {"periode": 202510, "skpd": ""}, follow=True)
    assert "Pilih dulu SKPD-nya" in halaman.text
    assert not LembarPresensi.objects.exists()
    buku = dunia.unit["dinas buku"].pk
    # One choice of SKPD on the page, which offers those without sheets as well.
    assert halaman.text.count(f'<option value="{buku}"') == 1
    client.post(perbarui, {"periode": 202510, "skpd": buku})
    assert set(LembarPresensi.objects.values_list("skpd_id", flat=True)) == {buku}


def test_a_mapped_pin_reaches_the_sheets_of_its_owner(dunia, situs) -> None:
    siapkan_bulan(dunia)
    alam, staf = dunia.unit["dinas alam"].pk, dunia.pegawai["staf"]
    client = masuk(dunia, "admin_bkpsdm")
    client.post(reverse("presensi:unit_perbarui"), {"periode": 202510, "skpd": alam})
    alpa = dict(LembarPresensi.objects.values_list("pegawai_id", "alpa"))
    ketuk(situs)
    client.post(reverse("presensi:pin_pasang", args=[situs.pk, "77"]), {"nip": staf.nip})
    kini = dict(LembarPresensi.objects.values_list("pegawai_id", "alpa"))
    assert kini == alpa | {staf.pk: alpa[staf.pk] - 1}


def test_an_absence_is_entered_and_withdrawn_by_the_officer(
    dunia, django_assert_max_num_queries
) -> None:
    ensure_jenis()
    client = masuk(dunia, "pengelola_kepegawaian")
    isi = {
        "nip": dunia.pegawai["staf"].nip, "jenis": 1, "mulai": "2025-10-06",
        "sampai": "2025-10-10", "no_surat": "800/1", "tanggal_surat": "2025-10-01",
    }  # fmt: skip
    url = reverse("cuti:tambah")
    assert client.post(url, isi | {"nip": dunia.pegawai["tetangga"].nip}).status_code == 422
    assert client.post(url, isi).status_code == 302
    tak_ada = client.post(url, isi | {"nip": "Tetangga"})
    assert "Tidak ada pegawai dengan NIP atau nama itu" in tak_ada.text
    tumpang = client.post(url, isi | {"jenis": 8, "nip": dunia.pegawai["staf"].nama})
    assert tumpang.status_code == 422
    assert "sudah tercatat cuti tahunan" in tumpang.text
    with django_assert_max_num_queries(12):
        daftar = client.get(reverse("cuti:daftar")).text
    assert "800/1" in daftar
    baris = Ketidakhadiran.objects.get()
    rinci = reverse("cuti:rinci", args=[baris.pk])
    cabut = reverse("cuti:cabut", args=[baris.pk])
    assert f'href="{rinci}"' in daftar  # a number to read opens something to read
    assert cabut not in daftar
    assert cabut in client.get(rinci).text
    sendiri = masuk(dunia, "staf").get(rinci).text
    assert "800/1" in sendiri
    assert cabut not in sendiri
    assert client.post(cabut, {"alasan": ""}).status_code == 422
    assert client.post(cabut, {"alasan": "ditunda"}).status_code == 302
    assert "800/1" not in client.get(reverse("cuti:daftar")).text


def test_a_machines_file_is_taken_in_the_browser_for_ones_own_machines(dunia, situs) -> None:
    mesin = Mesin.objects.create(
        situs=situs, sn="M1", status="disetujui", disetujui_pada=kecil.AT, zona="Asia/Makassar"
    )
    lain = Mesin.objects.create(
        situs=Situs.objects.create(instansi=dunia.instansi["lain"], nama="Jauh"),
        sn="M2", status="disetujui", disetujui_pada=kecil.AT,
    )  # fmt: skip
    client, url = masuk(dunia, "pengelola_kepegawaian"), reverse("perangkat:unggah")

    def kirim(mesin, isi: bytes):
        berkas = SimpleUploadedFile("1_attlog.dat", isi)
        return client.post(url, {"mesin": mesin.pk, "berkas": berkas}, follow=True)

    isi = b"  77\t2025-10-06 07:30:00\t1\t0\t1\t0\r\n"
    assert kirim(lain, isi).status_code == 422
    bukan = kirim(mesin, b"%PDF-1.4")
    assert bukan.status_code == 422
    assert "PDF" in bukan.text
    assert not Ketukan.objects.exists()
    assert "1 ketukan baru" in kirim(mesin, isi).text
    assert "0 ketukan baru, 1 sudah ada" in kirim(mesin, isi).text
    assert Ketukan.objects.get().waktu == kecil.lokal(date(2025, 10, 6), "07:30")


def test_the_night_folds_the_days_that_ended(dunia, monkeypatch) -> None:
    siapkan_bulan(dunia)
    client = masuk(dunia, "pengelola_kepegawaian")
    alam = dunia.unit["dinas alam"].pk
    client.post(reverse("presensi:unit_perbarui"), {"periode": 202510, "skpd": alam})
    LembarPresensi.objects.update(alpa=0)
    pekerjaan = run_now(
        "presensi.lipat_hari", actor=kecil.ACTOR,
        masukan={"instansi_id": dunia.instansi["uji"].pk, "sampai": "2025-10-09"},
    )  # fmt: skip
    pekerjaan.refresh_from_db()
    assert pekerjaan.status == "selesai", pekerjaan.pesan
    # Those of Dinas Alam had a sheet; everybody else got one.
    assert LembarPresensi.objects.filter(periode=202510).count() == 10


def test_several_people_of_one_name_are_told_apart_by_their_numbers(dunia) -> None:
    ensure_jenis()
    staf = dunia.pegawai["staf"]
    kembar = dunia.pegawai["tetangga"]
    Pegawai.objects.filter(pk__in=[staf.pk, kembar.pk]).update(nama="Siti Aminah")
    isi = {
        "nip": "siti", "jenis": 1, "mulai": "2025-10-06", "sampai": "2025-10-10",
        "no_surat": "800/1", "tanggal_surat": "2025-10-01",
    }  # fmt: skip
    jawab = masuk(dunia, "admin_bkpsdm").post(reverse("cuti:tambah"), isi)
    assert jawab.status_code == 422
    assert staf.nip in jawab.text
    assert kembar.nip in jawab.text
