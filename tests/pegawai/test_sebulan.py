"""Both ways to the post that a month counts say the same of everybody."""

from datetime import date

import pytest

from selaras.contoh.dunia import Dunia
from selaras.pegawai.models import Pegawai, RiwayatJabatan
from selaras.pegawai.selectors.sebulan import with_own_post, with_post

ISI = ("jabatan_nama", "unit_nama", "skpd_id")


@pytest.mark.parametrize("periode", [202509, 202510, 202511, 202512, 202602])
def test_a_teams_posts_are_those_of_the_lists(regensi: Dunia, periode: int) -> None:
    """The sample has transfers and retirements in the middle of months, and people without post."""
    semua = Pegawai.objects.order_by("pk")
    per_orang = list(with_post(semua, periode).values_list("pk", *ISI))
    assert list(with_own_post(semua, periode).values_list("pk", *ISI)) == per_orang
    assert {None} < {jabatan for _, jabatan, _, _ in per_orang}


def test_who_left_during_the_month_keeps_her_last_post(regensi: Dunia) -> None:
    masih = RiwayatJabatan.objects.pada(date(2025, 11, 30)).values("pegawai_id")
    berakhir = RiwayatJabatan.objects.antara(date(2025, 11, 1), date(2025, 11, 29))
    post = berakhir.filter(penugasan="D").exclude(pegawai_id__in=masih)[0]
    (orang,) = with_own_post(Pegawai.objects.filter(pk=post.pegawai_id), 202511)
    assert orang.jabatan_nama == post.jabatan.nama
