"""The check finds each planted fault, at its line, and nothing else."""

import pytest

LEAF = "nasional/uji/angka.yaml"
OWN = "daerah/lain/uji/angka.yaml"
HEAD = "daerah/lain/daerah.yaml"


def test_a_faultless_folder_has_no_complaint(pohon):
    pohon.overlay()
    assert pohon.galat() == []
    assert pohon.peringatan() == []


EDISI = 'edisi:\n  "2025":\n    mulai: 2025-01-01\n    sampai: 2025-12-31\n'
# file, old text, new text, line, words of the reason
FAULTS = [
    (LEAF, "judul: Angka uji", "judul: ''", 1, "'judul' belum diisi"),
    (LEAF, "jenis: nilai", "jenis: angka", 3, "jenis 'angka'"),
    (LEAF, "satuan: basis_poin", "satuan: persen", 4, "satuan 'persen' tidak dikenal"),
    (LEAF, "satuan: basis_poin", "satuam: basis_poin", 4, "'satuam' tidak dikenal"),
    (LEAF, "2021-01-01", "2021-13-01", 7, "bukan tanggal"),
    (LEAF, "nilai: 100", "nilai: 12.5", 9, "bukan bilangan bulat"),
    (LEAF, "nilai: 100", "nilai: 0100", 9, "'0100' bukan bilangan bulat"),
    (LEAF, "nilai: 100", "nilai: 1:40", 9, "'1:40' bukan bilangan bulat"),
    (LEAF, "nilai: 100", "nilai: true", 9, "'true' bukan bilangan bulat"),
    (LEAF, "nilai: 100", "nilai: &a [*a]", 9, "tidak diterima"),
    (LEAF, "nilai: 100", "? [a, b]\n    : 1", 9, "kunci harus satu kata"),
    (LEAF, "diperiksa:", "---\ndiperiksa:", 10, "YAML rusak"),
    (LEAF, "nilai: 100", "nilai: seratus", 9, "bukan bilangan bulat"),
    (LEAF, "nilai: 100", "nilai: 10001", 9, "di luar rentang"),
    (LEAF, "nilai: 100", "nilai: -1", 9, "di luar rentang"),
    (LEAF, "nilai: 100", "tabel: {a: 1}", 9, "berjenis nilai"),
    (LEAF, "nilai: 100", "nilai: 100\n    nilai: 200", 10, "ganda (sudah ada di baris 9)"),
    (LEAF, "    nilai: 100", "\tnilai: 100", 9, "tab"),
    (LEAF, "    nilai: 100", "    nilai: [100", 10, "YAML rusak"),
    (LEAF, "    nilai: 100\n", "", 7, "entri tanpa 'nilai'"),
    (LEAF, "    dasar: {peraturan: \"Peraturan uji\", keyakinan: tinggi}\n", "", 7, "dasar belum"),
    (LEAF, "keyakinan: tinggi", "keyakinan: pasti", 8, "keyakinan 'pasti'"),
    (LEAF, ", keyakinan: tinggi", "", 8, "keyakinan belum ditulis"),
    (LEAF, "peraturan: \"Peraturan uji\"", "pasal: 3", 8, "'pasal' tidak dikenal"),
    (LEAF, "{peraturan: \"Peraturan uji\", keyakinan: tinggi}", "contoh", 8, "berjenis contoh"),
    (LEAF, "{tanggal: 2026-11-22}", "{}", 10, "diperiksa"),
    (LEAF, "diperiksa:", "sampai: 2020-12-31\ndiperiksa:", 10, "mendahului tanggal berlaku"),
    (LEAF, "pembaca: kelak — hanya pengujian\n", "", 1, "tidak dibaca aturan mana pun"),
    (OWN, "berlaku:", "satuan: rupiah\nberlaku:", 1, "milik berkas nasional"),
    (HEAD, "zona: Asia/Makassar", "zona: WITA", 2, "zona 'WITA'"),
    (HEAD, "jenis: nyata", "jenis: asli", 3, "jenis daerah"),
    (HEAD, "sampai: 2025-12-31", "sampai: 2024-12-31", 5, "mendahului mulai"),
    (HEAD, EDISI, "", 1, "tanpa satu edisi"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "reason"), FAULTS, ids=[f"{f[4]}" for f in FAULTS]
)
def test_a_fault_is_named_with_its_line(pohon, file, old, new, line, reason):
    pohon.overlay()
    pohon.ganti(file, old, new)
    places = [(t.berkas, t.baris) for t in pohon.galat() if reason in t.alasan]
    assert places == [(f"parameter/{file}", line)]


def test_an_overlay_of_an_undeclared_key_is_named(pohon):
    pohon.tulis("daerah/lain/uji/angkaa.yaml", "berlaku: {}\n")
    (temuan,) = pohon.galat()
    assert temuan.berkas == "parameter/daerah/lain/uji/angkaa.yaml"
    assert "kunci 'uji.angkaa' tidak dikenal" in temuan.alasan


def test_a_region_without_head_file_is_named(pohon):
    pohon.tulis("daerah/baru/uji/angka.yaml", "berlaku: {}\n")
    (temuan,) = pohon.galat()
    assert "daerah 'baru' tidak punya daerah.yaml" in temuan.alasan


def test_a_file_that_nobody_would_read_is_named(pohon):
    pohon.tulis("daerah/lain/uji/angka.yaml.bak", "berlaku: {}\n")
    (temuan,) = pohon.galat()
    assert "tidak akan dibaca" in temuan.alasan


GAP = """\
berlaku:
  2023-01-01:
    dasar: {peraturan: "Perbup uji", keyakinan: tinggi}
    nilai: 250
    sampai: 2023-06-30
  2024-01-01:
    dasar: {peraturan: "Perbup uji 2", keyakinan: tinggi}
    nilai: 300
diperiksa: {tanggal: 2026-11-22}
"""


def test_a_gap_between_two_entries_is_named_with_its_days(pohon):
    pohon.overlay(GAP)
    (temuan,) = pohon.galat()
    assert (temuan.baris, "celah: tidak ada nilai 2023-07-01 s.d. 2023-12-31" in temuan.alasan) == (
        2,
        True,
    )


def test_an_overlap_of_two_entries_is_named(pohon):
    pohon.overlay(GAP.replace("2023-06-30", "2024-02-01"))
    (temuan,) = pohon.galat()
    assert temuan.baris == 5
    assert "tumpang tindih" in temuan.alasan and "baris 6" in temuan.alasan


def test_a_value_that_ends_inside_an_edition_is_a_gap(pohon):
    pohon.overlay()
    pohon.ganti(OWN, "diperiksa:", "sampai: 2025-06-30\ndiperiksa:")
    (temuan,) = pohon.galat()
    assert (temuan.baris, "celah: berakhir 2025-06-30" in temuan.alasan) == (5, True)


def test_a_value_that_begins_inside_an_edition_without_a_national_one_is_a_gap(pohon):
    pohon.overlay()
    pohon.ganti(OWN, "berlaku:\n  2023-01-01", "tanpa_nasional: true\nberlaku:\n  2025-03-01")
    (temuan,) = pohon.galat()
    assert "edisi 2025 mulai 2025-01-01, nilainya baru 2025-03-01" in temuan.alasan


def test_a_choice_that_the_region_must_make_is_asked_for(pohon):
    pohon.ganti(LEAF, "jenis: nilai", "wajib_daerah: true\njenis: nilai")
    (temuan,) = pohon.galat()
    assert temuan.berkas == f"parameter/{HEAD}"
    assert "belum memilih 'uji.angka'" in temuan.alasan
    pohon.overlay()
    assert pohon.galat() == []


KINDS = [
    ("tabel", "nama: {a: A, b: B}\n", "tabel: {a: 1, c: 2}", "'c' di luar pilihan"),
    ("tabel", "jumlah: 100\n", "tabel: {a: 60, b: 30}", "berjumlah 90, seharusnya 100"),
    ("tabel", "", "tabel: {}", "tidak kosong"),
    ("pilihan", "nama: {ya: Ya, tidak: Tidak}\n", "pilihan: mungkin", "'mungkin' di luar pilihan"),
    ("daftar", "nama: {a: A}\n", "daftar: [a, b]", "'b' di luar pilihan"),
    ("daftar", "", "daftar: [a, a]", "dua kali"),
    ("teks", "", "teks: {a: ''}", "kosong"),
    ("jenjang", "satuan_mulai: menit\n", "jenjang: [{mulai: 31, nilai: 1}, {mulai: 1, nilai: 2}]",
     "jenjang tidak menaik"),
    ("jenjang", "satuan_mulai: menit\n", "jenjang: [{mulai: 1, nilai: 1}, {mulai: 1, nilai: 2}]",
     "jenjang tidak menaik"),
    ("jenjang", "satuan_mulai: menit\n", "jenjang: [{dari: 1, nilai: 1}]", "tepat 'mulai' dan"),
]  # fmt: skip


@pytest.mark.parametrize(("jenis", "head", "isi", "reason"), KINDS, ids=[k[3] for k in KINDS])
def test_a_value_that_doesnt_fit_its_kind_is_named(pohon, jenis, head, isi, reason):
    pohon.ganti(LEAF, "jenis: nilai\n", f"jenis: {jenis}\n{head}")
    pohon.ganti(LEAF, "nilai: 100", isi)
    line = (pohon.root / LEAF).read_text().splitlines().index(f"    {isi}") + 1
    assert (line, True) in [(t.baris, reason in t.alasan) for t in pohon.galat()]


def test_a_key_that_is_read_but_declared_nowhere_is_named_in_the_code(pohon):
    rule = pohon.source / "aturan" / "uji.py"
    rule.parent.mkdir()
    rule.write_text("def f(aturan):\n    return aturan.nilai('uji.angkaa')\n")
    (temuan,) = pohon.galat()
    assert (temuan.berkas, temuan.baris) == ("selaras/aturan/uji.py", 2)


@pytest.mark.parametrize("text", ["'uji.angka'", "f'uji.ang{x}'"])
def test_a_key_that_is_read_needs_no_excuse(pohon, text):
    rule = pohon.source / "aturan" / "uji.py"
    rule.parent.mkdir()
    rule.write_text(f"def f(aturan, x):\n    return aturan.nilai({text})\n")
    (warning,) = pohon.peringatan()
    assert "sudah dibaca selaras/aturan/uji.py:2" in warning.alasan
    pohon.ganti(LEAF, "pembaca: kelak — hanya pengujian\n", "")
    assert pohon.galat() == [] and pohon.peringatan() == []


def test_an_unknown_citation_is_a_warning_not_an_error(pohon):
    pohon.overlay()
    pohon.ganti(OWN, '{peraturan: "Perbup uji", bagian: "Pasal 3", keyakinan: sedang}',
                "belum_diketahui\n    keyakinan: rendah")  # fmt: skip
    assert pohon.galat() == []
    (warning,) = pohon.peringatan()
    assert (warning.baris, warning.alasan) == (3, "dasar hukum belum diketahui")


def test_years_without_an_edition_are_a_warning(pohon):
    pohon.ganti(HEAD, "edisi:", 'edisi:\n  "2022":\n    mulai: 2022-01-01\n    sampai: 2022-12-31')
    (warning,) = pohon.peringatan()
    assert "tidak ada edisi 2023-01-01 s.d. 2024-12-31" in warning.alasan


def test_overlapping_editions_are_an_error(pohon):
    pohon.ganti(HEAD, "edisi:", 'edisi:\n  "2024":\n    mulai: 2024-01-01\n    sampai: 2025-02-01')
    (temuan,) = pohon.galat()
    assert "edisi 2024 dan 2025 tumpang tindih" in temuan.alasan
