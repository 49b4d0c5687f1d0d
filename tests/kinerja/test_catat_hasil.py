"""Recording results by hand: what is written, what is refused, what stands in the trail."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from tests.izin.dunia import SEJAK, Dunia
from tests.kinerja.bulan_terkunci import lock_month

from selaras.core.audit.models import Jejak
from selaras.core.masa import berlaku_sejak
from selaras.kinerja.models import PenilaianBulanan
from selaras.kinerja.services import record_hasil, record_hasil_many
from selaras.pegawai.models import RiwayatJabatan
from selaras.periode.services import PeriodeTerkunci

P = 202510


def _trail() -> list[tuple[dict, dict]]:
    entries = Jejak.objects.filter(aksi="kinerja.record").order_by("pk")
    return [(j.sebelum, j.sesudah) for j in entries]


def test_the_superior_records_and_the_trail_keeps_both_states(dunia: Dunia, actor):
    staf = dunia.pegawai["staf"]
    record_hasil(actor=actor("kepala"), pegawai_id=staf.pk, periode=P, predikat="baik")
    record_hasil(actor=actor("kepala"), pegawai_id=staf.pk, periode=P, predikat="kurang")
    hasil = PenilaianBulanan.objects.get(pegawai=staf, periode=P)
    assert (hasil.predikat, hasil.sumber) == ("kurang", "tangan")
    pertama, kedua = _trail()
    assert pertama[1]["predikat"] == "baik"
    assert kedua == ({"predikat": "baik"}, {"predikat": "kurang"})
    assert Jejak.objects.filter(aksi="kinerja.record", person_id=staf.pk).count() == 2


def test_the_same_result_twice_changes_nothing(dunia: Dunia, actor):
    for _ in range(2):
        record_hasil(
            actor=actor("kepala"), pegawai_id=dunia.pegawai["staf"].pk, periode=P, predikat="baik"
        )
    assert PenilaianBulanan.objects.count() == 1
    assert len(_trail()) == 1


def test_columns_not_named_stay(dunia: Dunia, actor):
    staf = dunia.pegawai["staf"]
    PenilaianBulanan.objects.create(pegawai=staf, periode=P, menit=6750, keterangan="dari berkas")
    record_hasil(actor=actor("kepala"), pegawai_id=staf.pk, periode=P, predikat="baik")
    hasil = PenilaianBulanan.objects.get(pegawai=staf)
    assert (hasil.predikat, hasil.menit, hasil.keterangan) == ("baik", 6750, "dari berkas")


@pytest.mark.parametrize(
    ("siapa", "tentang"),
    [
        ("staf", "staf"), ("staf", "kepala"), ("kepala", "tetangga"), ("kepala", "kepala"),
        ("pengelola_kepegawaian", "tetangga"), ("pengelola_kepegawaian", "pengelola_kepegawaian"),
        ("verifikator_tpp", "staf"), ("auditor", "staf"), ("admin_bkpsdm", "asing"),
        ("admin_bkpsdm", "admin_bkpsdm"),
    ],
)  # fmt: skip
def test_who_may_not_changes_nothing(dunia: Dunia, actor, siapa: str, tentang: str):
    with pytest.raises(PermissionDenied):
        record_hasil(
            actor=actor(siapa), pegawai_id=dunia.pegawai[tentang].pk, periode=P, predikat="baik"
        )
    assert not PenilaianBulanan.objects.exists()
    assert not _trail()


def test_one_out_of_reach_stops_all(dunia: Dunia, actor):
    hasil = {dunia.pegawai[n].pk: {"predikat": "baik"} for n in ("staf", "tetangga")}
    with pytest.raises(PermissionDenied):
        record_hasil_many(actor=actor("pengelola_kepegawaian"), periode=P, hasil=hasil)
    assert not PenilaianBulanan.objects.exists()


def test_a_locked_month_refuses_with_a_clear_sentence(dunia: Dunia, actor):
    lock_month(dunia.unit["dinas alam"], P)
    with pytest.raises(PeriodeTerkunci, match="Oktober 2025 Dinas Alam sudah terkunci"):
        record_hasil(
            actor=actor("kepala"), pegawai_id=dunia.pegawai["staf"].pk, periode=P, predikat="baik"
        )
    assert not PenilaianBulanan.objects.exists()
    record_hasil(
        actor=actor("kepala"), pegawai_id=dunia.pegawai["staf"].pk, periode=202511, predikat="baik"
    )
    assert PenilaianBulanan.objects.get().periode == 202511


def test_a_month_that_has_not_begun_is_refused(dunia: Dunia, actor):
    with pytest.raises(PermissionDenied, match="belum mulai"):
        record_hasil(
            actor=actor("kepala"), pegawai_id=dunia.pegawai["staf"].pk, periode=219901, menit=1
        )


def _move(dunia: Dunia, nama: str, ke: str, sejak: date) -> None:
    lama = RiwayatJabatan.objects.get(pegawai=dunia.pegawai[nama])
    lama.berlaku = berlaku_sejak(SEJAK, sejak)
    lama.save()
    if ke:
        RiwayatJabatan.objects.create(
            pegawai=dunia.pegawai[nama], jabatan=dunia.jabatan[ke], berlaku=berlaku_sejak(sejak)
        )


def test_the_month_before_a_move_belongs_to_the_old_office(dunia: Dunia, actor):
    _move(dunia, "staf", "tetangga", date(2025, 11, 1))
    pk = dunia.pegawai["staf"].pk
    officer = actor("pengelola_kepegawaian")
    record_hasil(actor=officer, pegawai_id=pk, periode=P, predikat="baik")
    with pytest.raises(PermissionDenied):
        record_hasil(actor=officer, pegawai_id=pk, periode=202511, predikat="baik")
    assert list(PenilaianBulanan.objects.values_list("periode", flat=True)) == [P]


def test_who_left_during_the_month_is_still_valued(dunia: Dunia, actor):
    _move(dunia, "staf", "", date(2025, 10, 15))
    record_hasil(
        actor=actor("pengelola_kepegawaian"), pegawai_id=dunia.pegawai["staf"].pk, periode=P,
        predikat="baik",
    )  # fmt: skip
    assert PenilaianBulanan.objects.count() == 1


def test_the_number_of_queries_does_not_grow_with_people(
    dunia: Dunia, actor, django_assert_max_num_queries
):
    officer = actor("pengelola_kepegawaian")
    nama = ["kepala", "staf", "tanpa akun", "verifikator_tpp", "bendahara"]
    hasil = {dunia.pegawai[n].pk: {"predikat": "baik"} for n in nama}
    with django_assert_max_num_queries(8):
        record_hasil_many(actor=officer, periode=P, hasil=hasil)
    assert PenilaianBulanan.objects.count() == 5
