"""The lines of a law are made once; a view that receives them has read what making them read."""

from datetime import date

import polars as pl
import pytest

from selaras.aturan import penjelasan
from selaras.hukum import Law
from selaras.tpp.services import ingat_hitungan

PADA, DAERAH = date(2025, 1, 1), "balangan"


def test_lines_are_made_once_for_a_law_and_read_by_each_view(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    penjelasan._komponen.cache_clear()
    law = Law.load()
    pertama, kedua = law.pada(PADA, DAERAH), law.pada(PADA, DAERAH)
    baris = penjelasan.komponen(pertama)
    monkeypatch.setattr(penjelasan, "_lines", lambda aturan: 1 / 0)
    assert penjelasan.komponen(kedua) is baris
    assert kedua.dibaca == pertama.dibaca and kedua.dibaca
    assert kedua.sidik() == pertama.sidik()
    with pytest.raises(ZeroDivisionError):
        penjelasan.komponen(law.pada(date(2020, 1, 1), DAERAH))


def test_figures_are_remembered_until_anything_they_come_from_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    law, kali = Law.load(), []

    def count(frame: pl.DataFrame, aturan: object) -> pl.DataFrame:
        kali.append(aturan)
        return frame.with_columns(hasil=pl.col("a") * 2)

    monkeypatch.setattr(ingat_hitungan, "hitung", count)
    satu, lain = pl.DataFrame({"a": [1, None]}), pl.DataFrame({"a": [1, 0]})
    aturan = law.pada(PADA, DAERAH)
    for _ in range(2):
        hasil = ingat_hitungan.compute_again(satu.clone(), law.pada(PADA, DAERAH))
        assert hasil["hasil"].to_list() == [2, None]
    assert len(kali) == 1
    assert ingat_hitungan.compute_again(lain, aturan)["hasil"].to_list() == [2, 0]
    ingat_hitungan.compute_again(satu.rename({"a": "a"}).cast(pl.Int32), aturan)
    ingat_hitungan.compute_again(satu, law.pada(date(2025, 1, 2), DAERAH))
    ingat_hitungan.compute_again(satu, law.with_nilai_daerah([]).pada(PADA, DAERAH))
    assert len(kali) == 5
