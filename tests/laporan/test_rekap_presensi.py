"""The rekap presensi: its sums are the sheets', large ones become jobs, everyone has her own."""

from io import BytesIO

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook
from tests.izin import dunia as dunia_izin

from selaras.aturan.presensi import HARI
from selaras.core.jobs.models import Pekerjaan
from selaras.core.jobs.services import run_now
from selaras.core.permissions.selectors import load_actor
from selaras.laporan import views_presensi
from selaras.laporan.presensi.tugas import REKAP
from selaras.presensi import lembar
from selaras.presensi.models import LembarPresensi

pytestmark = pytest.mark.django_db
PERIODE = 202510


@pytest.fixture
def dunia(db: None) -> dunia_izin.Dunia:
    dunia = dunia_izin.build()
    hari = np.zeros((1, 31), HARI)
    hari["kode"][0, :6] = [1, 2, 4, 5, 6, 6]
    hari["jenis"][0, 4:6] = [1, 8]  # CT, DL
    hari["masuk"][0, :3] = [440, 470, 520]
    hari["pulang"][0, :2] = 965
    hari["pulang"][0, 2] = -32768
    hari["menit_tl"][0, 1:3] = [20, 70]
    kosong = dict.fromkeys(
        ("belum", "tanpa_masuk", "tanpa_pulang", "menit_psw", "alpa_runtun"), 0
    )  # fmt: skip
    for nama in ("staf", "tetangga"):
        LembarPresensi.objects.create(
            periode=PERIODE, pegawai=dunia.pegawai[nama], hari=lembar.encode(hari).tobytes(),
            skpd=dunia.unit["dinas alam" if nama == "staf" else "dinas buku"], hari_kerja=6,
            hadir=3, izin=2, alpa=1, tl=2, psw=1, menit_tl=90, potongan_bp=650, **kosong,
        )  # fmt: skip
    return dunia


def masuk(dunia, nama: str) -> Client:
    client = Client()
    client.force_login(dunia.user[nama])
    return client


def alamat(dunia, bentuk: str, unit: str = "dinas alam") -> str:
    return reverse("laporan:rekap_presensi", args=[PERIODE, dunia.unit[unit].pk, bentuk])


def test_the_workbook_counts_bands_kinds_and_days(dunia) -> None:
    jawab = masuk(dunia, "pengelola_kepegawaian").get(alamat(dunia, "xlsx"))
    assert jawab.status_code == 200
    buku = CalamineWorkbook.from_filelike(BytesIO(jawab.content))
    rekap = buku.get_sheet_by_index(0).to_python()
    letak = next(n for n, b in enumerate(rekap) if b[0] == "No")
    isi = dict(zip(rekap[letak], rekap[letak + 1], strict=True))
    assert (isi["Hari kerja"], isi["Hadir"], isi["TK"], isi["Dinas"], isi["CT"]) == (6, 3, 1, 1, 1)
    assert (isi["TL1"], isi["TL3"], isi["PSW4"], isi["Menit TL"]) == (1, 1, 1, 90)
    assert isi["Potongan"] == pytest.approx(0.065)
    harian = buku.get_sheet_by_index(1).to_python()
    letak = next(n for n, b in enumerate(harian) if b[0] == "No")
    assert harian[letak + 1][2:8] == ["H", "TL", "TP", "TK", "CT", "DL"]
    assert "Dibuat oleh Pengelola_Kepegawaian" in str(rekap[:letak])


def test_the_pdf_is_for_those_who_may_export_and_only_of_their_units(dunia) -> None:
    jawab = masuk(dunia, "pengelola_kepegawaian").get(alamat(dunia, "pdf"))
    assert jawab.content.startswith(b"%PDF")
    asing = masuk(dunia, "pengelola_kepegawaian").get(alamat(dunia, "pdf", "dinas buku"))
    assert asing.status_code == 404
    assert masuk(dunia, "staf").get(alamat(dunia, "pdf")).status_code == 403


def test_a_large_unit_becomes_a_job_with_a_file(dunia, monkeypatch) -> None:
    monkeypatch.setattr(views_presensi, "LANGSUNG", 0)
    client = masuk(dunia, "pengelola_kepegawaian")
    assert client.get(alamat(dunia, "pdf")).status_code == 302
    assert Pekerjaan.objects.filter(jenis=REKAP).count() == 1
    actor = load_actor(dunia.user["admin_bkpsdm"], at=timezone.now())
    masukan = {"periode": PERIODE, "unit_id": dunia.unit["dinas alam"].pk, "bentuk": "pdf"}
    hasil = run_now(REKAP, actor=actor, masukan=masukan)
    assert hasil.status == "selesai", hasil.pesan
    assert hasil.hasil_berkas.name.endswith(".zip")


def test_everyone_has_her_own_month_on_paper(dunia) -> None:
    url = reverse("laporan:presensi_bulan", args=[PERIODE, dunia.pegawai["staf"].pk])
    assert masuk(dunia, "staf").get(url).content.startswith(b"%PDF")
    assert masuk(dunia, "tetangga").get(url).status_code == 404
