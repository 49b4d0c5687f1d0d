"""Items of a draft structure from an XLSX: taken into the draft whose number the file names."""

from datetime import date

from tests.core.impor.conftest import *  # noqa: F403
from tests.core.impor.conftest import temuan

from selaras.core.waktu import now
from selaras.organisasi.models import Instansi
from selaras.simpeg.models import PenataanOrganisasi

KEPALA = ["Rancangan", "Tindakan", "Kode unit asal", "Kode unit baru atau tujuan", "Nama baru"]
UNIT = [
    ["Kode unit", "Nama unit", "Jenis", "Kode unit induk"],
    ["1", "Dinas Satu", "skpd", None],
    ["2", "Dinas Dua", "skpd", None],
]


def test_items_of_a_file_stand_after_those_of_the_draft(ambil, periksa):
    ambil("unit", UNIT)
    draf = PenataanOrganisasi.objects.create(
        instansi=Instansi.objects.get(), judul="SOTK", dasar="Perda", mulai=date(2040, 1, 1),
        disusun_pada=now(),
    )  # fmt: skip
    draf.butir.create(nomor=1, tindakan="unit_tutup", unit_asal="2")
    ambil("penataan", [
        KEPALA,
        [draf.pk, "unit_gabung", "2", "1", None],
        [draf.pk, "unit ubah", "1", None, "Dinas Tunggal"],
    ])  # fmt: skip
    assert list(draf.butir.values_list("nomor", "tindakan", "unit_asal", "unit", "nama")) == [
        (1, "unit_tutup", "2", "", ""),
        (2, "unit_gabung", "2", "1", ""),
        (3, "unit_ubah", "1", "", "Dinas Tunggal"),
    ]
    salah = temuan(periksa("penataan", [KEPALA, [draf.pk + 9, "unit_tutup", "1", None, None]]))
    assert any("masih draf" in pesan for pesan in salah[2])
