"""The calculator keeps its contract: columns, order, reasons, exit status, figures."""

import argparse
import csv
from pathlib import Path

import pytest

from selaras.tpp.kalkulator.jalan import run_hitung

KEPALA = (
    "nip,status,predikat,disiplin,bk,pk,kk,kp,plt,plt_bk,plt_pk,pengurang,gaji_bruto,gaji_iwp,"
    "gaji_bpjs,ptkp"
)
BALANGAN = [
    "198001012005011001,PNS,baik,97.5,1500000,2250000,400000,0,,,,,4812000,44000,176000,K/1",
    "198001012005011002,CPNS,butuh perbaikan,88.25,1500000,2250000,400000,0,,,,,2600000,24000,"
    "96000,TK/0",
    "198001012005011003,PNS,baik,100,6000000,9500000,0,0,plt20,4000000,5000000,,6100000,60000,"
    "240000,K/3",
    "198001012005011004,PNS,baik,97.5,1500000,2250000,400000,0,,,,k40,4812000,44000,176000,K/1",
]


@pytest.fixture
def jalan(tmp_path: Path):
    def run(isi: str | bytes, aturan: str = "daerah/balangan/2025", **lain: str):
        masukan = tmp_path / "masuk.csv"
        masukan.write_bytes(isi if isinstance(isi, bytes) else isi.encode())
        pilihan = {"bulan": None, "rinci": None, **lain}
        kode = run_hitung(
            argparse.Namespace(
                aturan=aturan, masukan=str(masukan), keluaran=str(tmp_path / "hasil.csv"),
                **pilihan,
            )
        )  # fmt: skip
        return kode, read(tmp_path / "hasil.csv")

    return run


def read(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8") as berkas:
        return list(csv.DictReader(berkas))


def lines(*baris: str, kepala: str = KEPALA) -> str:
    return "\n".join([kepala, *baris]) + "\n"


def test_balangans_four_examples_come_out(jalan) -> None:
    kode, hasil = jalan(lines(*BALANGAN))
    assert kode == 0
    assert list(hasil[0]) == [
        "nip", "realisasi", "bruto", "pph21", "iwp", "bpjs", "diterima", "dasar", "galat",
    ]  # fmt: skip
    assert [(r["realisasi"], r["bruto"], r["pph21"], r["diterima"]) for r in hasil] == [
        ("99", "4108500", "89205", "4067415"),
        ("83.3", "2765560", "0", "2737904"),
        ("100", "17300000", "2106000", "17240000"),
        ("99", "1660000", "16180", "1643400"),
    ]
    assert hasil[0]["dasar"].startswith("daerah/balangan/2025 (")


def test_columns_may_come_in_any_order_with_a_byte_order_mark_and_windows_lines(jalan) -> None:
    kepala = ",".join(reversed(KEPALA.split(",")))
    baris = ",".join(reversed(BALANGAN[0].split(",")))
    kode, hasil = jalan(("\ufeff" + lines(baris, kepala=kepala)).replace("\n", "\r\n"))
    assert (kode, hasil[0]["diterima"]) == (0, "4067415")


def change(kolom: str, nilai: str, n: int = 0) -> str:
    isi = dict(zip(KEPALA.split(","), BALANGAN[n].split(","), strict=True))
    return ",".join({**isi, kolom: nilai}.values())


@pytest.mark.parametrize(
    ("kolom", "nilai", "alasan"),
    [
        ("nip", "19800101200501100", "nip: harus 18 angka"),
        ("nip", "1.98001E+17", "nip: harus 18 angka"),
        ("status", "HONORER", "status: 'HONORER' tidak dikenal aturan ini"),
        ("predikat", "istimewa", "predikat: 'istimewa' tidak dikenal"),
        ("disiplin", "100.5", "disiplin: 100.5 di luar 0 sampai 100"),
        ("disiplin", "-1", "disiplin: -1 di luar 0 sampai 100"),
        ("disiplin", '"97,5"', "disiplin: '97,5' bukan angka persen (desimal dengan titik)"),
        ("disiplin", "", "disiplin: kosong"),
        ("bk", "1.500.000", "bk: '1.500.000' bukan rupiah bulat"),
        ("bk", "-5", "bk: '-5' bukan rupiah bulat"),
        ("bk", "١٢٣", "bk: '١٢٣' bukan rupiah bulat"),
        ("disiplin", "٩٧", "disiplin: '٩٧' bukan angka persen (desimal dengan titik)"),
        ("nip", "١٩٨٠٠١٠١٢٠٠٥٠١١٠٠١", "nip: harus 18 angka"),
        ("bk", "99999999999", "bk: lebih dari Rp999.999.999"),
        ("plt", "plt30", "plt: 'plt30' tidak dikenal aturan ini"),
        ("pengurang", "k50", "pengurang: 'k50' tidak dikenal aturan ini"),
        ("ptkp", "K/4", "ptkp: 'K/4' tidak dikenal"),
        ("gaji_bruto", "", "gaji_bruto: kosong"),
    ],
)
def test_a_row_that_cannot_be_computed_says_why_and_the_others_go_on(
    jalan, kolom: str, nilai: str, alasan: str
) -> None:
    kode, hasil = jalan(lines(change(kolom, nilai), BALANGAN[1]))
    assert kode == 3
    assert hasil[0]["galat"] == alasan
    assert [hasil[0][k] for k in ("realisasi", "bruto", "pph21", "diterima")] == [""] * 4
    assert hasil[1]["diterima"] == "2737904"


def test_blank_lines_are_nobodys_row(jalan) -> None:
    kode, hasil = jalan(f"{KEPALA}\n\n{BALANGAN[0]}\n  \n{BALANGAN[1]}\r\n\r\n\n")
    assert kode == 0
    assert [r["diterima"] for r in hasil] == ["4067415", "2737904"]


def test_a_criterion_that_the_rule_does_not_know_is_refused(jalan) -> None:
    kode, hasil = jalan(lines(BALANGAN[0] + ",5000", kepala=KEPALA + ",tb"))
    assert (kode, hasil[0]["galat"]) == (
        3, "tb: aturan ini tidak memakai kriteria tempat bertugas",
    )  # fmt: skip


def test_the_same_person_twice_in_a_month_is_data_rangkap(jalan) -> None:
    kode, hasil = jalan(lines(BALANGAN[0], BALANGAN[1], BALANGAN[0]))
    assert kode == 3
    assert [r["galat"] for r in hasil] == ["", "", "data rangkap"]


def test_the_same_person_in_two_months_is_two_rows(jalan) -> None:
    kepala = KEPALA + ",bulan"
    isi = lines(BALANGAN[0] + ",2025-08", BALANGAN[0] + ",2025-14", kepala=kepala)
    kode, hasil = jalan(isi)
    assert kode == 0
    assert [r["pph21"] for r in hasil] == ["89205", "0"]  # THR: the salary counts 0


def test_december_is_told_to_need_the_years_sums(jalan) -> None:
    kode, hasil = jalan(lines(BALANGAN[0]), bulan="2025-12")
    assert kode == 3
    assert "Desember" in hasil[0]["galat"]


def test_a_month_outside_the_edition_is_refused(jalan, capsys) -> None:
    kode, _ = jalan(lines(BALANGAN[0]), bulan="2026-01")
    assert kode == 2
    assert "daerah/balangan/2025" in capsys.readouterr().err
    kode, hasil = jalan(lines(BALANGAN[0] + ",2026-01", kepala=KEPALA + ",bulan"))
    assert (kode, hasil[0]["galat"]) == (3, "bulan: 2026-01 di luar masa daerah/balangan/2025")


def test_a_reduced_row_needs_no_scores(jalan) -> None:
    kode, hasil = jalan(lines(change("disiplin", "", 3)))
    assert (kode, hasil[0]["bruto"]) == (0, "1660000")


def test_absent_all_month_pays_nothing(jalan) -> None:
    kode, hasil = jalan(lines(change("disiplin", "") + ",ya", kepala=KEPALA + ",alpa_sebulan"))
    assert (kode, hasil[0]["realisasi"], hasil[0]["bruto"]) == (0, "0", "0")


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (b"", "kosong"),
        (b"nip;status\n1;PNS\n", "pemisahnya harus koma"),
        (b"nama,status\nA,PNS\n", "tidak ada kolom nip"),
        (b"nip,bk,bk\n1,2,3\n", "tertulis dua kali"),
        ("nip,status\n1,É\n".encode("latin-1"), "bukan UTF-8"),
        (b"PK\x03\x04\x00\x00", "bukan berkas teks"),
        (b"nip,status\n1,2,3,4\n", "baris 2 berisi 4 kolom"),
        (b"nip,status\r1,PNS\r", "diakhiri CR saja"),
    ],
)
def test_a_file_that_is_none_gives_one_clear_line(jalan, capsys, isi: bytes, kata: str) -> None:
    kode, hasil = jalan(isi)
    keluh = capsys.readouterr().err
    assert (kode, hasil) == (2, [])
    assert kata in keluh
    assert keluh.count("\n") == 1


def test_a_place_that_is_none_is_named_with_its_reason(jalan, capsys, tmp_path: Path) -> None:
    rinci = tmp_path / "nihil" / "rinci.csv"
    kode, _ = jalan(lines(BALANGAN[0]), rinci=str(rinci))
    assert kode == 2
    assert capsys.readouterr().err == f"{rinci}: tidak dapat ditulis (tidak ditemukan)\n"


@pytest.mark.parametrize("aturan", ["balangan", "daerah/balangan/1999", "daerah/mana/2025"])
def test_an_unknown_edition_gives_one_clear_line(jalan, capsys, aturan: str) -> None:
    kode, _ = jalan(lines(BALANGAN[0]), aturan=aturan)
    assert kode == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_detail_file_adds_up_and_names_its_ground(jalan, tmp_path: Path) -> None:
    kode, hasil = jalan(lines(*BALANGAN), rinci=str(tmp_path / "rinci.csv"))
    assert kode == 0
    rinci = read(tmp_path / "rinci.csv")
    assert list(rinci[0]) == ["nip", "komponen", "nilai", "rumus", "dasar_hukum"]
    for r in hasil:
        milik = {x["komponen"]: x["nilai"] for x in rinci if x["nip"] == r["nip"]}
        kriteria = sum(int(milik.get(k, 0)) for k in ("bk", "pk", "kk", "kp"))
        assert kriteria == int(r["bruto"]) == int(milik["bruto"])
        assert milik["diterima"] == r["diterima"]
    assert all(x["dasar_hukum"] for x in rinci)
    assert "Rp1.500.000 x 99% (realisasi) = Rp1.485.000" in {x["rumus"] for x in rinci}
