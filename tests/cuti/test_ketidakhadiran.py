"""Approved absences: entered with a letter, refused when they overlap, withdrawn with a reason."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from selaras.core.audit.models import Jejak
from selaras.core.masa import berlaku_sejak
from selaras.cuti.models import JenisKetidakhadiran, Ketidakhadiran
from selaras.cuti.selectors import list_ketidakhadiran
from selaras.cuti.services import (
    KetidakhadiranTumpang,
    Surat,
    add_ketidakhadiran,
    cancel_ketidakhadiran,
    ensure_jenis,
)

from ..presensi import pemda_kecil as kecil

pytestmark = pytest.mark.django_db
SURAT = Surat("800/12/BKPSDM", date(2025, 9, 30))


def tambah(pegawai, kode: str, mulai: int, sampai: int, **lain):
    return add_ketidakhadiran(
        pegawai=pegawai,
        jenis=JenisKetidakhadiran.objects.get(kode=kode),
        mulai=date(2025, 10, mulai),
        sampai=date(2025, 10, sampai),
        surat=SURAT,
        actor=kecil.ACTOR,
        **lain,
    )


@pytest.fixture
def pegawai(db):
    return kecil.bangun(2).pegawai


def test_an_absence_covers_both_its_first_and_its_last_day(pegawai) -> None:
    baris = tambah(pegawai[0], "CT", 6, 10)
    assert (baris.berlaku.lower, baris.berlaku.upper) == (date(2025, 10, 6), date(2025, 10, 11))
    jejak = Jejak.objects.get(aksi="cuti.record")
    assert (jejak.person_id, jejak.sesudah["jenis"]) == (pegawai[0].pk, "CT")


@pytest.mark.parametrize(("mulai", "sampai"), [(10, 12), (1, 6), (7, 8), (1, 31)])
def test_an_overlap_is_refused_naming_the_other_and_its_letter(pegawai, mulai, sampai) -> None:
    tambah(pegawai[0], "CT", 6, 10)
    with pytest.raises(KetidakhadiranTumpang) as galat:
        tambah(pegawai[0], "DL", mulai, sampai)
    assert galat.value.messages == [
        "Pegawai 1 sudah tercatat cuti tahunan 6-10-2025 s.d. 10-10-2025 "
        "(surat 800/12/BKPSDM). Cabut atau ubah dulu yang itu."
    ]
    assert Ketidakhadiran.objects.count() == 1
    assert tambah(pegawai[1], "DL", mulai, sampai).pk


def test_late_in_and_early_out_may_share_a_day_but_not_with_leave(pegawai) -> None:
    tambah(pegawai[0], "IT", 6, 6)
    tambah(pegawai[0], "IPC", 6, 6)
    with pytest.raises(KetidakhadiranTumpang):
        tambah(pegawai[0], "IT", 6, 6)
    with pytest.raises(KetidakhadiranTumpang):
        tambah(pegawai[0], "CT", 5, 7)


def test_the_database_refuses_what_slips_past_the_service(pegawai) -> None:
    satu = tambah(pegawai[0], "CT", 6, 10)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ketidakhadiran.objects.create(
            pegawai=pegawai[0], jenis_id=8, no_surat="x", tanggal_surat=SURAT.tanggal,
            berlaku=berlaku_sejak(satu.berlaku.lower),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("mulai", "sampai", "surat", "pesan"),
    [
        (date(2025, 10, 6), date(2025, 10, 5), SURAT, "lebih awal"),
        (date(2025, 10, 6), date(2035, 10, 5), SURAT, "empat tahun"),
        (date(2025, 10, 6), date(2025, 10, 6), Surat(" ", SURAT.tanggal), "Nomor surat"),
    ],
)
def test_slips_are_told(pegawai, mulai, sampai, surat, pesan) -> None:
    with pytest.raises(ValidationError, match=pesan):
        add_ketidakhadiran(
            pegawai=pegawai[0], jenis=JenisKetidakhadiran.objects.get(kode="CT"), mulai=mulai,
            sampai=sampai, surat=surat, actor=kecil.ACTOR,
        )  # fmt: skip


def test_withdrawing_twice_is_withdrawing_once_and_frees_the_days(pegawai) -> None:
    baris = tambah(pegawai[0], "CT", 6, 10)
    with pytest.raises(ValidationError, match="alasan"):
        cancel_ketidakhadiran(ketidakhadiran=baris, alasan=" ", actor=kecil.ACTOR, at=kecil.AT)
    for _ in range(2):
        cancel_ketidakhadiran(
            ketidakhadiran=baris, alasan="ditunda", actor=kecil.ACTOR, at=kecil.AT
        )
    assert Jejak.objects.filter(aksi="cuti.record").count() == 2
    assert tambah(pegawai[0], "DL", 6, 10).pk


def test_the_list_shows_what_touches_the_days_asked_for(pegawai) -> None:
    tambah(pegawai[0], "CT", 6, 10)
    tambah(pegawai[1], "DL", 20, 22)
    assert list_ketidakhadiran(kecil.ACTOR).count() == 2
    oktober = list_ketidakhadiran(kecil.ACTOR, mulai=date(2025, 10, 10), sampai=date(2025, 10, 19))
    assert [b.jenis.kode for b in oktober] == ["CT"]
    assert list_ketidakhadiran(kecil.ACTOR, jenis="DL").get().pegawai == pegawai[1]
    assert list_ketidakhadiran(kecil.ACTOR, cari="gawai 2").count() == 1


def test_kinds_are_made_once(db) -> None:
    ensure_jenis()
    ensure_jenis()
    assert JenisKetidakhadiran.objects.count() == 14
    assert not JenisKetidakhadiran.objects.get(kode="IT").sehari_penuh
