"""The grid of a unit's month: 500 people x 31 days in 300 ms and 200 KB compressed."""

import gzip
import re
import time
from datetime import date

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse
from tests.izin import dunia as dunia_izin

from selaras.aturan.presensi import HARI
from selaras.pegawai.models import Pegawai
from selaras.presensi import lembar
from selaras.presensi.models import LembarPresensi

pytestmark = pytest.mark.django_db
ORANG, PERIODE = 500, 202510
MS, BITA = 300, 200_000
SEJUMLAH = dict.fromkeys(
    ("hari_kerja", "hadir", "izin", "alpa", "belum", "tl", "psw", "tanpa_masuk", "tanpa_pulang",
     "menit_tl", "menit_psw", "potongan_bp", "alpa_runtun"), 1,
)  # fmt: skip


def isi_bulan(dunia: dunia_izin.Dunia) -> None:
    """A month in which every day differs from its neighbours: it compresses as badly as life."""
    acak = np.random.default_rng(7)
    hari = np.zeros((ORANG, 31), HARI)
    hari["kode"] = acak.choice(8, (ORANG, 31), p=[0.28, 0.5, 0.07, 0.05, 0.02, 0.02, 0.05, 0.01])
    hari["jenis"] = np.where(hari["kode"] == 6, acak.integers(1, 14, (ORANG, 31)), 0)
    hari["menit_tl"] = np.where(np.isin(hari["kode"], (2, 4)), acak.integers(1, 240), 0)
    hari["menit_psw"] = np.where(np.isin(hari["kode"], (3, 4)), acak.integers(1, 240), 0)
    for nama in ("menit_tl", "menit_psw"):
        ada = hari[nama] > 0
        hari[nama][ada] = acak.integers(1, 240, int(ada.sum()))
    orang = Pegawai.objects.bulk_create(
        Pegawai(instansi=dunia.instansi["uji"], nip=f"2{n:017d}", nama=f"Nama Orang Ke-{n}")
        for n in range(ORANG)
    )
    LembarPresensi.objects.bulk_create(
        LembarPresensi(
            periode=PERIODE, pegawai=p, skpd=dunia.unit["dinas alam"], hari=isi.tobytes(),
            **SEJUMLAH,
        )
        for p, isi in zip(orang, lembar.encode(hari), strict=True)
    )  # fmt: skip


@pytest.fixture
def kisi(db: None) -> tuple[Client, str, dunia_izin.Dunia]:
    dunia = dunia_izin.build()
    isi_bulan(dunia)
    client = Client()
    client.force_login(dunia.user["pengelola_kepegawaian"])
    alam = dunia.unit["dinas alam"].pk
    return client, f"{reverse('presensi:unit')}?periode={PERIODE}&skpd={alam}", dunia


def test_a_whole_agency_fits_on_one_page_quickly(kisi, django_assert_max_num_queries) -> None:
    client, url, _ = kisi
    client.get(url)
    with django_assert_max_num_queries(12):
        halaman = client.get(url)
    sel = re.findall(r'<td class="k"', halaman.text)
    assert len(sel) == ORANG * 31
    bita = len(gzip.compress(halaman.content, 6))
    ms = min(_timed(client, url) for _ in range(5)) * 1000
    print(f"\nkisi {ORANG} orang x 31 hari: {ms:.0f} ms prosesor, {len(halaman.content)} bita, "
          f"{bita} terkompresi")  # fmt: skip
    assert bita < BITA
    assert ms < MS


def _timed(client: Client, url: str) -> float:
    """This process's own time: what else runs on the machine is not the page's doing."""
    mulai = time.process_time()
    client.get(url)
    return time.process_time() - mulai


def test_a_cell_says_in_letters_what_its_colour_says_and_leads_to_its_day(kisi) -> None:
    client, url, dunia = kisi
    hari = np.zeros((1, 31), HARI)
    hari["kode"] = [[1, 2, 3, 4, 5, 6, 7, *([0] * 24)]]
    hari["menit_tl"][0, [1, 3]], hari["menit_psw"][0, [2, 3]] = 12, 30
    hari["jenis"][0, 5] = 8
    staf = dunia.pegawai["staf"]
    LembarPresensi.objects.create(
        periode=PERIODE, pegawai=staf, skpd=dunia.unit["dinas alam"],
        hari=lembar.encode(hari).tobytes(), **SEJUMLAH,
    )  # fmt: skip
    halaman = client.get(f"{url}&q=staf").text
    sel = re.findall(r'<td class="k"[^>]*><a [^>]*aria-label="([^"]*)">(.*?)</a>', halaman)
    assert [(a.partition(": ")[2], re.sub("<[^>]+>", " ", b).strip()) for a, b in sel[:8]] == [
        ("Hadir", "✓"), ("Terlambat 12 menit", "TL 12"), ("Pulang cepat 30 menit", "PS 30"),
        ("Terlambat, pulang cepat 42 menit", "TP 42"), ("Tanpa keterangan", "TK"),
        ("Izin DL", "DL"), ("Belum", "·"), ("Libur", "–"),
    ]  # fmt: skip
    alamat = re.findall(r'<td class="k"[^>]*><a [^>]*href="([^"]*)"', halaman)
    assert alamat[6] == reverse("tpp:hari", args=[PERIODE, staf.pk, 7])


def test_columns_that_the_reader_hid_stay_hidden_and_names_are_escaped(kisi) -> None:
    client, url, dunia = kisi
    Pegawai.objects.filter(pk=dunia.pegawai["staf"].pk).update(nama="<b>Staf</b>")
    LembarPresensi.objects.create(
        periode=PERIODE, pegawai=dunia.pegawai["staf"], skpd=dunia.unit["dinas alam"],
        hari=bytes(372), **SEJUMLAH,
    )  # fmt: skip
    halaman = client.get(f"{url}&q=staf&tanpa=h1,hadir").text
    assert "<b>Staf</b>" not in halaman
    assert "&lt;b&gt;Staf" in halaman
    sel = re.findall(r'<td class="k" data-h="(\d+)"', halaman)
    assert sel == [str(n) for n in range(2, 32)]
    assert 'data-judul="Hadir"' not in halaman
    assert 'data-judul="Hari kerja"' in halaman


def test_a_month_shows_the_weekday_of_each_column(kisi) -> None:
    client, url, _ = kisi
    assert date(2025, 10, 4).strftime("%w") == "6"
    assert 'title="Sabtu, 4 Oktober 2025"' in client.get(url).text
