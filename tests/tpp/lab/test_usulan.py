"""A proposed law: as a file with its mistakes by line, as typed values, as another edition."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.hukum import Edisi, Jenjang, Law, NotInForce
from selaras.tpp.lab.berkas import read_proposal
from selaras.tpp.lab.isian import read, write
from selaras.tpp.lab.usulan import (
    BERKAS,
    DAERAH,
    NILAI,
    BarisUsulan,
    Usulan,
    day_in_edition,
    proposed_law,
)

LAW = Law.load()


def temuan(teks: str, nama: str = "usulan.yaml") -> list[tuple[int, str]]:
    return [(t.baris, t.alasan) for t in read_proposal(teks.encode(), nama, LAW).temuan]


def test_a_file_of_many_keys_is_read_bare_and_dated() -> None:
    isi = b"""
tpp.bobot: {produktivitas: 7000, disiplin: 3000}
presensi.alpa_per_hari:
  berlaku:
    2025-07-01: {nilai: 400}
"""
    hasil = read_proposal(isi, "usulan.yaml", LAW)
    assert hasil.temuan == []
    assert hasil.baris == [
        BarisUsulan("tpp.bobot", {"produktivitas": 7000, "disiplin": 3000}),
        BarisUsulan("presensi.alpa_per_hari", 400, "2025-07-01"),
    ]


def test_a_leaf_of_the_laws_own_folders_is_known_by_its_name() -> None:
    isi = b"berlaku:\n  2025-01-01:\n    dasar: belum_diketahui\n    nilai: 500\n"
    assert read_proposal(isi, "alpa_per_hari.yaml", LAW).baris == [
        BarisUsulan("presensi.alpa_per_hari", 500, "2025-01-01")
    ]


@pytest.mark.parametrize(
    ("teks", "baris", "kata"),
    [
        ("tpp.bobot: {produktivitas: 7000, disiplin: 2000}", 1, "seharusnya 10000"),
        ("\ntpp.bobott: 1", 2, "maksudnya tpp.bobot?"),
        ("a: 1\n\tb: 2", 2, "tab"),
        ("presensi.alpa_per_hari: banyak", 1, "bukan bilangan bulat"),
        ("presensi.alpa_per_hari:\n  berlaku:\n    kemarin: {nilai: 1}", 3, "bukan tanggal"),
        ("tpp.bobot: [", 2, "YAML rusak"),
        ("- satu", 1, "'kunci: isi'"),
        ("disiplin.basis: semua", 1, "di luar pilihan"),
        (
            "presensi.potongan_tl:\n  - {mulai: 31, nilai: 1}\n  - {mulai: 1, nilai: 2}",
            3,
            "tidak menaik",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(teks: str, baris: int, kata: str) -> None:
    [(letak, alasan)] = temuan(teks)
    assert letak == baris
    assert kata in alasan


@given(st.binary(max_size=200))
def test_no_file_is_taken_without_a_value_or_a_finding(isi: bytes) -> None:
    hasil = read_proposal(isi, "usulan.yaml", LAW)
    assert hasil.baris or hasil.temuan


@given(st.integers(0, 10_000))
def test_a_percentage_typed_is_the_one_shown(bp: int) -> None:
    p = LAW.parameter("presensi.alpa_per_hari")
    assert p is not None
    assert read(p, write(p, bp)) == (bp, [])


@pytest.mark.parametrize(
    ("teks", "bp"),
    [("62,5", 6_250), ("62.5%", 6_250), ("100", 10_000), ("62,555", None), ("1.250", None)],
)
def test_a_percentage_is_read_as_people_write_it(teks: str, bp: int | None) -> None:
    p = LAW.parameter("presensi.alpa_per_hari")
    assert p is not None
    nilai, salah = read(p, teks)
    assert nilai == bp and bool(salah) == (bp is None)


@given(st.dictionaries(st.sampled_from(["produktivitas", "disiplin"]), st.integers(0, 10_000)))
def test_a_table_typed_adds_up_or_is_refused(tabel: dict[str, int]) -> None:
    p = LAW.parameter("tpp.bobot")
    assert p is not None
    nilai, salah = read(p, write(p, tabel))
    assert (nilai == tabel and not salah) == (sum(tabel.values()) == 10_000)


@given(st.lists(st.integers(1, 200), min_size=1, unique=True).map(sorted))
def test_a_ladder_typed_is_the_one_shown(mulai: list[int]) -> None:
    p = LAW.parameter("presensi.potongan_tl")
    assert p is not None
    isi = tuple(Jenjang(m, n * 10) for n, m in enumerate(mulai))
    nilai, salah = read(p, write(p, isi))
    assert salah == []
    assert [(j["mulai"], j["nilai"]) for j in nilai] == list(isi)


def test_a_proposal_survives_the_way_through_the_job() -> None:
    usulan = Usulan(BERKAS, "contoh", baris=(BarisUsulan("tpp.bobot", {"disiplin": 1}),))
    assert Usulan.from_json(usulan.as_json()) == usulan


def test_single_values_hold_for_all_months_compared_and_the_rest_is_the_regions_own() -> None:
    usulan = Usulan(NILAI, "contoh", baris=(BarisUsulan("presensi.alpa_per_hari", 700),))
    hukum = proposed_law(usulan, LAW, [202510, 202511])
    asal = LAW.pada(date(2025, 10, 1), "contoh")
    assert hukum.aturan(202510).nilai("presensi.alpa_per_hari") == 700
    assert hukum.aturan(202511).nilai("presensi.alpa_per_hari") == 700
    assert hukum.aturan(202510).tabel("tpp.bobot") == asal.tabel("tpp.bobot")
    assert LAW.pada(date(2025, 10, 1), "contoh").nilai("presensi.alpa_per_hari") != 700


def test_another_edition_is_asked_on_the_same_month_of_its_own_years() -> None:
    edisi = Edisi("balangan", "2020", "", date(2020, 4, 1), date(2021, 6, 30))
    assert day_in_edition(edisi, date(2025, 10, 1)) == date(2020, 10, 1)
    assert day_in_edition(edisi, date(2025, 5, 1)) == date(2021, 5, 1)
    assert day_in_edition(edisi, date(2020, 7, 1)) == date(2020, 7, 1)
    assert day_in_edition(edisi, date(2019, 1, 1)) == date(2021, 1, 1)


def test_a_law_without_a_value_that_months_need_says_which() -> None:
    from selaras.tpp.lab.jalan import check_law

    edisi = LAW.region("deli_serdang").edisi[0]
    hukum = proposed_law(Usulan(DAERAH, "deli_serdang", edisi.nama), LAW, [202510])
    with pytest.raises(NotInForce):
        check_law(hukum, [202510])


def test_a_proposal_that_multiplies_itself_by_references_is_refused_at_once():
    """Nine lines that say ten to the ninth power values."""
    isi = 'a0: &a0 ["1"]\n' + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 7)
    )
    assert temuan(isi) == [(1, "rujukan '&a0' tidak diterima; tulis isinya di tempatnya")]
