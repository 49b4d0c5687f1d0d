"""The shipped law is whole: nothing wrong, and every leaf says unit, ground and date checked."""

import time

import pytest

from selaras.hukum import Law
from selaras.hukum.checks import check_all
from selaras.hukum.model import SATUAN
from selaras.hukum.tree import ROOT, read_tree

LAW = Law.load()
LEAVES = [
    leaf
    for key in LAW.keys
    for daerah in (None, *LAW.daerah)
    if (leaf := LAW.parameter(key, daerah)) is not None
]


def test_the_check_finds_no_error():
    assert [str(t) for t in check_all() if t.galat] == []


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.berkas)
def test_every_leaf_says_unit_ground_and_date_checked(leaf):
    assert leaf.judul and leaf.penjelasan and leaf.satuan in SATUAN
    assert leaf.diperiksa is not None
    for segmen in leaf.segmen:
        if segmen.isi is not None:
            dasar = segmen.dasar
            assert dasar.keyakinan in {"tinggi", "sedang", "rendah", "contoh"}
            assert dasar.diketahui or dasar.contoh or dasar.catatan, "unknown ground without a word"


def test_only_the_sample_regency_makes_figures_up():
    invented = {leaf.daerah for leaf in LEAVES for s in leaf.segmen if s.dasar.contoh}
    assert invented == {"contoh"}


def test_no_shipped_file_is_left_out_of_the_law():
    assert len(list(ROOT.rglob("*.yaml"))) == len(LEAVES) + len(LAW.daerah)


def test_the_law_is_read_quickly():
    read_tree()
    start = time.process_time()
    read_tree()
    assert time.process_time() - start < 1.0, "measured 0.1 s; ten times that is a mistake"
