"""Proposals: the employee asks with proof, the unit looks, the agency decides, the file follows."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.izin.dunia import Dunia, build
from tests.serentak import twice_at_once

from selaras.core.notify.models import Pemberitahuan
from selaras.core.permissions.selectors import load_actor
from selaras.core.waktu import now
from selaras.core.workflow.models import Menunggu
from selaras.simpeg.jenis import MENURUT_KODE
from selaras.simpeg.models import DokumenPegawai, RiwayatPendidikan, UsulRiwayat
from selaras.simpeg.services import usul

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
IJAZAH = {"tingkat": "45", "jurusan": "Administrasi Publik", "sekolah": "Universitas Raya",
          "tahun_lulus": "2019", "diakui": "on"}  # fmt: skip


@pytest.fixture
def dunia(db: None) -> Dunia:
    dunia = build()
    UsulRiwayat.objects.all().delete()
    return dunia


def pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("ijazah.pdf", PDF, "application/pdf")


def as_(client: Client, dunia: Dunia, siapa: str) -> Client:
    client.force_login(dunia.user[siapa])
    return client


def propose(client: Client, dunia: Dunia, alamat: str, isi: dict[str, object]) -> UsulRiwayat:
    jawab = as_(client, dunia, "staf").post(alamat, {**isi, "bukti": pdf()})
    assert jawab.status_code == 302, (jawab.context["form"].errors, jawab.context.get("galat"))
    return UsulRiwayat.objects.latest("pk")


def step(
    client: Client, dunia: Dunia, usul: UsulRiwayat, langkah: str, **isi: str
) -> "tuple[int, str]":
    siapa = "pengelola_kepegawaian" if langkah in {"approve", "return", "reject"} else (
        "admin_bkpsdm")  # fmt: skip
    as_(client, dunia, siapa)
    halaman = client.get(reverse("simpeg:usul", args=[usul.pk]))
    versi = {"versi": halaman.context["u"].versi_alur,
             "versi_baris": halaman.context["versi_baris"]}  # fmt: skip
    jawab = client.post(reverse("simpeg:usul_langkah", args=[usul.pk]),
                        {**versi, "langkah": langkah, **isi})  # fmt: skip
    usul.refresh_from_db()
    return jawab.status_code, jawab.content.decode()


def test_a_new_row_enters_the_file_only_with_the_agencys_word(
    dunia: Dunia, client: Client, django_capture_on_commit_callbacks
) -> None:
    lama = RiwayatPendidikan.objects.filter(pegawai=dunia.pegawai["staf"]).count()
    usul = propose(client, dunia, reverse("simpeg:usul_baru", args=["pendidikan"]), IJAZAH)
    assert usul.status == "diajukan"
    assert Menunggu.objects.get(objek_id=usul.pk).penyetuju_id is not None
    assert step(client, dunia, usul, "approve")[0] == 302
    assert usul.status == "diteruskan"
    assert RiwayatPendidikan.objects.filter(pegawai=dunia.pegawai["staf"]).count() == lama
    with django_capture_on_commit_callbacks(execute=True):
        assert step(client, dunia, usul, "verify")[0] == 302
    assert usul.status == "disetujui"
    baris = RiwayatPendidikan.objects.get(pegawai=dunia.pegawai["staf"], tingkat="45")
    assert baris.sekolah == "Universitas Raya"
    dokumen = DokumenPegawai.objects.get(jenis_riwayat="pendidikan", baris_id=baris.pk)
    assert dokumen.jenis == "ijazah"
    assert Pemberitahuan.objects.filter(person_id=dunia.pegawai["staf"].pk).exists()


def test_one_field_is_refused_with_its_reason_and_the_others_take_effect(
    dunia: Dunia, client: Client
) -> None:
    ijazah = dunia.objek["ijazah staf"]
    alamat = reverse("simpeg:usul_ubah", args=["pendidikan", ijazah.pk])
    isi = {"tingkat": "40", "sekolah": "Universitas Uji", "tahun_lulus": "2010",
           "jurusan": "Akuntansi", "diakui": "on"}  # fmt: skip
    usul = propose(client, dunia, alamat, isi)
    assert set(usul.isi) == {"tahun_lulus", "jurusan"}
    kode, kata = step(client, dunia, usul, "approve", terima_tahun_lulus="tidak")
    assert kode == 422
    assert "alasan untuk setiap isian yang ditolak" in kata
    kode, _ = step(client, dunia, usul, "approve", terima_tahun_lulus="tidak",
                   mengapa_tahun_lulus="Di ijazah tertulis 2008", terima_jurusan="ya")  # fmt: skip
    assert kode == 302
    assert step(client, dunia, usul, "verify")[0] == 302
    ijazah.refresh_from_db()
    assert (ijazah.jurusan, ijazah.tahun_lulus) == ("Akuntansi", 2008)
    halaman = as_(client, dunia, "staf").get(reverse("simpeg:usul", args=[usul.pk]))
    assert "Di ijazah tertulis 2008" in halaman.content.decode()


def test_the_decider_sees_that_the_row_changed_meanwhile_and_chooses(
    dunia: Dunia, client: Client
) -> None:
    ijazah = dunia.objek["ijazah staf"]
    alamat = reverse("simpeg:usul_ubah", args=["pendidikan", ijazah.pk])
    isi = {"tingkat": "40", "sekolah": "Universitas Uji", "tahun_lulus": "2010", "diakui": "on"}
    usul = propose(client, dunia, alamat, isi)
    step(client, dunia, usul, "approve")
    halaman = as_(client, dunia, "admin_bkpsdm").get(reverse("simpeg:usul", args=[usul.pk]))
    dilihat = halaman.context["versi_baris"]
    RiwayatPendidikan.objects.filter(pk=ijazah.pk).update(tahun_lulus=2011)
    jawab = client.post(reverse("simpeg:usul_langkah", args=[usul.pk]),
                        {"langkah": "verify", "versi_baris": dilihat})  # fmt: skip
    assert jawab.status_code == 422
    assert "Kini di berkas: 2011" in jawab.content.decode()
    assert RiwayatPendidikan.objects.get(pk=ijazah.pk).tahun_lulus == 2011
    assert step(client, dunia, usul, "verify")[0] == 302
    assert RiwayatPendidikan.objects.get(pk=ijazah.pk).tahun_lulus == 2010


def test_identity_is_proposed_field_by_field_and_history_too(dunia: Dunia, client: Client) -> None:
    staf = dunia.pegawai["staf"]
    identitas = reverse("simpeg:usul_baru", args=["identitas"])
    usul = propose(client, dunia, identitas, {"nama": staf.nama, "telepon": "08123456789",
                                              "gelar_belakang": "S.Sos."})  # fmt: skip
    assert "nama" not in usul.isi
    step(client, dunia, usul, "approve")
    assert step(client, dunia, usul, "verify")[0] == 302
    staf.refresh_from_db()
    assert (staf.telepon, staf.gelar_belakang) == ("08123456789", "S.Sos.")
    golongan = reverse("simpeg:usul_baru", args=["golongan"])
    usul = propose(client, dunia, golongan, {"golongan": "III/d", "tmt": "2024-10-01"})
    step(client, dunia, usul, "approve")
    assert step(client, dunia, usul, "verify")[0] == 302
    assert staf.riwayat_golongan.filter(golongan="III/d").exists()


def test_a_deletion_is_proposed_with_its_reason(dunia: Dunia, client: Client) -> None:
    ijazah = dunia.objek["ijazah staf"]
    alamat = reverse("simpeg:usul_hapus", args=["pendidikan", ijazah.pk])
    as_(client, dunia, "staf")
    assert client.post(alamat, {"alasan": ""}).status_code == 422
    usul = UsulRiwayat.objects.latest("pk")
    perbaiki = reverse("simpeg:usul_perbaiki", args=[usul.pk])
    assert client.post(perbaiki, {"alasan": "Tercatat dua kali"}).status_code == 302
    usul.refresh_from_db()
    step(client, dunia, usul, "approve")
    assert step(client, dunia, usul, "verify")[0] == 302
    assert not RiwayatPendidikan.objects.filter(pk=ijazah.pk).exists()


def test_without_proof_or_with_an_executable_nothing_is_sent_and_nothing_is_lost(
    dunia: Dunia, client: Client
) -> None:
    alamat = reverse("simpeg:usul_baru", args=["pendidikan"])
    as_(client, dunia, "staf")
    kunci = str(uuid.uuid4())
    jawab = client.post(alamat, {**IJAZAH, "kunci_kirim": kunci})
    assert jawab.status_code == 422
    assert "Lampirkan pindaian" in jawab.content.decode()
    tipuan = SimpleUploadedFile("ijazah.pdf", b"MZ\x90\x00" + b"\0" * 200, "application/pdf")
    jawab = client.post(alamat, {**IJAZAH, "kunci_kirim": kunci, "bukti": tipuan})
    assert jawab.status_code == 422
    assert "Universitas Raya" in jawab.content.decode()
    assert client.post(alamat, {**IJAZAH, "kunci_kirim": kunci, "bukti": pdf()}).status_code == 302
    assert UsulRiwayat.objects.filter(jenis="pendidikan", isi__tingkat="45").count() == 1


def test_nobody_decides_about_herself_and_others_do_not_see_it(
    dunia: Dunia, client: Client
) -> None:
    usul = propose(client, dunia, reverse("simpeg:usul_baru", args=["pendidikan"]), IJAZAH)
    alamat = reverse("simpeg:usul_langkah", args=[usul.pk])
    assert client.post(alamat, {"langkah": "approve"}).status_code == 422
    for siapa in ("kepala", "auditor"):
        assert as_(client, dunia, siapa).get(
            reverse("simpeg:usul", args=[usul.pk])
        ).status_code == 404  # fmt: skip
    usul.refresh_from_db()
    assert usul.status == "diajukan"


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_twice_in_one_moment_is_one_proposal(
    dunia: Dunia, monkeypatch: pytest.MonkeyPatch
) -> None:
    staf, kunci = load_actor(dunia.user["staf"], at=now()), uuid.uuid4()

    def send() -> int:
        return usul.write_proposal(
            actor=staf, pegawai=dunia.pegawai["staf"], jenis=MENURUT_KODE["pendidikan"],
            tindakan="tambah", isi=IJAZAH, kunci=kunci,
        ).pk  # fmt: skip

    satu, lagi = twice_at_once(monkeypatch, usul, "values_of", send)
    assert satu == lagi and UsulRiwayat.objects.count() == 1
