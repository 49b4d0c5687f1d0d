"""Worked examples of the regulations, as data, through the very functions of the monthly run."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from selaras.aturan.angka import SERATUS_PERSEN
from selaras.aturan.besaran import basic_tpp
from selaras.aturan.masukan import KRITERIA
from selaras.aturan.prorata import besaran_bulan
from selaras.aturan.tpp import hitung
from selaras.hukum import Aturan, Law, NilaiDaerah

FOLDER = Path(__file__).parent / "contoh_soal"
PERSEN = {"potongan", "disiplin", "capaian", "realisasi", "potongan_dipakai"}
SOAL = [
    pytest.param(soal, id=f"{berkas.stem}: {soal['nama']}")
    for berkas in sorted(FOLDER.glob("*.yaml"))
    for soal in yaml.safe_load(berkas.read_text())
]


def aturan_soal(isi: dict[str, Any]) -> Aturan:
    """The region's law with the example's decisions on top."""
    pilih = [
        NilaiDaerah(kunci, isi["daerah"], date(2000, 1, 1), nilai, "contoh soal")
        for kunci, nilai in isi.get("pilih", {}).items()
    ]
    return Law.load().with_nilai_daerah(pilih).pada(isi["pada"], isi["daerah"])


def berskala(nama: str, nilai: Any) -> Any:
    """Percentages are written as text; the rules take them as integers."""
    if nama not in PERSEN or nilai is None:
        return nilai
    return int(Decimal(nilai) / 100 * SERATUS_PERSEN)


def baris(masukan: dict[str, Any], aturan: Aturan) -> pl.DataFrame:
    isi = {"bulan": aturan.pada.month, **masukan}
    isi = {k: berskala(k, v) for k, v in isi.items()}
    if "disiplin" in isi:
        isi["disiplin_langsung"] = isi.pop("disiplin")
    return pl.DataFrame([isi])


def hasil_soal(soal: dict[str, Any]) -> dict[str, Any]:
    masukan = soal["masukan"]
    if soal.get("jenis") == "basic":
        return {"basic": basic_tpp(*masukan.values())}
    aturan = aturan_soal(soal["aturan"])
    if soal.get("jenis") == "prorata":
        lengkap = [{**dict.fromkeys(KRITERIA, 0), **p, "pegawai_id": 1} for p in masukan]
        besaran = besaran_bulan(pl.DataFrame(lengkap), aturan).row(0, named=True)
        utuh = {"status": "PNS", "predikat": "baik", "potongan": "0", "gaji_bruto": 0}
        return hitung(baris({**utuh, **besaran}, aturan), aturan).row(0, named=True)
    return hitung(baris({**masukan, **soal.get("ubah", {})}, aturan), aturan).row(0, named=True)


@pytest.mark.parametrize("soal", SOAL)
def test_the_example_comes_out_to_the_rupiah(soal: dict[str, Any]) -> None:
    hasil = hasil_soal(soal)
    harapan = {nama: berskala(nama, nilai) for nama, nilai in soal["hasil"].items()}
    dapat = {nama: hasil[nama] for nama in harapan}
    assert dapat == harapan, hasil.get("galat", "")
    if "galat" not in harapan and "galat" in hasil:
        assert hasil["galat"] is None


def test_a_region_without_a_chosen_basis_is_not_computed() -> None:
    from selaras.hukum import NotInForce

    aturan = Law.load().pada(date(2025, 9, 1), "templat")
    with pytest.raises(NotInForce, match=r"disiplin\.basis"):
        hitung(baris({"status": "PNS", "predikat": "baik", "bk": 1}, aturan), aturan)


def test_a_region_known_by_structure_only_says_so() -> None:
    from selaras.hukum import NotInForce

    for daerah in ("pematangsiantar", "deli_serdang"):
        aturan = Law.load().pada(date(2025, 9, 1), daerah)
        with pytest.raises(NotInForce):
            hitung(baris({"status": "PNS", "predikat": "baik", "bk": 1}, aturan), aturan)
