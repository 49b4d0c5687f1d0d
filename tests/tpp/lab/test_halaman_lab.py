"""The lab in the browser's place: start, wait, read, open a person, take the file, throw away."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.tpp import bulan_kecil as kecil

from selaras.core.accounts.models import User
from selaras.core.jobs.models import Pekerjaan
from selaras.core.jobs.services import perform
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions.models import PenugasanPeran
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import Pegawai
from selaras.tpp.models import HitunganBulan, InstrumenPenilaian
from selaras.tpp.services import compute_month

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def klien() -> Client:
    instansi = kecil.build()
    Instansi.objects.update(daerah="contoh")
    instansi.refresh_from_db()
    compute_month(instansi=instansi, periode=kecil.PERIODE, actor=kecil.ACTOR, at=kecil.AT)
    user = User.objects.create_user("lab", password="hutan-kopi-merapi")
    PenugasanPeran.objects.create(
        user=user, peran="admin_bkpsdm", instansi_id=instansi.pk,
        berlaku=berlaku_sejak(kecil.AWAL),
    )  # fmt: skip
    klien = Client()
    klien.force_login(user)
    return klien


def mulai(klien: Client, **data: object):
    return klien.post(reverse("lab:baru"), {"dari": kecil.PERIODE, "sampai": kecil.PERIODE, **data})


def test_a_trial_from_the_form_to_the_file(klien: Client) -> None:
    sebelum = (HitunganBulan.objects.count(), InstrumenPenilaian.objects.count())
    halaman = klien.get(reverse("lab:baru"))
    nilai = {i.kunci: i.teks for i, _, _ in halaman.context["form"].isian()}
    assert nilai["presensi.alpa_per_hari"] == "3%"
    jawab = mulai(klien, sumber="nilai", **(nilai | {"kinerja.predikat": "baik: 90%"}))
    pekerjaan = Pekerjaan.objects.get()
    assert jawab.url == pekerjaan.get_absolute_url()
    perform(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    assert pekerjaan.status == "selesai", pekerjaan.pesan
    hasil = reverse("lab:hasil", args=[pekerjaan.pk])
    ringkas = klien.get(hasil).content.decode()
    assert "Tidak ada yang disimpan" in ringkas
    assert "6 lebih sedikit" in ringkas
    for bagian in ("unit", "orang", "contoh", "aturan"):
        assert klien.get(hasil, {"bagian": bagian}).status_code == 200
    orang = klien.get(hasil, {"bagian": "orang", "q": "Pegawai 3"})
    assert [b["orang"].nama for b, _ in orang.context["daftar"].isi] == ["Pegawai 3"]
    pegawai = Pegawai.objects.get(nama="Pegawai 3")
    satu = klien.get(reverse("lab:orang", args=[pekerjaan.pk, pegawai.pk])).content.decode()
    assert "TPP bruto" in satu
    assert "−Rp240.000" in satu  # a tenth of the productivity share of Rp4.000.000
    buku = klien.get(hasil, {"unduh": "buku"})
    assert io.BytesIO(b"".join(buku.streaming_content)).getvalue().startswith(b"PK")
    assert (HitunganBulan.objects.count(), InstrumenPenilaian.objects.count()) == sebelum
    klien.post(reverse("lab:hapus", args=[pekerjaan.pk]))
    assert klien.get(hasil).status_code == 404


def test_a_broken_file_is_answered_beside_the_place_and_starts_nothing(klien: Client) -> None:
    berkas = SimpleUploadedFile("usulan.yaml", b"tpp.bobot: {produktivitas: 7000}\n")
    jawab = mulai(klien, sumber="berkas", berkas=berkas)
    assert jawab.status_code == 422
    assert "Baris 1: isinya berjumlah 7000, seharusnya 10000" in jawab.content.decode()
    assert not Pekerjaan.objects.exists()


def test_a_proposal_without_its_file_or_law_is_asked_for_once(klien: Client) -> None:
    tanpa_berkas = mulai(klien, sumber="berkas").content.decode()
    assert tanpa_berkas.count("Pilih berkas YAML usulannya.") == 1
    assert "(boleh kosong)" not in tanpa_berkas
    tanpa_aturan = mulai(klien, sumber="daerah", edisi="").content.decode()
    assert tanpa_aturan.count("Pilih aturan yang dibandingkan.") == 1
    assert not Pekerjaan.objects.exists()


def test_values_that_change_nothing_or_are_none_are_refused(klien: Client) -> None:
    halaman = klien.get(reverse("lab:baru"))
    nilai = {i.kunci: i.teks for i, _, _ in halaman.context["form"].isian()}
    assert "Belum ada nilai yang diubah" in mulai(klien, sumber="nilai", **nilai).content.decode()
    salah = mulai(klien, sumber="nilai", **(nilai | {"presensi.alpa_per_hari": "banyak"}))
    assert "bukan persen" in salah.content.decode()
    assert not Pekerjaan.objects.exists()


def test_a_region_without_the_values_is_refused_before_any_work(klien: Client) -> None:
    jawab = mulai(klien, sumber="daerah", edisi="deli_serdang/2019")
    assert jawab.status_code == 422
    assert "tidak berlaku pada" in jawab.content.decode()
