"""Fingerprints: the same law gives the same one, another value gives another one."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from selaras.hukum import Law
from selaras.hukum.tree import ROOT, read_tree

PADA = date(2025, 9, 1)
KOSONG = """\
judul: Belum ada
penjelasan: Untuk pengujian.
jenis: nilai
satuan: hari
pembaca: kelak — hanya pengujian
berlaku: {}
diperiksa: {tanggal: 2026-11-22}
"""


def test_the_order_of_reading_doesnt_matter(law: Law):
    one, other = law.pada(PADA, "balangan"), law.pada(PADA, "balangan")
    one.tabel("tpp.bobot"), one.nilai("jkn.pegawai")
    other.nilai("jkn.pegawai"), other.tabel("tpp.bobot"), other.tabel("tpp.bobot")
    assert one.sidik() == other.sidik()
    assert len(one.sidik()) == 16


def test_reading_more_changes_it(law: Law):
    aturan = law.pada(PADA, "balangan")
    aturan.tabel("tpp.bobot")
    before = aturan.sidik()
    aturan.nilai("jkn.pegawai")
    assert aturan.sidik() != before
    assert aturan.dibaca == ("jkn.pegawai", "tpp.bobot")


def test_an_absence_that_was_asked_for_counts(law: Law):
    asked, silent = law.pada(PADA, "balangan"), law.pada(PADA, "balangan")
    asked.ada("tpp.uji_coba")
    assert asked.sidik() != silent.sidik()


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_equal_exactly_when_the_values_are_equal(first: int, second: int):
    def sidik(value: int) -> str:
        aturan = Law.from_dict({"tpp.plt_tambahan": value}).pada(PADA)
        aturan.nilai("tpp.plt_tambahan")
        return aturan.sidik()

    assert (sidik(first) == sidik(second)) == (first == second)


def test_titles_and_citations_dont_change_it(pohon):
    aturan = pohon.law().pada(PADA)
    aturan.nilai("uji.angka")
    before = aturan.sidik()
    pohon.ganti("nasional/uji/angka.yaml", "Angka uji", "Judul lain")
    pohon.ganti("nasional/uji/angka.yaml", "Peraturan uji", "Peraturan lain")
    again = Law(read_tree((ROOT, pohon.root))).pada(PADA)
    again.nilai("uji.angka")
    assert again.sidik() == before


def test_an_edition_is_fingerprinted_by_everything_it_says(pohon):
    before = Law(read_tree((ROOT, pohon.root))).edisi("lain", "2025").sidik
    pohon.ganti("nasional/uji/angka.yaml", "nilai: 100", "nilai: 101")
    after = Law(read_tree((ROOT, pohon.root))).edisi("lain", "2025").sidik
    assert before and after and before != after


def test_declaring_a_key_without_value_leaves_editions_as_they_were(pohon):
    before = Law(read_tree((ROOT, pohon.root))).edisi("lain", "2025").sidik
    pohon.tulis("nasional/uji/baru.yaml", KOSONG)
    law = Law(read_tree((ROOT, pohon.root)))
    assert "uji.baru" in law.keys
    assert law.edisi("lain", "2025").sidik == before


def test_a_repeal_inside_an_edition_changes_its_fingerprint(pohon):
    before = Law(read_tree((ROOT, pohon.root))).edisi("lain", "2025").sidik
    pohon.ganti("nasional/uji/angka.yaml", "diperiksa", "  2025-07-01: {dicabut: true}\ndiperiksa")
    assert Law(read_tree((ROOT, pohon.root))).edisi("lain", "2025").sidik != before
