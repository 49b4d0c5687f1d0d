"""The sample's December beside the daily taps: apel, an outage, overtime, exchanged piket."""

from collections import Counter
from datetime import date, datetime
from zoneinfo import ZoneInfo

from selaras.aturan.jadwal import Rentang
from selaras.aturan.presensi import StatusHari
from selaras.contoh.acara import AKHIR_PEKAN, LALAI, PADAM
from selaras.contoh.dunia import Dunia
from selaras.core.permissions import system_actor
from selaras.hukum import Law
from selaras.kinerja.aktivitas.selectors.lembur import load_lembur
from selaras.kinerja.models import PerintahLembur
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import GangguanPresensi, Roster, TidakApel, TukarJaga
from selaras.presensi.selectors.apel import missed_apel
from selaras.presensi.selectors.gangguan import effect_of
from selaras.presensi.selectors.hari import load_day
from selaras.presensi.services.benah.gangguan import withdraw_gangguan

ZONA = ZoneInfo("Asia/Makassar")
KINI = datetime(2025, 12, 18, 9, tzinfo=ZONA)
DESEMBER = Rentang.bulan(202512)


def test_who_missed_the_monday_apel_is_on_the_day_and_in_the_pay(regensi: Dunia) -> None:
    tercatat = list(TidakApel.objects.filter(dibatalkan_pada=None).select_related("pegawai"))
    assert Counter(t.tanggal for t in tercatat) == LALAI
    assert {t.keterangan for t in tercatat} == {"Apel Senin pagi"}
    satu = tercatat[0].pegawai
    kali = [t.tanggal for t in tercatat if t.pegawai_id == satu.pk]
    assert [t.tanggal for t in missed_apel(satu.pk, DESEMBER, at=KINI)] == sorted(kali)
    # What one costs is law: the sample region takes 2% of the discipline share for each.
    assert Law.load().pada(date(2025, 12, 1), "contoh").nilai("presensi.apel_per_kali") == 200


def test_the_outage_neutralises_its_day_visibly_and_nothing_else(regensi: Dunia) -> None:
    gangguan = GangguanPresensi.objects.select_related("instansi").get(dicabut_pada=None)
    akibat = effect_of(gangguan, kini=KINI)
    ((siapa, hari),) = akibat.berubah
    assert (akibat.orang, akibat.bertugas, akibat.terlambat, hari) == (23, 23, 1, PADAM)
    satu = Pegawai.objects.select_related("instansi").get(pk=siapa)
    hukum = Law.load().pada(date(2025, 12, 1), "contoh")
    dengan = load_day(satu, PADAM, hukum, KINI)
    assert [g.pk for g in dengan.gangguan] == [gangguan.pk]
    assert (dengan.hasil.kode, dengan.hasil.menit_tl) == (StatusHari.HADIR, 0)
    withdraw_gangguan(gangguan=gangguan, alasan="uji", actor=system_actor("uji", at=KINI), at=KINI)
    tanpa = load_day(satu, PADAM, hukum, KINI)
    assert (tanpa.hasil.kode, tanpa.hasil.menit_tl) == (StatusHari.TL, 40)


def test_overtime_is_proven_in_full_in_part_and_not(regensi: Dunia) -> None:
    perintah = list(PerintahLembur.objects.select_related("pegawai__instansi"))
    hasil = load_lembur(perintah, KINI).values()
    assert sorted((n.nyata.keadaan.value, n.nyata.menit) for n in hasil) == [
        ("penuh", 105), ("sebagian", 65), ("tanpa_bukti", 0),
    ]  # fmt: skip


def test_an_exchanged_piket_stands_with_the_other(regensi: Dunia) -> None:
    tukar = TukarJaga.objects.get(status="disetujui")
    jaga = dict(Roster.objects.filter(jadwal__kode="PIKET").values_list("tanggal", "pegawai_id"))
    assert set(jaga) == set(AKHIR_PEKAN)
    assert jaga[tukar.tanggal] == tukar.rekan_id
    assert jaga[tukar.tanggal_rekan] == tukar.pegawai_id
    menunggu = TukarJaga.objects.get(status="menunggu_rekan")
    assert menunggu.rekan.user.username == "pegawai"
