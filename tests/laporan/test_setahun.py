"""A person's year: sums by month, when each was paid, and the tax as Pasal 17 settles it."""

from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from pypdf import PdfReader

from selaras.aturan.setahun import pajak_setahun
from selaras.contoh.dunia import Dunia
from selaras.core.accounts.models import User
from selaras.core.halaman.format import angka, rupiah
from selaras.hukum import Law
from selaras.pegawai.models import Pegawai
from selaras.tpp.models import InstrumenPenilaian
from selaras.tpp.selectors.setahun import Tahun, year_of

KINI = datetime(2025, 12, 18, 9, 0, tzinfo=ZoneInfo("Asia/Makassar"))


def test_the_worked_example_of_december() -> None:
    aturan = Law.load().pada(date(2025, 12, 31), "contoh")
    p = pajak_setahun(
        bruto=148_540_800, iuran=2_549_952, dipotong=4_084_872, bulan=12, ptkp="K/1",
        aturan=aturan,
    )  # fmt: skip
    assert (p.biaya_jabatan, p.neto, p.pkp) == (6_000_000, 139_990_848, 76_990_000)
    assert (p.terutang, p.selisih) == (5_548_500, 1_463_628)


def _year(nama: str) -> tuple[Pegawai, Tahun]:
    p = Pegawai.objects.select_related("instansi").get(user__username=nama)
    return p, year_of(p, 2025)


def test_the_years_rows_are_the_instruments_that_count(regensi_kecil: Dunia) -> None:
    p, t = _year("pegawai")
    oktober = next(b for b in t.baris if b.periode == 202510)
    i = InstrumenPenilaian.objects.get(pegawai=p, periode=202510)
    assert (oktober.bruto, oktober.netto, oktober.iwp) == (i.bruto, i.netto, i.iwp)
    assert t.total("bruto") == sum(b.bruto for b in t.baris)
    assert t.pajak is not None
    saldo = t.saldo
    assert saldo is not None
    sejak = [b for b in t.baris if b.periode % 100 > saldo.sampai_bulan]
    assert t.pajak.bruto == saldo.bruto + sum(b.gaji + b.bruto for b in sejak)


@pytest.mark.parametrize("nama", ["rekap_setahun", "bukti_potong"])
@override_settings(DEMO=True)
def test_a_person_prints_the_year_and_the_slip_says_what_it_is(
    regensi_kecil: Dunia, nama: str
) -> None:
    p, t = _year("pegawai")
    client = Client()
    client.force_login(User.objects.get(username="pegawai"))
    jawab = client.get(reverse(f"laporan:{nama}", args=[2025, p.pk]))
    teks = "".join(h.extract_text() for h in PdfReader(BytesIO(jawab.content)).pages)
    assert angka(t.total("bruto")) in teks
    if nama == "bukti_potong":
        rata = teks.replace("\n", " ")
        assert "Bukan Formulir 1721-A2" in rata
        assert "Baru sampai Oktober 2025" in rata  # the small regency stops there
    halaman = client.get(reverse("tpp:setahun", args=[2025, p.pk])).content.decode()
    assert rupiah(t.total("netto")) in halaman
    lain = Pegawai.objects.exclude(pk=p.pk).first()
    assert client.get(reverse(f"laporan:{nama}", args=[2025, lain.pk])).status_code == 404
