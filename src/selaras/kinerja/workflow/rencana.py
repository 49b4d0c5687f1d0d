"""How a month's plan is submitted and decided, and changed in mid-month.

An addendum reopens the document as its next version; until it is approved the version before it
can be had back, by its writer (discard) or by the superior who refuses the change (reject_change).
"""

from collections.abc import Mapping, Sequence

from django.db.models import Count, F, prefetch_related_objects
from django.urls import reverse

from selaras.core.halaman.format import periode_id
from selaras.core.permissions import Actor
from selaras.core.workflow.definition import (
    DIAJUKAN,
    DIKEMBALIKAN,
    DISETUJUI,
    DRAF,
    Transition,
    Workflow,
    approval,
)
from selaras.core.workflow.models import TransisiLog
from selaras.core.workflow.registry import Ringkas, register
from selaras.kinerja.models import Realisasi, RealisasiBaris, RencanaBaris, RencanaBulan
from selaras.kinerja.selectors.rencana import (
    current_rows,
    findings,
    links_of,
    snapshot,
    unlike_templates,
)
from selaras.kinerja.workflow.skp import Entries, required_in


def is_whole(rencana: RencanaBulan, actor: Actor) -> str | None:
    """A plan with gaps is not submitted."""
    del actor
    temuan = findings(current_rows(rencana), links_of(rencana.pegawai_id, rencana.periode))
    if not temuan:
        return None
    lain = f" dan {len(temuan) - 1} hal lain" if len(temuan) > 1 else ""
    return f"Rencana belum lengkap: {temuan[0].pesan.rstrip('.')}{lain}."


def keep_submission(rencana: RencanaBulan, entry: TransisiLog, actor: Actor) -> None:
    """Keep what was submitted; the year's plan is the one that holds now."""
    del entry, actor
    tautan = links_of(rencana.pegawai_id, rencana.periode)
    RencanaBulan.objects.filter(pk=rencana.pk).update(
        kiriman_lalu=F("kiriman"),
        kiriman=snapshot(current_rows(rencana)),
        skp_id=tautan.skp.pk if tautan.skp else rencana.skp_id,
    )


def first_version(rencana: RencanaBulan, actor: Actor) -> str | None:
    """What was approved once is not lost with its change."""
    del actor
    if rencana.versi == 1:
        return None
    return "Rencana ini sudah pernah disetujui: yang dapat ditolak atau dibatalkan perubahannya."


def later_version(rencana: RencanaBulan, actor: Actor) -> str | None:
    del actor
    return None if rencana.versi > 1 else "Belum ada versi yang disetujui sebelumnya."


def not_reported(rencana: RencanaBulan, actor: Actor) -> str | None:
    """What has been reported and assessed is not planned anew."""
    del actor
    ada = Realisasi.objects.filter(rencana=rencana).exclude(status__in=["draf", "dikembalikan"])
    return "Realisasinya sudah diajukan, jadi rencananya tetap." if ada.exists() else None


def open_version(rencana: RencanaBulan, entry: TransisiLog, actor: Actor) -> None:
    """The next version begins with the rows of this one."""
    del entry, actor
    rencana.versi += 1
    RencanaBulan.objects.filter(pk=rencana.pk).update(versi=rencana.versi)


def restore(rencana: RencanaBulan, entry: TransisiLog, actor: Actor) -> None:
    """The version before holds again, row by row."""
    del entry, actor
    baris = RencanaBaris.objects.filter(rencana=rencana)
    baris.filter(sejak_versi=rencana.versi).delete()
    baris.filter(sampai_versi=rencana.versi - 1).update(sampai_versi=None)
    rencana.versi -= 1
    RencanaBulan.objects.filter(pk=rencana.pk).update(versi=rencana.versi)


def with_expectations(plans: Sequence[RencanaBulan], actor: Actor) -> Mapping[int, str]:
    """Where the region asks for it, every row carries the superior's expectation."""
    pks = [r.pk for r in plans]
    daerah = dict(
        RencanaBulan.objects.filter(pk__in=pks).values_list("pk", "unit__instansi__daerah")
    )
    wajib = required_in(set(daerah.values()), actor)
    perlu = [pk for pk in pks if daerah[pk] in wajib]
    kosong = RencanaBaris.objects.filter(
        rencana_id__in=perlu, sampai_versi__isnull=True, ekspektasi=""
    )
    kurang = dict(kosong.order_by().values_list("rencana_id").annotate(n=Count("pk")))
    return {pk: f"Isi ekspektasi untuk {n} baris yang belum punya." for pk, n in kurang.items()}


def settle(plans: Sequence[RencanaBulan], entries: Entries, actor: Actor) -> None:
    """Approved: remarks are done with; what was already reported of a row goes with its change."""
    del entries, actor
    baris = RencanaBaris.objects.filter(rencana_id__in=[r.pk for r in plans])
    baris.exclude(catatan_atasan="").update(catatan_atasan="")
    berubah = [r.pk for r in plans if r.versi > 1]
    if not berubah:
        return
    kini = {
        (b.rencana_id, b.kunci): b.pk for b in baris.filter(sampai_versi__isnull=True)
        if b.rencana_id in berubah
    }  # fmt: skip
    lapor = RealisasiBaris.objects.filter(
        rencana_baris__rencana_id__in=berubah, rencana_baris__sampai_versi__isnull=False
    ).select_related("rencana_baris")
    for r in lapor:
        tujuan = kini.get((r.rencana_baris.rencana_id, r.rencana_baris.kunci))
        if tujuan and not RealisasiBaris.objects.filter(rencana_baris_id=tujuan).exists():
            RealisasiBaris.objects.filter(pk=r.pk).update(rencana_baris_id=tujuan)


def stay(plans: Sequence[RencanaBulan], entries: Entries, actor: Actor) -> None:
    """Taking an approval back moves no row."""
    del plans, entries, actor


def describe(plans: Sequence[RencanaBulan]) -> Mapping[int, Ringkas]:
    """A month's plan as a row of the inbox; `perhatian` unless it is a checked source's."""
    banyak = dict(
        RencanaBaris.objects.filter(
            rencana_id__in=[r.pk for r in plans], sampai_versi__isnull=True
        ).order_by().values_list("rencana_id").annotate(n=Count("pk"))
    )  # fmt: skip
    prefetch_related_objects(list(plans), "pegawai")
    beda = unlike_templates(plans)
    return {
        r.pk: Ringkas(
            f"Rencana kerja {periode_id(r.periode)}" + (" · adendum" if r.versi > 1 else ""),
            f"{banyak.get(r.pk, 0)} rencana kerja"
            + ("" if beda[r.pk] else ", sama dengan bulan lalu atau katalog"),
            reverse("kinerja:rencana", args=[r.pk]),
            perhatian=f"{beda[r.pk]}." if beda[r.pk] else "",
            jumlah=max(1, banyak.get(r.pk, 0)),
        )
        for r in plans
    }


def _workflow() -> Workflow:
    return approval(
        "rencana_bulan",
        "Rencana kerja",
        submit="rencana.own",
        approve="rencana.decide",
        days_key="alur.batas_hari",
        guards={
            "submit": (is_whole,),
            "cancel": (first_version,),
            "reject": (first_version,),
        },
        after={"submit": (keep_submission,)},
        guards_many={"approve": (with_expectations,)},
        after_many={"approve": (settle,)},
        undone={"approve": (stay,)},
        extra=(
            Transition(
                "revise", "Ubah rencana (adendum)", (DISETUJUI,), DRAF, "rencana.own", own=True,
                reason_required=True, guards=(not_reported,), after=(open_version,),
                ikon="pencil-plus",
            ),
            Transition(
                "discard", "Batalkan perubahan", (DRAF, DIKEMBALIKAN), DISETUJUI, "rencana.own",
                own=True, guards=(later_version,), after=(restore,), ikon="arrow-back-up",
            ),
            Transition(
                "reject_change", "Tolak perubahan", (DIAJUKAN,), DISETUJUI, "rencana.decide",
                reason_required=True, guards=(later_version,), after=(restore,), ikon="x",
            ),
        ),
    )  # fmt: skip


RENCANA_ALUR = _workflow()
register(
    RencanaBulan,
    RENCANA_ALUR,
    unit="unit__path",
    instansi="unit__instansi_id",
    describe=describe,
    related=("pegawai",),
    preview=lambda pk: reverse("kinerja:rencana_pratinjau", args=[pk]),
    address=lambda pk: reverse("kinerja:rencana", args=[pk]),
    view_action="rencana.view",
)
