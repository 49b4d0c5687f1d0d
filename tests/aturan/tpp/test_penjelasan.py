"""The lines of an instrument walk from the basic TPP to what is received, to the rupiah."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.aturan.tpp.test_orakel import CARA_ATURAN, DAERAH_ATURAN, chosen, frame_of, orang

from selaras.aturan.penjelasan import TIDAK_DINILAI, iter_rincian, rincian
from selaras.aturan.tpp import hitung
from selaras.hukum import Aturan

SEMUA = CARA_ATURAN | DAERAH_ATURAN
ATURAN = chosen({"disiplin.basis": "porsi_disiplin"})


def lines(frame: pl.DataFrame, aturan: Aturan) -> list[dict[str, dict]]:
    """Person after person: code -> line."""
    hasil: dict[int, dict[str, dict]] = {}
    bernomor = hitung(frame, aturan).with_row_index("urut")
    semua = list(rincian(bernomor, aturan, "urut").iter_rows(named=True))
    assert list(iter_rincian(bernomor, aturan, "urut")) == semua
    for baris in semua:
        hasil.setdefault(baris["urut"], {})[baris["komponen"]] = baris
    return list(hasil.values())


@pytest.mark.parametrize("nama", SEMUA)
@settings(max_examples=3, deadline=None)
@given(data=st.data())
def test_the_walk_from_basic_tpp_to_received_is_exact(nama: str, data: st.DataObject) -> None:
    aturan = SEMUA[nama]
    semua = data.draw(st.lists(orang(aturan), min_size=1, max_size=8))
    for baris in lines(frame_of(semua, aturan), aturan):
        berkurang = [b["nilai"] for b in baris.values() if b["kelompok"] == "berkurang"]
        assert all(n < 0 for n in berkurang)
        assert baris["dasar"]["nilai"] + sum(berkurang) == baris["jumlah"]["nilai"]
        lain = ("hukuman", "kekurangan", "kelebihan")
        bruto = baris["jumlah"]["nilai"] + sum(baris[k]["nilai"] for k in lain if k in baris)
        assert bruto == baris["bruto"]["nilai"]
        pajak = sum(baris[k]["nilai"] for k in ("pph_tpp", "pph_kembali") if k in baris)
        diterima = bruto + pajak - baris["iwp"]["nilai"]
        assert diterima == baris["diterima"]["nilai"]


def _one(**lain: object) -> dict[str, dict]:
    isi = {
        "bulan": 9, "status": "PNS", "golongan": "III/b", "ptkp": "TK/0", "bk": 3_000_000,
        "pk": 1_000_000, "potongan": 0, "hari_kerja": 22, "hari_hadir": 22, "hari_masuk": 22,
        "gaji_bruto": 4_000_000, "gaji_iwp": 0, "gaji_bpjs": 0, "gaji_pph": 0,
    }  # fmt: skip
    return lines(pl.DataFrame([isi | lain]), ATURAN)[0]


def test_discipline_alone_takes_something_away() -> None:
    baris = _one(predikat="baik", potongan=2_500_000)  # 2,5 % of the 40 % discipline share
    assert baris["dasar"]["nilai"] == 4_000_000
    assert "rugi_produktivitas" not in baris
    assert baris["rugi_disiplin"]["nilai"] == -40_000
    assert baris["rugi_disiplin"]["rumus"] == (
        "bobot 40%, nilai disiplin 97,5%: berkurang Rp40.000"
    )


def test_a_missing_result_takes_the_productivity_share() -> None:
    baris = _one(predikat=None)
    assert baris["rugi_produktivitas"]["nilai"] == -2_400_000
    assert "rugi_disiplin" not in baris
    assert baris["jumlah"]["nilai"] == 1_600_000


def test_who_owes_no_result_has_no_score_of_it() -> None:
    baris = _one(predikat=None, hanya_presensi=True)
    assert baris["produktivitas"]["nilai"] is None
    assert baris["produktivitas"]["rumus"] == TIDAK_DINILAI
    assert baris["jumlah"]["nilai"] == baris["dasar"]["nilai"]


def test_the_tax_that_leaves_the_tpp_is_a_line_of_its_own() -> None:
    baris = _one(predikat="baik", gaji_pph=10_000)
    diambil = baris["pph21"]["nilai"] - 10_000
    assert baris["pph_tpp"]["nilai"] == -diambil
    assert "pph_kembali" not in baris


def test_tax_paid_too_much_over_the_year_comes_back_under_its_own_name() -> None:
    baris = _one(
        predikat="baik", bulan=12, setahun_bruto=20_000_000, setahun_iuran=0,
        setahun_pph=90_260, bulan_bekerja=12, iuran_pensiun=0,
    )  # fmt: skip
    assert "pph_tpp" not in baris
    assert baris["pph_kembali"]["judul"] == "Kelebihan PPh dikembalikan"
    assert baris["pph_kembali"]["nilai"] == 90_260
