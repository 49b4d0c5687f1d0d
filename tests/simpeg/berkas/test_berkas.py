"""The personnel file: rows with their proof, two officers at once, who sees what."""

import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.izin.dunia import Dunia, build

from selaras.core.audit.models import Jejak
from selaras.core.files.models import Berkas
from selaras.core.masa import berlaku_sejak
from selaras.simpeg.isian import readable, values_of
from selaras.simpeg.kredit import points_of
from selaras.simpeg.models import (
    AnggotaKeluarga,
    AngkaKredit,
    DataPribadi,
    DokumenPegawai,
    KenaikanGajiBerkala,
    Pengangkatan,
    RiwayatPendidikan,
)
from selaras.simpeg.services.baris import version_of

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
IJAZAH = {
    "tingkat": "40",
    "jurusan": "Akuntansi",
    "sekolah": "Universitas Uji",
    "tahun_lulus": 2009,
    "diakui": "on",
}


@pytest.fixture
def dunia(db: None) -> Dunia:
    dunia = build()
    RiwayatPendidikan.objects.all().delete()
    return dunia


@pytest.fixture
def petugas(dunia: Dunia, client: Client) -> Client:
    client.force_login(dunia.user["pengelola_kepegawaian"])
    return client


def address(dunia: Dunia, kode: str, nomor: int | None = None, nama: str = "staf") -> str:
    pk = dunia.pegawai[nama].pk
    if nomor is None:
        return reverse("simpeg:baris_baru", args=[pk, kode])
    return reverse("simpeg:baris_ubah", args=[pk, kode, nomor])


def test_a_row_is_added_with_its_scan_and_counts_for_completeness(
    dunia: Dunia, petugas: Client
) -> None:
    pindaian = SimpleUploadedFile("ijazah.pdf", PDF, "application/pdf")
    jawab = petugas.post(
        address(dunia, "pendidikan"), {**IJAZAH, "jenis_bukti": "ijazah", "pindaian": pindaian}
    )
    assert jawab.status_code == 302
    baris = RiwayatPendidikan.objects.get()
    dokumen = DokumenPegawai.objects.get()
    assert (dokumen.jenis_riwayat, dokumen.baris_id) == ("pendidikan", baris.pk)
    halaman = petugas.get(reverse("simpeg:berkas", args=[dunia.pegawai["staf"].pk]))
    isi = halaman.content.decode()
    assert "1 dari 12 dokumen" in isi
    assert "S-1/Sarjana Akuntansi" in isi
    assert Jejak.objects.filter(person_id=dunia.pegawai["staf"].pk, aksi="pegawai.edit").exists()


def test_a_repeated_submit_is_the_same_row(dunia: Dunia, petugas: Client) -> None:
    isi = {**IJAZAH, "kunci_kirim": str(uuid.uuid4())}
    for _ in range(2):
        assert petugas.post(address(dunia, "pendidikan"), isi).status_code == 302
    assert RiwayatPendidikan.objects.count() == 1


def test_an_executable_that_is_called_pdf_is_refused_and_the_row_is_not_lost(
    dunia: Dunia, petugas: Client
) -> None:
    tipuan = SimpleUploadedFile("ijazah.pdf", b"MZ\x90\x00" + b"\0" * 200, "application/pdf")
    jawab = petugas.post(address(dunia, "pendidikan"), {**IJAZAH, "pindaian": tipuan})
    assert jawab.status_code == 422
    isi = jawab.content.decode()
    assert "Universitas Uji" in isi
    assert "ijazah.pdf" in isi
    assert not RiwayatPendidikan.objects.exists()


def test_a_scan_that_came_along_stays_with_a_row_that_is_refused(
    dunia: Dunia, petugas: Client
) -> None:
    pindaian = SimpleUploadedFile("ijazah.pdf", PDF, "application/pdf")
    jawab = petugas.post(address(dunia, "pendidikan"),
                         {**IJAZAH, "tahun_lulus": "", "jenis_bukti": "lain",
                          "pindaian": pindaian})  # fmt: skip
    assert jawab.status_code == 422
    (berkas,) = Berkas.objects.all()
    isi = jawab.content.decode()
    assert f'value="{berkas.pk}"' in isi
    assert '<option value="lain" selected>' in isi
    lagi = {**IJAZAH, "jenis_bukti": "lain", "pindaian_id": str(berkas.pk)}
    assert petugas.post(address(dunia, "pendidikan"), lagi).status_code == 302
    assert DokumenPegawai.objects.get().berkas == berkas


def test_a_document_with_an_impossible_date_is_not_stored_and_nothing_is_lost(
    dunia: Dunia, petugas: Client
) -> None:
    staf = dunia.pegawai["staf"]
    staf.tanggal_lahir = date(1986, 9, 26)
    staf.save()
    alamat = reverse("simpeg:dokumen", args=[staf.pk])
    pindaian = SimpleUploadedFile("ktp.pdf", PDF, "application/pdf")
    kirim = {"jenis": "ktp", "nomor": "474/12", "tanggal": "1980-01-02", "pindaian": pindaian}
    jawab = petugas.post(alamat, kirim)
    assert jawab.status_code == 422
    isi = jawab.content.decode()
    assert "Tanggal ini mendahului tanggal lahir" in isi
    assert 'value="474/12"' in isi
    (berkas,) = Berkas.objects.all()
    assert f'value="{berkas.pk}"' in isi
    del kirim["pindaian"]
    ulang = petugas.post(alamat, {**kirim, "tanggal": "2010-01-02", "pindaian_id": str(berkas.pk)})
    assert ulang.status_code == 302
    satu = DokumenPegawai.objects.get()
    assert (satu.jenis, satu.nomor, satu.tanggal) == ("ktp", "474/12", date(2010, 1, 2))


def test_an_executable_is_refused_among_the_documents_too(dunia: Dunia, petugas: Client) -> None:
    tipuan = SimpleUploadedFile("ktp.pdf", b"MZ\x90\x00" + b"\0" * 200, "application/pdf")
    alamat = reverse("simpeg:dokumen", args=[dunia.pegawai["staf"].pk])
    jawab = petugas.post(alamat, {"jenis": "ktp", "nomor": "474/12", "pindaian": tipuan})
    assert jawab.status_code == 422
    assert 'value="474/12"' in jawab.content.decode()
    assert not DokumenPegawai.objects.exists()


def test_dates_before_birth_stand_beside_their_field(dunia: Dunia, petugas: Client) -> None:
    staf = dunia.pegawai["staf"]
    staf.tanggal_lahir = date(1986, 9, 26)
    staf.save()
    jawab = petugas.post(
        address(dunia, "pendidikan"),
        {**IJAZAH, "tahun_lulus": 1980, "tanggal_ijazah": "1980-01-02"},
    )
    assert jawab.status_code == 422
    isi = jawab.content.decode()
    assert "Tahun ini mendahului tahun lahir" in isi
    assert "Tanggal ini mendahului tanggal lahir" in isi


@pytest.mark.parametrize(
    ("kode", "isi", "kata"),
    [
        ("kgb", {"tmt": "2024-03-01", "golongan": "III/c", "masa_kerja_tahun": 8,
                 "masa_kerja_bulan": 12, "gaji_baru": 4_000_000},
         "Bulan 0 sampai 11; selebihnya dihitung sebagai tahun."),
        ("organisasi", {"nama": "Korpri", "kedudukan": "anggota", "tahun_mulai": 2019,
                        "tahun_selesai": 2015},
         "Tahun selesai mendahului tahun mulai."),
        ("sertifikasi", {"jenis": "profesi", "nama": "Arsiparis", "tanggal": "2020-05-05",
                         "berlaku_sampai": "2019-05-05"},
         "Masa berlaku berakhir sebelum tanggal sertifikatnya."),
        ("pelatihan", {"jenis": "struktural", "nama": "PKP", "mulai": "2020-05-05",
                       "selesai": "2020-08-05", "jenjang": 9},
         "Jenjang 1 sampai 4."),
    ],
)  # fmt: skip
def test_columns_that_contradict_each_other_are_said_beside_them(
    dunia: Dunia, client: Client, kode: str, isi: dict[str, object], kata: str
) -> None:
    client.force_login(dunia.user["admin_bkpsdm"])
    jawab = client.post(address(dunia, kode), isi)
    assert jawab.status_code == 422
    assert [str(k) for galat in jawab.context["form"].errors.values() for k in galat] == [kata]


def test_pay_and_credit_points_are_read_as_people_write_them(dunia: Dunia, client: Client) -> None:
    staf = dunia.pegawai["staf"]
    KenaikanGajiBerkala.objects.create(
        pegawai=staf, tmt=date(2024, 3, 1), golongan="III/a", masa_kerja_tahun=2,
        masa_kerja_bulan=0, gaji_baru=2_873_500,
    )  # fmt: skip
    AngkaKredit.objects.create(pegawai=staf, jabatan="Arsiparis", mulai=date(2024, 1, 1),
                               selesai=date(2024, 12, 31), utama_e3=12_500)  # fmt: skip
    client.force_login(dunia.user["staf"])
    kgb, kredit = (
        client.get(reverse("simpeg:baris", args=[staf.pk, kode])).content.decode()
        for kode in ("kgb", "angka-kredit")
    )
    assert "Rp2.873.500" in kgb
    assert "<div>12,5</div>" in kredit
    assert "per seribu" not in kredit


def test_credit_points_are_typed_as_people_write_them(dunia: Dunia, petugas: Client) -> None:
    staf = dunia.pegawai["staf"]
    alamat = reverse("simpeg:baris_baru", args=[staf.pk, "angka-kredit"])
    isi = {"jabatan": "Arsiparis", "mulai": "2024-01-01", "selesai": "2024-12-31",
           "utama_e3": "12,5 koma", "penunjang_e3": "1.250,75",
           "kunci_kirim": str(uuid.uuid4())}  # fmt: skip
    salah = petugas.post(alamat, isi)
    assert salah.status_code == 422
    assert "misalnya 12,5" in salah.content.decode()
    assert 'value="12,5 koma"' in salah.content.decode()
    assert petugas.post(alamat, isi | {"utama_e3": "12,5"}).status_code == 302
    satu = AngkaKredit.objects.get(pegawai=staf)
    assert (satu.utama_e3, satu.penunjang_e3) == (12_500, 1_250_750)
    ubah = petugas.get(reverse("simpeg:baris_ubah", args=[staf.pk, "angka-kredit", satu.pk]))
    form = ubah.context["form"]
    assert (form["utama_e3"].value(), form["penunjang_e3"].value()) == ("12,5", "1250,75")
    assert "per seribu" not in ubah.content.decode()
    assert values_of(form)["utama_e3"] == "12,5"
    assert readable(form, "utama_e3", "12,5") == "12,5"


def test_points_of_one_period_are_written_once(dunia: Dunia, petugas: Client) -> None:
    staf = dunia.pegawai["staf"]
    alamat = reverse("simpeg:baris_baru", args=[staf.pk, "angka-kredit"])
    isi = {"jabatan": "Arsiparis", "mulai": "2024-01-01", "selesai": "2024-12-31",
           "utama_e3": "12,5", "penunjang_e3": "0"}  # fmt: skip

    def send(url: str, **ubah: str) -> tuple[int, str]:
        jawab = petugas.post(url, isi | {"kunci_kirim": str(uuid.uuid4())} | ubah)
        return jawab.status_code, jawab.content.decode()

    assert send(alamat)[0] == 302
    kode, halaman = send(alamat, utama_e3="40")
    assert kode == 422
    assert "sudah tercatat; ubah baris yang ada" in halaman
    assert send(alamat, integrasi="on")[0] == 302  # what is integrated stands beside the year
    assert send(alamat, mulai="2025-01-01", selesai="2025-12-31")[0] == 302
    satu = AngkaKredit.objects.get(pegawai=staf, mulai=date(2024, 1, 1), integrasi=False)
    ubah = reverse("simpeg:baris_ubah", args=[staf.pk, "angka-kredit", satu.pk])
    assert send(ubah, utama_e3="13", versi=version_of(satu))[0] == 302


@pytest.mark.parametrize(
    ("tulisan", "e3"),
    [("12,5", 12_500), ("12.5", 12_500), ("1.250", 1_250_000), ("1 250,125", 1_250_125),
     ("0", 0), ("12,5555", None), ("-3", None), ("", None), ("1.25.0", None)],
)  # fmt: skip
def test_points_are_thousandths_without_a_float(tulisan: str, e3: int | None) -> None:
    assert points_of(tulisan) == e3


def test_a_second_writer_sees_the_firsts_change_and_chooses(dunia: Dunia, petugas: Client) -> None:
    baris = RiwayatPendidikan.objects.create(
        pegawai=dunia.pegawai["staf"], tingkat="40", jurusan="Akuntansi",
        sekolah="Universitas Uji", tahun_lulus=2009,
    )  # fmt: skip
    dibaca = version_of(baris)
    RiwayatPendidikan.objects.filter(pk=baris.pk).update(jurusan="Manajemen")
    alamat = address(dunia, "pendidikan", baris.pk)
    jawab = petugas.post(alamat, {**IJAZAH, "jurusan": "Ilmu Hukum", "versi": dibaca})
    assert jawab.status_code == 422
    assert "Diubah orang lain menjadi: Manajemen" in jawab.content.decode()
    baris.refresh_from_db()
    assert baris.jurusan == "Manajemen"
    kini = jawab.context["form"]["versi"].value()
    assert (
        petugas.post(alamat, {**IJAZAH, "jurusan": "Ilmu Hukum", "versi": kini}).status_code == 302
    )
    baris.refresh_from_db()
    assert baris.jurusan == "Ilmu Hukum"


def test_what_the_database_refuses_is_said_in_words(dunia: Dunia, petugas: Client) -> None:
    staf = dunia.pegawai["staf"]
    Pengangkatan.objects.create(pegawai=staf, jenis="CPNS", tmt=date(2015, 5, 1), golongan="III/a")
    jawab = petugas.post(
        address(dunia, "pengangkatan"),
        {"jenis": "CPNS", "tmt": "2016-05-01", "golongan": "III/a", "masa_kerja_tahun": 0,
         "masa_kerja_bulan": 0},
    )  # fmt: skip
    assert jawab.status_code == 422
    assert "Pengangkatan ini sudah tercatat" in jawab.content.decode()


def test_a_deleted_row_leaves_its_words_and_reason_in_the_trail(
    dunia: Dunia, petugas: Client
) -> None:
    baris = RiwayatPendidikan.objects.create(
        pegawai=dunia.pegawai["staf"], tingkat="40", sekolah="Universitas Uji", tahun_lulus=2009
    )
    alamat = reverse("simpeg:baris_hapus", args=[dunia.pegawai["staf"].pk, "pendidikan", baris.pk])
    assert petugas.post(alamat, {"alasan": ""}).status_code == 422
    assert petugas.post(alamat, {"alasan": "Salah orang"}).status_code == 302
    assert not RiwayatPendidikan.objects.exists()
    jejak = Jejak.objects.latest("pk")
    assert jejak.keterangan == "Salah orang"
    assert jejak.sebelum["sekolah"] == "Universitas Uji"


def test_family_is_apart_from_supervision_and_opening_it_is_recorded(
    dunia: Dunia, client: Client
) -> None:
    staf = dunia.pegawai["staf"]
    AnggotaKeluarga.objects.create(pegawai=staf, hubungan="anak", nama="Anak Pertama")
    alamat = reverse("simpeg:baris", args=[staf.pk, "keluarga"])
    client.force_login(dunia.user["kepala"])
    assert client.get(alamat).status_code == 404
    assert "Keluarga" not in client.get(reverse("simpeg:berkas", args=[staf.pk])).content.decode()
    client.force_login(dunia.user["admin_bkpsdm"])
    assert "Anak Pertama" not in client.get(alamat).content.decode()  # first: what for?
    assert client.post(alamat, {"alasan": "ya"}).status_code == 422
    assert client.post(alamat, {"alasan": "Mengurus tunjangan keluarga"}).status_code == 302
    assert "Anak Pertama" in client.get(alamat).content.decode()
    jejak = Jejak.objects.get(aksi="pegawai.view_keluarga", person_id=staf.pk)
    assert "Mengurus tunjangan keluarga" in jejak.keterangan
    client.force_login(dunia.user["staf"])
    assert "Anak Pertama" in client.get(alamat).content.decode()
    assert Jejak.objects.filter(aksi="pegawai.view_keluarga").count() == 1


def test_personal_data_are_written_once_for_a_person(dunia: Dunia, petugas: Client) -> None:
    staf = dunia.pegawai["staf"]
    alamat = reverse("simpeg:pribadi", args=[staf.pk])
    assert petugas.post(alamat, {"tempat_lahir": "Paringin", "agama": "1"}).status_code == 302
    dibaca = version_of(DataPribadi.objects.get())
    DataPribadi.objects.update(tempat_lahir="Amuntai")
    jawab = petugas.post(alamat, {"tempat_lahir": "Barabai", "versi": dibaca})
    assert jawab.status_code == 422
    assert "Diubah orang lain menjadi: Amuntai" in jawab.content.decode()
    assert DataPribadi.objects.get().tempat_lahir == "Amuntai"
    kini = jawab.context["form"]["versi"].value()
    assert petugas.post(alamat, {"tempat_lahir": "Barabai", "versi": kini}).status_code == 302
    assert DataPribadi.objects.get().tempat_lahir == "Barabai"


def test_whoever_found_personal_data_empty_does_not_write_over_what_came_meanwhile(
    dunia: Dunia, petugas: Client
) -> None:
    DataPribadi.objects.create(pegawai=dunia.pegawai["staf"], tempat_lahir="Amuntai")
    alamat = reverse("simpeg:pribadi", args=[dunia.pegawai["staf"].pk])
    jawab = petugas.post(alamat, {"tempat_lahir": "Barabai", "versi": ""})
    assert "Diubah orang lain menjadi: Amuntai" in jawab.content.decode()
    assert DataPribadi.objects.get().tempat_lahir == "Amuntai"


def test_a_file_asks_the_same_number_of_queries_however_long_the_career(
    dunia: Dunia, petugas: Client, django_assert_max_num_queries
) -> None:
    staf = dunia.pegawai["staf"]
    alamat = reverse("simpeg:berkas", args=[staf.pk])
    petugas.get(alamat)
    RiwayatPendidikan.objects.bulk_create(
        RiwayatPendidikan(
            pegawai=staf, tingkat="40", sekolah=f"Universitas {n}", tahun_lulus=2000 + n
        )
        for n in range(20)
    )
    staf.riwayat_golongan.all().delete()
    for n in range(8):
        staf.riwayat_golongan.create(
            golongan="III/a", berlaku=berlaku_sejak(date(2010 + n, 1, 1), date(2011 + n, 1, 1))
        )
    with django_assert_max_num_queries(12):
        assert petugas.get(alamat).status_code == 200
