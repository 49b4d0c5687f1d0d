"""A month's run that is really killed inside a transaction leaves whole units and no half ones."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection
from tests.gangguan.test_killed_worker import _let_others_work, _url
from tests.tpp import bulan_kecil as kecil

from selaras.periode.models import PeriodeUnit
from selaras.presensi.models import LembarPresensi
from selaras.tpp.models import HitunganBulan, HitunganUnit, InstrumenPenilaian
from selaras.tpp.services import compute_month

PROSES = Path(__file__).with_name("hitungan_uji.py")


def _wait_for_the_server_to_notice(seconds: float = 240) -> None:
    """It drops a killed client's session, and its lock on the run, a moment after the kill."""
    batas = time.monotonic() + seconds
    while time.monotonic() < batas:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
                " WHERE l.locktype = 'advisory' AND d.datname = current_database()"
            )
            if cursor.fetchone() == (0,):
                return
        _let_others_work(0.05)
    raise AssertionError("the killed run still holds its lock")


@pytest.mark.django_db(transaction=True)
def test_a_killed_run_leaves_nothing_half_written_and_can_be_run_again() -> None:
    instansi = kecil.build()
    lingkungan = {
        **os.environ,
        "DATABASE_URL": _url(),
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), *sys.path]),
        "DJANGO_SETTINGS_MODULE": "selaras.settings.test",
    }
    with subprocess.Popen(
        [sys.executable, str(PROSES)], env=lingkungan, stdout=subprocess.PIPE, text=True
    ) as proses:
        assert proses.stdout is not None
        assert proses.stdout.readline() == "di tengah\n"
        proses.kill()
        proses.wait()
    _wait_for_the_server_to_notice()

    assert HitunganBulan.objects.get().status == "berjalan"  # nobody was left to say otherwise
    assert [u.skpd.kode for u in HitunganUnit.objects.select_related("skpd")] == ["A"]
    assert InstrumenPenilaian.objects.count() == 3
    assert LembarPresensi.objects.count() == 3
    assert PeriodeUnit.objects.filter(hitungan_id__isnull=False).count() == 1

    lagi = compute_month(
        instansi=instansi, periode=kecil.PERIODE, actor=kecil.ACTOR, at=kecil.AT, law=kecil.law()
    )

    assert HitunganBulan.objects.earliest("id").status == "terhenti"
    assert (lagi.status, lagi.jumlah_pegawai, lagi.jumlah_unit_tetap) == ("selesai", 6, 1)
    assert LembarPresensi.objects.count() == 6
