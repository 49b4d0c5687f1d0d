"""What a new year lacks is named, with the page where it is mended."""

from datetime import date

import pytest
from django.test import Client
from tests.izin.conftest import *  # noqa: F403
from tests.izin.dunia import Dunia

from selaras.core.permissions.selectors import load_actor
from selaras.core.waktu import now
from selaras.presensi.models import HariLibur
from selaras.tpp.models import AnggaranTPP
from selaras.web.persiapan.selectors import Periksa, year_checks

pytestmark = pytest.mark.django_db


def _checks(dunia: Dunia, tahun: int) -> dict[str, Periksa]:
    actor = load_actor(dunia.user["admin_bkpsdm"], at=now())
    kelompok = year_checks(actor, dunia.instansi["uji"], tahun)
    return {b.judul: b for k in kelompok for b in k.butir}


def test_a_year_without_its_decree_of_holidays_is_not_ready(dunia: Dunia) -> None:
    HariLibur.objects.all().delete()
    assert not _checks(dunia, 2031)["Kalender kerja"].siap
    HariLibur.objects.bulk_create(
        HariLibur(tanggal=date(2031, 1, n), nama="Libur") for n in range(1, 13)
    )
    assert _checks(dunia, 2031)["Kalender kerja"].siap


def test_every_office_needs_a_budget(dunia: Dunia) -> None:
    assert _checks(dunia, 2026)["Anggaran TPP"].kata == "2 SKPD tanpa anggaran TPP."
    for nama in ("dinas alam", "dinas buku"):
        AnggaranTPP.objects.create(skpd=dunia.unit[nama], tahun=2026, pagu=1)
    assert _checks(dunia, 2026)["Anggaran TPP"].siap


def test_law_that_ends_with_the_year_is_named(dunia: Dunia) -> None:
    dunia.instansi["uji"].daerah = "balangan"  # its edition of 2025 ends with the year
    aturan = _checks(dunia, 2026)["Aturan"]
    assert not aturan.siap
    assert aturan.kata.startswith("21 nilai berakhir tanpa pengganti")
    dunia.instansi["uji"].daerah = "contoh"
    assert _checks(dunia, 2026)["Aturan"].siap


def test_months_of_the_old_year_that_are_not_paid_are_counted(dunia: Dunia) -> None:
    assert "belum dibayar" in _checks(dunia, 2026)["Pembayaran 2025"].kata


def test_the_page_asks_a_constant_number_of_questions(
    dunia: Dunia, client: Client, django_assert_max_num_queries: object
) -> None:
    client.force_login(dunia.user["admin_bkpsdm"])
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        halaman = client.get("/persiapan/?tahun=2026")
    assert "Persiapan tahun 2026" in halaman.content.decode()
