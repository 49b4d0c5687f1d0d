"""Pages of people, units and posts: as of a day, within reach, in a few queries."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.izin.dunia import Dunia, build

from selaras.core.audit.models import Jejak
from selaras.core.masa import berlaku_sejak
from selaras.organisasi.models import BesaranTPP
from selaras.pegawai.kekurangan import count_gaps, kinds
from selaras.pegawai.models import (
    AtasanKhusus,
    DataPajak,
    HukumanDisiplin,
    Pegawai,
    Rekening,
    RiwayatJabatan,
    RiwayatStatus,
)


@pytest.fixture
def dunia(db: None) -> Dunia:
    return build()


@pytest.fixture
def admin(dunia: Dunia) -> Client:
    return sebagai(dunia, "admin_bkpsdm")


def sebagai(dunia: Dunia, nama: str) -> Client:
    client = Client()
    client.force_login(dunia.user[nama])
    return client


def isi(client: Client, nama: str, *args: object, **query: str) -> str:
    response = client.get(reverse(nama, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    "nama", ["pegawai:daftar", "pegawai:kekurangan", "organisasi:unit", "organisasi:jabatan",
             "pegawai:gaji"],
)  # fmt: skip
def test_a_list_costs_the_same_few_queries_for_any_number(
    dunia, admin, nama, django_assert_max_num_queries
):
    for i in range(60):
        dunia.add_person(f"tambahan {i}", "bidang hutan", atasan="kepala", account=False)
    with django_assert_max_num_queries(12):
        isi(admin, nama)


def test_the_list_shows_who_leads_and_acts_that_day(dunia, admin):
    staf, kepala = dunia.pegawai["staf"], dunia.pegawai["kepala"]
    RiwayatJabatan.objects.create(
        pegawai=dunia.pegawai["tetangga"], jabatan=dunia.jabatan["kepala"], penugasan="PLH",
        berlaku=berlaku_sejak(date(2025, 10, 1), date(2025, 11, 1)),
    )  # fmt: skip
    hal = isi(admin, "pegawai:satu", staf.pk, pada="2025-10-15")
    assert "<dd>Tetangga</dd>" in hal
    hal = isi(admin, "pegawai:satu", staf.pk, pada="2025-11-01")
    assert f"<dd>{kepala.nama}</dd>" in hal
    assert "Plh Jabatan kepala" in isi(admin, "pegawai:daftar", pada="2025-10-15", q="Tetangga")


def test_who_has_left_is_listed_only_when_asked_for(dunia, admin):
    RiwayatStatus.objects.filter(pegawai=dunia.pegawai["staf"]).update(
        berlaku=berlaku_sejak(date(2020, 1, 1), date(2025, 1, 1))
    )
    url = reverse("pegawai:satu", args=[dunia.pegawai["staf"].pk])
    assert url not in isi(admin, "pegawai:daftar")
    assert url in isi(admin, "pegawai:daftar", semua="1")
    assert url in isi(admin, "pegawai:daftar", pada="2024-12-31")


def test_filters_narrow_by_unit_status_and_name(dunia, admin):
    skpd = str(dunia.unit["dinas buku"].pk)
    hal = isi(admin, "pegawai:daftar", unit=skpd)
    assert reverse("pegawai:satu", args=[dunia.pegawai["tetangga"].pk]) in hal
    assert reverse("pegawai:satu", args=[dunia.pegawai["staf"].pk]) not in hal
    assert "Tidak ada yang cocok" in isi(admin, "pegawai:daftar", status="PPPK")
    assert "Tidak ada yang cocok" in isi(admin, "pegawai:daftar", gol="III")


@pytest.mark.parametrize("pada", ["besok", "2025-99-99", "0", "<x>"])
def test_a_day_that_is_no_day_counts_as_today(dunia, admin, pada):
    isi(admin, "pegawai:daftar", pada=pada)


def test_pay_tax_and_sanctions_are_shown_only_to_who_may_see_them(dunia, admin):
    staf = dunia.pegawai["staf"]
    DataPajak.objects.create(pegawai=staf, ptkp="K/3", berlaku=berlaku_sejak(date(2025, 1, 1)))
    HukumanDisiplin.objects.create(
        pegawai=staf, tingkat="ringan", no_sk="SK-RAHASIA", tanggal_sk=date(2025, 1, 1),
        berlaku=berlaku_sejak(date(2025, 1, 1), date(2025, 7, 1)),
    )  # fmt: skip
    semua = isi(admin, "pegawai:satu", staf.pk)
    assert "K/3" not in semua and "SK-RAHASIA" not in semua
    assert "K/3" in isi(admin, "pegawai:gaji_satu", staf.pk)
    for nama in ("kepala", "pengelola_kepegawaian"):
        hal = isi(sebagai(dunia, nama), "pegawai:satu", staf.pk)
        assert "K/3" not in hal and "SK-RAHASIA" not in hal
    hukuman = reverse("simpeg:baris", args=[staf.pk, "hukuman"])
    assert hukuman in semua and hukuman not in hal
    assert "Dibuka untuk apa?" in admin.get(hukuman).content.decode()  # the file's own rule
    sendiri = isi(sebagai(dunia, "staf"), "pegawai:satu", staf.pk)
    assert "SK-RAHASIA" in sendiri and "K/3" in sendiri


def test_opening_the_nik_is_recorded_for_its_owner(dunia):
    staf = dunia.pegawai["staf"]
    staf.nik = "3374015208900001"
    staf.save()
    officer = sebagai(dunia, "pengelola_kepegawaian")
    hal = isi(officer, "pegawai:satu", staf.pk)
    assert "3374015208900001" not in hal
    assert "3374•••••••••••1" in hal
    jumlah = Jejak.objects.filter(person_id=staf.pk, membaca=True).count()
    assert "3374015208900001" in isi(officer, "pegawai:nik", staf.pk)
    assert Jejak.objects.filter(person_id=staf.pk, membaca=True).count() == jumlah + 1


def test_opening_pay_is_recorded_for_its_owner_and_the_account_stays_covered(dunia):
    staf = dunia.pegawai["staf"]
    Rekening.objects.create(
        pegawai=staf, bank="Bank Uji", nomor="1234567890", atas_nama="Staf",
        berlaku=berlaku_sejak(date(2025, 1, 1)),
    )  # fmt: skip
    auditor = sebagai(dunia, "auditor")
    assert "7890" not in isi(auditor, "pegawai:satu", staf.pk)
    dibuka = Jejak.objects.filter(person_id=staf.pk, membaca=True, aksi="gaji.view")
    assert not dibuka.exists()
    hal = isi(auditor, "pegawai:gaji_satu", staf.pk)
    assert "•••• 7890" in hal and "1234567890" not in hal
    assert dibuka.count() == 1
    assert "1234567890" in isi(sebagai(dunia, "bendahara"), "pegawai:gaji_satu", staf.pk)
    assert "1234567890" in isi(sebagai(dunia, "staf"), "pegawai:satu", staf.pk)
    assert dibuka.count() == 2  # one's own page is no reading by another


def test_people_outside_one_s_unit_do_not_exist(dunia):
    officer, tetangga = sebagai(dunia, "pengelola_kepegawaian"), dunia.pegawai["tetangga"]
    for nama in ("satu", "nik", "atasan", "plt", "jabatan"):
        assert officer.get(reverse(f"pegawai:{nama}", args=[tetangga.pk])).status_code == 404
    asing = dunia.unit["dinas lain"]
    assert officer.get(reverse("organisasi:satu", args=[asing.pk])).status_code == 404


def test_what_is_missing_is_counted_and_named(dunia, admin):
    BesaranTPP.objects.create(
        jabatan=dunia.jabatan["staf"], beban_kerja=1, berlaku=berlaku_sejak(date(2020, 1, 1))
    )
    assert "?hitung=1" in isi(admin, "pegawai:kekurangan")
    hal = admin.get(reverse("pegawai:kekurangan"), {"hitung": "1"}).content.decode()
    for k in kinds():
        assert k.judul in hal
    staf = reverse("pegawai:satu", args=[dunia.pegawai["staf"].pk])
    kepala = reverse("pegawai:satu", args=[dunia.pegawai["kepala"].pk])
    assert staf not in isi(admin, "pegawai:kurang", "tanpa-besaran")
    assert kepala in isi(admin, "pegawai:kurang", "tanpa-besaran")
    assert kepala in isi(admin, "pegawai:kurang", "tanpa-atasan")
    assert staf not in isi(admin, "pegawai:kurang", "tanpa-atasan")
    assert admin.get(reverse("pegawai:kurang", args=["apa-saja"])).status_code == 404


def test_counts_and_lists_of_gaps_agree(dunia, actor_admin):
    from selaras.pegawai.kekurangan import people_with_gap

    hari = date(2025, 10, 1)
    jumlah = count_gaps(actor_admin, hari)
    for k in kinds():
        assert jumlah[k.kode] == people_with_gap(actor_admin, k.kode, hari).count()


@pytest.fixture
def actor_admin(dunia):
    from django.utils import timezone

    from selaras.core.permissions.selectors import load_actor

    return load_actor(dunia.user["admin_bkpsdm"], at=timezone.now())


def test_a_unit_shows_its_posts_with_holders_and_empty_ones(dunia, admin):
    RiwayatJabatan.objects.filter(jabatan=dunia.jabatan["tanpa akun"]).delete()
    hal = isi(admin, "organisasi:satu", dunia.unit["bidang hutan"].pk)
    assert "1 jabatan kosong" in hal
    assert reverse("pegawai:satu", args=[dunia.pegawai["staf"].pk]) in hal
    assert "Jabatan tanpa akun" in isi(admin, "organisasi:jabatan", kosong="1")


def test_a_superior_is_named_for_a_time_and_ended_again(dunia, admin):
    staf, tetangga = dunia.pegawai["staf"], dunia.pegawai["tetangga"]
    url = reverse("pegawai:atasan", args=[staf.pk])
    data = {"nip": f"{tetangga.nip[:8]} {tetangga.nip[8:]}", "alasan": "Tim", "mulai": "2025-10-01"}
    assert admin.post(url, {**data, "terakhir": ""}).status_code == 302
    khusus = AtasanKhusus.objects.get(
        pegawai=staf, atasan=tetangga, berlaku__contains=date(2025, 10, 1)
    )
    assert (khusus.atasan, khusus.berlaku.upper) == (tetangga, None)
    akhiri = reverse("pegawai:akhiri-atasan", args=[khusus.pk])
    assert admin.post(akhiri, {"terakhir": "2025-10-31"}).status_code == 302
    khusus.refresh_from_db()
    assert khusus.berlaku.upper == date(2025, 11, 1)
    assert Jejak.objects.filter(aksi="pegawai.edit", person_id=staf.pk).count() == 2


@pytest.mark.parametrize(
    ("siapa", "kata"),
    [
        ("staf", "atasannya sendiri"),
        ("bawahan", "melingkar"),
        ("cucu", "melingkar"),
        ("x", "ditemukan"),
    ],
)
def test_a_superior_that_can_not_be_is_refused_on_the_form(dunia, admin, siapa, kata):
    staf = dunia.pegawai["staf"]
    bawahan = dunia.add_person("bawahan", "bidang hutan", atasan="staf")
    cucu = dunia.add_person("cucu", "bidang hutan", atasan="bawahan")
    nip = {"staf": staf.nip, "bawahan": bawahan.nip, "cucu": cucu.nip, "x": "1"}[siapa]
    url = reverse("pegawai:atasan", args=[staf.pk])
    response = admin.post(url, {"nip": nip, "alasan": "x", "mulai": "2025-10-01"})
    assert response.status_code == 422
    assert kata in response.content.decode()
    assert not AtasanKhusus.objects.filter(alasan="x").exists()


def test_plt_is_given_ended_and_refused_when_it_overlaps(dunia, admin):
    staf = dunia.pegawai["staf"]
    url = reverse("pegawai:plt", args=[staf.pk])
    data = {"penugasan": "PLT", "jabatan": dunia.jabatan["kepala"].pk, "mulai": "2025-10-01",
            "terakhir": "2025-12-31", "cara_plt": "plt20", "no_sk": "SK-1"}  # fmt: skip
    assert admin.post(url, data).status_code == 302
    kedua = admin.post(url, {**data, "mulai": "2025-12-31", "penugasan": "PLH"})
    assert kedua.status_code == 422
    assert "1-10-2025 s.d. 31-12-2025" in kedua.content.decode()
    sendiri = admin.post(url, {**data, "mulai": "2026-01-01", "terakhir": "",
                               "jabatan": dunia.jabatan["staf"].pk})  # fmt: skip
    assert "secara definitif" in sendiri.content.decode()
    plt = RiwayatJabatan.objects.get(pegawai=staf, penugasan="PLT")
    akhiri = reverse("pegawai:akhiri-jabatan", args=[plt.pk])
    assert admin.post(akhiri, {"terakhir": "2025-09-01"}).status_code == 422
    assert admin.post(akhiri, {"terakhir": "2025-11-15"}).status_code == 302
    plt.refresh_from_db()
    assert plt.berlaku.upper == date(2025, 11, 16)


def test_a_new_post_ends_the_old_one_the_day_before(dunia, admin):
    staf = dunia.pegawai["staf"]
    url = reverse("pegawai:jabatan", args=[staf.pk])
    data = {"jabatan": dunia.jabatan["tetangga"].pk, "mulai": "2025-10-01", "no_sk": "SK"}
    assert admin.post(url, data).status_code == 302
    lama, baru = RiwayatJabatan.objects.filter(pegawai=staf).order_by("berlaku")
    assert (lama.berlaku.upper, baru.berlaku.lower) == (date(2025, 10, 1), date(2025, 10, 1))
    assert Pegawai.objects.count() == len(dunia.pegawai)


def test_the_list_of_people_without_a_superior_is_that_of_the_rule(dunia, actor_admin):
    from selaras.pegawai.kekurangan import people_with_gap
    from selaras.pegawai.selectors.atasan import superior_ids

    for hari in (date(2019, 1, 15), date(2025, 10, 1)):
        orang = set(
            Pegawai.objects.filter(
                riwayat_status__berlaku__contains=hari, instansi=dunia.instansi["uji"]
            ).values_list("pk", flat=True)
        )
        tanpa = set(people_with_gap(actor_admin, "tanpa-atasan", hari).values_list("pk", flat=True))
        assert tanpa == orang - superior_ids(orang, hari).keys()


@pytest.mark.parametrize("urut", ["status", "-golongan", "jabatan", "unit", "-kelas", "nip"])
def test_every_column_sorts_and_the_download_holds_the_positions(dunia, admin, urut):
    assert "Jabatan staf" in isi(admin, "pegawai:daftar", urut=urut)
    response = admin.get(reverse("pegawai:daftar"), {"unduh": "xlsx", "urut": urut})
    from selaras.core.impor.baca import read_table

    baris = read_table(b"".join(response.streaming_content)).baris
    assert ("Staf", "PNS") in {row[:2] for row in baris}
    assert any("Bidang Hutan" in row for row in baris)


@pytest.mark.parametrize("siapa", ["instansi", "induk", "orang", "tetangga"])
def test_a_timetable_reaches_a_person_by_herself_her_unit_or_everyone(dunia, actor_admin, siapa):
    from selaras.pegawai.kekurangan import people_with_gap
    from selaras.presensi.models import Jadwal, PenugasanJadwal

    hari, staf = date(2025, 10, 1), dunia.pegawai["staf"]
    PenugasanJadwal.objects.all().delete()
    assert staf in people_with_gap(actor_admin, "tanpa-jadwal", hari)
    PenugasanJadwal.objects.create(
        jadwal=Jadwal.objects.create(instansi=dunia.instansi["uji"], kode="X", nama="X"),
        instansi=dunia.instansi["uji"],
        unit={"induk": dunia.unit["dinas alam"], "tetangga": dunia.unit["dinas buku"]}.get(siapa),
        pegawai=staf if siapa == "orang" else None,
        berlaku=berlaku_sejak(date(2025, 1, 1)),
    )
    kurang = staf in people_with_gap(actor_admin, "tanpa-jadwal", hari)
    assert kurang is (siapa == "tetangga")
