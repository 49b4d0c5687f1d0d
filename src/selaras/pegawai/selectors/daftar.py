"""People as of a day: those in service, with post, unit, class, golongan; and their superiors."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from selaras.core.permissions.actor import Actor
from selaras.core.permissions.policy import rows
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai, RiwayatGolongan, RiwayatJabatan, RiwayatStatus
from selaras.pegawai.selectors.atasan import superior_ids

DEFINITIF = RiwayatJabatan.Penugasan.DEFINITIF


def definite_posts(hari: date) -> QuerySet[RiwayatJabatan]:
    """The definitive post of the outer person on a day."""
    return RiwayatJabatan.objects.pada(hari).filter(pegawai=OuterRef("pk"), penugasan=DEFINITIF)


def in_service(qs: QuerySet[Pegawai], hari: date) -> QuerySet[Pegawai]:
    """People whose status runs on that day."""
    return qs.filter(Exists(RiwayatStatus.objects.pada(hari).filter(pegawai=OuterRef("pk"))))


def with_position(qs: QuerySet[Pegawai], hari: date) -> QuerySet[Pegawai]:
    """Adds what the person is and where, as of a day; evaluated only for the rows shown."""
    post = definite_posts(hari)
    acting = RiwayatJabatan.objects.pada(hari).filter(pegawai=OuterRef("pk")).exclude(
        penugasan=DEFINITIF
    )  # fmt: skip
    status = RiwayatStatus.objects.pada(hari).filter(pegawai=OuterRef("pk"))
    golongan = RiwayatGolongan.objects.pada(hari).filter(pegawai=OuterRef("pk"))
    return qs.annotate(
        status_kini=Subquery(status.values("status")[:1]),
        wajib_kini=Subquery(status.values("wajib_kinerja")[:1]),
        golongan_kini=Subquery(golongan.values("golongan")[:1]),
        jabatan_kini=Subquery(post.values("jabatan__nama")[:1]),
        jabatan_id_kini=Subquery(post.values("jabatan_id")[:1]),
        kelas_kini=Subquery(post.values("jabatan__kelas")[:1]),
        unit_kini=Subquery(post.values("jabatan__unit__nama")[:1]),
        unit_id_kini=Subquery(post.values("jabatan__unit_id")[:1]),
        plt_kini=Subquery(acting.values("jabatan__nama")[:1]),
        plt_jenis_kini=Subquery(acting.values("penugasan")[:1]),
    )


def pegawai_list(actor: Actor, hari: date, *, semua: bool = False) -> QuerySet[Pegawai]:
    """People the actor may see, as of a day; `semua` = also those not in service then."""
    qs = rows(actor, "pegawai.view", Pegawai.objects.all(), at=hari)
    return with_position(qs if semua else in_service(qs, hari), hari)


def in_unit(qs: QuerySet[Pegawai], unit_id: int, hari: date) -> QuerySet[Pegawai]:
    """Those whose definitive post stands in the unit or below it on a day."""
    path = UnitKerja.objects.filter(pk=unit_id).values_list("path", flat=True).first()
    if not path:
        return qs.none()
    return qs.filter(Exists(definite_posts(hari).filter(jabatan__unit__path__startswith=path)))


def attach_superiors(orang: Iterable[Any], hari: date) -> None:
    """Put `atasan_kini` on the people shown; two queries whatever their number."""
    people = list(orang)
    atasan = superior_ids([p.pk for p in people], hari)
    nama = Pegawai.objects.in_bulk(set(atasan.values()))
    for p in people:
        p.atasan_kini = nama.get(atasan.get(p.pk, 0))


def unit_choices(actor: Actor, action: str) -> list[tuple[str, str]]:
    """SKPD within reach, for filters."""
    qs = rows(actor, action, UnitKerja.objects.filter(jenis=UnitKerja.Jenis.SKPD))
    return [(str(pk), nama) for pk, nama in qs.order_by("nama").values_list("pk", "nama")]


def golongan_condition(golongan: str, hari: date) -> Q:
    """People of a golongan (III) or a rank (III/a) on a day."""
    cocok = RiwayatGolongan.objects.pada(hari).filter(pegawai=OuterRef("pk"))
    return Q(Exists(cocok.filter(Q(golongan=golongan) | Q(golongan__startswith=f"{golongan}/"))))
