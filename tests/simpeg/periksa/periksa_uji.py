"""A run over all files of the little world, its clients and findings."""

from datetime import UTC, date, datetime

from django.test import Client
from tests.izin.dunia import Dunia

from selaras.core.permissions import system_actor
from selaras.simpeg.models import PeriksaBerkas, TemuanMutu
from selaras.simpeg.services.periksa import check_files

HARI = date(2025, 12, 18)
KINI = datetime(2025, 12, 18, 3, 0, tzinfo=UTC)


def run(dunia: Dunia, pada: date = HARI) -> PeriksaBerkas:
    return check_files(
        instansi=dunia.instansi["uji"], pada=pada, actor=system_actor("uji", at=KINI)
    )


def client_of(dunia: Dunia, nama: str) -> Client:
    client = Client()
    client.force_login(dunia.user[nama])
    return client


def rules_of(dunia: Dunia, nama: str) -> set[str]:
    return set(
        TemuanMutu.objects.filter(pegawai=dunia.pegawai[nama]).values_list("kode", flat=True)
    )
