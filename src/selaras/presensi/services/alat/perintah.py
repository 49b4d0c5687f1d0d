"""Orders to machines: asked for by officers, fetched by machines, answered by them.

antri -> terkirim -> sukses | gagal. Words of the protocol are perangkat.adms's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F

from selaras.core.audit.services import record
from selaras.core.permissions import Actor
from selaras.presensi.models import Mesin, PerintahMesin

Jenis, Status = PerintahMesin.Jenis, PerintahMesin.Status
SEKALI_AMBIL = 10
TANYA_SEBELUM_ULANG = 3  # polls without an answer before an order is sent again
KIRIM_TERBANYAK = 5
SEKALI_SAJA = (Jenis.MULAI_ULANG,)  # sent again it would start the machine over and over
TANPA_JAWABAN = f"mesin tidak menjawab setelah dikirim {KIRIM_TERBANYAK} kali"


@dataclass(frozen=True, slots=True)
class Isi:
    """One order to be: `kunci` tells it from others of the same machine."""

    jenis: str
    kunci: str
    isi: Mapping[str, Any]


@transaction.atomic
def queue_orders(*, mesin: Mesin, perintah: Iterable[Isi], actor: Actor, at: datetime) -> int:
    """Ask a machine for these; how many are new. What waits already is not asked twice."""
    if mesin.status != Mesin.Status.DISETUJUI:
        raise ValidationError("Mesin ini belum disetujui; perintah hanya untuk mesin yang dipakai.")
    daftar = list(perintah)
    kunci = [p.kunci[:80] for p in daftar]
    lama = PerintahMesin.objects.filter(mesin=mesin, status__in=PerintahMesin.TERBUKA)
    ada = set(lama.filter(kunci__in=kunci).values_list("kunci", flat=True))
    baru = {k: p for k, p in zip(kunci, daftar, strict=True) if k not in ada}
    PerintahMesin.objects.bulk_create(
        [
            PerintahMesin(
                mesin=mesin, jenis=p.jenis, kunci=k, isi=dict(p.isi), oleh_id=actor.user_id,
                dibuat_pada=at,
            )
            for k, p in baru.items()
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    if baru:
        jenis = sorted({str(Jenis(p.jenis).label) for p in baru.values()})
        record(
            actor=actor,
            aksi="mesin.manage",
            objek=mesin,
            instansi_id=mesin.situs.instansi_id,
            keterangan=f"{', '.join(jenis)}: {len(baru)} perintah",
        )
    return len(baru)


@transaction.atomic
def cancel_orders(*, mesin: Mesin, actor: Actor) -> int:
    """Orders that the machine has not fetched yet are off."""
    jumlah = PerintahMesin.objects.filter(mesin=mesin, status=Status.ANTRI).update(
        status=Status.DIBATALKAN
    )
    if jumlah:
        record(
            actor=actor,
            aksi="mesin.manage",
            objek=mesin,
            instansi_id=mesin.situs.instansi_id,
            keterangan=f"{jumlah} perintah dibatalkan",
        )
    return jumlah


@transaction.atomic
def fetch_orders(*, mesin_id: int, at: datetime) -> list[PerintahMesin]:
    """What the machine is told at this poll: at most ten, the oldest first.

    Orders without an answer come again after three polls, a restart never; after five times
    they have failed.
    """
    terbuka = PerintahMesin.objects.filter(mesin_id=mesin_id, status__in=PerintahMesin.TERBUKA)
    if not terbuka.exists():
        return []
    terkirim = terbuka.filter(status=Status.TERKIRIM)
    terkirim.update(tanya_sesudah=F("tanya_sesudah") + 1)
    diam = terkirim.filter(tanya_sesudah__gte=TANYA_SEBELUM_ULANG)
    diam.filter(jenis__in=SEKALI_SAJA, tanya_sesudah__gte=TANYA_SEBELUM_ULANG * 10).update(
        status=Status.GAGAL, jawaban="mesin tidak terdengar menyala lagi", dijawab_pada=at
    )
    diam = diam.exclude(jenis__in=SEKALI_SAJA)
    diam.filter(dikirim_kali__gte=KIRIM_TERBANYAK).update(
        status=Status.GAGAL, jawaban=TANPA_JAWABAN, dijawab_pada=at
    )
    diam.filter(dikirim_kali__lt=KIRIM_TERBANYAK).update(status=Status.ANTRI)
    pilih = list(
        PerintahMesin.objects.select_for_update(skip_locked=True)
        .filter(mesin_id=mesin_id, status=Status.ANTRI)
        .order_by("pk")[:SEKALI_AMBIL]
    )
    PerintahMesin.objects.filter(pk__in=[p.pk for p in pilih]).update(
        status=Status.TERKIRIM,
        dikirim_pada=at,
        dikirim_kali=F("dikirim_kali") + 1,
        tanya_sesudah=0,
    )
    return pilih


def answer_orders(*, mesin_id: int, jawaban: Mapping[int, tuple[bool, str]], at: datetime) -> int:
    """What the machine says became of its orders (number -> done, its words); how many were open.

    Numbers of others' orders and answers given before change nothing.
    """
    if not jawaban:
        return 0
    nomor = sorted(jawaban)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            update presensi_perintahmesin p set dijawab_pada = %s, jawaban = v.kata,
                status = case when v.jadi then 'sukses' else 'gagal' end
            from unnest(%s::bigint[], %s::boolean[], %s::text[]) v(id, jadi, kata)
            where p.id = v.id and p.mesin_id = %s and p.status in ('antri', 'terkirim')
                and p.dikirim_pada is not null
            """,
            [
                at,
                nomor,
                [jawaban[n][0] for n in nomor],
                [jawaban[n][1][:200] for n in nomor],
                mesin_id,
            ],
        )
        jumlah: int = cursor.rowcount
    return jumlah


def note_restart(*, mesin_id: int, at: datetime) -> None:
    """The machine greets anew: a restart that it was told is done."""
    PerintahMesin.objects.filter(
        mesin_id=mesin_id, jenis=Jenis.MULAI_ULANG, status=Status.TERKIRIM
    ).update(status=Status.SUKSES, dijawab_pada=at, jawaban="menyala lagi")
