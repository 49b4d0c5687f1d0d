"""Real files made on the spot, a private folder, and people who send and look."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from PIL import Image
from pypdfium2 import PdfDocument

from selaras.core.accounts.models import User
from selaras.core.files import purposes
from selaras.core.files.models import Berkas
from selaras.core.permissions import Actor
from selaras.core.permissions.selectors import load_actor

KEPERLUAN = "uji"


def pdf(halaman: int = 1) -> bytes:
    dokumen = PdfDocument.new()
    for _ in range(halaman):
        dokumen.new_page(595, 842)
    hasil = io.BytesIO()
    dokumen.save(hasil)
    return hasil.getvalue()


def gambar(format: str = "JPEG", sisi: int = 60, **lain: Any) -> bytes:
    hasil = io.BytesIO()
    Image.new("RGB", (sisi, sisi), "teal").save(hasil, format, **lain)
    return hasil.getvalue()


def arsip(**isi: str) -> bytes:
    hasil = io.BytesIO()
    with zipfile.ZipFile(hasil, "w") as z:
        for nama, teks in isi.items():
            z.writestr(nama.replace("__", "/"), teks)
    return hasil.getvalue()


def docx() -> bytes:
    return arsip(**{"[Content_Types].xml": "<x/>", "word__document.xml": "<x/>"})


@pytest.fixture(autouse=True)
def private_folder(settings: Any, tmp_path: Path) -> Iterator[Path]:
    settings.MEDIA_ROOT = tmp_path / "berkas"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "berkas")},
        },
    }
    yield tmp_path / "berkas"


@pytest.fixture
def orang(db: None) -> Callable[[str], Actor]:
    """An account by name, made when first named."""

    def actor(nama: str) -> Actor:
        user = User.objects.filter(username=nama).first() or User.objects.create_user(nama)
        return load_actor(user, at=timezone.now())

    return actor


@pytest.fixture
def penonton() -> Iterator[set[str]]:
    """Names of those who may see files of the purpose `uji`, as a room's policy would say."""
    boleh: set[str] = set()

    def may_see(actor: Actor, berkas: Berkas) -> bool:
        return actor.nama in boleh

    purposes.register_berkas_policy(KEPERLUAN, may_see)
    yield boleh
    purposes._purposes.pop(KEPERLUAN)


@pytest.fixture
def simpanan() -> Callable[[], list[str]]:
    """Every key of the storage."""

    def walk(folder: str = "") -> list[str]:
        try:
            folders, berkas = default_storage.listdir(folder)
        except FileNotFoundError:
            return []
        hasil = [f"{folder}/{b}".lstrip("/") for b in berkas]
        for f in folders:
            hasil += walk(f"{folder}/{f}".lstrip("/"))
        return hasil

    return walk


def get(client: Client, url: str) -> Any:
    """An answer read to its end, which closes it; its bytes are in `isi`."""
    jawab: Any = client.get(url)
    jawab.isi = b"".join(jawab.streaming_content) if jawab.streaming else jawab.content
    return jawab
