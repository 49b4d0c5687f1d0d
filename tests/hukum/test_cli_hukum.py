"""The verbs `selaras hukum periksa` and `selaras hukum lihat`, as a person types them."""

import json
from datetime import date

import pytest

from selaras.cli import main
from selaras.hukum import Law


def test_lihat_shows_value_since_when_and_ground(capsys):
    code = main(["hukum", "lihat", "tpp.plt_tambahan", "--pada", "2020-02-01",
                 "--daerah", "balangan"])  # fmt: skip
    text = capsys.readouterr().out
    assert code == 0
    for part in ("20%", "2020-01-01 s.d. 2020-12-31", "Peraturan Bupati Balangan 9 Tahun 2020",
                 "tinggi", "balangan/tpp/plt_tambahan.yaml:"):  # fmt: skip
        assert part in text


def test_lihat_marks_the_sample(capsys):
    main(["hukum", "lihat", "disiplin.basis", "--pada", "2025-10-01", "--daerah", "contoh"])
    assert "contoh, bukan hukum" in capsys.readouterr().out


def test_lihat_says_plainly_that_nothing_is_in_force(capsys):
    code = main(["hukum", "lihat", "disiplin.basis", "--pada", "2025-09-01"])
    assert code == 3
    assert "tidak berlaku pada 2025-09-01" in capsys.readouterr().out


@pytest.mark.parametrize(
    "args", [["tpp.bobott"], ["tpp.bobot", "--daerah", "antah"]], ids=["key", "region"]
)
def test_lihat_refuses_what_it_doesnt_know(capsys, args):
    assert main(["hukum", "lihat", *args]) == 2
    assert "tidak dikenal" in capsys.readouterr().err


def test_lihat_proposes_what_a_wrong_key_may_have_meant(capsys):
    main(["hukum", "lihat", "tpp.statis"])
    assert "Mungkin maksudnya: tpp.status" in capsys.readouterr().err


def test_lihat_writes_json_for_machines(capsys):
    main(["hukum", "lihat", "tpp.bobot", "--pada", "2025-09-01", "--daerah", "balangan", "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert answer["nilai"] == {"disiplin": 4000, "produktivitas": 6000}
    assert (answer["sejak"], answer["sampai"]) == ("2024-01-01", "2025-12-31")
    assert answer["dasar"] == "dasar belum diketahui" and answer["keyakinan"] == "tinggi"


def test_periksa_names_a_fault_and_fails(capsys, pohon):
    pohon.ganti("nasional/uji/angka.yaml", "nilai: 100", "nilai: banyak")
    code = main(["hukum", "periksa", "--tambahan", str(pohon.root)])
    assert code == 1
    assert "parameter/nasional/uji/angka.yaml:9: 'banyak' bukan bilangan" in capsys.readouterr().out


def test_periksa_lists_warnings_apart_and_counts_confidence(capsys, pohon):
    pohon.ganti("daerah/lain/daerah.yaml", "jenis: nyata", "jenis: struktur")
    assert main(["hukum", "periksa", "--tambahan", str(pohon.root)]) == 0
    text = capsys.readouterr().out
    assert "Peringatan" in text and "Keyakinan nilai: tinggi" in text
    assert "parameter/daerah/tulang_bawang: dasar hukum belum diketahui (10 kali)" in text


@pytest.mark.parametrize("key", Law.load().keys)
def test_lihat_finds_words_for_every_value_there_is(capsys, law: Law, key: str):
    for daerah in law.daerah:
        code = main(["hukum", "lihat", key, "--pada", "2025-09-01", "--daerah", daerah])
        assert code == (0 if law.pada(date(2025, 9, 1), daerah).ada(key) else 3)
    assert capsys.readouterr().out
