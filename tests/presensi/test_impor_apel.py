"""Missed roll calls from a file: new, the same again, in other words, and what can't be."""

from datetime import date

import pytest
from tests.core.impor.conftest import *  # noqa: F403
from tests.core.impor.conftest import Ambil, perubahan, temuan
from tests.tpp import bulan_kecil as kecil

from selaras.core.permissions import Actor
from selaras.cuti.models import JenisKetidakhadiran
from selaras.cuti.services import Surat, add_ketidakhadiran, ensure_jenis
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import Pegawai
from selaras.periode.models import PeriodeUnit
from selaras.presensi.models import HariTersentuh, TidakApel
from selaras.tpp.services import compute_month

NIP = ["198609262015051001", "199009132025242014"]
JUDUL = ["NIP", "Tanggal apel", "Keterangan"]
SENIN = date(2025, 10, 6)


@pytest.fixture
def instansi(db: None) -> Instansi:
    """Two people, one in each SKPD."""
    instansi = kecil.build(2)
    for nip, pegawai in zip(NIP, Pegawai.objects.order_by("pk"), strict=True):
        Pegawai.objects.filter(pk=pegawai.pk).update(nip=nip)
    return instansi


@pytest.fixture
def sistem() -> Actor:
    return kecil.ACTOR


def test_a_file_is_taken_once_and_its_words_may_change(ambil: Ambil) -> None:
    rows = [[NIP[0], "06-10-2025", "Apel Senin"], [NIP[1], "06-10-2025", None]]
    assert ambil("apel", [JUDUL, *rows]).jumlah["baru"] == 2
    assert ambil("apel", [JUDUL, *rows]).jumlah["sama"] == 2
    impor = ambil("apel", [JUDUL, [NIP[0], "06-10-2025", "Apel gabungan"]])
    assert perubahan(impor) == {2: {"keterangan": ["Apel Senin", "Apel gabungan"]}}
    assert sorted(TidakApel.objects.values_list("tanggal", "keterangan")) == [
        (SENIN, ""), (SENIN, "Apel gabungan"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "kata"),
    [
        ([NIP[0], "07-10-2025", None], "cuti tahunan (surat S-1)"),
        ([NIP[0], "06-12-2025", None], "belum berlangsung"),
        (["198601012015051001", "06-10-2025", None], "tidak ditemukan"),
        ([NIP[0], None, None], "wajib"),
    ],
)
def test_a_row_that_can_not_stand_is_refused(instansi, periksa: Ambil, row, kata) -> None:
    ensure_jenis()
    add_ketidakhadiran(
        pegawai=Pegawai.objects.get(nip=NIP[0]), jenis=JenisKetidakhadiran.objects.get(kode="CT"),
        mulai=SENIN, sampai=date(2025, 10, 10), surat=Surat("S-1", SENIN), actor=kecil.ACTOR,
    )  # fmt: skip
    assert any(kata in p for p in temuan(periksa("apel", [JUDUL, row]))[2])


def test_a_file_that_reaches_a_locked_month_leaves_material_for_arrears(instansi, ambil) -> None:
    compute_month(
        instansi=instansi, periode=kecil.PERIODE, actor=kecil.ACTOR, at=kecil.AT, law=kecil.law()
    )
    PeriodeUnit.objects.filter(skpd__kode="A").update(status="terkunci", dikunci_pada=kecil.AT)
    ambil("apel", [JUDUL, [NIP[0], "06-10-2025", None], [NIP[0], "04-11-2025", None],
                   [NIP[1], "06-10-2025", None]])  # fmt: skip
    assert [(h.pegawai.nip, h.tanggal) for h in HariTersentuh.objects.all()] == [(NIP[0], SENIN)]
