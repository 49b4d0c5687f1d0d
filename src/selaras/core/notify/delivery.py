"""Sends what waits: each delivery once, tried again later when the channel fails, given up after
a few times. Who was not reached and why stays visible.
"""

import logging
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from selaras.core.notify.catalog import Saluran
from selaras.core.notify.channels import GagalKirim, Pesan, TidakAdaTujuan, Tujuan, push, surel
from selaras.core.notify.channels import whatsapp as wa
from selaras.core.notify.models import Kiriman
from selaras.core.notify.settings import site_url
from selaras.core.permissions.registry import persons

ATTEMPTS = 6
FIRST_PAUSE = timedelta(minutes=2)  # doubled each time: 2, 4, 8, 16, 32 minutes
AT_ONCE = 500
log = logging.getLogger("selaras.notify")
Status = Kiriman.Status


def deliver(ids: Collection[int], *, at: datetime) -> int:
    """Send these unless they are sent, another worker holds them, or their time has not come."""
    return sum(_deliver_one(pk, at=at) for pk in ids)


def deliver_due(*, at: datetime) -> int:
    """Send everything whose next try has come, and what a killed worker left."""
    ready = Q(coba_lagi_pada__lte=at) | Q(
        coba_lagi_pada=None, pemberitahuan__dibuat_pada__lt=at - FIRST_PAUSE
    )
    rows = Kiriman.objects.filter(ready, status=Status.ANTRE).order_by("id")
    return deliver(list(rows.values_list("pk", flat=True)[:AT_ONCE]), at=at)


def retry(ids: Collection[int], *, at: datetime) -> int:
    """Put given-up deliveries in the queue again."""
    rows = Kiriman.objects.filter(pk__in=ids, status=Status.GAGAL)
    return rows.update(status=Status.ANTRE, percobaan=0, coba_lagi_pada=at)


def _deliver_one(pk: int, *, at: datetime) -> bool:
    with transaction.atomic():
        row = (
            Kiriman.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("pemberitahuan")
            .filter(pk=pk, status=Status.ANTRE)
            .first()
        )
        if row is None or (row.coba_lagi_pada and row.coba_lagi_pada > at):
            return False
        row.percobaan += 1
        try:
            _send(row, at)
        except TidakAdaTujuan as why:
            row.status, row.galat = Status.DILEWATI, str(why)[:300]
        except GagalKirim as why:
            _put_off(row, str(why), at)
        except Exception as error:
            log.exception("delivery failed", extra={"kiriman": row.pk})
            _put_off(row, f"galat tak terduga: {type(error).__name__}", at)
        else:
            row.status, row.terkirim_pada, row.galat = Status.TERKIRIM, at, ""
        row.save(update_fields=["status", "percobaan", "galat", "coba_lagi_pada", "terkirim_pada"])
        return row.status == Status.TERKIRIM


def _put_off(row: Kiriman, why: str, at: datetime) -> None:
    row.galat = why[:300]
    if row.percobaan >= ATTEMPTS:
        row.status, row.coba_lagi_pada = Status.GAGAL, None
    else:
        row.coba_lagi_pada = at + FIRST_PAUSE * 2 ** (row.percobaan - 1)


def _send(row: Kiriman, at: datetime) -> None:
    note = row.pemberitahuan
    contact = persons().contacts([note.person_id]).get(note.person_id)
    if contact is None:
        raise TidakAdaTujuan("orangnya tidak ditemukan")
    tujuan = Tujuan(note.person_id, contact.nama, contact.surel, contact.telepon)
    pesan = Pesan(
        note.judul,
        note.isi,
        f"{site_url()}{note.url}" if note.url else "",
        note.jenis,
        f"pemberitahuan-{note.pk}-{row.saluran}",
    )
    match Saluran(row.saluran):
        case Saluran.SUREL:
            surel.send(pesan, tujuan)
        case Saluran.PUSH:
            push.send(pesan, tujuan, now=int(timezone.now().timestamp()))
        case Saluran.WHATSAPP:
            wa.send(pesan, tujuan)
