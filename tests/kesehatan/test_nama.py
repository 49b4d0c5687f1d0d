"""Names: models stand in the glossary, files are named for a subject, one thing has one word."""

import re
from pathlib import Path

import pytest
from django.apps import apps

AKAR = Path(__file__).resolve().parents[2]
SUMBER = AKAR / "src" / "selaras"
GLOSARIUM = (AKAR / "GLOSARIUM.md").read_text()

# Names that say nothing about their subject.
NAMA_KOSONG = {"utils", "helpers", "misc", "common", "base", "util", "helper"}
# Two words for one thing: the second is the one we use.
KATA_TERLARANG = {r"\babsensi\b": "presensi", r"\bKehadiranHarian\b": "PresensiHarian"}


def _our_models() -> list[type]:
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("selaras.") and not model._meta.auto_created
    ]


@pytest.mark.parametrize("model", _our_models(), ids=lambda model: model.__name__)
def test_every_model_has_a_line_in_the_glossary_and_says_what_it_is(model: type) -> None:
    names = re.findall(r"^\| ([^|]+) \|", GLOSARIUM, flags=re.MULTILINE)
    known = {word.strip() for cell in names for word in cell.split(",")}
    assert model.__name__ in known, f"tambahkan {model.__name__} ke GLOSARIUM.md"
    assert model.__doc__ and not model.__doc__.startswith(f"{model.__name__}("), (
        f"{model.__name__} needs a docstring that says what it is in the world"
    )


def test_no_file_is_named_for_nothing() -> None:
    empty = [str(path) for path in SUMBER.rglob("*.py") if path.stem in NAMA_KOSONG]
    assert empty == []


def test_every_module_says_what_it_is_responsible_for() -> None:
    silent = [
        str(path.relative_to(AKAR))
        for path in SUMBER.rglob("*.py")
        if (text := path.read_text().lstrip())
        and "migrations" not in path.parts
        and not text.startswith(('"""', 'r"""'))
    ]
    assert silent == []


@pytest.mark.parametrize(("pattern", "ours"), KATA_TERLARANG.items())
def test_one_thing_has_one_word(pattern: str, ours: str) -> None:
    found = [
        str(path.relative_to(AKAR))
        for path in [*SUMBER.rglob("*.py"), *SUMBER.rglob("*.html")]
        if re.search(pattern, path.read_text(), flags=re.IGNORECASE)
    ]
    assert found == [], f"pakai kata '{ours}'"


def test_rules_know_no_float_no_clock_and_no_framework() -> None:
    forbidden = re.compile(
        r"\bfloat\(|pl\.Float|\bround\(|datetime\.now|date\.today|import django|from django"
    )
    found = [
        f"{path.relative_to(AKAR)}:{number}"
        for folder in ("aturan", "hukum")
        for path in (SUMBER / folder).rglob("*.py")
        if path.name != "cli.py"  # a door, where a day may default to today
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if forbidden.search(line)
    ]
    assert found == []
