"""The estimate beside the running day follows the facts: hand-reckoned rupiah before and after.

Four million under the sample region's law: discipline is 40 %, so 1 % of it is Rp16.000. Salary
4 million, K/1: TER B takes 1 % of salary and TPP; JKN 1 % of TPP. A whole month: 3.880.000.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from tests.izin.dunia import SEJAK, Dunia, build
from tests.presensi.ponsel_uji import Ponsel

from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import Actor, system_actor
from selaras.core.permissions.selectors import load_actor
from selaras.core.workflow.engine import apply
from selaras.core.workflow.undo import undo
from selaras.kinerja.models import PenilaianBulanan
from selaras.organisasi.models import BesaranTPP
from selaras.pegawai.models import DataPajak, GajiBulanan, Pegawai, RiwayatGolongan
from selaras.presensi.models import (
    BuktiKetukan,
    HariLibur,
    Jadwal,
    JadwalHari,
    Ketukan,
    PenugasanJadwal,
    Situs,
    TinjauanKetukan,
)
from selaras.presensi.selectors.ponsel import forget_places
from selaras.presensi.services import ensure_partitions
from selaras.presensi.services.benah.tinjauan import open_reviews
from selaras.presensi.services.benah.usul_koreksi import Isian, hand_in
from selaras.tpp.models import TidakTerhitung
from selaras.tpp.services import compute_month

pytestmark = pytest.mark.django_db
KAMIS = date(2025, 10, 16)
SENIN = date(2025, 10, 13)
URL = "/ketuk/keadaan/"
UTUH = "Rp3.880.000"  # 4.000.000 - 80.000 - 40.000


def wib(tanggal: date, jam: str) -> datetime:
    return datetime.fromisoformat(f"{tanggal}T{jam}+07:00").astimezone(UTC)


@pytest.fixture
def kamis() -> Iterator[time_machine.Traveller]:
    """Thursday 16 October 2025, ten in the morning, standing still until moved."""
    with time_machine.travel(wib(KAMIS, "10:00"), tick=False) as mesin:
        yield mesin


@pytest.fixture
def kantor(kamis: time_machine.Traveller) -> Dunia:
    """Staf works five days from 07.30 to 16.00, punctual on every day before today but Monday,
    of which nothing is known."""
    dunia = build()
    staf = dunia.pegawai["staf"]
    jadwal = Jadwal.objects.create(instansi=staf.instansi, kode="5H", nama="Lima hari")
    JadwalHari.objects.bulk_create(
        JadwalHari(jadwal=jadwal, hari=h, masuk=450, pulang=960) for h in range(1, 6)
    )
    PenugasanJadwal.objects.create(
        jadwal=jadwal, instansi=staf.instansi, berlaku=berlaku_sejak(SEJAK)
    )
    HariLibur.objects.create(tanggal=date(2025, 12, 25), nama="Natal")
    ensure_partitions([date(2025, 9, 1), date(2025, 10, 1), date(2025, 11, 1)])
    for n in range(1, KAMIS.day):
        if (hari := KAMIS.replace(day=n)).weekday() < 5 and hari != SENIN:
            tap(staf, hari, "07:20")
            tap(staf, hari, "16:05")
    add_pay(dunia)
    forget_places()
    return dunia


def add_pay(dunia: Dunia) -> None:
    staf, masa = dunia.pegawai["staf"], berlaku_sejak(SEJAK)
    jabatan = dunia.jabatan["staf"]
    jabatan.kelas = 7
    jabatan.save()
    BesaranTPP.objects.create(
        jabatan=jabatan, beban_kerja=2_500_000, prestasi_kerja=1_500_000, berlaku=masa
    )
    RiwayatGolongan.objects.create(pegawai=staf, golongan="III/b", berlaku=masa)
    DataPajak.objects.create(pegawai=staf, ptkp="K/1", berlaku=masa)
    GajiBulanan.objects.create(
        pegawai=staf, periode=202510, bruto=4_000_000, iwp=38_000, bpjs=152_000, pph=0,
        iuran_pensiun=0,
    )  # fmt: skip
    PenilaianBulanan.objects.create(pegawai=staf, periode=202510, predikat="baik")


def tap(pegawai: Pegawai, tanggal: date, jam: str) -> None:
    situs, _ = Situs.objects.get_or_create(instansi=pegawai.instansi, nama="Lobi")
    Ketukan.objects.create(
        situs=situs, pin=pegawai.nip[-4:], waktu=wib(tanggal, jam), pegawai=pegawai, sumber=1,
        kode_kerja="", diterima_pada=wib(tanggal, jam),
    )  # fmt: skip


def aktor(dunia: Dunia, nama: str, at: datetime) -> Actor:
    return load_actor(dunia.user[nama], at=at)


class Kartu:
    """The card as the page asks for it again and again."""

    def __init__(self, dunia: Dunia) -> None:
        self.client, self.sidik = Client(), ""
        self.client.force_login(dunia.user["staf"])

    def lihat(self) -> str:
        """What it says now; "" = nothing has changed."""
        jawab = self.client.get(URL, {"sidik": self.sidik})
        self.sidik = jawab["ETag"].strip('"')
        teks: str = jawab.content.decode()
        return teks


def test_an_approved_correction_of_an_earlier_day_mends_the_estimate(kantor: Dunia) -> None:
    tap(kantor.pegawai["staf"], KAMIS, "07:21")
    kartu = Kartu(kantor)
    # one day absent, 3 %: 3.952.000 - 79.520 (1 % of 7.952.000) - 39.520
    assert "Rp3.832.960" in kartu.lihat()
    assert kartu.lihat() == ""
    kini = wib(KAMIS, "10:00")
    usul = hand_in(
        actor=aktor(kantor, "staf", kini), pegawai=kantor.pegawai["staf"], tanggal=SENIN,
        isian=Isian(445, 965, "lupa", "Lupa mencatat, dilihat Pak Arif"), kunci=uuid4(),
    )  # fmt: skip
    assert UTUH not in kartu.lihat()  # asked for is not yet given
    apply(usul, "approve", actor=aktor(kantor, "kepala", kini))
    assert UTUH in kartu.lihat()


def test_a_late_tap_takes_from_the_estimate_what_the_law_says(
    kantor: Dunia, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    tap(kantor.pegawai["staf"], SENIN, "07:20")
    tap(kantor.pegawai["staf"], SENIN, "16:05")
    kartu = Kartu(kantor)
    with time_machine.travel(wib(KAMIS, "07:00"), tick=False):
        assert UTUH in kartu.lihat()
    with time_machine.travel(wib(KAMIS, "08:05"), tick=False):
        ponsel = Ponsel.milik(kantor.pegawai["staf"])
        (hasil,) = ponsel.hasil(ponsel.ketuk(wib(KAMIS, "08:05") - timedelta(seconds=1)))
        assert hasil["status"] == "diterima"
        with django_assert_max_num_queries(14):  # the month twice: without today and with it
            teks = kartu.lihat()
    # 34 minutes late, 1 %: 3.984.000 - 79.840 (1 % of 7.984.000) - 39.840
    assert "terlambat 34 menit" in teks
    assert "Rp3.864.320" in teks and "Rp15.680" in teks


def test_a_tap_that_counts_later_and_its_undo_move_the_estimate(kantor: Dunia) -> None:
    """Monday's way out came late from a phone and waits for the superior."""
    staf, kini = kantor.pegawai["staf"], wib(KAMIS, "10:00")
    tap(staf, SENIN, "07:20")
    tap(staf, KAMIS, "07:21")
    BuktiKetukan.objects.create(
        pegawai=staf, waktu=wib(SENIN, "16:05"), kunci=uuid4(), mode=1, keadaan=2, tanda=1,
        luring=True, diterima_pada=kini,
    )  # fmt: skip
    open_reviews([(staf.pk, SENIN)], at=kini)
    kartu = Kartu(kantor)
    # no way out, 1,5 %: 3.976.000 - 79.760 (1 % of 7.976.000) - 39.760
    assert "Rp3.856.480" in kartu.lihat()
    tinjauan = TinjauanKetukan.objects.get(pegawai=staf, tanggal=SENIN)
    apply(tinjauan, "approve", actor=aktor(kantor, "kepala", kini))
    assert UTUH in kartu.lihat()
    undo(tinjauan, actor=aktor(kantor, "kepala", kini + timedelta(minutes=2)))
    assert "Rp3.856.480" in kartu.lihat()


def test_without_this_months_salary_the_estimate_takes_the_last_one_and_says_so(
    kantor: Dunia,
) -> None:
    staf = kantor.pegawai["staf"]
    GajiBulanan.objects.filter(pegawai=staf).update(periode=202408)
    GajiBulanan.objects.create(  # THR is no month's salary, whatever its number
        pegawai=staf, periode=202414, bruto=9_000_000, iwp=0, bpjs=0, pph=0, iuran_pensiun=0
    )
    kata = "Gaji Oktober 2025 belum masuk: perkiraan ini memakai gaji Agustus 2024."
    kini = Kartu(kantor).lihat()
    assert "Rp3.832.960" in kini  # Monday's taps are missing
    assert kata in kini
    client = Client()
    client.force_login(kantor.user["staf"])
    for alamat in ("/tpp/bulan/202510/", "/tpp/bulan/202510/perkiraan/"):
        assert kata in client.get(alamat).content.decode(), alamat
    compute_month(
        instansi=staf.instansi, periode=202510, actor=system_actor("uji", at=wib(KAMIS, "10:00")),
        at=wib(KAMIS, "10:00"),
    )  # fmt: skip
    kurang = TidakTerhitung.objects.filter(pegawai=staf)
    assert [(t.kolom, t.alasan) for t in kurang] == [("gaji_bruto", "kosong")]


def test_a_salary_that_was_never_known_leaves_no_estimate(kantor: Dunia) -> None:
    GajiBulanan.objects.filter(pegawai=kantor.pegawai["staf"]).update(periode=202511)
    assert "belum dapat dihitung: gaji_bruto: kosong" in Kartu(kantor).lihat()
