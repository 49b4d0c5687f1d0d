"""Numbers in addresses exchanged for those of another unit: what is not yours does not exist."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.core.files.conftest import pdf
from tests.izin.dunia import Dunia

from selaras.core.drafts.models import Draf
from selaras.core.files.services import simpan_berkas
from selaras.core.permissions.selectors import load_actor
from selaras.cuti.models import JenisKetidakhadiran, Ketidakhadiran

Rujuk = Callable[[Any], tuple[int, ...]]
PERAN_UNIT = ("pengelola_kepegawaian", "verifikator_tpp", "bendahara")
# Pages of one row of staf's (Dinas Alam): address, and what stands for its number.
HALAMAN: dict[str, Rujuk] = {
    "tpp:bulan": lambda d: (202510, d.pegawai["staf"].pk),
    "tpp:setahun": lambda d: (2025, d.pegawai["staf"].pk),
    "tpp:hari": lambda d: (202510, d.pegawai["staf"].pk, 7),
    "tpp:keberatan_satu": lambda d: (d.objek["keberatan"].pk,),
    "tpp:temuan_satu": lambda d: (d.objek["temuan"].pk,),
    "tpp:verifikasi_unit": lambda d: (202510, d.unit["dinas alam"].pk),
    "tpp:pembayaran": lambda d: (202509, d.unit["dinas alam"].pk),
    "pegawai:satu": lambda d: (d.pegawai["staf"].pk,),
    "cuti:rinci": lambda d: (d.objek["cuti"].pk,),
    "aktivitas:rinci": lambda d: (d.objek["hari staf"].pk,),
    "persetujuan:satu": lambda d: (d.objek["menunggu"].pk,),
    "impor:rinci": lambda d: (d.objek["impor"].pk,),
    "pengguna:rinci": lambda d: (d.user["staf"].pk,),
    "presensi:mesin_satu": lambda d: (d.objek["mesin"].pk,),
    "bezetting:abk": lambda d: (d.jabatan["staf"].pk,),
    "jejak:rinci": lambda d: (d.jejak["staf"].pk,),
}  # fmt: skip
KIRIM: dict[str, Rujuk] = {
    "pemberitahuan:buka": lambda d: (d.objek["pemberitahuan"].pk,),
    "tpp:transfer_gagal": lambda d: (d.objek["transfer"].pk,),
    "persetujuan:putuskan": lambda d: (d.objek["menunggu"].pk,),
    "bezetting:abk": lambda d: (d.jabatan["staf"].pk,),
    "cuti:cabut": lambda d: (d.objek["cuti"].pk,),
    "pengguna:reset": lambda d: (d.user["staf"].pk,),
    "tpp:keberatan_cabut": lambda d: (d.objek["keberatan"].pk,),
}


@pytest.fixture
def tetangga(dunia: Dunia, client: Client) -> Client:
    """An officer of Dinas Buku with every role that a unit gives."""
    for peran in PERAN_UNIT:
        dunia.grant("tetangga", peran, unit="dinas buku")
    client.force_login(dunia.user["tetangga"])
    return client


@pytest.mark.parametrize("nama", HALAMAN)
def test_another_units_page_does_not_exist(dunia: Dunia, tetangga: Client, nama: str) -> None:
    jawab = tetangga.get(reverse(nama, args=HALAMAN[nama](dunia)))
    assert jawab.status_code == 404
    assert "Staf" not in jawab.content.decode()


@pytest.mark.parametrize("nama", KIRIM)
def test_another_units_row_cannot_be_acted_upon(dunia: Dunia, tetangga: Client, nama: str) -> None:
    assert tetangga.post(reverse(nama, args=KIRIM[nama](dunia))).status_code == 404


@pytest.mark.parametrize("nama", ["tpp:bulan", "tpp:setahun", "tpp:keberatan_satu", "cuti:rinci"])
def test_a_colleague_of_the_same_unit_is_no_officer(
    dunia: Dunia, client: Client, nama: str
) -> None:
    dunia.add_person("rekan", "bidang hutan", atasan="kepala")
    client.force_login(dunia.user["rekan"])
    assert client.get(reverse(nama, args=HALAMAN[nama](dunia))).status_code == 404


def test_a_file_is_not_served_to_who_guesses_its_number(dunia: Dunia, tetangga: Client) -> None:
    staf = load_actor(dunia.user["staf"], at=timezone.now())
    kiriman = SimpleUploadedFile("surat.pdf", pdf())
    berkas = simpan_berkas(staf, kiriman, keperluan="tpp.keberatan")
    for nama, lain in (("buka", ()), ("keadaan", ()), ("pratinjau", (1,))):
        assert tetangga.get(reverse(f"berkas:{nama}", args=[berkas.pk, *lain])).status_code == 404
    assert tetangga.get(reverse("berkas:buka", args=[uuid.uuid4()])).status_code == 404
    tetangga.force_login(dunia.user["staf"])
    jawab = tetangga.get(reverse("berkas:buka", args=[berkas.pk]))
    assert jawab.status_code == 200
    jawab.close()


def test_a_draft_is_kept_per_person(dunia: Dunia, tetangga: Client) -> None:
    Draf.objects.create(
        user=dunia.user["staf"], kunci="keberatan", isi=[["uraian", "rahasia staf"]], versi=3,
        diubah_pada=timezone.now(),
    )  # fmt: skip
    jawab = tetangga.get(reverse("draf:satu", args=["keberatan"]))
    assert "rahasia" not in jawab.content.decode()
    tetangga.delete(reverse("draf:satu", args=["keberatan"]))
    assert Draf.objects.get(user=dunia.user["staf"]).isi


def test_a_leave_is_not_written_for_another_units_person(dunia: Dunia, tetangga: Client) -> None:
    """The person is named by a NIP in the form, not in the address."""
    nip = dunia.pegawai["staf"].nip
    isi = {
        "nip": nip, "jenis": JenisKetidakhadiran.objects.values_list("pk", flat=True)[0],
        "mulai": "2025-10-06", "sampai": "2025-10-06", "no_surat": "1",
        "tanggal_surat": "2025-10-01",
    }  # fmt: skip
    sebelum = Ketidakhadiran.objects.count()
    jawab = tetangga.post(reverse("cuti:tambah"), isi)
    assert jawab.status_code == 422
    assert "di wilayah Anda" in jawab.content.decode()
    assert Ketidakhadiran.objects.count() == sebelum
    assert nip not in tetangga.get(reverse("cuti:orang"), {"nip": nip}).content.decode()
