"""Taps from other applications' files: a tap a row, a day a row, what is wrong, the same again."""

from datetime import UTC, datetime

import pytest
from tests.core.impor.berkas_uji import xlsx
from tests.core.impor.conftest import *  # noqa: F403
from tests.core.impor.conftest import Ambil, temuan
from tests.presensi import pemda_kecil as kecil

from selaras.core.impor import services
from selaras.core.impor.models import IngatanKolom
from selaras.core.impor.urai import NilaiSalah
from selaras.core.permissions import Actor
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import Pegawai
from selaras.presensi.impor.ketukan import jam, waktu
from selaras.presensi.models import AntreanLipat, Ketukan, Situs

NIP = "198609262015051001"


@pytest.fixture
def kantor(db: None) -> kecil.Pemda:
    kantor = kecil.bangun(3)
    Pegawai.objects.filter(pk=kantor.pegawai[0].pk).update(nip=NIP)
    return kantor


@pytest.fixture
def instansi(kantor) -> Instansi:
    return kantor.instansi


@pytest.fixture
def sistem() -> Actor:
    return kecil.ACTOR


def tersimpan() -> list[tuple[str, str, int | None]]:
    return [
        (k.pin, f"{k.waktu.astimezone(UTC):%d %H:%M}", k.pegawai_id)
        for k in Ketukan.objects.order_by("waktu", "pin")
    ]


def test_a_row_with_in_and_out_is_two_taps_and_the_same_file_changes_nothing(kantor, ambil) -> None:
    rows = [
        ["Emp No.", "AC-No.", "Name", "Date", "Clock In", "Clock Out"],
        ["1", "1", "Ani", "03/11/2025", "07:20", "16:05"],
        ["2", "2", "Budi", "03/11/2025", "21:00", "06:00"],  # a night
        ["3", "3", "Cici", "03/11/2025", "07:31", None],
    ]
    impor = ambil("ketukan", rows)
    assert {p["judul"]: p["kolom"] for p in impor.padanan} == {
        "Emp No.": "", "AC-No.": "pin", "Name": "", "Date": "tanggal", "Clock In": "masuk",
        "Clock Out": "pulang",
    }  # fmt: skip
    assert impor.jumlah["baru"] == 3
    assert tersimpan() == [
        ("1", "02 23:20", None), ("3", "02 23:31", None), ("1", "03 08:05", None),
        ("2", "03 13:00", None), ("2", "03 22:00", None),
    ]  # fmt: skip
    assert Situs.objects.get(nama="Berkas aplikasi lain").jenis == "api"
    lagi = ambil("ketukan", rows)
    assert (lagi.jumlah["sama"], Ketukan.objects.count()) == (3, 5)
    assert set(Ketukan.objects.values_list("sumber", flat=True)) == {4}


def test_names_and_machines_say_whose_a_tap_is(kantor, ambil) -> None:
    ambil("ketukan", [
        ["NIP", "PIN", "Waktu", "Tempat", "Nomor seri mesin"],
        [NIP, None, "03-11-2025 07:25:10", None, None],
        [None, "2", "2025-11-03 07:26", "Kantor", None],
        [None, "3", "2025-11-03T07:27:00", None, "UJI01"],
        [None, "3", "2025-11-03T07:27:00", None, "UJI01"],
    ])  # fmt: skip
    a, b, c = (p.pk for p in kantor.pegawai)
    assert [orang for _, _, orang in tersimpan()] == [a, b, c]
    assert AntreanLipat.objects.count() == 3


@pytest.mark.parametrize(
    ("row", "kata"),
    [
        ([None, None, "03-11-2025", "07:00", None], "NIP atau PIN"),
        ([NIP, None, "03-11-2025", "25:00", None], "Jam: '25:00'"),
        ([NIP, None, "31-02-2025", "07:00", None], "tidak ada di kalender"),
        ([NIP, None, None, "07:00", None], "Tanggal wajib"),
        ([NIP, None, "03-11-2025", None, None], "Tidak ada jamnya"),
        (["198601012015051001", None, "03-11-2025", "07:00", None], "tidak ditemukan"),
        ([NIP, None, "03-11-2026", "07:00", None], "masa depan"),
        ([None, "7", "03-11-2025", "07:00", "Ponsel pegawai"], "tidak ada di antara situs"),
        ([None, "a b", "03-11-2025", "07:00", None], "bukan PIN"),
    ],
)
def test_a_row_that_is_no_tap_is_named_by_row_and_column(
    kantor, periksa: Ambil, row: list[str | None], kata: str
) -> None:
    Situs.objects.create(instansi=kantor.instansi, nama="Ponsel pegawai", jenis="ponsel")
    impor = periksa("ketukan", [["NIP", "PIN", "Tanggal", "Jam", "Tempat"], row])
    assert any(kata in p or kata.lower() in p.lower() for p in temuan(impor)[2]), temuan(impor)


def test_the_columns_that_a_person_chose_are_remembered_for_the_source(kantor) -> None:
    rows = [["Emp No.", "NIP", "Kapan"], [NIP, "x", "03-11-2025 07:25"]]

    def unggah(sumber: str) -> dict[str, str]:
        impor = services.upload(
            actor=kecil.ACTOR, jenis="ketukan", isi=xlsx(rows), nama="a.xlsx", sejak=kecil.AWAL,
            instansi_id=kantor.instansi.pk, sumber=sumber,
        )  # fmt: skip
        if sumber == "SiHadir" and not IngatanKolom.objects.exists():
            services.set_mapping(
                actor=kecil.ACTOR, impor=impor, pemetaan={0: "nip", 1: "", 2: "waktu"}
            )
            impor = services.run_check(actor=kecil.ACTOR, impor=impor)
            assert impor.jumlah["baru"] == 1
        return {p["judul"]: p["kolom"] for p in impor.padanan}

    unggah("SiHadir")
    assert unggah("SiHadir") == {"Emp No.": "nip", "NIP": "", "Kapan": "waktu"}
    assert unggah("Lain")["NIP"] == "nip"


@pytest.mark.parametrize(
    ("sel", "jadi"),
    [("7:05", "07:05:00"), ("07.05.09", "07:05:09"), ("4:05 PM", "16:05:00"), ("0.5", "12:00:00"),
     ("12:00 AM", "00:00:00"), ("1899-12-31 07:00:00", "07:00:00"), ("07:05:09.000", "07:05:09")],
)  # fmt: skip
def test_clocks_are_read_as_files_write_them(sel: str, jadi: str) -> None:
    assert jam(sel).isoformat("seconds") == jadi


@pytest.mark.parametrize("sel", ["pagi", "7", "24:00", "13:05 PM:", ""])
def test_what_is_no_clock_is_refused(sel: str) -> None:
    with pytest.raises(NilaiSalah):
        jam(sel)


def test_a_date_and_clock_in_one_cell() -> None:
    assert waktu("18-12-2025 07:25") == datetime(2025, 12, 18, 7, 25)
