"""Ranks of the sample climb as the law lets them."""

from itertools import pairwise

from selaras.contoh.pangkat import PENGADAAN, RUANG, tangga
from selaras.contoh.rakit import rakit


def test_ranks_climb_one_by_one_and_end_at_todays() -> None:
    for o in rakit("penuh").orang:
        semua = tangga(o)
        if not semua:
            assert not o.golongan
            continue
        assert (semua[-1].golongan, semua[0].mulai) == (o.golongan, o.tmt)
        assert semua[0].jenis_kp == PENGADAAN
        for a, b in pairwise(semua):
            assert RUANG.index(b.golongan) == RUANG.index(a.golongan) + 1
            assert (b.mulai - a.mulai).days > 365
            assert b.masa_kerja >= 0


def test_service_counts_from_the_appointment_less_what_a_golongan_costs() -> None:
    for o in rakit("penuh").orang:
        semua = tangga(o)
        if not semua:
            continue
        bulan = (semua[-1].mulai.year - o.tmt.year) * 12 + semua[-1].mulai.month - o.tmt.month
        assert bulan - semua[-1].masa_kerja in {0, 60, 72, 132, bulan}
