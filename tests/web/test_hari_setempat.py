"""Today is the day where the person works, not where the server stands."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from tests.izin.dunia import Dunia, build

import selaras
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions.selectors import load_actor
from selaras.organisasi.models import UnitKerja
from selaras.presensi.services.benah.apel import record_tidak_apel

# 23.30 on 31 October where the site stands (WIB); in Papua half past one of 1 November.
SAAT = datetime(2025, 10, 31, 16, 30, tzinfo=UTC)
BESOK = date(2025, 11, 1)


@pytest.fixture
def papua() -> Iterator[Dunia]:
    with time_machine.travel(SAAT, tick=False):
        dunia = build()
        dunia.instansi["uji"].zona = "Asia/Jayapura"
        dunia.instansi["uji"].save()
        yield dunia


@pytest.mark.django_db
def test_a_person_in_papua_already_lives_in_the_next_month(papua: Dunia) -> None:
    staf = load_actor(papua.user["staf"], at=SAAT)
    assert (staf.day(), staf.month()) == (BESOK, 202511)
    client = Client()
    client.force_login(papua.user["staf"])
    assert client.get("/tpp/bulan/").headers["Location"] == "/tpp/bulan/202511/"


@pytest.mark.django_db
def test_lists_and_the_law_are_read_as_of_the_persons_own_day(papua: Dunia) -> None:
    client = Client()
    client.force_login(papua.user["admin_bkpsdm"])
    assert 'value="2025-11-01"' in client.get("/hukum/").text
    UnitKerja.objects.create(
        instansi=papua.instansi["uji"], kode="BARU", nama="Dinas Sejak November", jenis="skpd",
        berlaku=berlaku_sejak(BESOK),
    )  # fmt: skip
    assert "Dinas Sejak November" in client.get("/organisasi/").text


@pytest.mark.django_db
def test_what_has_begun_there_may_be_recorded_there(papua: Dunia) -> None:
    staf = papua.pegawai["staf"]
    petugas = load_actor(papua.user["admin_bkpsdm"], at=SAAT)
    record_tidak_apel(pegawai=staf, tanggal=BESOK, actor=petugas, at=SAAT)
    with pytest.raises(ValidationError):
        record_tidak_apel(pegawai=staf, tanggal=date(2025, 11, 2), actor=petugas, at=SAAT)


def test_no_room_takes_the_servers_day_for_the_actors() -> None:
    keliru = re.compile(
        r"localdate\([\w.]*actor(_of\(request\))?\.at\)|localdate\(\)"
        r"|actor(_of\(request\))?\.at\.(year|month|date)\b"
    )
    akar = Path(selaras.__file__).parent
    boleh = {"core/waktu.py", "core/impor/cli.py"}  # the server's clock is meant
    temuan = [
        nama
        for f in akar.rglob("*.py")
        if (nama := f.relative_to(akar).as_posix()) not in boleh and keliru.search(f.read_text())
    ]
    assert temuan == []
