"""Taking taps in: once each, unknown PINs kept, the doubtful set aside."""

from datetime import date, timedelta

import polars as pl
import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from selaras.core.masa import berlaku_sejak
from selaras.presensi.models import Ketukan, KetukanKarantina, PinMesin
from selaras.presensi.services import ensure_partitions, map_pin, record_taps

from . import pemda_kecil as kecil

pytestmark = pytest.mark.django_db
SENIN = date(2025, 10, 6)


def frame(*taps: tuple) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "pin": [t[0] for t in taps],
            "waktu": [t[1] for t in taps],
            "status": [None] * len(taps),
            "verifikasi": [1] * len(taps),
            "kode_kerja": [None] * len(taps),
        },
        schema_overrides={"waktu": pl.Datetime("us", "UTC"), "status": pl.Int16},
    )


def terima(pemda, *taps: tuple, **lain):
    return record_taps(
        situs=pemda.situs, mesin=pemda.mesin, taps=frame(*taps),
        sumber=Ketukan.Sumber.BERKAS, at=kecil.AT, **lain,
    )  # fmt: skip


def test_the_same_taps_again_change_nothing() -> None:
    pemda = kecil.bangun()
    taps = [(n, kecil.lokal(SENIN, j)) for n in "123" for j in ("07:30", "16:00")]
    pertama, kedua = terima(pemda, *taps, *taps), terima(pemda, *taps)
    assert (pertama.diterima, pertama.baru, pertama.rangkap) == (12, 6, 6)
    assert (kedua.baru, kedua.rangkap) == (0, 6)
    assert Ketukan.objects.count() == 6
    assert set(pertama.tersentuh) == {(p.pk, SENIN) for p in pemda.pegawai}
    assert kedua.tersentuh == ()


def test_unknown_pins_are_kept_and_find_their_owner_later() -> None:
    pemda = kecil.bangun()
    hasil = terima(pemda, ("77", kecil.lokal(SENIN, "07:30")), ("77", kecil.lokal(SENIN, "16:00")))
    assert hasil.tak_dikenal == 2
    assert Ketukan.objects.filter(pegawai__isnull=True).count() == 2
    _, dipasangkan = map_pin(
        situs=pemda.situs, pin="77", pegawai=pemda.pegawai[0], actor=kecil.ACTOR
    )
    assert dipasangkan == 2
    assert Ketukan.objects.filter(pegawai=pemda.pegawai[0]).count() == 2


def test_a_pin_belongs_to_its_owner_of_the_day() -> None:
    pemda = kecil.bangun(2)
    PinMesin.objects.filter(pin="1").update(berlaku=berlaku_sejak(kecil.AWAL, SENIN))
    map_pin(situs=pemda.situs, pin="1", pegawai=pemda.pegawai[1], actor=kecil.ACTOR, mulai=SENIN)
    terima(
        pemda,
        ("1", kecil.lokal(SENIN - timedelta(days=1), "23:59")),
        ("1", kecil.lokal(SENIN, "00:00")),
    )
    pemilik = Ketukan.objects.order_by("waktu").values_list("pegawai_id", flat=True)
    assert list(pemilik) == [p.pk for p in pemda.pegawai]


def test_a_pin_that_means_somebody_else_is_refused_by_name() -> None:
    pemda = kecil.bangun(2)
    with pytest.raises(ValidationError, match="sudah dipakai Pegawai 1"):
        map_pin(situs=pemda.situs, pin="1", pegawai=pemda.pegawai[1], actor=kecil.ACTOR)
    assert PinMesin.objects.filter(pin="1").count() == 1


def test_taps_of_the_future_and_of_unset_clocks_are_set_aside_with_a_reason() -> None:
    pemda = kecil.bangun()
    taps = (
        ("1", kecil.AT + timedelta(minutes=4)),
        ("1", kecil.AT + timedelta(minutes=6)),
        ("1", kecil.lokal(date(2000, 1, 1), "08:00")),
    )
    for _ in range(2):
        hasil = terima(pemda, *taps, rusak=[("??", "waktunya tidak terbaca")])
    assert hasil.karantina == 3
    assert Ketukan.objects.count() == 1
    alasan = set(KetukanKarantina.objects.values_list("alasan", flat=True))
    assert alasan == {
        "waktunya di masa depan: periksa jam mesin",
        "waktunya sebelum 2010: jam mesin belum disetel",
        "waktunya tidak terbaca",
    }


def test_months_get_their_partition_when_data_arrives_for_them() -> None:
    pemda = kecil.bangun()
    terima(pemda, ("1", kecil.lokal(date(2031, 5, 5), "07:30") - timedelta(days=365 * 8)))
    dibuat = ensure_partitions([date(2023, 5, 31), date(2019, 2, 1)])
    assert dibuat == ["presensi_ketukan_201902", "presensi_buktiketukan_201902"]
    with connection.cursor() as cursor:
        cursor.execute(
            "select indexname from pg_indexes where tablename = 'presensi_ketukan_201902'"
        )
        assert len(cursor.fetchall()) == 4


def test_nothing_to_take_is_no_error() -> None:
    pemda = kecil.bangun()
    assert terima(pemda).baru == 0
