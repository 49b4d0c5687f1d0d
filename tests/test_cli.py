"""The command: verbs of many rooms, quick start, plain messages."""

import argparse
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from selaras import cli

REPO = Path(__file__).resolve().parents[1]


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Two rooms that add leaves to one verb; what ran is noted."""
    ran: dict[str, Any] = {}

    def room(name: str, leaf: str, run: Any) -> None:
        module = ModuleType(name)

        def register(subparsers: Any) -> None:
            verbs = subparsers.add_parser("impor", help="impor berkas").add_subparsers()
            parser = verbs.add_parser(leaf, help=f"impor {leaf}")
            parser.add_argument("berkas")
            parser.set_defaults(run=run, needs_django=False)

        module.register = register  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, name, module)
        spec = importlib_spec(name)
        module.__spec__ = spec

    def note(args: argparse.Namespace) -> int:
        ran["berkas"] = args.berkas
        return 0

    def refuse(args: argparse.Namespace) -> int:
        from django.core.management import CommandError

        raise CommandError(f"{args.berkas} bukan berkas mesin presensi.")

    room("uji_kamar_satu", "attlog", note)
    room("uji_kamar_dua", "pegawai", refuse)
    monkeypatch.setattr(cli, "VERBS", {"impor": ("uji_kamar_satu", "uji_kamar_dua", "uji_tiada")})
    return ran


def importlib_spec(name: str) -> Any:
    from importlib.machinery import ModuleSpec

    return ModuleSpec(name, None)


def test_two_rooms_share_a_verb_and_a_missing_room_is_left_out(rooms: dict[str, Any]) -> None:
    assert cli.main(["impor", "attlog", "1_attlog.dat"]) == 0
    assert rooms["berkas"] == "1_attlog.dat"


def test_a_refusal_is_a_message_not_a_trace(
    rooms: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["impor", "pegawai", "foto.jpg"]) == 2
    assert capsys.readouterr().err == "selaras: foto.jpg bukan berkas mesin presensi.\n"


def test_a_verb_without_its_leaf_shows_what_there_is(
    rooms: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["impor"]) == 2
    shown = capsys.readouterr().err
    assert "attlog" in shown and "pegawai" in shown


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["impor", "atlog", "x"], "tidak mengenal 'atlog'"),
        (["impor", "attlog"], "yang masih kurang: berkas"),
        (["impor", "attlog", "x", "--cepat"], "tidak dikenal: --cepat"),
    ],
)
def test_wrong_words_are_told_in_indonesian(
    rooms: dict[str, Any], capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(arguments)
    assert left.value.code == 2
    assert words in capsys.readouterr().err


def test_help_speaks_indonesian_throughout(
    rooms: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        cli.main(["impor", "attlog", "--help"])
    shown = capsys.readouterr().out
    assert shown.startswith("pemakaian: selaras impor attlog")
    assert "tampilkan bantuan ini" in shown
    assert not any(word in shown for word in ("usage", "options", "positional", "show this"))


def test_every_room_of_the_house_registers_without_loading_django() -> None:
    code = (
        "import sys; from selaras import cli\n"
        "cli.build_parser(cli._modules_for([]))\n"
        "heavy = {'django', 'polars', 'psycopg', 'pyarrow'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {sorted(heavy)}' if heavy else 0)"
    )
    environment = {**os.environ, "PYTHONPATH": str(REPO / "src")}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_module_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "selaras", "--help"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(REPO / "src")},
        check=False,
    )
    assert done.returncode == 0
    for verb in ("demo", "serve", "worker", "migrate", "periksa", "cadangkan", "pulihkan"):
        assert f"    {verb} " in done.stdout
