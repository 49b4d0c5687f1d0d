"""What waits for a person on the home page: only what can still be done, and near enough."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.test import Client, override_settings

from selaras.contoh.dunia import Dunia
from selaras.core.accounts.models import User
from selaras.core.permissions import system_actor
from selaras.kinerja.models import PenilaianBulanan
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import GajiBulanan
from selaras.periode.models import PeriodeUnit
from selaras.tpp.services import compute_month

KINI = datetime(2025, 11, 3, 9, 0, tzinfo=ZoneInfo("Asia/Makassar"))


def _home(nama: str) -> str:
    client = Client()
    client.force_login(User.objects.get(username=nama))
    return client.get("/").content.decode()


@override_settings(DEMO=True)
def test_people_of_a_locked_month_are_nobodys_work_any_more(regensi_kecil: Dunia) -> None:
    PeriodeUnit.objects.all().delete()
    orang = GajiBulanan.objects.filter(periode=202510).values_list("pegawai_id", flat=True)
    GajiBulanan.objects.filter(periode=202510, pegawai_id__in=list(orang[:3])).delete()
    compute_month(
        instansi=Instansi.objects.get(), periode=202510, actor=system_actor("Uji", at=KINI), at=KINI
    )
    assert "belum dapat dihitung</b>" in _home("verifikator")
    PeriodeUnit.objects.update(status="terkunci", dikunci_pada=KINI)
    assert "belum dapat dihitung</b>" not in _home("verifikator")


@override_settings(DEMO=True)
def test_a_superior_is_told_of_staff_without_a_result(regensi_kecil: Dunia) -> None:
    PenilaianBulanan.objects.all().delete()
    assert "bawahan belum dinilai" in _home("atasan")
    assert "belum dinilai</b>" not in _home("pegawai")
