"""Finding people: search with slips of the pen, lists narrowed by anything, lists taken away."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.izin.dunia import Dunia, build

from selaras.core.audit.models import Jejak
from selaras.core.jobs.models import Pekerjaan
from selaras.core.jobs.services import run_now
from selaras.core.permissions.selectors import load_actor
from selaras.core.waktu import now
from selaras.pegawai.models import Pegawai
from selaras.simpeg.models import DataPribadi, RiwayatPendidikan, SaringanTersimpan
from selaras.simpeg.nominatif import EKSPOR, asked_for
from selaras.simpeg.nominatif import build as build_list
from selaras.simpeg.selectors.cari import find, words_of
from selaras.simpeg.services.saringan import clean_query

HARI = date(2025, 12, 18)
NAMA = {"staf": "Siti Rahmawati", "tetangga": "Suhartono", "kepala": "Budi Santoso",
        "asing": "Siti Rahmawati"}  # fmt: skip


@pytest.fixture
def dunia(db: None) -> Dunia:
    dunia = build()
    for kunci, nama in NAMA.items():
        Pegawai.objects.filter(pk=dunia.pegawai[kunci].pk).update(nama=nama)
    return dunia


def found(dunia: Dunia, teks: str, sebagai: str = "admin_bkpsdm") -> list[str]:
    actor = load_actor(dunia.user[sebagai], at=now())
    return [p.nama for p in find(actor, teks, HARI).orang]


def client_of(dunia: Dunia, nama: str) -> Client:
    client = Client()
    client.force_login(dunia.user[nama])
    return client


@pytest.mark.parametrize(
    "teks",
    [
        "siti rahma",
        "RAHMAWATI",
        "siit",
        "rahmwati siti",
        "siti hutan",
        "jabatan staf",
        "siti alam",
        "alam jabatan staf",
    ],
)
def test_a_name_is_found_by_its_parts_and_with_slips_of_the_pen(dunia: Dunia, teks: str) -> None:
    assert found(dunia, teks)[0] == "Siti Rahmawati"


def test_by_religion_nobody_is_told_to_who_may_not_see_identities(dunia: Dunia) -> None:
    DataPribadi.objects.create(pegawai=dunia.pegawai["staf"], agama="3", status_kawin="1")
    for nama, terlihat in (("admin_bkpsdm", True), ("verifikator_tpp", False)):
        client = client_of(dunia, nama)
        daftar = client.get(reverse("simpeg:nominatif"), {"agama": "3"})
        behind = client.get(reverse("statistik:orang"), {"dimensi": "agama", "nilai": "3"})
        for jawab in (daftar, behind):
            assert ("Siti Rahmawati" in jawab.content.decode()) is terlihat
    assert "Siti Rahmawati" in daftar.client.get(reverse("simpeg:nominatif")).content.decode()


def test_a_number_finds_its_owner_also_when_it_is_written_with_blanks(dunia: Dunia) -> None:
    nip = dunia.pegawai["tetangga"].nip
    assert found(dunia, f"{nip[:8]} {nip[8:14]} {nip[14:15]} {nip[15:]}") == ["Suhartono"]


def test_search_stays_within_reach_and_every_word_counts(dunia: Dunia) -> None:
    assert found(dunia, "suhartono", "pengelola_kepegawaian") == []
    assert found(dunia, "siti rahmawati", "staf") == ["Siti Rahmawati"]
    assert found(dunia, "siti buku") == []
    assert found(dunia, "s") == []
    assert found(dunia, "100%_\\'") == []


def test_words_are_short_of_blanks_and_many(dunia: Dunia) -> None:
    del dunia
    assert words_of("  Siti  a RAHMA siti ") == ("siti", "rahma")
    assert words_of("1985 0101 2010") == ("198501012010",)


def test_the_search_page_answers_in_part_for_the_box(dunia: Dunia) -> None:
    client = client_of(dunia, "admin_bkpsdm")
    utuh = client.get(reverse("simpeg:cari"), {"q": "siti"}).content.decode()
    bagian = client.get(
        reverse("simpeg:cari"), {"q": "siti"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "Siti Rahmawati" in utuh
    assert "Siti Rahmawati" in bagian
    assert "<html" not in bagian


def names(dunia: Dunia, sebagai: str = "admin_bkpsdm", **saring: str) -> set[str]:
    actor = load_actor(dunia.user[sebagai], at=now())
    request = asked_for("&".join(f"{k}={v}" for k, v in saring.items()) + f"&pada={HARI}")
    return set(build_list(request, actor).tersaring.values_list("nama", flat=True))


def test_the_list_is_narrowed_by_anything(dunia: Dunia) -> None:
    staf = dunia.pegawai["staf"]
    Pegawai.objects.filter(pk=staf.pk).update(jenis_kelamin="P", tanggal_lahir=date(1985, 12, 19))
    DataPribadi.objects.create(pegawai=staf, agama="3", status_kawin="1")
    sendiri = {"Siti Rahmawati"}
    assert names(dunia, jk="P") == sendiri
    assert names(dunia, agama="3") == sendiri
    assert names(dunia, didik="40") == sendiri
    assert names(dunia, usia="30-39") == sendiri  # 39 until tomorrow
    assert names(dunia, usia="40-49") == set()
    assert sendiri < names(dunia, unit=str(dunia.unit["dinas alam"].pk))
    assert names(dunia, q="siti", jenis="pelaksana") == sendiri
    assert names(dunia, jabatan="staf") == sendiri
    assert "Suhartono" in names(dunia, status="PNS")
    assert names(dunia, kedudukan="CLTN") == set()


def test_the_highest_schooling_is_meant(dunia: Dunia) -> None:
    RiwayatPendidikan.objects.create(
        pegawai=dunia.pegawai["staf"], tingkat="45", sekolah="U", tahun_lulus=2015
    )
    assert names(dunia, didik="40") == set()
    assert names(dunia, didik="45") == {"Siti Rahmawati"}


def test_the_list_page_asks_few_queries_whatever_is_shown(
    dunia: Dunia, django_assert_max_num_queries
) -> None:
    client = client_of(dunia, "admin_bkpsdm")
    alamat = f"{reverse('simpeg:nominatif')}?q=siti&didik=40&temuan=1&tanpa="
    client.get(alamat)
    with django_assert_max_num_queries(12):
        assert client.get(alamat).status_code == 200
    isi = client.get(reverse("simpeg:nominatif")).content.decode()
    assert "Jabatan staf" in isi
    assert "S-1/Sarjana" in isi


def test_a_filter_is_kept_by_name_for_its_maker_alone(dunia: Dunia) -> None:
    client = client_of(dunia, "admin_bkpsdm")
    kirim = {"nama": " Guru  perempuan ", "kueri": "jk=P&hal=3&status=&tanpa=nip"}
    client.post(reverse("simpeg:saringan_simpan"), kirim)
    satu = SaringanTersimpan.objects.get()
    assert (satu.nama, satu.kueri) == ("Guru perempuan", "jk=P&tanpa=nip")
    assert "Guru perempuan" in client.get(reverse("simpeg:nominatif")).content.decode()
    lain = client_of(dunia, "auditor")
    assert "Guru perempuan" not in lain.get(reverse("simpeg:nominatif")).content.decode()
    assert lain.post(reverse("simpeg:saringan_hapus", args=[satu.pk])).status_code == 404
    assert client.post(reverse("simpeg:saringan_hapus", args=[satu.pk])).status_code == 302
    assert not SaringanTersimpan.objects.exists()


def test_a_filter_without_a_name_is_not_kept(dunia: Dunia) -> None:
    client = client_of(dunia, "admin_bkpsdm")
    jawab = client.post(reverse("simpeg:saringan_simpan"), {"nama": " ", "kueri": "jk=P"},
                        follow=True)  # fmt: skip
    assert "Beri nama saringannya" in jawab.content.decode()


def test_page_numbers_are_no_part_of_a_filter() -> None:
    assert clean_query("?hal=2&unduh=xlsx&jk=P&q=&tanpa=") == "jk=P&tanpa="


@pytest.mark.parametrize("format", ["xlsx", "csv"])
def test_the_list_is_taken_away_with_the_mark_of_who_took_it(dunia: Dunia, format: str) -> None:
    from python_calamine import CalamineWorkbook

    actor = load_actor(dunia.user["pengelola_kepegawaian"], at=now())
    pekerjaan = run_now(
        EKSPOR, actor=actor, masukan={"kueri": f"jenis=pelaksana&pada={HARI}", "format": format}
    )
    assert pekerjaan.status == Pekerjaan.Status.SELESAI, pekerjaan.pesan
    with pekerjaan.hasil_berkas.open() as berkas:
        if format == "csv":
            teks = berkas.read().decode("utf-8-sig")
            assert teks.startswith("Nama;NIP;")
        else:
            buku = CalamineWorkbook.from_filelike(berkas)
            data = buku.get_sheet_by_name("Data").to_python()
            assert len(data[0]) == 39  # without pay, which this officer may not see
            teks = "\n".join(
                str(b) for b in data + buku.get_sheet_by_name("Keterangan").to_python()
            )
    assert "Siti Rahmawati" in teks
    assert "Suhartono" not in teks  # another office
    assert f"Dibuat oleh {actor.nama}" in teks
    assert "Jenis jabatan: Pelaksana" in teks
    jejak = Jejak.objects.filter(aksi="pegawai.export").get()
    assert "jenis=pelaksana" in jejak.keterangan


def test_only_the_columns_that_were_left_standing_are_taken_away(dunia: Dunia) -> None:
    pekerjaan = run_now(
        EKSPOR, actor=load_actor(dunia.user["admin_bkpsdm"], at=now()),
        masukan={"kueri": f"tanpa=status,golongan,tmt_golongan,unit,usia,skpd&pada={HARI}",
                 "format": "csv", "tampak": True},
    )  # fmt: skip
    with pekerjaan.hasil_berkas.open() as berkas:
        kepala = berkas.read().decode("utf-8-sig").splitlines()[0]
    assert kepala.startswith(
        "Nama;NIP;Jabatan;Pendidikan;TMT jabatan;Kelas;MKG (tahun);MKG (bulan)"
    )
    assert "SKPD" not in kepala


def test_a_list_of_nobody_says_so(dunia: Dunia) -> None:
    actor = load_actor(dunia.user["admin_bkpsdm"], at=now())
    pekerjaan = run_now(
        EKSPOR, actor=actor, masukan={"kueri": f"agama=6&pada={HARI}", "format": "csv"}
    )
    assert pekerjaan.status == Pekerjaan.Status.GAGAL
    assert "Tidak ada pegawai" in pekerjaan.pesan


def test_the_job_starts_from_the_page_and_keeps_the_day(dunia: Dunia) -> None:
    client = client_of(dunia, "admin_bkpsdm")
    jawab = client.post(reverse("simpeg:ekspor"), {"kueri": "jk=P", "format": "csv"})
    pekerjaan = Pekerjaan.objects.latest("pk")
    assert jawab.headers["Location"] == pekerjaan.get_absolute_url()
    assert pekerjaan.masukan["kueri"].startswith("jk=P&pada=")
