"""The real machine's file from import to rupiah, one month of one person reckoned by hand here.

The file is not part of this project; without it the test is skipped with a plain reason.
"""

import json
import os
from argparse import Namespace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.tpp import bulan_kecil as kecil

from selaras.core.masa import berlaku_sejak
from selaras.hukum import Law, NilaiDaerah
from selaras.kinerja.models import PenilaianBulanan
from selaras.organisasi.models import BesaranTPP, Instansi, Jabatan, UnitKerja
from selaras.pegawai.models import (
    DataPajak,
    GajiBulanan,
    Pegawai,
    RiwayatGolongan,
    RiwayatJabatan,
    RiwayatStatus,
)
from selaras.perangkat.cli import import_file, register_machine
from selaras.presensi.models import Ketukan, LembarPresensi, Situs
from selaras.presensi.services import Jam, assign_jadwal, map_pin, save_jadwal, seed_calendar
from selaras.tpp.models import InstrumenPenilaian
from selaras.tpp.services import compute_month

BERKAS = Path(
    os.environ.get("SELARAS_BERKAS_MESIN")
    or Path(__file__).parents[3] / "shared/data/attlog/mesin_kolom6.dat"
)
AT = datetime(2022, 7, 1, tzinfo=UTC)
FEBRUARI = 202102
MASA = berlaku_sejak(date(2020, 1, 1))

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.mesin_nyata,
    pytest.mark.skipif(
        not BERKAS.exists(),
        reason=f"berkas mesin nyata ({BERKAS.name}) tidak ada: bukan milik proyek ini, letaknya "
        "dapat disebut lewat SELARAS_BERKAS_MESIN",
    ),
]


def law() -> Law:
    """The template region with decisions for 2021, before the files' predicates and tax."""
    pilih = kecil.PILIH | {
        "pajak.cara": "tanpa",
        "kinerja.sumber": "lokal",
        "kinerja.cara": "predikat",
        "kinerja.predikat": {"sangat_baik": 10000, "baik": 10000, "butuh_perbaikan": 8000,
                             "kurang": 6000, "sangat_kurang": 4000},
    }  # fmt: skip
    rows = [NilaiDaerah(k, "templat", kecil.AWAL, v, "keputusan uji") for k, v in pilih.items()]
    return Law.load().with_nilai_daerah(rows)


def office() -> Instansi:
    """08.00 to 17.00 from Monday to Friday in WIB, with the library's holidays."""
    instansi = Instansi.objects.create(kode="uji", nama="Kantor Uji", daerah="templat")
    seed_calendar(at=AT)
    jam = {h: Jam(480, 1020) for h in range(1, 6)}
    jadwal, _ = save_jadwal(
        instansi=instansi, kode="0817", nama="08.00-17.00", jam=jam, actor=kecil.ACTOR
    )
    assign_jadwal(jadwal=jadwal, mulai=date(2020, 1, 1), actor=kecil.ACTOR)
    return instansi


def hire(instansi: Instansi, unit: UnitKerja, nomor: int, pin: str) -> Pegawai:
    """A person with post, pay and result; the PIN becomes hers after the import."""
    p = Pegawai.objects.create(
        instansi=instansi, nip=f"19900101201501{nomor:04d}", nama=f"PIN {pin}"
    )
    RiwayatStatus.objects.create(pegawai=p, status="PNS", berlaku=MASA)
    RiwayatGolongan.objects.create(pegawai=p, golongan="III/b", berlaku=MASA)
    DataPajak.objects.create(pegawai=p, ptkp="K/1", berlaku=MASA)
    post = Jabatan.objects.create(
        unit=unit, kode=pin, nama="Analis", jenis="pelaksana", kelas=7, berlaku=MASA
    )
    BesaranTPP.objects.create(
        jabatan=post, beban_kerja=2_500_000, prestasi_kerja=1_500_000, berlaku=MASA
    )
    RiwayatJabatan.objects.create(pegawai=p, jabatan=post, berlaku=MASA)
    GajiBulanan.objects.create(
        pegawai=p, periode=FEBRUARI, bruto=4_000_000, iwp=38_000, bpjs=152_000
    )
    PenilaianBulanan.objects.create(pegawai=p, periode=FEBRUARI, predikat="baik")
    map_pin(situs=Situs.objects.get(), pin=pin, pegawai=p, actor=kecil.ACTOR)
    return p


def test_a_real_machines_file_becomes_rupiah(capsys: pytest.CaptureFixture[str]) -> None:
    instansi = office()
    unit = UnitKerja.objects.create(
        instansi=instansi, kode="A", nama="Dinas A", jenis="skpd", berlaku=MASA
    )
    unit.path, unit.skpd = f"/{unit.pk}/", unit
    unit.save()
    register_machine(Namespace(sn="NYATA-1", situs="Kantor", zona="WIB", instansi=""))
    capsys.readouterr()
    perintah = Namespace(berkas=BERKAS, mesin="NYATA-1", json=True)
    assert import_file(perintah) == 0
    assert json.loads(capsys.readouterr().out) == {
        "diterima": 24_162, "baru": 24_162, "rangkap": 0, "tak_dikenal": 24_162, "karantina": 0,
        "hari_tersentuh": 0,
    }  # fmt: skip
    pins = list(Ketukan.objects.order_by("pin").values_list("pin", flat=True).distinct())
    assert len(pins) == 23
    orang = {pin: hire(instansi, unit, n, pin) for n, pin in enumerate(pins, start=1)}
    assert not Ketukan.objects.filter(pegawai=None).exists()

    run = compute_month(instansi=instansi, periode=FEBRUARI, actor=kecil.ACTOR, at=AT, law=law())

    assert (run.jumlah_pegawai, run.jumlah_tidak_terhitung) == (23, 0)
    # PIN 463 in February 2021, 19 working days (12 February is Imlek): ten days of 1 to 30
    # minutes late (12, 25, 29, 21, 17, 22, 10, 5, 11, 19) = 10 x 0,5%; three of 31 to 60
    # (55, 51, 52) = 3 x 1%; 25 February without any tap = 3%. Together 11%: discipline 89.
    lembar = LembarPresensi.objects.get(periode=FEBRUARI, pegawai=orang["463"])
    assert (lembar.hari_kerja, lembar.hadir, lembar.tl, lembar.alpa) == (19, 18, 13, 1)
    assert (lembar.menit_tl, lembar.potongan_bp) == (171 + 158, 1_100)
    # 0,6 x 100 + 0,4 x 89 = 95,6%: 2.500.000 -> 2.390.000; 1.500.000 -> 1.434.000.
    i = InstrumenPenilaian.objects.get(pegawai=orang["463"], periode=FEBRUARI)
    assert (i.nilai_bk, i.nilai_pk, i.bruto) == (2_390_000, 1_434_000, 3_824_000)
    assert (i.iwp, i.diterima) == (38_240, 3_785_760)

    # The same file again changes nothing, and neither does the month computed again.
    assert import_file(perintah) == 0
    assert json.loads(capsys.readouterr().out)["baru"] == 0
    ulang = compute_month(instansi=instansi, periode=FEBRUARI, actor=kecil.ACTOR, at=AT, law=law())
    assert ulang.hash_hasil == run.hash_hasil
