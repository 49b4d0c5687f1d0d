"""The doctor says what is wrong and how to mend it, however ill the patient."""

import json
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from selaras.operations.periksa import database, files, installation, machine, report, run_checks
from selaras.operations.periksa.finding import BAIK, CATATAN, SALAH, Finding


def _levels(findings: object) -> list[str]:
    return [f.tingkat for f in findings]  # type: ignore[attr-defined]


def test_a_key_that_others_can_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SELARAS_SECRET_KEY", raising=False)
    monkeypatch.setenv("SELARAS_DATA", str(tmp_path))
    key = tmp_path / "kunci_rahasia"
    key.write_text("x")
    key.chmod(0o644)
    (finding,) = machine.check_secrets()
    assert (finding.tingkat, finding.cara) == (SALAH, f"chmod 600 {key}")


def test_a_key_too_short_to_be_random(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELARAS_SECRET_KEY", "rahasia")
    (finding,) = machine.check_secrets()
    assert finding.tingkat == SALAH and "hanya 7 huruf" in finding.temuan


def test_a_port_of_another_program() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        (finding,) = machine.check_port(port)
    assert finding.tingkat == CATATAN and f"{port} dipakai program lain" in finding.temuan


def test_an_unreachable_database_is_a_finding_and_ends_what_depends_on_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://nobody@/tiada?host={tmp_path}")
    findings = run_checks(port=1)
    wrong = [f for f in findings if f.tingkat == SALAH]
    assert [f.hal for f in wrong] == ["Basis data"]
    assert "DATABASE_URL tidak dapat dihubungi" in wrong[0].temuan
    assert wrong[0].cara.startswith("Periksa bahwa server hidup")


def test_a_database_in_another_encoding(
    empty_database: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import psycopg
    from tests.operations.conftest import address

    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS uji_latin1 WITH (FORCE)")
        connection.execute(
            "CREATE DATABASE uji_latin1 TEMPLATE template0 ENCODING 'LATIN1'"
            " LOCALE_PROVIDER libc LOCALE 'C'"
        )
    try:
        monkeypatch.setenv("DATABASE_URL", address(os.environ["DATABASE_URL"], "uji_latin1"))
        assert SALAH in _levels(database.check_settings())
    finally:
        monkeypatch.undo()
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
            connection.execute("DROP DATABASE uji_latin1 WITH (FORCE)")


def test_a_healthy_database_passes() -> None:
    for check in (database.check_reachable, *database.CHECKS):
        assert SALAH not in _levels(check())


def test_sample_logins_on_a_public_site(settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    settings.ALLOWED_HOSTS = ["selaras.contohkab.go.id"]  # type: ignore[attr-defined]
    found = {f.hal: f.temuan for f in installation.check_mode()}
    assert "SELARAS_DEMO menyala" in found["Mode"]
    assert "tanpa SELARAS_HTTPS=1" in found["HTTPS"]


def test_a_check_that_breaks_is_a_finding_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def check_broken() -> list[Finding]:
        raise ZeroDivisionError("aneh")

    monkeypatch.setattr(machine, "CHECKS", (check_broken,))
    monkeypatch.setattr(database, "CHECKS", ())
    monkeypatch.setattr(installation, "CHECKS", ())
    first = run_checks(port=1)[0]
    assert (first.hal, first.tingkat) == ("broken", SALAH) and "aneh" in first.temuan


def test_the_report_counts_and_shows_the_way_out() -> None:
    findings = [
        Finding("baik", "Python", "3.11"),
        Finding("salah", "Folder data", "penuh", "Kosongkan ruang."),
    ]
    text = report(findings, as_json=False)
    assert "SALAH    Folder data: penuh\n             → Kosongkan ruang." in text
    assert text.endswith("1 salah, 0 catatan.")
    assert json.loads(report(findings, as_json=True))[1]["cara"] == "Kosongkan ruang."


def test_a_storage_that_takes_and_gives_is_fine_and_left_clean(
    settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    (finding,) = files.check_storage()
    assert finding.tingkat == BAIK
    assert not list((tmp_path / "periksa").iterdir())


def test_a_storage_that_cannot_be_written_says_so(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("a file where the folder should be")
    settings.MEDIA_ROOT = tmp_path / "berkas"
    (finding,) = files.check_storage()
    assert finding.tingkat == SALAH and "SELARAS_BERKAS" in (finding.cara or "")


@pytest.mark.parametrize(
    ("perintah", "tingkat"),
    [("", CATATAN), ("/tidak/ada", SALAH), (f"{sys.executable} -c pass", BAIK)],
)
@pytest.mark.django_db
def test_the_scanner_is_asked(settings: Any, perintah: str, tingkat: str) -> None:
    settings.BERKAS_PINDAI = perintah
    (finding,) = files.check_scanner()
    assert finding.tingkat == tingkat
