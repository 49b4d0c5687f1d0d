"""The files' storage against a real S3 server over HTTP: kept, served, resumed, swept, private."""

import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import boto3
import pytest
from botocore.config import Config
from django.core.files.storage import default_storage
from django.utils import timezone
from moto.server import ThreadedMotoServer
from tests.core.files.conftest import gambar, get, pdf
from tests.core.files.test_simpan import Orang, client_of, send

from selaras.core.files import storage
from selaras.core.files.models import Berkas
from selaras.core.files.preview import draw
from selaras.core.files.services import remove_orphans
from selaras.operations.periksa.files import check_storage
from selaras.settings.penyimpanan import default_storage as configured

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
WADAH = "selaras-uji"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """An S3 server in a thread of its own, with an empty bucket."""
    satu = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    satu.start()
    host, port = satu.get_host_and_port()
    alamat = f"http://{host}:{port}"
    boto3.client(
        "s3", endpoint_url=alamat, region_name="us-east-1", aws_access_key_id="kunci",
        aws_secret_access_key="rahasia",
    ).create_bucket(Bucket=WADAH)  # fmt: skip
    yield alamat
    satu.stop()


@pytest.fixture(autouse=True)
def di_s3(
    server: str, private_folder: object, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """The storage as an operator configures it, by the environment alone."""
    for nama, nilai in (
        ("WADAH", WADAH), ("ALAMAT", server), ("DAERAH", "us-east-1"), ("KUNCI", "kunci"),
        ("RAHASIA", "rahasia"),
    ):  # fmt: skip
        monkeypatch.setenv(f"SELARAS_S3_{nama}", nilai)
    settings.STORAGES = {**settings.STORAGES, "default": configured()}
    wadah = default_storage.bucket
    yield
    for objek in wadah.objects.all():
        objek.delete()


def test_the_doctor_writes_and_reads_there() -> None:
    assert [f.temuan for f in check_storage()] == ["dapat ditulis dan dibaca"]


def test_a_file_lies_there_and_comes_back_byte_for_byte(
    orang: Orang, penonton: set[str], simpanan: Callable[[], list[str]]
) -> None:
    isi = pdf(3)
    berkas = send(orang("ani"), isi=isi)
    assert simpanan() == [berkas.jalur]
    jawab = get(client_of("ani"), berkas.get_absolute_url())
    assert (jawab.status_code, jawab.isi) == (200, isi)
    orang("budi")
    assert get(client_of("budi"), berkas.get_absolute_url()).status_code == 404


def test_previews_are_drawn_from_it_and_kept_there(
    orang: Orang, penonton: set[str], simpanan: Callable[[], list[str]]
) -> None:
    berkas = send(orang("ani"), "a.jpg", gambar(sisi=900))
    draw(berkas)
    assert any(k.startswith("pratinjau/") for k in simpanan())
    assert get(client_of("ani"), f"{berkas.get_absolute_url()}pratinjau/0/").status_code == 200


def test_a_broken_attempt_is_replaced_under_the_same_key() -> None:
    storage.keep("eviden/aa/satu", BytesIO(b"separuh"))
    storage.keep("eviden/aa/satu", BytesIO(b"utuh"))
    with storage.open_bytes("eviden/aa/satu") as isi:
        assert isi.read() == b"utuh"
    storage.drop("eviden/aa/satu", "eviden/aa/tidak-ada")
    assert not default_storage.exists("eviden/aa/satu")


def test_pieces_of_an_upload_are_found_in_order_and_swept(
    simpanan: Callable[[], list[str]],
) -> None:
    pk = uuid4()
    assert storage.pieces(pk) == []
    for mulai in (1_048_576, 0, 524_288):
        storage.keep(storage.piece_key(pk, mulai), BytesIO(str(mulai).encode()))
    assert b"".join(storage.read_all(storage.pieces(pk))) == b"05242881048576"
    storage.drop_pieces(pk)
    assert simpanan() == []


def test_what_nothing_points_to_is_removed_there_too(
    orang: Orang,
    penonton: set[str],
    simpanan: Callable[[], list[str]],
    django_capture_on_commit_callbacks: Any,
) -> None:
    berkas = send(orang("ani"))
    Berkas.objects.update(dibuat_pada=timezone.now() - timedelta(days=31))
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_orphans(at=timezone.now()) == 1
    assert simpanan() == []
    assert not Berkas.objects.filter(pk=berkas.pk).exists()


def test_addresses_into_the_store_are_signed(orang: Orang, penonton: set[str]) -> None:
    berkas = send(orang("ani"))
    assert "X-Amz-Signature" in default_storage.url(berkas.jalur)
    with (
        pytest.raises(urllib.error.HTTPError),
        urllib.request.urlopen(f"{default_storage.url(berkas.jalur).split('?')[0]}-lain"),
    ):
        pass


def test_a_store_that_is_down_is_a_finding_of_the_doctor(settings: Any) -> None:
    pilihan = {**configured()["OPTIONS"], "endpoint_url": "http://127.0.0.1:9"}
    pilihan["client_config"] = Config(
        retries={"max_attempts": 0}, connect_timeout=1, signature_version="s3v4"
    )
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": configured()["BACKEND"], "OPTIONS": pilihan},
    }
    (temuan,) = check_storage()
    assert "tidak dapat ditulisi" in temuan.temuan
