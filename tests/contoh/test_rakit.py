"""The regency is the same every time, and could exist."""

import hashlib
from collections import Counter
from datetime import date
from itertools import pairwise

import polars as pl
import pytest

from selaras.aturan.nip import check_nip
from selaras.contoh import services
from selaras.contoh.dunia import Dunia
from selaras.contoh.rakit import rakit
from selaras.contoh.struktur import Post

# Of every row of every table. It changes when the regency does: then look at keanehan.yaml too.
SIDIK = {"kecil": "326dd44a8bc47438", "penuh": "772c2e3eb94000e8"}


def _sidik(skala: str) -> str:
    hash_ = hashlib.sha256()
    for nama, bingkai in services.tabel(skala):
        hash_.update(nama.encode())
        hash_.update(bingkai.write_csv().encode())
    return hash_.hexdigest()[:16]


@pytest.mark.parametrize("skala", ["kecil", "penuh"])
def test_every_row_is_the_same_every_time(skala: str) -> None:
    assert _sidik(skala) == SIDIK[skala]


def test_another_throw_in_between_changes_nothing() -> None:
    pertama = _sidik("kecil")
    rakit.cache_clear()
    rakit("penuh")
    assert _sidik("kecil") == pertama


@pytest.fixture(scope="module")
def penuh() -> Dunia:
    return rakit("penuh")


def test_numbers_of_asn_agree_with_birth_and_sex_and_are_nobody_elses(penuh: Dunia) -> None:
    asn = [o for o in penuh.orang if o.status != "NONASN"]
    for o in asn:
        nomor = check_nip(o.nip, tanggal_lahir=o.lahir, jenis_kelamin=o.jk)
        assert nomor.temuan == (), (o.nip, nomor.temuan)
        assert nomor.tahun_angkat == o.tmt.year
    assert len({o.nip for o in penuh.orang}) == len(penuh.orang)


def test_1285_people_report_work_in_40_skpd(penuh: Dunia) -> None:
    awal = date(2025, 10, 1)
    bekerja = [o for o in penuh.orang if o.pada(awal)]
    wajib = [o for o in bekerja if o.wajib]
    assert len(wajib) == 1285
    assert len(bekerja) - len(wajib) == 64
    skpd = {o.post.unit.skpd.kode for o in wajib}
    assert len(skpd) == 40


def test_superior_posts_end_at_the_head_of_the_regency(penuh: Dunia) -> None:
    puncak = Counter()
    for post in penuh.struktur.post:
        jalan: list[Post] = []
        kini: Post | None = post
        while kini:
            assert kini not in jalan, f"{post.nama} beratasan melingkar"
            jalan.append(kini)
            kini = kini.atasan
        puncak[jalan[-1].nama] += 1
    assert set(puncak) == {"Sekretaris Daerah"}


def test_nobody_holds_two_posts_or_two_absences_on_one_day(penuh: Dunia) -> None:
    for o in penuh.orang:
        for masa in (
            sorted(m for _, p, _, m in o.jabatan if p == "D"),
            sorted(m for _, m, _ in o.absen),
        ):
            for (_, sampai), (mulai, _) in pairwise(masa):
                assert sampai is not None and sampai <= mulai, (o.nip, masa)


def test_nobody_taps_while_on_leave_or_after_service(penuh: Dunia) -> None:
    taps = dict(services.tabel("penuh"))["presensi_ketukan"].drop_nulls("pegawai_id")
    lokal = taps.with_columns(hari=pl.col("waktu").dt.convert_time_zone("Asia/Makassar").dt.date())
    per_orang = {k: set(v["hari"]) for (k,), v in lokal.group_by("pegawai_id")}
    for o in penuh.orang:
        hari = per_orang.get(o.id, set())
        if o.keluar:
            assert max(hari) < o.keluar
        for kode, (mulai, sampai), _ in o.absen:
            if kode in ("CM", "CB", "CLTN", "TB") and sampai:
                assert not {h for h in hari if mulai <= h < sampai}, (o.nip, kode)


def test_nobody_is_past_the_retirement_age(penuh: Dunia) -> None:
    for o in penuh.orang:
        if o.status in ("PNS", "CPNS"):
            assert o.bup > date(2025, 12, 31) or o.keluar == o.bup, (o.nip, o.post.nama)
