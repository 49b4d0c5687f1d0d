"""The enlarged regency: as many people as asked, none of them twice."""

import polars as pl
import pytest

from selaras.aturan.nip import check_nip
from selaras.contoh import services
from selaras.contoh.rakit import rakit

PEGAWAI = 1_800


@pytest.fixture(scope="module")
def besar() -> dict[str, pl.DataFrame]:
    """Every table with all its rows, the base's and the further ones'."""
    bagian: dict[str, list[pl.DataFrame]] = {}
    for nama, bingkai in services.tabel("sebulan", PEGAWAI):
        bagian.setdefault(nama, []).append(bingkai)
    return {nama: pl.concat(isi, how="vertical_relaxed") for nama, isi in bagian.items()}


def test_there_are_as_many_people_as_asked(besar: dict[str, pl.DataFrame]) -> None:
    pegawai = besar["pegawai_pegawai"]
    assert pegawai.height == pegawai["id"].n_unique() == pegawai["nip"].n_unique() == PEGAWAI


def test_further_people_have_numbers_that_agree_with_their_birth(
    besar: dict[str, pl.DataFrame],
) -> None:
    baru = besar["pegawai_pegawai"].filter(pl.col("id") > len(rakit("sebulan").orang))
    for nip, lahir, jk in baru.select("nip", "tanggal_lahir", "jenis_kelamin").iter_rows():
        assert check_nip(nip, tanggal_lahir=lahir, jenis_kelamin=jk).temuan == ()


def test_rows_keep_ids_of_their_own(besar: dict[str, pl.DataFrame]) -> None:
    for nama, bingkai in besar.items():
        if "id" in bingkai.columns:
            assert bingkai["id"].n_unique() == bingkai.height, nama


def test_a_pin_means_one_person_at_a_site(besar: dict[str, pl.DataFrame]) -> None:
    pin = besar["presensi_pinmesin"]
    assert not pin.select("situs_id", "pin").is_duplicated().any()
    taps = besar["presensi_ketukan"]
    assert not taps.select("situs_id", "pin", "waktu").is_duplicated().any()
    kenal = taps.drop_nulls("pegawai_id").join(pin, on=["situs_id", "pin"], how="left")
    assert (kenal["pegawai_id"] == kenal["pegawai_id_right"]).all()


def test_everyone_new_taps(besar: dict[str, pl.DataFrame]) -> None:
    baru = set(besar["pegawai_pegawai"]["id"]) - {o.id for o in rakit("sebulan").orang}
    assert baru <= set(besar["presensi_ketukan"]["pegawai_id"])
