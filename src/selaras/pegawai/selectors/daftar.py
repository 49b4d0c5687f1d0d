"""People as of a day: those in service, with post, unit, class, golongan; and their superiors.

Histories are joined as of the day (constraints keep each to one row), never asked row by row: at
50,000 people a subquery per skipped row made page 1,500 take 8 s.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet

from selaras.core.permissions.actor import Actor
from selaras.core.permissions.policy import rows
from selaras.organisasi.models import AGENCIES, UnitKerja
from selaras.pegawai.models import Pegawai, RiwayatJabatan
from selaras.pegawai.selectors.atasan import superior_ids

DEFINITIF = RiwayatJabatan.Penugasan.DEFINITIF
POSISI = {
    "status_kini": "st__status",
    "wajib_kini": "st__wajib_kinerja",
    "golongan_kini": "gol__golongan",
    "jabatan_kini": "post__jabatan__nama",
    "jabatan_id_kini": "post__jabatan_id",
    "kelas_kini": "post__jabatan__kelas",
    "unit_kini": "post__jabatan__unit__nama",
    "unit_id_kini": "post__jabatan__unit_id",
    "plt_kini": "plt__jabatan__nama",
    "plt_jenis_kini": "plt__penugasan",
}


def definite_posts(hari: date) -> QuerySet[RiwayatJabatan]:
    """The definitive post of the outer person on a day."""
    return RiwayatJabatan.objects.pada(hari).filter(pegawai=OuterRef("pk"), penugasan=DEFINITIF)


def as_of(qs: QuerySet[Pegawai], hari: date) -> QuerySet[Pegawai]:
    """Names a day's histories as joins `st`, `gol`, `post`, `plt`; unused ones cost nothing."""
    tetap = Q(riwayat_jabatan__penugasan=DEFINITIF)
    jabatan = Q(riwayat_jabatan__berlaku__contains=hari)
    return qs.alias(
        st=FilteredRelation("riwayat_status", condition=Q(riwayat_status__berlaku__contains=hari)),
        gol=FilteredRelation(
            "riwayat_golongan", condition=Q(riwayat_golongan__berlaku__contains=hari)
        ),
        post=FilteredRelation("riwayat_jabatan", condition=jabatan & tetap),
        plt=FilteredRelation("riwayat_jabatan", condition=jabatan & ~tetap),
    )


def with_position(qs: QuerySet[Pegawai], hari: date) -> QuerySet[Pegawai]:
    """Adds what the person is and where, as of a day."""
    return as_of(qs, hari).annotate(**{nama: F(jalur) for nama, jalur in POSISI.items()})


def pegawai_list(actor: Actor, hari: date, *, semua: bool = False) -> QuerySet[Any]:
    """People the actor may see, as of a day; `semua` = also those not in service then.

    Carries no positions yet: a page adds them to the rows it shows by `attach_position`.
    """
    qs: QuerySet[Any] = as_of(rows(actor, "pegawai.view", Pegawai.objects.all(), at=hari), hari)
    return qs if semua else qs.filter(st__isnull=False)


def in_unit(qs: QuerySet[Any], unit_id: int) -> QuerySet[Any]:
    """Those whose definitive post stands in the unit or below it; needs `as_of`."""
    path = UnitKerja.objects.filter(pk=unit_id).values_list("path", flat=True).first()
    return qs.filter(post__jabatan__unit__path__startswith=path) if path else qs.none()


def attach_position(orang: Iterable[Any], hari: date) -> None:
    """Put the positions on the people shown; one query whatever their number."""
    people = list(orang)
    qs = with_position(Pegawai.objects.filter(pk__in=[p.pk for p in people]), hari)
    posisi = {p["pk"]: p for p in qs.values("pk", *POSISI)}
    for p in people:
        for nama in POSISI:
            setattr(p, nama, posisi[p.pk][nama])


def attach_superiors(orang: Iterable[Any], hari: date) -> None:
    """Put `atasan_kini` on the people shown; two queries whatever their number."""
    people = list(orang)
    atasan = superior_ids([p.pk for p in people], hari)
    nama = Pegawai.objects.in_bulk(set(atasan.values()))
    for p in people:
        p.atasan_kini = nama.get(atasan.get(p.pk, 0))


def unit_choices(actor: Actor, action: str) -> list[tuple[str, str]]:
    """SKPD within reach, for filters."""
    qs = rows(actor, action, UnitKerja.objects.filter(AGENCIES))
    return [(str(pk), nama) for pk, nama in qs.order_by("nama").values_list("pk", "nama")]


def of_golongan(qs: QuerySet[Any], golongan: str) -> QuerySet[Any]:
    """People of a golongan (III) or a rank (III/a); needs `as_of`."""
    return qs.filter(Q(gol__golongan=golongan) | Q(gol__golongan__startswith=f"{golongan}/"))
