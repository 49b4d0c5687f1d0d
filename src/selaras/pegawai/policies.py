"""Tells core.permissions who a user is as a person, where people stand and whom they lead."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from selaras.core.permissions.actor import Reach
from selaras.core.permissions.registry import (
    ModelScope,
    Person,
    by_person,
    q_any,
    register_model,
    register_persons,
)
from selaras.pegawai.models import (
    AtasanKhusus,
    DataPajak,
    GajiBulanan,
    HukumanDisiplin,
    Pegawai,
    PenguranganTPP,
    Rekening,
    RiwayatGolongan,
    RiwayatJabatan,
    RiwayatStatus,
)


def subordinate_ids(person_id: object, at: date) -> QuerySet[Pegawai]:
    """Direct subordinates on a day: by a dated override, else by post (definitive, Plt or Plh)."""
    overridden = AtasanKhusus.objects.pada(at)
    led = RiwayatJabatan.objects.pada(at).filter(pegawai_id=person_id).values("jabatan_id")
    by_post = (
        RiwayatJabatan.objects.pada(at)
        .filter(jabatan__atasan_id__in=led, penugasan=RiwayatJabatan.Penugasan.DEFINITIF)
        .exclude(pegawai_id__in=overridden.values("pegawai_id"))
        .exclude(pegawai_id=person_id)
    )
    by_override = overridden.filter(atasan_id=person_id)
    return Pegawai.objects.filter(
        Q(pk__in=by_post.values("pegawai_id")) | Q(pk__in=by_override.values("pegawai_id"))
    ).values("pk")


class PegawaiPersons:
    """Answers core's questions about people."""

    def of_user(self, user_id: int, at: date) -> Person | None:
        post = RiwayatJabatan.objects.pada(at).filter(pegawai_id=OuterRef("pk"))
        row = (
            Pegawai.objects.filter(user_id=user_id)
            .annotate(
                path=Subquery(post.order_by("penugasan").values("jabatan__unit__path")[:1]),
                leads=self._leads(at),
            )
            .values_list("pk", "nama", "instansi_id", "path", "leads")
            .first()
        )
        return Person(row[0], row[1], row[2], row[3] or "", row[4]) if row else None

    def _leads(self, at: date) -> Q:
        """Whether anyone is led: written apart from `subordinate_ids` to stay one subquery."""
        led = RiwayatJabatan.objects.pada(at).filter(
            jabatan__atasan__pemangku__pegawai_id=OuterRef("pk"),
            jabatan__atasan__pemangku__berlaku__contains=at,
        )
        special = AtasanKhusus.objects.pada(at).filter(atasan_id=OuterRef("pk"))
        return Q(Exists(led.exclude(pegawai_id=F("jabatan__atasan__pemangku__pegawai_id")))) | Q(
            Exists(special)
        )

    def ids_in(self, reach: Reach, at: date) -> Q | None:
        parts = [Q(instansi_id__in=reach.instansi)] if reach.instansi else []
        posts = q_any([Q(jabatan__unit__path__startswith=path) for path in sorted(reach.paths)])
        if posts is not None:
            held = RiwayatJabatan.objects.pada(at).filter(posts)
            parts.append(Q(pk__in=held.values("pegawai_id")))
        return q_any(parts)

    def queryset(self) -> QuerySet[Pegawai]:
        return Pegawai.objects.order_by()

    def subordinate_ids(self, person_id: int, at: date) -> QuerySet[Pegawai]:
        return subordinate_ids(person_id, at)


_PERSONS = PegawaiPersons()
register_persons(_PERSONS)
register_model(Pegawai, ModelScope(rows=_PERSONS.ids_in, person="pk"))
for _model in (
    RiwayatStatus,
    RiwayatGolongan,
    RiwayatJabatan,
    AtasanKhusus,
    HukumanDisiplin,
    PenguranganTPP,
    DataPajak,
    Rekening,
    GajiBulanan,
):
    register_model(_model, by_person("pegawai_id"))
