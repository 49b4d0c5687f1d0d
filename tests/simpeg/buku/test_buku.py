"""The book: tagged, whole, seen by those who may."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from tests.izin.dunia import Dunia, build

from selaras.contoh.dunia import Dunia as Regensi
from selaras.core.waktu import now
from selaras.organisasi.models import Instansi
from selaras.simpeg.buku.isi import names_chapter
from selaras.simpeg.buku.services import susun
from selaras.simpeg.buku.services.susun import Pesanan, gather, volumes
from selaras.simpeg.models import BukuProfil

PADA = date(2025, 12, 18)


@pytest.fixture
def dunia(db: None) -> Dunia:
    return build()


@pytest.mark.parametrize("kertas", ["a4", "a5"])
def test_the_book_is_tagged_and_its_sums_are_the_frame_s(
    regensi_kecil: Regensi, kertas: str
) -> None:
    instansi = Instansi.objects.get()
    bahan = gather(Pesanan(instansi, None, PADA, kertas, dengan_nama=True), now())
    (jilid,) = volumes(bahan, at=now())
    pdf = PdfReader(BytesIO(jilid.isi))
    assert jilid.halaman == len(pdf.pages) > 10
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    xmp = pdf.trailer["/Root"]["/Metadata"].get_data()
    assert b"pdfuaid:part" in xmp
    assert b"pdfaid:part" in xmp
    assert {t.jumlah for t in bahan.statistik.tabel.values()
            if t.kode not in ("eselon", "jenjang")} == {bahan.frame.height}  # fmt: skip
    nama = names_chapter(bahan.frame)
    assert sum(len(b["blok"][0]["baris"]) for b in nama["bagian"]) == bahan.frame.height


def test_many_names_fill_volumes_of_their_own(
    regensi_kecil: Regensi, monkeypatch: pytest.MonkeyPatch
) -> None:
    bahan = gather(Pesanan(Instansi.objects.get(), None, PADA, "a4", dengan_nama=True), now())
    muat = bahan.frame.height // 2
    monkeypatch.setattr(susun, "NAMA_SEJILID", muat)
    kabar: list[str] = []
    utama, *nama = volumes(bahan, at=now(), kabar=kabar.append)
    assert utama.orang == sum(j.orang for j in nama) == bahan.frame.height
    assert max(j.orang for j in nama) <= muat
    assert [j.nama for j in nama] == [
        f"daftar-nama-jilid-{ke:02d}.pdf" for ke in range(2, 2 + len(nama))
    ]
    assert kabar[1:] == [f"Daftar nama, jilid {ke:02d}" for ke in range(2, 2 + len(nama))]
    depan = PdfReader(BytesIO(nama[0].isi)).pages
    assert not any("Kata Pengantar" in h.extract_text() for h in depan[:3])
    assert not any("Daftar Tabel" in h.extract_text() for h in depan[:3])
    teks = "".join(h.extract_text() for j in nama for h in PdfReader(BytesIO(j.isi)).pages)
    assert all(nip in teks for nip in bahan.frame["nip"].to_list())


def test_a_book_is_seen_by_those_who_reach_its_unit(dunia: Dunia, client: Client) -> None:
    buku = BukuProfil.objects.get()
    client.force_login(dunia.user["pengelola_kepegawaian"])
    assert client.get(reverse("buku:satu", args=[buku.pk])).status_code == 200
    client.force_login(dunia.user["staf"])
    assert client.get(reverse("buku:satu", args=[buku.pk])).status_code == 403
