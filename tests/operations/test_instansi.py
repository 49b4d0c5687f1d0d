"""An empty installation gets its first government from the command line, and can go on."""

import re
from pathlib import Path

import pytest
from django.test import Client
from tests.core.impor.berkas_uji import xlsx

from selaras.cli import main
from selaras.core.accounts.models import User
from selaras.core.audit.models import Jejak
from selaras.cuti.models import JenisKetidakhadiran
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import HariLibur
from selaras.presensi.tasks import fill_calendar_ahead

pytestmark = pytest.mark.django_db
BUAT = ("instansi", "buat", "6307", "--nama", "Kabupaten Uji", "--zona", "WITA", "--daerah")


def test_the_first_government_comes_with_its_calendar_and_kinds_of_absence(capsys, tmp_path):
    assert main([*BUAT, "balangan"]) == 0
    tertulis = capsys.readouterr().out
    assert "Kabupaten Uji dibuat (kode 6307, aturan balangan)." in tertulis
    assert "./selaras akun buat-admin NIP --instansi 6307" in tertulis
    instansi = Instansi.objects.get()
    assert (instansi.zona, instansi.daerah) == ("Asia/Makassar", "balangan")
    assert HariLibur.objects.exists()
    assert JenisKetidakhadiran.objects.filter(kode="CT").exists()
    assert Jejak.objects.filter(aksi="organisasi.edit").count() == 1

    assert main(["instansi", "lihat"]) == 0
    assert "6307  Kabupaten Uji  (aturan balangan, WITA)" in capsys.readouterr().out
    assert main(["akun", "buat-admin", "198001012005011001", "--instansi", "6307"]) == 0
    unit = tmp_path / "unit.xlsx"
    unit.write_bytes(xlsx([["Kode unit", "Nama unit", "Jenis"], ["1.01", "Dinas Uji", "skpd"]]))
    assert main(["impor", "unit", str(unit), "--ambil"]) == 0
    assert UnitKerja.objects.get().instansi == instansi


def test_a_code_in_use_and_a_rule_that_is_none_are_refused(capsys):
    main([*BUAT, "balangan"])
    assert main([*BUAT, "balangan"]) == 2
    assert "'6307' sudah ada" in capsys.readouterr().err
    assert main(["instansi", "buat", "1", "--nama", "X", "--zona", "WIB", "--daerah", "antah"]) == 2
    assert "Yang ada: balangan, contoh" in capsys.readouterr().err
    assert Instansi.objects.count() == 1


def test_without_a_government_the_list_says_how_to_begin(capsys):
    assert main(["instansi", "lihat"]) == 0
    assert "./selaras instansi buat --help" in capsys.readouterr().out


def test_the_calendar_of_the_years_to_come_is_filled_at_night():
    fill_calendar_ahead(timestamp=1_890_000_000)  # 2029
    assert not HariLibur.objects.exists()  # nobody is served yet
    main([*BUAT, "balangan"])
    fill_calendar_ahead(timestamp=1_890_000_000)
    assert HariLibur.objects.filter(tanggal__year=2031).exists()


def test_every_place_of_the_menu_opens_before_anything_is_filled_in(client: Client):
    main([*BUAT, "balangan"])
    main(["akun", "buat-admin", "198001012005011001", "--instansi", "6307"])
    admin = User.objects.get(username="198001012005011001")
    User.objects.filter(pk=admin.pk).update(wajib_ganti_sandi=False)
    client.force_login(admin)
    menu = re.findall(r'<nav[^>]*aria-label="Menu utama".*?</nav>', client.get("/").text, re.DOTALL)
    tempat = set(re.findall(r'<a [^>]*href="(/[^"#]*)"', " ".join(menu)))
    assert len(tempat) > 40
    tutup = {a: s for a in sorted(tempat) if (s := client.get(a).status_code) != 200}
    assert tutup == {}


def test_the_first_admin_is_the_person_of_her_number_once_that_is_known(tmp_path: Path):
    main([*BUAT, "balangan"])
    main(["akun", "buat-admin", "198001012005011001", "--instansi", "6307"])
    berkas = tmp_path / "pegawai.xlsx"
    berkas.write_bytes(
        xlsx([["NIP", "Nama", "Status"], ["198001012005011001", "Siti Rahma", "PNS"]])
    )
    assert main(["impor", "pegawai", str(berkas), "--ambil"]) == 0
    assert Pegawai.objects.get().user == User.objects.get(username="198001012005011001")
