"""The real machine's file, stored and judged; and the same chain on a small file of ours."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from selaras.aturan.presensi import StatusHari
from selaras.core.masa import berlaku_sejak
from selaras.perangkat.attlog import BukanAttlog
from selaras.perangkat.services import MesinBelumDisetujui, import_attlog
from selaras.presensi.models import (
    HariLibur,
    Ketukan,
    KetukanKarantina,
    PenugasanJadwal,
    PinMesin,
)
from selaras.presensi.selectors import hari_sebulan
from selaras.presensi.services import seed_calendar

from . import pemda_kecil as kecil

pytestmark = pytest.mark.django_db
BERKAS = Path(
    os.environ.get("SELARAS_BERKAS_MESIN")
    or Path(__file__).parents[3] / "shared/data/attlog/mesin_kolom6.dat"
)
AT = datetime(2022, 7, 1, tzinfo=UTC)
# February 2021, read off the file by hand: PIN, day, status, minutes late, minutes early.
SAMPEL = (
    ("291", 2, "TL", 44, 0),  # 08:44:32 .. 17:12:41
    ("291", 5, "TL", 60, 0),  # 09:00:01 .. 17:13:18: the edge of the second band
    ("1929", 10, "HADIR", 0, 0),  # 08:00:48: seconds are dropped
    ("1929", 11, "PSW", 0, 0),  # 07:20:22 only: no tap out
    ("1929", 4, "TK", 0, 0),  # nothing
    ("1929", 8, "TL", 240, 0),  # 05:46:33 is before the window, 12:00:30 its last minute
    ("463", 1, "TL", 55, 0),  # 08:55:32 .. 17:02:57
    ("125", 1, "PSW", 0, 0),  # 07:30:40, then noon only
    ("3199", 11, "TL_PSW", 1, 0),  # 08:01:10, noon, no tap out
    ("140", 4, "TL", 11, 0),  # 08:11:15, seven taps a day
    ("463", 6, "LIBUR", 0, 0),  # a Saturday
)


@pytest.fixture
def kantor(db):
    """An office of 08.00 to 17.00, Monday to Friday, in WIB."""
    pemda = kecil.bangun(0, zona="Asia/Jakarta")
    PenugasanJadwal.objects.all().delete()
    HariLibur.objects.all().delete()
    seed_calendar(at=AT)
    jadwal = kecil.jadwal_lima_hari(pemda.instansi, "0817", 480, 1020)
    PenugasanJadwal.objects.create(
        jadwal=jadwal, instansi=pemda.instansi, berlaku=berlaku_sejak(kecil.AWAL)
    )
    return pemda


def terima(pemda, path: Path, at: datetime = AT):
    return import_attlog(path=path, mesin=pemda.mesin, actor=kecil.ACTOR, at=at)


def pegawai_per_pin(pemda, pins: list[str]) -> dict[str, int]:
    hasil = {}
    for n, pin in enumerate(pins, start=1):
        orang = kecil.orang(pemda.instansi, n, pemda.bidang)
        PinMesin.objects.create(
            situs=pemda.situs, pin=pin, pegawai=orang, berlaku=berlaku_sejak(kecil.AWAL)
        )
        hasil[pin] = orang.pk
    return hasil


@pytest.mark.mesin_nyata
@pytest.mark.skipif(
    not BERKAS.exists(),
    reason=f"berkas mesin nyata tidak ada di {BERKAS.name}: bukan milik proyek ini, "
    "letaknya dapat disebut lewat SELARAS_BERKAS_MESIN",
)
def test_the_real_machines_file_comes_in_once_and_its_days_are_judged(kantor) -> None:
    pins = sorted({b.split("\t")[0].strip() for b in BERKAS.read_text().splitlines()})
    orang = pegawai_per_pin(kantor, pins[1:])  # the first PIN stays unknown
    pertama, kedua = terima(kantor, BERKAS), terima(kantor, BERKAS)
    assert (pertama.diterima, pertama.baru, pertama.karantina) == (24_162, 24_162, 0)
    assert (kedua.baru, kedua.rangkap) == (0, 24_162)
    assert Ketukan.objects.count() == 24_162
    assert pertama.tak_dikenal == sum(
        b.split("\t")[0].strip() == pins[0] for b in BERKAS.read_text().splitlines()
    )
    bulan = hari_sebulan(instansi_id=kantor.instansi.pk, periode=202102, aturan=kecil.aturan())
    hari = bulan.hasil.frame()
    for pin, tanggal, kode, tl, psw in SAMPEL:
        baris = hari.filter(pegawai_id=orang[pin], tanggal=date(2021, 2, tanggal)).row(
            0, named=True
        )
        assert (StatusHari(baris["kode"]).name, baris["menit_tl"], baris["menit_psw"]) == (
            kode, tl, psw,
        ), (pin, tanggal)  # fmt: skip
    assert hari.filter(pl.col("tanggal") == date(2021, 2, 12))["kode"].unique().to_list() == [0]


def test_a_small_file_goes_the_same_way(kantor, tmp_path) -> None:
    orang = pegawai_per_pin(kantor, ["126"])
    path = tmp_path / "1_attlog.dat"
    path.write_bytes(
        b"\xef\xbb\xbf      126\t2022-06-02 08:00:59\t1\t0\t1\t0\r\n"
        b"      126\t2022-06-02 12:01:00\t1\t1\t1\t0\r\n"
        b"      126\t2022-06-02 16:31:00\t1\t1\t15\t0\r\n"
        b"      126\t2022-06-02 16:31:00\t1\t1\t15\t0\r\n"
        b"      126\t2022-06-31 08:00:00\t1\t1\t1\t0\r\n"
        b"      999\t2022-06-02 08:10:00\t1\t0\t1\t0\r\n"
        b"      126\t2023-06-02 08:10:00\t1\t0\t1\t0"
    )
    hasil = terima(kantor, path)
    assert (hasil.diterima, hasil.baru, hasil.rangkap) == (6, 4, 1)
    assert (hasil.tak_dikenal, hasil.karantina) == (1, 2)
    assert set(KetukanKarantina.objects.values_list("alasan", flat=True)) == {
        "baris 5: waktunya tidak terbaca: '2022-06-31 08:00:00'",
        "waktunya di masa depan: periksa jam mesin",
    }
    sore = Ketukan.objects.get(pin="126", waktu=datetime(2022, 6, 2, 9, 31, tzinfo=UTC))
    assert (sore.status, sore.verifikasi, sore.pegawai_id) == (1, 15, orang["126"])
    bulan = hari_sebulan(instansi_id=kantor.instansi.pk, periode=202206, aturan=kecil.aturan())
    dua = bulan.hasil.frame().filter(tanggal=date(2022, 6, 2)).row(0, named=True)
    assert (dua["kode"], dua["menit_psw"], dua["potongan_bp"]) == (StatusHari.PSW, 29, 50)


def test_before_approval_nothing_is_taken(kantor, tmp_path) -> None:
    path = tmp_path / "a.dat"
    path.write_text("126\t2022-06-02 08:00:59\t1\t0\t1\t0\n")
    kantor.mesin.status = "menunggu"
    with pytest.raises(MesinBelumDisetujui):
        terima(kantor, path)
    assert not Ketukan.objects.exists()


def test_another_kind_of_file_changes_nothing(kantor, tmp_path) -> None:
    path = tmp_path / "a.dat"
    path.write_bytes(b"%PDF-1.4")
    with pytest.raises(BukanAttlog):
        terima(kantor, path)
    assert not KetukanKarantina.objects.exists()
