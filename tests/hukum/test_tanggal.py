"""Which value speaks on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.hukum import Law, NotInForce, UnknownDaerah, UnknownKey
from selaras.hukum.errors import WrongKind
from selaras.hukum.nodes import from_plain
from selaras.hukum.parse import LeafParser

OVERLAY = """\
berlaku:
  2023-01-01:
    dasar: {peraturan: "Perbup uji", keyakinan: sedang}
    nilai: 250
  2024-01-01:
    dicabut: true
  2025-01-01:
    kembali_nasional: true
diperiksa: {tanggal: 2026-11-22}
"""

DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@given(st.dictionaries(DAYS, st.one_of(st.none(), st.integers(0, 10_000)), min_size=1), DAYS)
def test_the_last_entry_not_after_the_day_decides(entries: dict[date, int | None], pada: date):
    law = Law.from_dict({"tpp.plt_tambahan": entries})
    begun = [mulai for mulai in entries if mulai <= pada]
    expected = entries[max(begun)] if begun else None
    aturan = law.pada(pada)
    if expected is None:
        with pytest.raises(NotInForce):
            aturan.nilai("tpp.plt_tambahan")
        assert not aturan.ada("tpp.plt_tambahan")
    else:
        assert aturan.nilai("tpp.plt_tambahan") == expected
        assert aturan.ada("tpp.plt_tambahan")


@given(DAYS, st.integers(0, 3000), DAYS)
def test_sampai_is_the_last_day_in_force(mulai: date, length: int, pada: date):
    sampai = mulai + timedelta(days=length)
    root = from_plain(
        {
            "judul": "x", "penjelasan": "x", "jenis": "nilai", "satuan": "hari",
            "berlaku": {mulai.isoformat(): {
                "dasar": {"peraturan": "P", "keyakinan": "tinggi"}, "nilai": 3}},
            "sampai": sampai.isoformat(), "diperiksa": {"tanggal": "2026-11-22"},
        }
    )  # fmt: skip
    parser = LeafParser("uji.angka", "uji.yaml")
    leaf = parser.parse(root)
    assert leaf is not None and not parser.temuan
    segment = leaf.at(pada)
    assert (segment is not None) == (mulai <= pada <= sampai)


def test_a_region_replaces_the_national_value_from_its_first_day(pohon):
    pohon.overlay()
    law = pohon.law()
    assert law.pada(date(2022, 12, 31), "lain").nilai("uji.angka") == 100
    assert law.pada(date(2023, 1, 1), "lain").nilai("uji.angka") == 250
    assert law.pada(date(2023, 1, 1)).nilai("uji.angka") == 100


def test_a_region_may_refuse_the_national_value_before_its_own(pohon):
    pohon.overlay("tanpa_nasional: true\n" + OVERLAY)
    with pytest.raises(NotInForce, match="Baru berlaku sejak 2023-01-01"):
        pohon.law().pada(date(2022, 12, 31), "lain").nilai("uji.angka")


def test_a_repealed_value_is_not_in_force_and_doesnt_fall_back_to_the_nation(pohon):
    pohon.overlay(OVERLAY)
    law = pohon.law()
    with pytest.raises(NotInForce, match="berakhir atau dicabut"):
        law.pada(date(2024, 6, 1), "lain").nilai("uji.angka")


def test_a_region_may_return_to_the_nation(pohon):
    pohon.overlay(OVERLAY)
    aturan = pohon.law().pada(date(2025, 6, 1), "lain")
    assert aturan.nilai("uji.angka") == 100
    assert aturan.dasar("uji.angka").daerah is None


def test_the_message_says_key_day_region_and_file(law: Law):
    with pytest.raises(NotInForce) as caught:
        law.pada(date(2025, 9, 1), "pematangsiantar").pilihan("disiplin.basis")
    text = str(caught.value)
    for part in ("disiplin.basis", "2025-09-01", "pematangsiantar", "disiplin/basis.yaml"):
        assert part in text


def test_an_undeclared_key_and_an_unknown_region_are_refused(law: Law):
    with pytest.raises(UnknownKey, match=r"tpp\.bobott"):
        law.pada(date(2025, 1, 1)).tabel("tpp.bobott")
    with pytest.raises(UnknownKey):
        law.pada(date(2025, 1, 1)).ada("tpp.bobott")
    with pytest.raises(UnknownDaerah, match="balangan"):
        law.pada(date(2025, 1, 1), "balanggan")


def test_a_table_is_not_read_as_a_number(law: Law):
    with pytest.raises(WrongKind, match="tabel"):
        law.pada(date(2025, 1, 1)).nilai("tpp.bobot")


def test_a_row_that_the_table_leaves_out_is_not_zero(law: Law):
    aturan = law.pada(date(2025, 9, 1), "balangan")
    assert aturan.butir("presensi.izin", "DL") == 0
    with pytest.raises(NotInForce, match="CS"):
        aturan.butir("presensi.izin", "CS")
