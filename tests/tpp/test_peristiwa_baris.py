"""A line of the instrument opens down to the roll calls missed and the months it comes from."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from selaras.contoh.dunia import Dunia
from selaras.core.accounts.models import User
from selaras.core.permissions import system_actor
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import GajiBulanan, Pegawai
from selaras.periode.models import PeriodeUnit
from selaras.presensi.services import cancel_tidak_apel, record_tidak_apel
from selaras.tpp.models import InstrumenPenilaian, SusulanTPP
from selaras.tpp.selectors.asal import overpayments
from selaras.tpp.services import compute_month

KINI = datetime(2025, 12, 3, 9, 0, tzinfo=ZoneInfo("Asia/Makassar"))
OKTOBER, NOVEMBER = 202510, 202511
SENIN = date(2025, 10, 20)


@pytest.fixture
def pegawai(regensi_kecil: Dunia) -> Pegawai:
    """The sample employee with a salary in November too; no month is computed yet."""
    PeriodeUnit.objects.all().delete()
    orang = User.objects.get(username="pegawai").pegawai
    gaji = GajiBulanan.objects.get(pegawai=orang, periode=OKTOBER)
    gaji.pk, gaji.periode = None, NOVEMBER
    gaji.save(force_insert=True)
    return orang


def compute(periode: int) -> None:
    compute_month(
        instansi=Instansi.objects.get(), periode=periode, actor=system_actor("Uji", at=KINI),
        at=KINI,
    )  # fmt: skip


def instrumen(pegawai: Pegawai, periode: int) -> InstrumenPenilaian:
    return InstrumenPenilaian.objects.filter(pegawai=pegawai, periode=periode).latest("hitungan_id")


def line(pegawai: Pegawai, periode: int, kode: str) -> str:
    client = Client()
    client.force_login(User.objects.get(username="pegawai"))
    with override_settings(DEMO=True):
        jawab = client.get(reverse("tpp:baris", args=[periode, pegawai.pk, kode]))
    assert jawab.status_code == 200
    return jawab.content.decode()


def test_the_discipline_line_opens_to_the_roll_calls_missed(pegawai: Pegawai) -> None:
    actor = system_actor("Uji", at=KINI)
    isi = {"pegawai": pegawai, "actor": actor}
    record_tidak_apel(tanggal=SENIN, keterangan="Apel Senin", at=KINI, **isi)
    salah = record_tidak_apel(tanggal=date(2025, 10, 27), at=KINI, **isi)
    cancel_tidak_apel(tidak_apel=salah, alasan="hadir", actor=actor, at=KINI)
    compute(OKTOBER)
    record_tidak_apel(tanggal=date(2025, 10, 21), at=KINI + timedelta(days=1), **isi)
    # TL2 1 % and PSW4 1,5 % of the days, 2 % of the roll call; the later one is not in this run
    assert instrumen(pegawai, OKTOBER).potongan_jumlah == 4_500_000
    halaman = line(pegawai, OKTOBER, "disiplin")
    assert "Tidak apel: Apel Senin" in halaman
    assert halaman.count("Tidak apel") == 1
    urut = [halaman.index(f"{tanggal} Oktober 2025</b>") for tanggal in (7, 15, 20)]
    assert urut == sorted(urut)
    assert "2%" in halaman


def test_an_overpayment_opens_to_its_month_and_what_is_left_of_it(pegawai: Pegawai) -> None:
    for asal, nilai in ((202508, -500_000), (202509, -9_000_000)):
        SusulanTPP.objects.create(
            pegawai=pegawai, asal_periode=asal, masuk_periode=OKTOBER, nilai_rp=nilai,
            bruto_lama=-nilai, bruto_baru=0, sebab="koreksi uji", dicatat_pada=KINI,
        )  # fmt: skip
    compute(OKTOBER)
    oktober = instrumen(pegawai, OKTOBER)
    assert 500_000 < oktober.kelebihan_dipotong < 9_500_000
    halaman = line(pegawai, OKTOBER, "kelebihan")
    assert "Rp500.000" in halaman
    assert "Agustus 2025" in halaman
    assert "Rp9.000.000" in halaman

    compute(NOVEMBER)
    november = instrumen(pegawai, NOVEMBER)
    assert november.kelebihan_lalu == oktober.kelebihan_sisa
    (asal,) = overpayments(pegawai.pk, NOVEMBER, at=KINI)
    assert (asal.asal_periode, asal.sisa) == (202509, november.kelebihan_lalu)
    halaman = line(pegawai, NOVEMBER, "kelebihan")
    assert "Agustus 2025" not in halaman
    assert "September 2025" in halaman
    assert "Semula Rp9.000.000" in halaman


def test_arrears_open_to_the_month_they_come_from(pegawai: Pegawai) -> None:
    SusulanTPP.objects.create(
        pegawai=pegawai, asal_periode=202509, masuk_periode=OKTOBER, nilai_rp=48_000,
        bruto_lama=0, bruto_baru=48_000, sebab="koreksi uji", dicatat_pada=KINI,
    )  # fmt: skip
    compute(OKTOBER)
    halaman = line(pegawai, OKTOBER, "kekurangan")
    assert "September 2025" in halaman
    assert "koreksi uji" in halaman
    compute(NOVEMBER)
    assert instrumen(pegawai, NOVEMBER).kekurangan_lalu == 0
