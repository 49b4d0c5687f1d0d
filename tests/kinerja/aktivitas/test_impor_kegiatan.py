"""The catalogue of tasks from a spreadsheet."""

from datetime import date

from tests.core.impor.conftest import *  # noqa: F403
from tests.core.impor.conftest import Ambil, temuan

from selaras.kinerja.models import KegiatanKatalog

JUDUL = ["Jabatan", "Uraian tugas", "Kegiatan", "Satuan", "Menit standar", "Kata lain"]
TENSI = ["Perawat", "Melayani lansia", "Memeriksa tensi lansia", "orang", 10, "darah tinggi"]


def test_tasks_come_in_change_and_stay(ambil: Ambil) -> None:
    pertama = ambil("katalog-kegiatan", [JUDUL, TENSI], sejak=date(2025, 1, 1))
    assert pertama.jumlah["baru"] == 1
    kegiatan = KegiatanKatalog.objects.get()
    assert (kegiatan.menit_standar, kegiatan.uraian_tugas.nama_jabatan) == (10, "Perawat")
    assert ambil("katalog-kegiatan", [JUDUL, TENSI]).jumlah["sama"] == 1
    assert ambil("katalog-kegiatan", [JUDUL, [*TENSI[:4], 15, None]]).jumlah["berubah"] == 1
    kegiatan.refresh_from_db()
    assert (kegiatan.menit_standar, kegiatan.kata_cari) == (15, "darah tinggi")


def test_a_task_without_minutes_is_refused_and_an_unknown_post_warned(ambil: Ambil) -> None:
    hasil = ambil("katalog-kegiatan", [JUDUL, [*TENSI[:4], None, None], TENSI])
    assert (hasil.jumlah["salah"], hasil.jumlah["baru"]) == (1, 1)
    assert "peta jabatan" in str(temuan(hasil))
