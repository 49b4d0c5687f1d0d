"""Reads of units: how far each has switched a module on."""

from collections.abc import Collection
from datetime import date

from django.db import connection
from django.db.models import QuerySet

from selaras.organisasi.models import PengaktifanUnit, UnitKerja

# The nearest unit above (or the unit itself) that says something; a government that says nothing
# of a module at all does not switch it on one by one: it is in force everywhere.
_STAGES = """
select u.id, coalesce(
    (select p.tahap from organisasi_pengaktifanunit p
     join organisasi_unitkerja a on a.id = p.unit_id
     where p.modul = %(modul)s and p.berlaku @> %(hari)s::date
        and u.path like a.path || '%%' and a.path <> ''
     order by length(a.path) desc limit 1),
    case when exists (
        select from organisasi_pengaktifanunit p join organisasi_unitkerja a on a.id = p.unit_id
        where p.modul = %(modul)s and a.instansi_id = u.instansi_id
    ) then 'belum' else 'berlaku' end)
from organisasi_unitkerja u where u.id = any(%(ids)s)
"""


def tahap(unit: UnitKerja, modul: str, tanggal: date) -> PengaktifanUnit.Tahap:
    """How far the unit has switched the module on that day."""
    return tahap_by_unit([unit.pk], modul, tanggal)[unit.pk]


def tahap_by_unit(
    unit_ids: Collection[int], modul: str, tanggal: date
) -> dict[int, PengaktifanUnit.Tahap]:
    """The same for many units; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            _STAGES,
            {"modul": PengaktifanUnit.Modul(modul), "hari": tanggal, "ids": sorted(set(unit_ids))},
        )
        return {pk: PengaktifanUnit.Tahap(stage) for pk, stage in cursor.fetchall()}


def counts_for_pay(unit: UnitKerja, modul: str, tanggal: date) -> bool:
    """Whether results of the module count that day, rather than being tried out."""
    return tahap(unit, modul, tanggal) == PengaktifanUnit.Tahap.BERLAKU


def activations() -> QuerySet[PengaktifanUnit]:
    """Every activation with its unit."""
    return PengaktifanUnit.objects.select_related("unit").order_by("unit__path", "modul")
