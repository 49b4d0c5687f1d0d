"""Pages about corrections: asking from the day, one's list, the unit's, the superior's preview."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from selaras.core.drafts.models import Draf
from selaras.core.drafts.services import save_draf
from selaras.core.workflow.models import Menunggu
from selaras.presensi.models import KoreksiPresensi, UsulKoreksi

from .test_usul_koreksi import KINI, SENIN, actor_of, dunia, kantor

__all__ = ["actor_of", "dunia", "kantor"]
HARI = "2025-12-01"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def kamis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selaras.core.permissions.middleware.now", lambda: KINI)


def masuk(dunia, nama: str) -> Client:
    client = Client()
    client.force_login(dunia.user[nama])
    return client


def kiriman(**lain) -> dict:
    return {"kunci": str(uuid4()), "masuk": "07:25", "pulang": "16:05", "sebab": "lupa",
            "uraian": "Lupa mencatat", **lain}  # fmt: skip


def test_an_employee_asks_from_the_day_with_a_proof(kantor) -> None:
    staf = masuk(kantor, "staf")
    user = kantor.user["staf"]
    kunci_draf = f"koreksi/{kantor.pegawai['staf'].pk}/{HARI}"
    save_draf(user_id=user.pk, kunci=kunci_draf, isi=[["uraian", "setengah"]], versi=0, at=KINI)
    url = reverse("presensi:koreksi_ajukan", args=[HARI])
    assert "0 dari 3 koreksi" in staf.get(url).content.decode()
    bukti = SimpleUploadedFile("surat.pdf", PDF, "application/pdf")
    jawab = staf.post(url, kiriman(bukti=bukti))
    usul = UsulKoreksi.objects.get(tanggal=SENIN)
    assert jawab.url == reverse("presensi:koreksi_satu", args=[usul.pk])
    assert (usul.masuk, usul.pulang, usul.berkas.count()) == (445, 965, 1)
    assert Draf.objects.get(kunci=kunci_draf).isi is None
    teks = staf.get(jawab.url).content.decode()
    assert "Masuk 07.25 dan pulang 16.05" in teks and "surat.pdf" in teks
    assert staf.get(url).url == jawab.url  # asked already: leads there


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(kantor) -> None:
    staf = masuk(kantor, "staf")
    url = reverse("presensi:koreksi_ajukan", args=[HARI])
    jawab = staf.post(url, kiriman(masuk="16:30", uraian="Kata yang panjang"))
    teks = jawab.content.decode()
    assert jawab.status_code == 422
    assert "Jam pulang harus sesudah jam masuk." in teks and "Kata yang panjang" in teks
    terlambat = staf.get(reverse("presensi:koreksi_ajukan", args=["2025-11-20"]))
    assert "paling lambat 5 hari kerja" in terlambat.content.decode()
    assert staf.get(reverse("presensi:koreksi_ajukan", args=["2025-99-01"])).status_code == 404


def test_the_own_page_lists_days_to_mend_and_requests(
    kantor, django_assert_max_num_queries
) -> None:
    staf = masuk(kantor, "staf")
    url = reverse("presensi:koreksi_saya")
    teks = staf.get(url).content.decode()
    assert "Senin, 1 Desember 2025" in teks and "Minta koreksi" in teks
    staf.post(reverse("presensi:koreksi_ajukan", args=[HARI]), kiriman())
    with django_assert_max_num_queries(18):
        teks = staf.get(url).content.decode()
    assert "1 dari 3 koreksi Desember 2025" in teks


def test_the_superior_sees_the_day_beside_the_request_and_approves(
    kantor, django_assert_max_num_queries
) -> None:
    masuk(kantor, "staf").post(reverse("presensi:koreksi_ajukan", args=[HARI]), kiriman())
    kepala = masuk(kantor, "kepala")
    usul = UsulKoreksi.objects.get(tanggal=SENIN)
    with django_assert_max_num_queries(32):
        teks = kepala.get(reverse("presensi:koreksi_pratinjau", args=[usul.pk])).content.decode()
    assert "Lupa mencatat" in teks and "Masuk tercatat" in teks
    row = Menunggu.objects.get(objek_id=usul.pk, model=UsulKoreksi._meta.label_lower)
    kepala.post(reverse("persetujuan:putuskan", args=[row.pk]),
                {"transisi": "approve", "versi": row.versi})  # fmt: skip
    assert KoreksiPresensi.objects.get().usul == usul
    laci = masuk(kantor, "staf").get(
        reverse("tpp:hari", args=[202512, kantor.pegawai["staf"].pk, 1])
    ).content.decode()  # fmt: skip
    assert "Koreksi: masuk 07.25 dan pulang 16.05" in laci and "Kepala" in laci
    assert reverse("presensi:koreksi_satu", args=[usul.pk]) in laci


def test_the_officer_enters_lists_and_cancels(kantor, django_assert_max_num_queries) -> None:
    petugas = masuk(kantor, "pengelola_kepegawaian")
    staf = kantor.pegawai["staf"]
    pilih = petugas.get(reverse("presensi:koreksi_pilih"), {"nip": staf.nip, "tanggal": HARI})
    petugas.post(pilih.url, kiriman(sebab="kesehatan", uraian="Demam berdarah"))
    usul = UsulKoreksi.objects.get(tanggal=SENIN)
    assert usul.status == "titipan"
    with django_assert_max_num_queries(12):
        teks = petugas.get(reverse("presensi:koreksi_usul"), {"q": "Staf"}).content.decode()
    assert "Staf" in teks and "Demam berdarah" not in teks  # words of health: one by one only
    satu = reverse("presensi:koreksi_satu", args=[usul.pk])
    assert "Demam berdarah" in petugas.get(satu).content.decode()
    assert "Demam berdarah" not in masuk(kantor, "kepala").get(satu).content.decode()
    petugas.post(reverse("presensi:koreksi_langkah", args=[usul.pk]), {"langkah": "recall"})
    usul.refresh_from_db()
    assert usul.status == "draf"


def test_a_request_out_of_reach_does_not_exist(kantor) -> None:
    masuk(kantor, "staf").post(reverse("presensi:koreksi_ajukan", args=[HARI]), kiriman())
    pk = UsulKoreksi.objects.get(tanggal=SENIN).pk
    for nama in ("tetangga", "asing"):
        for halaman in ("koreksi_satu", "koreksi_pratinjau"):
            assert masuk(kantor, nama).get(
                reverse(f"presensi:{halaman}", args=[pk])
            ).status_code == 404  # fmt: skip
    langkah = reverse("presensi:koreksi_langkah", args=[pk])
    masuk(kantor, "staf").post(langkah, {"langkah": "approve"})
    assert UsulKoreksi.objects.get(pk=pk).status == "diajukan"
