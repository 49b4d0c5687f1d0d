"""The board's first and last taps, brought up to date piece by piece, are those of the raw taps."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from uuid import uuid4

import polars as pl
import pytest
from django.db import connection, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selaras.presensi.models import (
    BuktiKetukan,
    Ketukan,
    PapanHadir,
    PapanHari,
    PapanSentuh,
    PinMesin,
)
from selaras.presensi.services import record_taps
from selaras.presensi.services.hitung.papan import draw_board, ensure_board
from selaras.presensi.services.hitung.papan_ketukan import DEPAN, refresh_new_taps
from selaras.presensi.services.masuk.ketukan import rematch_pin
from selaras.presensi.services.masuk.putus_ketukan import confirm_taps, refuse_taps
from selaras.presensi.services.masuk.simpan_ketukan import (
    situs_ponsel,
    store_taps,
    witnessed_tap,
)

from . import pemda_kecil as kecil

pytestmark = pytest.mark.django_db
HARI = date(2025, 10, 6)
PAGI = kecil.lokal(HARI, "06:00")  # windows open at half past five
ORANG = 3
Keadaan = BuktiKetukan.Keadaan


@pytest.fixture
def pemda(db: None) -> kecil.Pemda:
    return kecil.bangun(ORANG)


def mesin(pemda: kecil.Pemda, sumber: Ketukan.Sumber, taps: Sequence[tuple[int, datetime]]) -> None:
    record_taps(
        situs=pemda.situs, mesin=pemda.mesin, sumber=sumber, at=PAGI + timedelta(days=1),
        taps=pl.DataFrame(
            {"pin": [str(o + 1) for o, _ in taps], "waktu": [w for _, w in taps]},
            schema={"pin": pl.String, "waktu": pl.Datetime("us", "UTC")},
        ).with_columns(status=pl.lit(None), verifikasi=pl.lit(None), kode_kerja=pl.lit("")),
    )  # fmt: skip


def sendiri(
    pemda: kecil.Pemda, mode: BuktiKetukan.Mode, keadaan: Keadaan, orang: int, waktu: datetime
) -> None:
    baris = witnessed_tap(
        pegawai_id=pemda.pegawai[orang].pk, waktu=waktu, kunci=uuid4(), mode=mode, keadaan=keadaan
    )
    store_taps([baris], situs_id=situs_ponsel(pemda.instansi.pk), at=waktu)


def from_raw(pemda: kecil.Pemda, at: datetime) -> dict[int, tuple[datetime | None, ...]]:
    """What the board should say, asked of the taps themselves."""
    hasil = {}
    for p in PapanHadir.objects.filter(instansi=pemda.instansi):
        waktu = sorted(
            Ketukan.objects.filter(
                pegawai_id=p.pegawai_id, waktu__gte=p.sejak, waktu__lte=at
            ).values_list("waktu", flat=True)
        )
        hasil[p.pegawai_id] = (waktu[0], waktu[-1]) if waktu else (None, None)
    return hasil


def on_board(pemda: kecil.Pemda) -> dict[int, tuple[datetime | None, ...]]:
    papan = PapanHadir.objects.filter(instansi=pemda.instansi)
    return {p.pegawai_id: (p.awal, p.akhir) for p in papan}


DEED = st.sampled_from(
    ["berkas", "dorong", "impor", "api", "ponsel", "kios", "petugas", "ditinjau", "benarkan",
     "tolak", "pin", "hapus", "susun"]
)  # fmt: skip


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(DEED, st.integers(0, ORANG - 1), st.integers(-300, 60), st.integers(0, 14)),
        min_size=1, max_size=14,
    )
)  # fmt: skip
def test_whatever_writes_takes_away_or_gives_away_taps_the_board_says_what_they_say(
    pemda, deeds: list[tuple[str, int, int, int]]
) -> None:
    with transaction.atomic():
        at = PAGI
        draw_board(instansi=pemda.instansi, at=at, law=kecil.hukum())
        ditinjau: set[tuple[int, datetime]] = set()
        for deed, orang, menit, lewat in deeds:
            at += timedelta(minutes=lewat)
            waktu = at + timedelta(minutes=menit)  # of late, of long ago, or ahead
            ditinjau |= act(pemda, deed, orang, waktu, at, ditinjau)
            papan = ensure_board_by_test_law(pemda, at)
            assert papan == from_raw(pemda, at)
            assert not PapanSentuh.objects.exists()
        transaction.set_rollback(True)


def ensure_board_by_test_law(
    pemda: kecil.Pemda, at: datetime
) -> dict[int, tuple[datetime | None, ...]]:
    """As a page asks; an old board would be drawn by the region's own law, which this one lacks."""
    disusun = PapanHari.objects.get(instansi=pemda.instansi).disusun_pada
    if at - disusun > timedelta(minutes=14):
        draw_board(instansi=pemda.instansi, at=at, law=kecil.hukum())
    ensure_board(instansi=pemda.instansi, at=at)
    return on_board(pemda)


def act(
    pemda: kecil.Pemda,
    deed: str,
    orang: int,
    waktu: datetime,
    at: datetime,
    ditinjau: set[tuple[int, datetime]],
) -> set[tuple[int, datetime]]:
    """One deed at the taps; which evidence waits for a decision since."""
    mode, keadaan = BuktiKetukan.Mode, Keadaan
    satu = pemda.pegawai[orang]
    match deed:
        case "berkas":
            mesin(pemda, Ketukan.Sumber.BERKAS, [(o, waktu) for o in range(ORANG)])
        case "dorong" | "impor" | "api":
            sumber = {"dorong": "DORONG", "impor": "IMPOR", "api": "API"}[deed]
            mesin(pemda, Ketukan.Sumber[sumber], [(orang, waktu)])
        case "ponsel":
            sendiri(pemda, mode.KANTOR, keadaan.DITERIMA, orang, waktu)
        case "kios":
            sendiri(pemda, mode.KIOS, keadaan.DITERIMA, orang, waktu)
        case "petugas":
            sendiri(pemda, mode.PETUGAS, keadaan.DITERIMA, orang, waktu)
        case "ditinjau":
            sendiri(pemda, mode.KANTOR, keadaan.MENUNGGU, orang, waktu)
            return {(satu.pk, waktu)}
        case "benarkan":
            confirm_taps(ditinjau, kecil.ACTOR, at)
        case "tolak":
            refuse_taps(ditinjau, kecil.ACTOR, at, "bukan dia")
        case "pin":  # the first PIN goes to somebody else
            PinMesin.objects.filter(situs=pemda.situs, pin="1").update(pegawai=satu)
            rematch_pin(pemda.situs.pk, "1")
        case "hapus":
            with connection.cursor() as cursor:
                cursor.execute("delete from presensi_ketukan where pegawai_id = %s", [satu.pk])
        case "susun":
            draw_board(instansi=pemda.instansi, at=at, law=kecil.hukum())
    return set()


def test_taps_of_other_days_leave_no_notes(pemda) -> None:
    draw_board(instansi=pemda.instansi, at=PAGI, law=kecil.hukum())
    mesin(pemda, Ketukan.Sumber.BERKAS, [(0, PAGI - timedelta(days=9))])
    mesin(pemda, Ketukan.Sumber.BERKAS, [(0, PAGI + timedelta(days=1, hours=23))])
    assert not PapanSentuh.objects.exists()


def test_a_tap_that_lies_ahead_counts_when_its_time_has_come(pemda) -> None:
    draw_board(instansi=pemda.instansi, at=PAGI, law=kecil.hukum())
    nanti = PAGI + timedelta(minutes=10)
    assert timedelta(minutes=10) < DEPAN
    mesin(pemda, Ketukan.Sumber.DORONG, [(0, nanti)])
    ensure_board(instansi=pemda.instansi, at=PAGI)
    assert on_board(pemda)[pemda.pegawai[0].pk] == (None, None)
    ensure_board(instansi=pemda.instansi, at=nanti)
    assert on_board(pemda)[pemda.pegawai[0].pk] == (nanti, nanti)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_while_many_tap_look_and_draw_at_once() -> None:
    pemda = kecil.bangun(4)
    draw_board(instansi=pemda.instansi, at=PAGI, law=kecil.hukum())
    situs_ponsel(pemda.instansi.pk)

    def tap(nomor: int) -> None:
        for n in range(40):
            sendiri(
                pemda, BuktiKetukan.Mode.KANTOR, Keadaan.DITERIMA, n % 4,
                PAGI - timedelta(seconds=1 + n * 7 + nomor),
            )  # fmt: skip

    def look(_: int) -> None:
        for _n in range(60):
            refresh_new_taps(instansi_id=pemda.instansi.pk, at=PAGI)

    def draw(_: int) -> None:
        for _n in range(4):
            draw_board(instansi=pemda.instansi, at=PAGI, law=kecil.hukum())

    def alone(pekerjaan: tuple[Callable[[int], None], int]) -> None:
        try:
            pekerjaan[0](pekerjaan[1])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as kolam:
        list(kolam.map(alone, [(tap, 0), (look, 0), (tap, 1), (draw, 0), (tap, 2), (look, 1)]))
    refresh_new_taps(instansi_id=pemda.instansi.pk, at=PAGI)
    assert Ketukan.objects.count() == 120
    assert on_board(pemda) == from_raw(pemda, PAGI)
    assert not PapanSentuh.objects.exists()
