"""The virus scanner over a real socket: clean, infected, too large, down, and what people see."""

import socket
from pathlib import Path
from typing import Any

from tests.core.files.clamd_uji import EICAR, scanner
from tests.core.files.conftest import get, pdf
from tests.core.files.test_simpan import Orang, client_of, send

from selaras.core.files import scan
from selaras.core.files.tasks import prepare
from selaras.operations.periksa.files import check_scanner


def test_the_whole_file_reaches_the_scanner_which_says_clean(
    orang: Orang, penonton: set[str], settings: Any
) -> None:
    with scanner() as (alamat, diterima):
        settings.BERKAS_PINDAI = alamat
        isi = pdf(40)
        assert scan.is_infected(send(orang("ani"), isi=isi)) is False
        assert diterima == [isi]


def test_an_infected_file_is_found_and_kept_from_everybody(
    orang: Orang, penonton: set[str], settings: Any
) -> None:
    with scanner() as (alamat, _):
        settings.BERKAS_PINDAI = alamat
        buruk = send(orang("ani"), isi=pdf() + b"\n%" + EICAR)
        prepare(str(buruk.pk))
    buruk.refresh_from_db()
    assert buruk.status_pindai == "terjangkit"
    jawab = get(client_of("ani"), buruk.get_absolute_url())
    assert jawab.status_code == 409
    assert "mengandung virus" in jawab.content.decode()


def test_a_scanner_that_is_down_says_nothing_and_the_file_waits(
    orang: Orang, penonton: set[str], settings: Any
) -> None:
    with socket.socket() as kosong:
        kosong.bind(("127.0.0.1", 0))  # taken, but nobody listens
        settings.BERKAS_PINDAI = f"clamd://127.0.0.1:{kosong.getsockname()[1]}"
        penonton.add(orang("budi").nama)
        berkas = send(orang("ani"))
        assert scan.is_infected(berkas) is None
        prepare(str(berkas.pk))
        assert get(client_of("budi"), berkas.get_absolute_url()).status_code == 409
        assert any("tidak menjawab" in f.temuan for f in check_scanner())
    with scanner() as (alamat, _):  # up again: the file is let through
        settings.BERKAS_PINDAI = alamat
        prepare(str(berkas.pk))
        assert get(client_of("budi"), berkas.get_absolute_url()).status_code == 200
        assert any(f.temuan == "menjawab" for f in check_scanner())


def test_a_file_over_the_scanners_limit_is_not_taken_for_clean(settings: Any) -> None:
    with scanner(paling_besar=1000) as (alamat, diterima):
        settings.BERKAS_PINDAI = alamat
        assert scan.ask(b"x" * 5_000_000) == -1
        assert not diterima


def test_it_is_asked_over_a_local_socket_as_well(settings: Any, tmp_path: Path) -> None:
    with scanner(soket=tmp_path / "clamd.ctl") as (alamat, _):
        settings.BERKAS_PINDAI = alamat
        assert (scan.ask(b"bersih"), scan.ask(EICAR)) == (0, 1)
