"""Dated histories of a file: neighbours give way, no gap, as of any date, one answer everywhere."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from tests.izin.dunia import Dunia, build

from selaras.core.masa import berlaku_sejak
from selaras.pegawai.models import RiwayatGolongan
from selaras.simpeg.jenis import DAFTAR
from selaras.simpeg.selectors.pada import state_on


@pytest.fixture
def dunia(db: None) -> Dunia:
    dunia = build()
    staf = dunia.pegawai["staf"]
    staf.riwayat_golongan.all().delete()
    RiwayatGolongan.objects.create(
        pegawai=staf, golongan="III/a", berlaku=berlaku_sejak(date(2020, 1, 1)),
        masa_kerja_tahun=2, masa_kerja_bulan=3,
    )  # fmt: skip
    return dunia


@pytest.fixture
def petugas(dunia: Dunia, client: Client) -> Client:
    client.force_login(dunia.user["pengelola_kepegawaian"])
    return client


def ranks(dunia: Dunia) -> list[tuple[str, date, date | None]]:
    semua = RiwayatGolongan.objects.filter(pegawai=dunia.pegawai["staf"]).order_by("berlaku")
    return [(r.golongan, r.berlaku.lower, r.berlaku.upper) for r in semua]


def test_a_new_rank_ends_the_one_before(dunia: Dunia, petugas: Client) -> None:
    staf = dunia.pegawai["staf"]
    alamat = reverse("simpeg:baris_baru", args=[staf.pk, "golongan"])
    jawab = petugas.post(alamat, {"golongan": "III/b", "tmt": "2024-04-01", "no_sk": "823/1"})
    assert jawab.status_code == 302
    batas = date(2024, 4, 1)
    assert ranks(dunia) == [("III/a", date(2020, 1, 1), batas), ("III/b", batas, None)]
    lagi = petugas.post(alamat, {"golongan": "III/c", "tmt": "2024-04-01"})
    assert lagi.status_code == 422
    assert "Sudah ada baris dengan TMT" in lagi.content.decode()


def test_a_rank_that_no_law_knows_is_refused_beside_its_field(
    dunia: Dunia, petugas: Client
) -> None:
    alamat = reverse("simpeg:baris_baru", args=[dunia.pegawai["staf"].pk, "golongan"])
    jawab = petugas.post(alamat, {"golongan": "III/z", "tmt": "2024-04-01", "no_sk": "823/2"})
    assert jawab.status_code == 422
    assert "III/z" in jawab.content.decode()
    assert len(ranks(dunia)) == 1


def test_a_moved_tmt_moves_the_end_before_it_and_a_deleted_rank_leaves_no_gap(
    dunia: Dunia, petugas: Client
) -> None:
    staf = dunia.pegawai["staf"]
    petugas.post(reverse("simpeg:baris_baru", args=[staf.pk, "golongan"]),
                 {"golongan": "III/b", "tmt": "2024-04-01"})  # fmt: skip
    baru = RiwayatGolongan.objects.get(golongan="III/b")
    ubah = reverse("simpeg:baris_ubah", args=[staf.pk, "golongan", baru.pk])
    for tmt in ("2024-10-01", "2023-04-01"):
        assert petugas.post(ubah, {"golongan": "III/b", "tmt": tmt}).status_code == 302
        hari = date.fromisoformat(tmt)
        assert ranks(dunia) == [("III/a", date(2020, 1, 1), hari), ("III/b", hari, None)]
    hapus = reverse("simpeg:baris_hapus", args=[staf.pk, "golongan", baru.pk])
    assert petugas.post(hapus, {"alasan": "SK dibatalkan"}).status_code == 302
    assert ranks(dunia) == [("III/a", date(2020, 1, 1), None)]


def test_the_database_refuses_a_gap_between_ranks_of_a_civil_servant(dunia: Dunia) -> None:
    staf = dunia.pegawai["staf"]
    assert staf.riwayat_status.filter(status="PNS").exists()
    lama = RiwayatGolongan.objects.get(pegawai=staf)
    with pytest.raises(IntegrityError, match="berjeda"), transaction.atomic():
        lama.berlaku = berlaku_sejak(date(2020, 1, 1), date(2024, 1, 1))
        lama.save()
        RiwayatGolongan.objects.create(
            pegawai=staf, golongan="III/b", berlaku=berlaku_sejak(date(2024, 4, 1))
        )
        with connection.cursor() as cursor:
            cursor.execute("set constraints golongan_tanpa_jeda immediate")


def test_the_state_is_told_as_of_any_date(dunia: Dunia, petugas: Client) -> None:
    staf = dunia.pegawai["staf"]
    petugas.post(reverse("simpeg:baris_baru", args=[staf.pk, "golongan"]),
                 {"golongan": "III/b", "tmt": "2024-04-01"})  # fmt: skip
    dulu, kini = state_on(staf, date(2023, 1, 1)), state_on(staf, date(2024, 5, 1))
    assert (dulu.golongan, kini.golongan) == ("III/a", "III/b")
    assert dulu.masa_kerja == 2 * 12 + 3 + 36
    assert kini.pangkat == "Penata Muda Tingkat I (III/b)"
    assert kini.jabatan and kini.unit and kini.atasan == dunia.pegawai["kepala"]
    assert state_on(staf, date(2019, 12, 31)).golongan == ""
    alamat = reverse("simpeg:berkas", args=[staf.pk])
    isi = petugas.get(alamat, {"pada": "2023-01-01"}).content.decode()
    assert "Penata Muda (III/a)" in isi
    assert "Golongan III/b" not in isi


def test_every_part_of_the_file_opens_and_has_a_form(dunia: Dunia, client: Client) -> None:
    staf = dunia.pegawai["staf"]
    client.force_login(dunia.user["staf"])
    for jenis in DAFTAR:
        assert client.get(reverse("simpeg:baris", args=[staf.pk, jenis.kode])).status_code == 200
        assert client.get(reverse("simpeg:usul_baru", args=[jenis.kode])).status_code == 200
    for kode in ("hukuman", "cuti", "skp"):
        assert client.get(reverse("simpeg:baris", args=[staf.pk, kode])).status_code == 200
    assert client.get(reverse("simpeg:dokumen", args=[staf.pk])).status_code == 200


def test_a_letter_number_used_twice_is_marked(dunia: Dunia, petugas: Client) -> None:
    staf = dunia.pegawai["staf"]
    RiwayatGolongan.objects.filter(pegawai=staf).update(no_sk="823/0001/2020")
    RiwayatGolongan.objects.create(
        pegawai=dunia.pegawai["kepala"], golongan="IV/a", no_sk="823/0001/2020",
        berlaku=berlaku_sejak(date(2020, 1, 1)),
    )  # fmt: skip
    isi = petugas.get(reverse("simpeg:baris", args=[staf.pk, "golongan"])).content.decode()
    assert "dipakai juga pada baris lain" in isi


def test_a_letter_number_is_refused_a_second_time_and_with_another_date(
    dunia: Dunia, petugas: Client
) -> None:
    staf = dunia.pegawai["staf"]
    RiwayatGolongan.objects.create(
        pegawai=dunia.pegawai["kepala"], golongan="IV/a", no_sk="823/9",
        tanggal_sk=date(2020, 1, 2), berlaku=berlaku_sejak(date(2020, 1, 1)),
    )  # fmt: skip
    alamat = reverse("simpeg:baris_baru", args=[staf.pk, "golongan"])
    isi = {"golongan": "III/b", "tmt": "2024-04-01", "no_sk": "823/9", "tanggal_sk": "2024-03-20"}
    lain = petugas.post(alamat, isi)
    assert lain.status_code == 422
    assert "tercatat bertanggal 02-01-2020" in lain.content.decode()
    assert petugas.post(alamat, {**isi, "tanggal_sk": "2020-01-02"}).status_code == 302
    ulang = petugas.post(alamat, {**isi, "tmt": "2026-04-01"})
    assert "sudah dipakai baris lain di berkas ini" in ulang.content.decode()
