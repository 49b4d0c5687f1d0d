"""A stored month tried under another law: exactly what a run under it would have given."""

from datetime import date

import polars as pl
import pytest
from django.db import connection
from tests.tpp import bulan_kecil as kecil

from selaras.hukum import Law, NilaiDaerah
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import Pegawai
from selaras.tpp.lab.banding import examples, people, summary, sums
from selaras.tpp.lab.jalan import compare
from selaras.tpp.lab.orang import person_month
from selaras.tpp.lab.usulan import NILAI, BarisUsulan, Usulan, proposed_law
from selaras.tpp.models import InstrumenPenilaian
from selaras.tpp.services import compute_frame, compute_month

pytestmark = pytest.mark.django_db(transaction=True)
P = kecil.PERIODE


@pytest.fixture
def instansi() -> Instansi:
    instansi = kecil.build()
    telat, alpa = Pegawai.objects.order_by("pk")[:2]
    for hari in (6, 7):
        kecil.remove_taps(alpa, date(2025, 10, hari))
    kecil.remove_taps(telat, date(2025, 10, 8))
    situs = telat.pin_mesin.first() or _situs(instansi)
    kecil.tap(situs, telat, date(2025, 10, 8), "08:10")
    kecil.tap(situs, telat, date(2025, 10, 8), "16:10")
    compute_month(instansi=instansi, periode=P, actor=kecil.ACTOR, at=kecil.AT, law=kecil.law())
    return instansi


def _situs(instansi: Instansi):
    from selaras.presensi.models import Situs

    return Situs.objects.get(instansi=instansi)


def banding(instansi: Instansi, **nilai: object):
    baris = tuple(BarisUsulan(k.replace("__", "."), v) for k, v in nilai.items())
    usulan = proposed_law(Usulan(NILAI, instansi.daerah, baris=baris), kecil.law(), [P])
    return compare(
        instansi_id=instansi.pk, daerah=instansi.daerah, periode=[P], usulan=usulan,
        law=kecil.law(),
    )  # fmt: skip


def jalankan(instansi: Instansi, **nilai: object) -> dict[int, int]:
    """What a run from the taps gives under the other law."""
    baris = [
        NilaiDaerah(k.replace("__", "."), instansi.daerah, date(2020, 1, 1), v, "uji")
        for k, v in nilai.items()
    ]
    law: Law = kecil.law().with_nilai_daerah(baris)
    hasil = compute_frame(instansi=instansi, periode=P, law=law, kini=kecil.AT).hasil
    return dict(hasil.select("pegawai_id", "bruto").iter_rows())


USULAN = [
    {"tpp__bobot": {"produktivitas": 7000, "disiplin": 3000}},
    {"presensi__alpa_per_hari": 1000},
    {"presensi__potongan_tl": [{"mulai": 1, "nilai": 300}]},
    {"presensi__kompensasi": 60},
    {"disiplin__basis": "tpp"},
    {"kinerja__predikat": {"baik": 9000}},
    {"tpp__status": {"PNS": 9000}},
]


@pytest.mark.parametrize("nilai", USULAN, ids=lambda n: next(iter(n)))
def test_a_trial_gives_what_a_run_under_that_law_gives(
    instansi: Instansi, nilai: dict[str, object]
) -> None:
    hasil = banding(instansi, **nilai).baris
    assert dict(hasil.select("pegawai_id", "bruto_baru").iter_rows()) == jalankan(instansi, **nilai)
    assert not hasil["tidak_sama"].any()


def test_the_own_law_changes_nothing_for_anybody(instansi: Instansi) -> None:
    sama = {"tpp__bobot": {"produktivitas": 6000, "disiplin": 4000}}
    ringkas = summary(banding(instansi, **sama).baris)
    assert ringkas["orang"] == {"naik": 0, "turun": 0, "tetap": 6, "naik_rp": 0, "turun_rp": 0}
    assert ringkas["tidak_sama"]["orang"] == 0


def test_nothing_is_written(instansi: Instansi) -> None:
    sebelum = _isi()
    banding(instansi, presensi__alpa_per_hari=1000)
    assert _isi() == sebelum


def _isi() -> dict[str, str]:
    """A digest of every table."""
    with connection.cursor() as cursor:
        hasil = {}
        for tabel in connection.introspection.table_names(cursor):
            cursor.execute(
                f"select md5(coalesce(string_agg(t::text, '' order by t::text), '')) from {tabel} t"
            )
            hasil[tabel] = cursor.fetchone()[0]
    return hasil


def test_differences_add_up_by_unit_class_and_person(instansi: Instansi) -> None:
    baris = banding(instansi, presensi__alpa_per_hari=1000).baris
    seluruhnya = int(baris["bruto_baru"].sum() - baris["bruto_lama"].sum())
    assert seluruhnya < 0
    for menurut in ("skpd_id", "kelas", "periode"):
        assert sums(baris, menurut)["selisih"].sum() == seluruhnya
    assert people(baris)["selisih"].sum() == seluruhnya
    assert examples(baris, 4).height == 4
    assert examples(baris, 4)["selisih"].min() == people(baris)["selisih"].min()


def test_who_the_other_law_cannot_compute_is_named_and_not_compared(instansi: Instansi) -> None:
    ringkas = summary(banding(instansi, tpp__status={"CPNS": 8000}).baris)
    assert ringkas["anggaran"]["orang"] == 0
    assert ringkas["gagal"] == [
        {"galat": "status: 'PNS' tidak dikenal aturan ini", "baris": 6, "orang": 6}
    ]


def test_a_fact_changed_since_does_not_pass_for_the_laws_doing(instansi: Instansi) -> None:
    """The month's besaran and assessment are those it was paid by."""
    from selaras.organisasi.models import BesaranTPP

    BesaranTPP.objects.update(beban_kerja=9_000_000)
    ringkas = summary(banding(instansi, presensi__alpa_per_hari=301).baris)
    assert ringkas["tidak_sama"]["orang"] == 0
    assert abs(ringkas["anggaran"]["bruto_baru"] - ringkas["anggaran"]["bruto_lama"]) < 10_000


def test_one_persons_lines_stand_beside_each_other_and_end_in_the_stored_figure(
    instansi: Instansi,
) -> None:
    alpa = Pegawai.objects.order_by("pk")[1]
    usulan = Usulan(NILAI, instansi.daerah, baris=(BarisUsulan("presensi.alpa_per_hari", 1000),))
    dua = person_month(
        instansi_id=instansi.pk, daerah=instansi.daerah, pegawai_id=alpa.pk, periode=P,
        usulan=proposed_law(usulan, kecil.law(), [P]), law=kecil.law(),
    )  # fmt: skip
    assert dua is not None
    baris = {b.kode: b for b in dua.baris}
    tersimpan = InstrumenPenilaian.objects.get(pegawai=alpa)
    assert baris["bruto"].lama is not None
    assert baris["bruto"].lama["nilai"] == tersimpan.bruto
    # Two days at 10 instead of 3 percent of the discipline share: 14 % of 40 % of Rp4.000.000.
    assert baris["bruto"].selisih == -224_000
    assert not baris["produktivitas"].berubah


def test_december_settles_the_year_that_the_trial_would_have_paid() -> None:
    from selaras.tpp.lab.hitung import Berjalan

    berjalan = Berjalan()
    kolom = {"pegawai_id": [1], "beda_bruto": [100], "beda_pph": [5]}
    berjalan.add(202510, pl.DataFrame(kolom))
    berjalan.add(202511, pl.DataFrame(kolom))
    beda = berjalan.of(202512)
    assert beda is not None
    assert beda.row(0) == (1, 200, 10)
    assert berjalan.of(202601) is None
