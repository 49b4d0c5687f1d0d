"""What a new year lacks is named, with the page where it is mended."""

from datetime import date

import pytest
from django.test import Client
from tests.izin.conftest import *  # noqa: F403
from tests.izin.dunia import Dunia

from selaras.core.masa import berlaku_sejak
from selaras.core.permissions.selectors import load_actor
from selaras.core.waktu import now
from selaras.organisasi.models import Jabatan
from selaras.presensi.models import HariLibur, Jadwal, PenugasanJadwal, PeriodeRamadan
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


def test_a_year_without_hours_or_days_of_ramadan_is_not_ready(dunia: Dunia) -> None:
    uji = dunia.instansi["uji"]
    PenugasanJadwal.objects.filter(instansi=uji).delete()
    PeriodeRamadan.objects.filter(tahun=2031).delete()
    belum = _checks(dunia, 2031)
    assert not belum["Jadwal kerja"].siap and not belum["Ramadan"].siap
    jadwal = Jadwal.objects.create(instansi=uji, nama="Lima hari")
    awal = PenugasanJadwal.objects.create(
        jadwal=jadwal, instansi=uji, berlaku=berlaku_sejak(date(2031, 1, 2))
    )
    PeriodeRamadan.objects.create(
        tahun=2031, mulai=date(2031, 12, 15), sampai=date(2032, 1, 13), perkiraan=True
    )
    kini = _checks(dunia, 2031)
    assert kini["Ramadan"].siap and not kini["Jadwal kerja"].siap  # it begins a day too late
    awal.berlaku = berlaku_sejak(date(2031, 1, 1))
    awal.save()
    assert _checks(dunia, 2031)["Jadwal kerja"].siap


def test_posts_that_lack_something_are_listed_where_the_check_leads(
    dunia: Dunia, client: Client
) -> None:
    client.force_login(dunia.user["admin_bkpsdm"])
    dunia.jabatan["kepala"].kelas = 14
    dunia.jabatan["kepala"].save()
    Jabatan.objects.exclude(pk=dunia.jabatan["kepala"].pk).update(kelas=7)
    dunia.jabatan["staf"].kelas = None
    dunia.jabatan["staf"].save()
    for judul in ("Kelas jabatan", "Besaran TPP"):
        cek = _checks(dunia, 2026)[judul]
        jumlah = cek.kata.split()[0]
        assert not cek.siap
        assert f"dari {jumlah} jabatan" in client.get(cek.url).content.decode()
    halaman = client.get(_checks(dunia, 2026)["Kelas jabatan"].url).content.decode()
    assert dunia.jabatan["staf"].nama in halaman


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
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        halaman = client.get("/persiapan/?tahun=2026").content.decode()
    assert "Persiapan tahun 2026" in halaman
    assert "data pegawai masih diperiksa" in halaman
    alamat = "/persiapan/?tahun=2026&amp;hitung=1"
    assert f'hx-get="{alamat}"' in halaman
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        isi = client.get(alamat.replace("&amp;", "&"), headers={"HX-Request": "true"})
    assert "SKP 2026" in isi.content.decode()
    assert "<html" not in isi.content.decode()
    assert "<html" in client.get(alamat.replace("&amp;", "&")).content.decode()  # without script


def test_a_gap_leads_to_the_people_who_have_it_on_the_year_s_first_day(
    dunia: Dunia, client: Client
) -> None:
    client.force_login(dunia.user["admin_bkpsdm"])
    kurang = _checks(dunia, 2026)["Tanpa golongan"]
    assert not kurang.siap
    jumlah = kurang.kata.split()[0]
    assert f"{jumlah} pegawai" in client.get(kurang.url).content.decode()
