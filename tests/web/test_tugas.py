"""What waits for a person on the home page: only what can still be done, and near enough."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.test import Client, override_settings

from selaras.contoh.dunia import Dunia
from selaras.core.accounts.models import User
from selaras.core.permissions import system_actor
from selaras.core.workflow.models import Menunggu
from selaras.kinerja.models import SKP, PenilaianBulanan, Realisasi, RencanaBulan
from selaras.kinerja.selectors.kerja_saya import own_work
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import GajiBulanan
from selaras.periode.models import PeriodeUnit
from selaras.tpp.services import compute_month

KINI = datetime(2025, 11, 3, 9, 0, tzinfo=ZoneInfo("Asia/Makassar"))


def _home(nama: str) -> str:
    client = Client()
    client.force_login(User.objects.get(username=nama))
    return client.get("/").content.decode() + client.get("/unit-saya/").content.decode()


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


@override_settings(DEMO=True)
def test_a_plan_sent_back_comes_first_and_a_report_is_asked_for(regensi_kecil: Dunia) -> None:
    orang = User.objects.get(username="pegawai").pegawai
    skp = SKP.objects.filter(pegawai=orang, tahun=2025).get()
    SKP.objects.filter(pk=skp.pk).update(status="disetujui")
    RencanaBulan.objects.filter(pegawai=orang).update(status="dibatalkan")
    hari = date(2025, 11, 3)
    assert [k.judul for k in own_work(orang, hari)] == ["Susun rencana November 2025"]
    lalu = RencanaBulan.objects.create(
        pegawai=orang, periode=202510, skp=skp, unit=skp.unit, status="disetujui"
    )
    RencanaBulan.objects.create(
        pegawai=orang, periode=202511, skp=skp, unit=skp.unit, status="dikembalikan"
    )
    assert [k.judul for k in own_work(orang, hari)] == [
        "Rencana November 2025 dikembalikan",
        "Isi realisasi Oktober 2025",
    ]
    Realisasi.objects.create(
        rencana=lalu, pegawai=orang, periode=202510, unit=skp.unit, status="diajukan"
    )
    assert [k.judul for k in own_work(orang, hari)] == ["Rencana November 2025 dikembalikan"]


@override_settings(DEMO=True)
def test_the_inbox_stands_on_the_home_page_with_its_oldest(regensi_kecil: Dunia) -> None:
    atasan = User.objects.get(username="atasan").pegawai
    Menunggu.objects.all().delete()
    assert "menunggu keputusan Anda" not in _home("atasan")
    Menunggu.objects.create(
        alur="rencana", model="kinerja.rencanabulan", objek_id=1, status="diajukan",
        penyetuju_id=atasan.pk, sejak=KINI, judul="Rencana",
    )  # fmt: skip
    assert "1 hal menunggu keputusan Anda" in _home("atasan")
