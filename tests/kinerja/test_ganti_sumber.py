"""A region changes which source counts: the months already assessed follow, others stay."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.izin.dunia import Dunia

from selaras.core.jobs.models import Pekerjaan
from selaras.core.jobs.services import perform
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import Actor
from selaras.kinerja.models import Penilaian, PenilaianBulanan
from selaras.kinerja.selectors.penilai import rules_of
from selaras.kinerja.services.sumber import derive_again, write_month
from selaras.kinerja.sumber_tasks import TURUNKAN
from selaras.organisasi.hukum import refresh_local_law
from selaras.organisasi.models import NilaiDaerah, UnitKerja

P = 202510
Aktor = Callable[[str], Actor]
Hasil = dict[str, tuple[str, str]]


@pytest.fixture
def bulan(dunia: Dunia, actor: Aktor, settings: Any) -> Dunia:
    """October under 'both, the national one first': staf has both, tetangga her head's alone."""
    settings.HUKUM_LOKAL = True
    _atur(dunia, "kinerja.sumber", "gabungan")
    _atur(dunia, "kinerja.gabungan", "bkn_dulu")
    for nama, sumber, predikat in (
        ("staf", "lokal", "kurang"), ("staf", "bkn", "sangat_baik"), ("tetangga", "lokal", "baik"),
    ):  # fmt: skip
        satu = Penilaian.objects.create(
            pegawai=dunia.pegawai[nama], unit=dunia.unit["dinas alam"], periode=P, jenis="bulanan",
            sumber=sumber, predikat=predikat, selesai_pada=timezone.now(),
        )  # fmt: skip
        write_month(satu, rules_of(P, dunia.instansi["uji"].pk), actor=actor("kepala"))
    PenilaianBulanan.objects.create(
        pegawai=dunia.pegawai["kepala"], periode=P, predikat="baik", sumber="tangan"
    )
    assert _hasil(dunia) == {
        "staf": ("sangat_baik", "bkn"), "tetangga": ("baik", "lokal"), "kepala": ("baik", "tangan"),
    }  # fmt: skip
    yield dunia
    refresh_local_law()


def _atur(dunia: Dunia, kunci: str, nilai: str) -> None:
    NilaiDaerah.objects.filter(kunci=kunci, dicabut_pada=None).update(dicabut_pada=timezone.now())
    NilaiDaerah.objects.create(
        instansi=dunia.instansi["uji"], kunci=kunci, nilai=nilai, peraturan="Perbup 1/2020",
        keyakinan="tinggi", berlaku=berlaku_sejak(date(2020, 1, 1)), dicatat_pada=timezone.now(),
    )  # fmt: skip
    refresh_local_law()


def _hasil(dunia: Dunia) -> Hasil:
    siapa = {p.pk: nama for nama, p in dunia.pegawai.items()}
    return {
        siapa[b.pegawai_id]: (b.predikat, b.sumber)
        for b in PenilaianBulanan.objects.filter(periode=P)
    }


@pytest.mark.parametrize(
    ("kunci", "nilai", "staf", "tetangga"),
    [
        ("kinerja.gabungan", "terendah", ("kurang", "lokal"), ("baik", "lokal")),
        ("kinerja.sumber", "lokal", ("kurang", "lokal"), ("baik", "lokal")),
        ("kinerja.sumber", "bkn", ("sangat_baik", "bkn"), ("", "lokal")),
    ],
)
def test_an_assessed_month_follows_the_rule_and_a_noted_result_stays(
    bulan: Dunia,
    actor: Aktor,
    kunci: str,
    nilai: str,
    staf: tuple[str, str],
    tetangga: tuple[str, str],
) -> None:
    _atur(bulan, kunci, nilai)
    harapan = {"staf": staf, "tetangga": tetangga, "kepala": ("baik", "tangan")}
    berubah = sum(1 for n, isi in _hasil(bulan).items() if isi != harapan[n])
    instansi = bulan.instansi["uji"].pk
    assert derive_again(instansi, P, actor=actor("kepala")) == berubah
    assert _hasil(bulan) == harapan
    assert derive_again(instansi, P, actor=actor("kepala")) == 0


def test_setting_and_withdrawing_the_value_on_screen_starts_it(
    bulan: Dunia, sebagai: Callable[[str], Client]
) -> None:
    admin = sebagai("admin_bkpsdm")
    isi = {
        "instansi": bulan.instansi["uji"].pk, "nilai": "terendah", "mulai": "2025-10-01",
        "peraturan": "Perbup 2/2025", "keyakinan": "tinggi", "simpan": "1",
    }  # fmt: skip
    jawaban = admin.post("/hukum/kinerja.gabungan/tetapkan/", isi, follow=True)
    assert "disesuaikan di belakang layar" in jawaban.content.decode()
    (tugas,) = Pekerjaan.objects.filter(jenis=TURUNKAN)
    assert tugas.masukan["dari"] == P
    perform(tugas.pk)
    assert Pekerjaan.objects.get(pk=tugas.pk).hasil == {"berubah": 1}
    assert _hasil(bulan)["staf"] == ("kurang", "lokal")

    nilai = NilaiDaerah.objects.get(kunci="kinerja.gabungan", nilai="terendah", dicabut_pada=None)
    admin.post(f"/hukum/nilai-daerah/{nilai.pk}/cabut/")
    assert Pekerjaan.objects.filter(jenis=TURUNKAN).count() == 2


@pytest.mark.parametrize("kemudian", ["uji", "tetangga"])
def test_of_two_governments_the_later_assessment_decides(
    bulan: Dunia, actor: Aktor, kemudian: str
) -> None:
    """She moved in the middle of a time that both assessed: no order of jobs may change her."""
    di_uji = Penilaian.objects.get(pegawai=bulan.pegawai["staf"], sumber="lokal")
    lain = UnitKerja.objects.exclude(instansi=bulan.instansi["uji"])[0]
    geser = timedelta(days=1 if kemudian != "uji" else -1)
    Penilaian.objects.create(
        pegawai=bulan.pegawai["staf"], unit=lain, periode=P, jenis="triwulan", sumber="bkn",
        predikat="baik", selesai_pada=di_uji.selesai_pada + geser,
    )  # fmt: skip
    Penilaian.objects.filter(sumber="bkn", unit=bulan.unit["dinas alam"]).update(
        selesai_pada=di_uji.selesai_pada
    )
    _atur(bulan, "kinerja.sumber", "lokal")
    berubah = derive_again(bulan.instansi["uji"].pk, P, actor=actor("kepala"))
    assert berubah == (kemudian == "uji")
    assert _hasil(bulan)["staf"][1] == ("lokal" if kemudian == "uji" else "bkn")
