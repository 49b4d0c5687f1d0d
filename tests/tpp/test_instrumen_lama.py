"""Old instruments: those in force stay for ever, replaced ones for a while, runs always."""

from datetime import datetime, timedelta

import pytest
from tests.tpp import bulan_kecil as kecil

from selaras.core.audit.models import Jejak
from selaras.core.jobs.models import Pekerjaan
from selaras.core.jobs.services import perform
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import GajiBulanan, Pegawai
from selaras.periode.models import PeriodeUnit
from selaras.tpp.models import HitunganBulan, HitunganUnit, InstrumenPenilaian
from selaras.tpp.services import compute_month, delete_superseded
from selaras.tpp.tasks import delete_superseded_every_night

pytestmark = pytest.mark.django_db
SEHARI = timedelta(days=1)


def run(instansi: Instansi, at: datetime = kecil.AT) -> HitunganBulan:
    return compute_month(
        instansi=instansi, periode=kecil.PERIODE, actor=kecil.ACTOR, at=at, law=kecil.law()
    )


def change_unit_a() -> None:
    """A salary of unit A that moves its results; unit B stays as it is."""
    gaji = GajiBulanan.objects.get(pegawai__nama="Pegawai 1")
    gaji.bruto += 500_000
    gaji.save()


def delete(at: datetime, hari: int = 90) -> int:
    return delete_superseded(hari=hari, actor=kecil.ACTOR, at=at)


def test_replaced_instruments_go_after_a_while_and_those_in_force_stay() -> None:
    instansi = kecil.build(4)
    pertama = run(instansi)
    change_unit_a()
    kedua = run(instansi, kecil.AT + SEHARI)
    units = list(HitunganUnit.objects.order_by("pk").values())

    assert delete(kecil.AT + 91 * SEHARI - timedelta(hours=1)) == 0  # old, but replaced later
    assert delete(kecil.AT + 400 * SEHARI, hari=0) == 0
    assert delete(kecil.AT + 92 * SEHARI) == 2
    sisa = InstrumenPenilaian.objects.values_list("hitungan_id", "skpd__kode")
    assert set(sisa) == {(kedua.pk, "A"), (pertama.pk, "B")}
    assert list(HitunganUnit.objects.order_by("pk").values()) == units
    assert HitunganBulan.objects.get(pk=pertama.pk).hash_hasil == pertama.hash_hasil
    assert Jejak.objects.get(keterangan__contains="digantikan").objek_id == str(pertama.pk)
    assert delete(kecil.AT + 92 * SEHARI) == 0


def test_a_locked_month_keeps_its_instruments_whatever_their_age() -> None:
    instansi = kecil.build(2)
    run(instansi)
    PeriodeUnit.objects.update(status="terkunci", dikunci_pada=kecil.AT)
    change_unit_a()
    run(instansi, kecil.AT + SEHARI)
    assert delete(kecil.AT + 4_000 * SEHARI) == 0
    assert InstrumenPenilaian.objects.count() == 2


def test_the_unit_that_nobody_can_be_computed_for_lets_its_old_ones_go() -> None:
    instansi = kecil.build(2)
    run(instansi)
    GajiBulanan.objects.filter(pegawai=Pegawai.objects.get(nama="Pegawai 1")).delete()
    run(instansi, kecil.AT + SEHARI)
    assert delete(kecil.AT + 92 * SEHARI) == 1


def test_the_night_queues_the_deletion_only_where_there_is_something(settings) -> None:
    instansi = kecil.build(2)
    run(instansi)
    malam = int((kecil.AT + 100 * SEHARI).timestamp())
    delete_superseded_every_night(malam)
    change_unit_a()
    run(instansi, kecil.AT + SEHARI)
    settings.INSTRUMEN_LAMA_HARI = 0
    delete_superseded_every_night(malam)
    assert not Pekerjaan.objects.exists()
    settings.INSTRUMEN_LAMA_HARI = 30
    for _ in range(2):
        delete_superseded_every_night(malam)
    pekerjaan = Pekerjaan.objects.get()
    perform(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    assert (pekerjaan.status, pekerjaan.hasil) == ("selesai", {"instrumen": 1})
    assert (pekerjaan.selesai, pekerjaan.total) == (1, 1)


def test_deleting_takes_as_many_statements_for_many_people(django_assert_max_num_queries) -> None:
    instansi = kecil.build(10)
    run(instansi)
    change_unit_a()
    run(instansi, kecil.AT + SEHARI)
    with django_assert_max_num_queries(7):
        assert delete(kecil.AT + 92 * SEHARI) == 5
