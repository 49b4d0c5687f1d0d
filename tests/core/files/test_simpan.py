"""Keeping, serving, scanning and forgetting files."""

import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from tests.core.files.conftest import KEPERLUAN, docx, gambar, get, pdf

from selaras.core.accounts.models import User
from selaras.core.files import scan, storage
from selaras.core.files.errors import BerkasDitolak
from selaras.core.files.models import Berkas, Unggahan
from selaras.core.files.preview import draw, preview_bytes
from selaras.core.files.services import _pointers, remove_orphans, simpan_berkas
from selaras.core.files.tasks import prepare
from selaras.core.permissions import Actor

Orang = Callable[[str], Actor]


def send(actor: Actor, nama: str = "SK.pdf", isi: bytes | None = None) -> Berkas:
    upload = SimpleUploadedFile(nama, pdf() if isi is None else isi)
    return simpan_berkas(actor, upload, keperluan=KEPERLUAN)


def client_of(nama: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=nama))
    return client


def test_a_file_is_kept_under_its_id_with_its_checksum(
    orang: Orang, penonton: set[str], simpanan: Callable[[], list[str]]
) -> None:
    berkas = send(orang("ani"), "../SK & <b>.pdf")
    assert berkas.nama == "SK & b.pdf"
    assert simpanan() == [berkas.jalur]
    assert "SK" not in berkas.jalur
    with storage.open_bytes(berkas.jalur) as isi:
        assert storage.checksum(isi) == berkas.sha256
        assert len(isi.read()) == berkas.ukuran


def test_a_refused_file_leaves_nothing(
    orang: Orang, penonton: set[str], simpanan: Callable[[], list[str]], settings: Any
) -> None:
    settings.BERKAS_MAKS_BITA = 512 * 1024
    ani = orang("ani")
    with pytest.raises(BerkasDitolak, match="ternyata gambar"):
        send(ani, "SK.pdf", gambar(sisi=1))
    with pytest.raises(BerkasDitolak, match="berukuran 1 MB, paling besar 0,5 MB"):
        send(ani, "SK.pdf", pdf() + b" " * 600_000)
    assert simpanan() == []
    assert not Berkas.objects.exists()


def test_only_whom_the_room_names_is_served(orang: Orang, penonton: set[str]) -> None:
    berkas = send(orang("ani"))
    orang("budi")
    url = berkas.get_absolute_url()
    assert get(client_of("budi"), url).status_code == 404
    assert get(client_of("budi"), f"{url}keadaan/").status_code == 404
    assert get(client_of("budi"), f"{url}pratinjau/0/").status_code == 404
    assert get(client_of("ani"), url).status_code == 200, "not attached yet: the sender's own"
    assert Client().get(url).status_code == 302
    penonton.add(orang("budi").nama)
    assert get(client_of("budi"), url).status_code == 200


@pytest.mark.parametrize(
    ("nama", "isi", "cara"),
    [("SK.pdf", pdf(), "inline"), ("a.jpg", gambar(), "inline"), ("a.docx", docx(), "attachment")],
)
def test_only_pdf_and_pictures_open_in_the_browser(
    orang: Orang, penonton: set[str], nama: str, isi: bytes, cara: str
) -> None:
    berkas = send(orang("ani"), nama, isi)
    jawab = get(client_of("ani"), berkas.get_absolute_url())
    assert jawab["Content-Disposition"] == f'{cara}; filename="{nama}"'
    assert jawab["X-Content-Type-Options"] == "nosniff"
    assert jawab["Content-Type"] == berkas.jenis
    assert "private" in jawab["Cache-Control"]
    assert jawab.isi == isi
    unduh = get(client_of("ani"), f"{berkas.get_absolute_url()}?unduh")
    assert unduh["Content-Disposition"].startswith("attachment")


def test_previews_show_pages_and_forget_where_a_photo_was_taken(
    orang: Orang, penonton: set[str], tmp_path: Path
) -> None:
    tiga = send(orang("ani"), isi=pdf(5))
    assert draw(tiga) == 3
    assert preview_bytes(tiga, 2) is not None
    assert preview_bytes(tiga, 3) is None
    exif = Image.Exif()
    exif[0x010F] = "Kamera Rahasia"
    foto = send(orang("ani"), "a.jpg", gambar(sisi=3000, exif=exif))
    isi = preview_bytes(foto, 0)
    assert isi is not None
    assert b"Rahasia" not in isi
    (tmp_path / "a.webp").write_bytes(isi)
    with Image.open(tmp_path / "a.webp") as kecil:
        assert max(kecil.size) == 1000
        assert not kecil.getexif()


def test_a_pdf_that_cannot_be_drawn_is_still_kept(orang: Orang, penonton: set[str]) -> None:
    berkas = send(orang("ani"), isi=b"%PDF-1.7\nbukan isi sebenarnya")
    assert preview_bytes(berkas, 0) is None
    assert get(client_of("ani"), f"{berkas.get_absolute_url()}pratinjau/0/").status_code == 404
    assert get(client_of("ani"), berkas.get_absolute_url()).status_code == 200


def _scanner(tmp_path: Path, kode: str) -> str:
    program = tmp_path / "pindai.py"
    program.write_text(f"import sys\nisi = open(sys.argv[1], 'rb').read()\nsys.exit({kode})\n")
    return f"{sys.executable} {program}"


def test_an_infected_file_is_served_to_nobody(
    orang: Orang, penonton: set[str], settings: Any, tmp_path: Path
) -> None:
    settings.BERKAS_PINDAI = _scanner(tmp_path, "1 if isi.startswith(b'%PDF') else 0")
    buruk, baik = send(orang("ani")), send(orang("ani"), "a.jpg", gambar())
    for berkas in (buruk, baik):
        prepare(str(berkas.pk))
        berkas.refresh_from_db()
    assert (buruk.status_pindai, baik.status_pindai) == ("terjangkit", "bersih")
    jawab = get(client_of("ani"), buruk.get_absolute_url())
    assert jawab.status_code == 409
    assert "mengandung virus" in jawab.content.decode()
    assert get(client_of("ani"), f"{buruk.get_absolute_url()}pratinjau/0/").status_code == 404
    assert get(client_of("ani"), baik.get_absolute_url()).status_code == 200


def test_what_is_not_scanned_yet_waits_for_others_where_there_is_a_scanner(
    orang: Orang, penonton: set[str], settings: Any, tmp_path: Path
) -> None:
    settings.BERKAS_PINDAI = _scanner(tmp_path, "0")
    penonton.add(orang("budi").nama)
    berkas = send(orang("ani"))
    assert get(client_of("budi"), berkas.get_absolute_url()).status_code == 409
    assert get(client_of("ani"), berkas.get_absolute_url()).status_code == 200
    prepare(str(berkas.pk))
    assert get(client_of("budi"), berkas.get_absolute_url()).status_code == 200


def test_a_scanner_that_fails_says_nothing(
    orang: Orang, penonton: set[str], settings: Any, tmp_path: Path
) -> None:
    berkas = send(orang("ani"))
    settings.BERKAS_PINDAI = _scanner(tmp_path, "2")
    assert scan.is_infected(berkas) is None
    settings.BERKAS_PINDAI = "/tidak/ada"
    assert scan.is_infected(berkas) is None


def test_files_that_nothing_points_to_are_removed_after_a_month(
    orang: Orang,
    penonton: set[str],
    simpanan: Callable[[], list[str]],
    django_capture_on_commit_callbacks: Any,
) -> None:
    lama, baru = send(orang("ani")), send(orang("ani"))
    draw(lama)
    Berkas.objects.filter(pk=lama.pk).update(dibuat_pada=timezone.now() - timedelta(days=31))
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_orphans(at=timezone.now()) == 1
    assert simpanan() == [baru.jalur]
    assert list(Berkas.objects.all()) == [baru]


def test_what_hides_its_relation_counts_as_pointing_too() -> None:
    """A foreign key with related_name="+" is as good as any."""
    hidden = [
        (f"{m._meta.label}.{f.name}")
        for m in apps.get_models()
        for f in (*m._meta.fields, *m._meta.many_to_many)
        if f.related_model is Berkas and m is not Unggahan
    ]
    assert sorted(f"{m._meta.label}.{f}" for f, m in _pointers()) == sorted(hidden)


def test_a_form_of_300_mb_is_refused_unread(orang: Orang, penonton: set[str]) -> None:
    orang("ani")

    class Tak:
        """A body that must not be read."""

        def read(self, *args: int) -> bytes:
            raise AssertionError("the body was read")

        readline = read

    jawab = client_of("ani").generic(
        "POST", "/akun/masuk/", b"", content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(300 * 1024 * 1024), **{"wsgi.input": Tak()},
    )  # fmt: skip
    assert jawab.status_code == 413
    assert "300 MB" in jawab.content.decode()
