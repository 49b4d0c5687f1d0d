"""Takes taps of other applications, and says of each what became of it.

A NIP serves as the PIN of its owner, so that the tap is one by site, PIN and time like any other.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import polars as pl
from django.db import connection, transaction

from selaras.core.masa import berlaku_sejak
from selaras.klien.aplikasi_presensi import TapLuar
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import Ketukan, PinMesin, Situs
from selaras.presensi.services.alat.mesin import SEJAK_AWAL
from selaras.presensi.services.hitung.antre import queue_refold
from selaras.presensi.services.masuk.ketukan import (
    MASA_DEPAN,
    SKEMA_KETUKAN,
    TERLAMA,
    HasilTerima,
    record_taps,
    rematch_pin,
)

DITERIMA, SUDAH, TAK_DIKENAL, SALAH = "diterima", "sudah", "tak_dikenal", "salah"
PANJANG_NIP = 18


@dataclass(frozen=True, slots=True)
class HasilLuar:
    """`status` of each tap in its order; `masuk` counts them."""

    status: tuple[str, ...]
    masuk: HasilTerima


@transaction.atomic
def take_outside_taps(
    *,
    situs: Situs,
    taps: Sequence[TapLuar],
    sumber: Ketukan.Sumber,
    at: datetime,
    rusak: Iterable[tuple[str, str]] = (),
) -> HasilLuar:
    """Store each tap once. One delivery at a time per site, so that every answer is true."""
    situs = Situs.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "instansi"
    ).get(pk=situs.pk)  # fmt: skip
    know_people(situs, {t.pin for t in taps})
    sebelum = stored(situs.pk, taps)
    masuk = record_taps(situs=situs, taps=frame_of(taps), sumber=sumber, at=at, rusak=rusak)
    sesudah = stored(situs.pk, taps)
    queue_refold(instansi_id=situs.instansi_id, tersentuh=masuk.tersentuh)
    status: list[str] = []
    terlihat = set(sebelum)
    baru: Counter[date] = Counter()
    zona = ZoneInfo(situs.instansi.zona)
    for tap in taps:
        kunci = (tap.pin, tap.waktu)
        if kunci not in sesudah:
            status.append(SALAH)
            continue
        if kunci not in terlihat:
            baru[tap.waktu.astimezone(zona).date()] += 1
        orang = sesudah[kunci]
        status.append(TAK_DIKENAL if orang is None else SUDAH if kunci in terlihat else DITERIMA)
        terlihat.add(kunci)
    _count_days(situs.pk, baru)
    return HasilLuar(tuple(status), masuk)


def why_wrong(waktu: datetime, at: datetime) -> str:
    """Why a time is not believed; empty = it is."""
    if waktu > at + MASA_DEPAN:
        return "waktunya di masa depan"
    return "waktunya sebelum 2010" if waktu < TERLAMA else ""


def know_people(situs: Situs, pins: Iterable[str]) -> None:
    """Make the NIPs among the PINs mean their owners at this site, also for taps stored before."""
    nip = sorted(p for p in set(pins) if len(p) == PANJANG_NIP and p.isascii() and p.isdecimal())
    if not nip:
        return
    ada = set(PinMesin.objects.filter(situs=situs, pin__in=nip).values_list("pin", flat=True))
    baru = list(
        Pegawai.objects.filter(
            instansi_id=situs.instansi_id, nip__in=[n for n in nip if n not in ada]
        )
    )
    PinMesin.objects.bulk_create(
        [
            PinMesin(situs=situs, pin=p.nip, pegawai=p, berlaku=berlaku_sejak(SEJAK_AWAL))
            for p in baru
        ],
        ignore_conflicts=True,
    )
    lama = Ketukan.objects.filter(situs=situs, pin__in=[p.nip for p in baru], pegawai=None)
    for satu in set(lama.values_list("pin", flat=True)) if baru else ():
        pindah = rematch_pin(situs.pk, satu)
        queue_refold(
            instansi_id=situs.instansi_id,
            tersentuh=[(kini, t) for kini, _, t in pindah if kini is not None],
        )


def stored(situs_id: int, taps: Sequence[TapLuar]) -> dict[tuple[str, datetime], int | None]:
    """Those of the taps that are stored, and whose they are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select k.pin, k.waktu, k.pegawai_id"
            " from unnest(%s::text[], %s::timestamptz[]) v(pin, waktu)"
            " join presensi_ketukan k on k.situs_id = %s and k.pin = v.pin and k.waktu = v.waktu",
            [[t.pin for t in taps], [t.waktu for t in taps], situs_id],
        )
        return {(pin, waktu): orang for pin, waktu, orang in cursor.fetchall()}


def frame_of(taps: Sequence[TapLuar]) -> pl.DataFrame:
    """The taps as `record_taps` takes them."""
    kosong = [None] * len(taps)
    return pl.DataFrame(
        {
            "pin": [t.pin for t in taps],
            "waktu": [t.waktu for t in taps],
            "status": kosong,
            "verifikasi": kosong,
            "kode_kerja": [""] * len(taps),
        },
        schema=SKEMA_KETUKAN,
    )


def _count_days(situs_id: int, baru: Counter[date]) -> None:
    if not baru:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into presensi_hariaplikasi as h (situs_id, tanggal, jumlah)"
            " select %s, t, n from unnest(%s::date[], %s::int[]) v(t, n) order by t"
            " on conflict (situs_id, tanggal) do update set jumlah = h.jumlah + excluded.jumlah",
            [situs_id, list(baru), list(baru.values())],
        )
