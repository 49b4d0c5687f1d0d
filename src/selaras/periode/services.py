"""The only writes of units' months: opening them, pointing at a run, moving along the chain."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from selaras.core.audit.services import record
from selaras.core.halaman.format import periode_id
from selaras.core.permissions import Actor
from selaras.organisasi.models import UnitKerja
from selaras.periode.kait import announce
from selaras.periode.models import STATUS_TERKUNCI, PeriodeUnit, StatusPeriode
from selaras.periode.transitions import may_follow


class PeriodeTerkunci(Exception):
    """The unit's month is locked: nothing in it changes, corrections go to a later month."""

    def __init__(self, periode_unit: PeriodeUnit) -> None:
        self.periode_unit = periode_unit
        super().__init__(
            f"{periode_id(periode_unit.periode)} {periode_unit.skpd} sudah terkunci. "
            "Koreksinya masuk sebagai susulan di bulan berikutnya."
        )


class LangkahTidakSah(Exception):
    """A step that the chain of a month does not have."""


def ensure_periode(*, periode: int, skpd_ids: Iterable[int]) -> None:
    """Make the month of each SKPD exist as `terbuka`; existing ones stay as they are."""
    PeriodeUnit.objects.bulk_create(
        [PeriodeUnit(skpd_id=skpd_id, periode=periode) for skpd_id in sorted(set(skpd_ids))],
        ignore_conflicts=True,
    )


def point_to_hitungan(*, periode: int, skpd_ids: Iterable[int], hitungan_id: int) -> int:
    """Let the run's instruments count for these SKPD; locked ones are left alone.

    Returns the number of units pointed. Call inside the transaction that writes the instruments.
    """
    return (
        PeriodeUnit.objects.filter(periode=periode, skpd_id__in=list(skpd_ids))
        .exclude(status__in=STATUS_TERKUNCI)
        .update(hitungan_id=hitungan_id, status=StatusPeriode.DIHITUNG)
    )


@transaction.atomic
def advance(*, skpd: UnitKerja, periode: int, ke: str, actor: Actor, at: datetime) -> PeriodeUnit:
    """Move a unit's month one step along the chain; repeating the current step does nothing.

    Raises PeriodeTerkunci or LangkahTidakSah, and changes nothing then.
    """
    row = (
        PeriodeUnit.objects.select_for_update(of=("self",))
        .select_related("skpd")
        .get(skpd=skpd, periode=periode)
    )
    if row.status == ke:
        return row
    if not may_follow(row.status, ke):
        if row.terkunci:
            raise PeriodeTerkunci(row)
        raise LangkahTidakSah(
            f"{periode_id(periode)} {skpd} berstatus {row.get_status_display().lower()}, "
            f"belum bisa menjadi {StatusPeriode(ke).label.lower()}."
        )
    sebelum = {"status": row.status}
    row.status = ke
    fields = ["status"]
    if ke == StatusPeriode.TERKUNCI:
        row.dikunci_pada, row.dikunci_oleh_id = at, actor.user_id
        fields += ["dikunci_pada", "dikunci_oleh"]
    row.save(update_fields=fields)
    record(actor=actor, aksi="periode.advance", objek=row, sebelum=sebelum, sesudah={"status": ke})
    announce(row, actor, at)
    return row
