"""The imports on the command line."""

import pytest
from tests.core.impor.berkas_uji import xlsx
from tests.core.impor.test_alur import PEGAWAI

from selaras.cli import build_parser, main
from selaras.core.impor import cli
from selaras.core.impor.spec import all_specs
from selaras.pegawai.models import Pegawai


@pytest.fixture
def berkas(tmp_path):
    target = tmp_path / "pegawai.xlsx"
    target.write_bytes(xlsx(PEGAWAI))
    return target


@pytest.fixture
def jalan(monkeypatch):
    """Run a command in this process, on the test's database."""
    monkeypatch.setattr("selaras.cli.prepare_django", lambda: None)
    return lambda *args: main(["impor", *map(str, args)])


def test_every_declared_import_has_a_verb_and_no_other():
    assert set(cli.JENIS) == {s.kode for s in all_specs()}
    build_parser(["selaras.core.impor.cli"])


def test_a_dry_run_reports_and_changes_nothing(instansi, berkas, jalan, capsys, tmp_path):
    salah = tmp_path / "salah.xlsx"
    assert jalan("pegawai", berkas, "--uji", "--salah", salah) == 3
    tertulis = capsys.readouterr().out
    assert "3 baris; 2 baru, 0 berubah, 0 sama, 1 salah" in tertulis
    assert "baris 4, nip: NIP harus 18 angka" in tertulis
    assert salah.exists()
    assert not Pegawai.objects.exists()


def test_taking_takes_and_twice_says_that_nothing_changed(instansi, berkas, jalan, capsys):
    assert jalan("pegawai", berkas, "--ambil", "--sejak", "2025-01-01") == 3
    assert "Diambil: 2 baris." in capsys.readouterr().out
    jalan("pegawai", berkas, "--ambil", "--sejak", "2025-01-01")
    assert "Tidak ada yang berubah." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "kata"),
    [(["pegawai", "TIDAKADA.xlsx"], "Berkas TIDAKADA.xlsx: tidak ditemukan."),
     (["templat", "unit", "/nihil/unit.xlsx"], "Berkas /nihil/unit.xlsx: tidak ditemukan."),
     (["pegawai", "BERKAS", "--instansi", "x"], "yang ada: uji"),
     (["gaji", "BERKAS"], "Kolom wajib belum ada pasangannya: Bulan")],
)  # fmt: skip
def test_what_can_not_be_done_is_one_plain_line(instansi, berkas, jalan, capsys, args, kata):
    assert jalan(*(berkas if a == "BERKAS" else a for a in args)) == 2
    galat = capsys.readouterr().err
    assert kata in galat
    assert "Traceback" not in galat


def test_a_template_can_be_written(jalan, tmp_path):
    assert jalan("templat", "unit", tmp_path / "unit.xlsx") == 0
    assert (tmp_path / "unit.xlsx").stat().st_size > 3000
