"""A discipline case ends with its decree, entered on the case; the month's run sees it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from tests.kotak.test_kasus import admin, orang
from tests.kotak.test_kotak_bulan import masuk
from tests.tpp import bulan_kecil as kecil

from selaras.core.audit.models import Jejak
from selaras.kotak.models import KasusPembinaan
from selaras.organisasi.models import Instansi
from selaras.pegawai.hukuman import record_sanction
from selaras.pegawai.models import HukumanDisiplin
from selaras.pegawai.services import Ditolak
from selaras.tpp.models import InstrumenPenilaian
from selaras.tpp.services import compute_month

pytestmark = pytest.mark.django_db(transaction=True)
KIRIM = {
    "tingkat": "sedang", "potongan": "25", "no_sk": "800/77", "tanggal_sk": "2025-10-02",
    "mulai": "2025-10-01", "sampai": "2026-03-31",
}  # fmt: skip


@pytest.fixture
def instansi() -> Instansi:
    return kecil.build(6)


@pytest.fixture
def kasus(instansi: Instansi) -> KasusPembinaan:
    return KasusPembinaan.objects.create(
        pegawai=orang(1), jenis="disiplin", asal="pp94", status="terbuka", periode=202509,
        uraian="11 hari tidak masuk", batas=date(2025, 12, 1), tahun=2025, ambang=11, hari=11,
        usulan=4, dibuka_pada=datetime(2025, 9, 30, tzinfo=UTC),
    )  # fmt: skip


def address(kasus: KasusPembinaan) -> str:
    return reverse("kotak:hukuman", args=[kasus.pk])


@pytest.mark.parametrize(
    ("usulan", "tingkat", "potongan"),
    [(1, "ringan", False), (6, "sedang", True), (9, "berat", False)],
)
def test_the_form_begins_with_the_degree_that_the_clock_proposes(
    instansi: Instansi, kasus: KasusPembinaan, usulan: int, tingkat: str, potongan: bool
) -> None:
    KasusPembinaan.objects.update(usulan=usulan)
    _, klien = admin(instansi)
    formulir = klien.get(address(kasus)).content.decode()
    assert f'value="{tingkat}" selected' in formulir
    assert ('value="25"' in formulir) is potongan


def test_the_decree_closes_the_case_and_the_next_run_cuts_a_quarter(
    instansi: Instansi, kasus: KasusPembinaan
) -> None:
    _, klien = admin(instansi)
    halaman = klien.get(reverse("kotak:kasus_satu", args=[kasus.pk])).content.decode()
    assert address(kasus) in halaman
    formulir = klien.get(address(kasus)).content.decode()
    assert 'value="25"' in formulir  # what the law says of a middle sanction
    assert klien.post(address(kasus), KIRIM).status_code == 302
    hukuman = HukumanDisiplin.objects.get()
    assert (hukuman.potongan_bp, hukuman.berlaku.upper) == (2500, date(2026, 4, 1))
    kasus.refresh_from_db()
    assert (kasus.status, kasus.hasil, kasus.hukuman) == ("selesai", "hukuman", hukuman)
    assert Jejak.objects.filter(aksi="disiplin.record", person_id=orang(1).pk).exists()
    halaman = klien.get(reverse("kotak:kasus_satu", args=[kasus.pk])).content.decode()
    assert "TPP dipotong 25%: 1-10-2025 s.d. 31-3-2026" in halaman
    assert klien.get(address(kasus)).status_code == 404

    compute_month(
        instansi=instansi, periode=kecil.PERIODE, actor=kecil.ACTOR, at=kecil.AT, law=kecil.law()
    )
    satu = InstrumenPenilaian.objects.get(pegawai=orang(1))
    assert (satu.hukuman_rp, satu.bruto) == (1_000_000, 3_000_000)
    assert InstrumenPenilaian.objects.get(pegawai=orang(2)).hukuman_rp == 0


def test_who_may_not_record_sanctions_finds_no_door(
    instansi: Instansi, kasus: KasusPembinaan
) -> None:
    _, klien = masuk("petugas", "pengelola_kepegawaian", instansi_id=instansi.pk)
    assert klien.get(address(kasus)).status_code == 403
    assert klien.post(address(kasus), KIRIM).status_code == 403
    assert not HukumanDisiplin.objects.exists()


def test_a_decree_that_overlaps_or_is_not_signed_yet_is_refused(
    instansi: Instansi, kasus: KasusPembinaan
) -> None:
    actor, klien = admin(instansi)
    isi: dict[str, Any] = {
        "actor": actor, "pegawai": orang(1), "tingkat": "ringan", "potongan_bp": 0, "no_sk": "1",
        "tanggal_sk": date(2025, 6, 1),
    }  # fmt: skip
    record_sanction(**isi, mulai=date(2025, 9, 1), sampai=date(2025, 10, 31))
    jawab = klien.post(address(kasus), KIRIM)
    assert jawab.status_code == 422
    assert "Bertumpang" in jawab.content.decode()
    with pytest.raises(Ditolak, match="belum tiba"):
        record_sanction(
            **isi | {"tanggal_sk": date(2026, 1, 1)}, mulai=date(2026, 1, 1),
            sampai=date(2026, 2, 1),
        )  # fmt: skip
    with pytest.raises(Ditolak, match="mendahului"):
        record_sanction(**isi, mulai=date(2026, 1, 2), sampai=date(2026, 1, 1))
    with pytest.raises(PermissionDenied):
        record_sanction(
            **isi | {"pegawai": orang(6)}, mulai=date(2026, 1, 1), sampai=date(2026, 2, 1)
        )
    kasus.refresh_from_db()
    assert kasus.status == "terbuka"


def test_a_case_of_another_kind_takes_no_decree(instansi: Instansi) -> None:
    _, klien = admin(instansi)
    kasus = KasusPembinaan.objects.create(
        pegawai=orang(1), jenis="klarifikasi", asal="kotak", status="terbuka", periode=202509,
        uraian="x", batas=date(2025, 12, 1), dibuka_pada=datetime(2025, 9, 30, tzinfo=UTC),
    )  # fmt: skip
    assert klien.get(address(kasus)).status_code == 404
