"""Who assesses whom for a period, and whom an actor may assess: herself or in another's name.

The assessor follows from posts, Plt/Plh and dated overrides on the day that the rule names
(kinerja.penilai_pindah); what lay too long was passed up by the workflow and follows that.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from selaras.aturan.jadwal import Rentang
from selaras.core.halaman.format import periode_id
from selaras.core.permissions import Actor
from selaras.core.permissions.registry import units
from selaras.core.workflow.authority import mandates
from selaras.core.workflow.models import Menunggu
from selaras.hukum import Aturan, Law
from selaras.kinerja.models import SKP, Realisasi
from selaras.pegawai.policies import subordinate_ids
from selaras.pegawai.selectors.atasan import superior_ids

ALUR = "realisasi"
LABEL = Realisasi._meta.label_lower
AKHIR_PERIODE = "akhir_periode"
BULAN_SETAHUN = 12


@dataclass(frozen=True, slots=True)
class Penilai:
    """By whose right somebody is assessed: the assessor, and her name where it is a mandate."""

    pegawai_id: int
    atas_nama: str = ""


def region_of(instansi_id: int | None) -> str | None:
    """The region whose law a government follows."""
    return units().regions([instansi_id]).get(instansi_id) if instansi_id else None


def rules_of(periode: int, instansi_id: int | None) -> Aturan:
    """The law of a period's first day, for the government's region."""
    return rules_in(periode, region_of(instansi_id))


def rules_in(periode: int, daerah: str | None) -> Aturan:
    """The same for a region."""
    return Law.load().pada(first_day(periode), daerah)


def first_day(periode: int) -> date:
    """Of a month, or of a year written as tahun x 100."""
    tahun, bulan = divmod(periode, 100)
    return date(tahun, bulan or 1, 1)


def last_day(periode: int) -> date:
    """Of a month, or of a year written as tahun x 100."""
    tahun, bulan = divmod(periode, 100)
    return Rentang.bulan(tahun * 100 + (bulan or BULAN_SETAHUN)).akhir


def period_word(periode: int) -> str:
    """Oktober 2025, or tahun 2025 for tahun x 100."""
    return periode_id(periode) if periode % 100 else f"tahun {periode // 100}"


def assessor_day(periode: int, hari_ini: date, aturan: Aturan) -> date:
    """The day on which one must lead to be the assessor of the period."""
    if aturan.pilihan("kinerja.penilai_pindah") == AKHIR_PERIODE:
        return min(last_day(periode), hari_ini)
    return hari_ini


def assessors(
    pegawai_ids: Collection[int], periode: int, hari_ini: date, aturan: Aturan
) -> dict[int, int]:
    """Person -> her assessor; nobody where the whole chain above her is vacant."""
    return superior_ids(pegawai_ids, assessor_day(periode, hari_ini, aturan))


def approvers_of_realisasi(qs: QuerySet[Any], hari: date) -> Mapping[int, int | None]:
    """For the workflow: whom each report waits for, by the rule of its own month."""
    rows = list(qs.values_list("pk", "pegawai_id", "periode", "pegawai__instansi_id"))
    found: dict[int, int | None] = {}
    for periode, instansi_id in {(r[2], r[3]) for r in rows}:
        here = [r for r in rows if (r[2], r[3]) == (periode, instansi_id)]
        above = assessors([r[1] for r in here], periode, hari, rules_of(periode, instansi_id))
        found |= {pk: above.get(pegawai_id) for pk, pegawai_id, *_ in here}
    return found


def acting_for(actor: Actor) -> dict[int, str]:
    """Assessor -> in whose name ("" = one's own): the actor and who gave her a mandate."""
    if actor.person_id is None:
        return {}
    given = {m.dari_id: m.dari_nama for m in mandates(actor, actor.at) if m.covers(ALUR)}
    return {actor.person_id: "", **given}


def team_of(
    actor: Actor, periode: int, aturan: Aturan, siapa: Mapping[int, str] | None = None
) -> dict[int, Penilai]:
    """Everyone whom the actor may assess for the period, never herself; siapa: see acting_for."""
    hari = assessor_day(periode, actor.day(), aturan)
    siapa = acting_for(actor) if siapa is None else siapa
    found: dict[int, Penilai] = {}
    for penilai_id, nama in reversed(list(siapa.items())):
        for pk in subordinate_ids(penilai_id, hari).values_list("pk", flat=True):
            found[pk] = Penilai(penilai_id, nama)
    for row in _passed_up(periode):
        if row.penyetuju_id in siapa:
            found[row.subjek_id] = Penilai(row.penyetuju_id, siapa[row.penyetuju_id])
        else:
            found.pop(row.subjek_id, None)
    found.pop(actor.person_id or 0, None)
    return found


def team_by_plan(
    actor: Actor, periode: int, aturan: Aturan, siapa: Mapping[int, str] | None = None
) -> dict[int, Penilai]:
    """People of years before posts are on record: whose plan names the actor as its assessor."""
    siapa = acting_for(actor) if siapa is None else siapa
    rencana = SKP.objects.filter(
        tahun=periode // 100, status="disetujui", berlaku_kini=True, penilai_id__in=list(siapa)
    ).exclude(pegawai_id=actor.person_id or 0)
    found = dict(rencana.values_list("pegawai_id", "penilai_id"))
    tercatat = assessors(found, periode, actor.day(), aturan)
    return {
        pk: Penilai(penilai_id, siapa[penilai_id])
        for pk, penilai_id in found.items()
        if pk not in tercatat and penilai_id is not None
    }


def may_assess(actor: Actor, pegawai_id: int, periode: int, aturan: Aturan) -> Penilai | None:
    """By whose right the actor may assess this person, or None."""
    if actor.person_id is None or actor.person_id == pegawai_id:
        return None
    siapa = acting_for(actor)
    above = assessors([pegawai_id], periode, actor.day(), aturan).get(pegawai_id)
    for row in _passed_up(periode, [pegawai_id]):
        above = row.penyetuju_id
    return Penilai(above, siapa[above]) if above in siapa else None


def _passed_up(periode: int, pegawai_ids: Sequence[int] | None = None) -> Sequence[Any]:
    """Reports of the period that lay too long and went up: whom they wait for now."""
    if not periode % 100:
        return ()
    rows = Menunggu.objects.filter(model=LABEL, dinaikkan_pada__isnull=False)
    if pegawai_ids is not None:
        rows = rows.filter(subjek_id__in=pegawai_ids)
    ids = Realisasi.objects.filter(periode=periode).values("pk")
    return list(rows.filter(objek_id__in=ids).only("penyetuju_id", "subjek_id"))
