"""Tells core.permissions who a user is as a person, where people stand and whom they lead."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.expressions import Combinable, RawSQL
from django.db.models.functions import Coalesce, Lower

from selaras.core.accounts.models import User
from selaras.core.halaman.banyaknya import count_rows
from selaras.core.permissions.actor import Reach
from selaras.core.permissions.models import PenugasanPeran
from selaras.core.permissions.registry import (
    Candidate,
    Contact,
    ModelScope,
    Person,
    PersonLabel,
    by_person,
    q_any,
    register_model,
    register_persons,
)
from selaras.core.pernyataan import Pernyataan
from selaras.core.workflow.models import Delegasi
from selaras.organisasi.hukum import VERSI, note_version
from selaras.pegawai.models import (
    AtasanKhusus,
    DataPajak,
    GajiBulanan,
    HukumanDisiplin,
    KewajibanPegawai,
    Pegawai,
    PenguranganTPP,
    Rekening,
    RiwayatGolongan,
    RiwayatJabatan,
    RiwayatStatus,
)
from selaras.pegawai.selectors.atasan import leads_anybody, led_by, superior_ids
from selaras.pegawai.selectors.daftar import as_of


def subordinate_ids(person_id: int, at: date) -> QuerySet[Any, Any]:
    """Direct subordinates on a day: by a dated override, else by post (definitive, Plt or Plh)."""
    return Pegawai.objects.order_by().filter(pk__in=led_by(person_id, at)).values("pk")


def _of_user(user_id: int, at: date) -> QuerySet[Any, Any]:
    """Who a user is, where, whether she leads or holds a mandate: every request asks."""
    post = RiwayatJabatan.objects.pada(at).filter(pegawai_id=OuterRef("pk")).order_by("penugasan")
    people = Pegawai.objects.filter(user_id=user_id).annotate(
        path=Subquery(post.values("jabatan__unit__path")[:1]),
        zona_unit=Subquery(post.values("jabatan__unit__zona")[:1]),
        leads=leads_anybody(at),
        mandat=Exists(Delegasi.objects.pada(at).filter(kepada_id=OuterRef("pk"))),
        hukum=RawSQL(VERSI, [], TextField()),  # noqa: S611 - a constant
    )
    return people.order_by("pk").values_list(
        "pk", "nama", "instansi_id", "path", "leads", "zona_unit", "instansi__zona", "mandat",
        "hukum",
    )[:1]  # fmt: skip


_OF_USER = Pernyataan(_of_user, {"user_id": -(2**31), "at": date(1, 2, 3)})


class PegawaiPersons:
    """Answers core's questions about people."""

    def of_user(self, user_id: int, at: date) -> Person | None:
        row = next(iter(_OF_USER.rows(user_id=user_id, at=at)), None)
        if row is None:
            return None
        pk, nama, instansi_id, path, leads, zona_unit, zona, mandat, hukum = row
        note_version(hukum)
        return Person(pk, nama, instansi_id, path or "", leads, zona_unit or zona, mandat, zona)

    def ids_in(self, reach: Reach, at: date) -> Q | None:
        parts = [Q(instansi_id__in=reach.instansi)] if reach.instansi else []
        posts = q_any([Q(jabatan__unit__path__startswith=path) for path in sorted(reach.paths)])
        if posts is not None:
            held = RiwayatJabatan.objects.pada(at).filter(posts)
            parts.append(Q(pk__in=held.values("pegawai_id")))
        return q_any(parts)

    def queryset(self) -> QuerySet[Pegawai]:
        return Pegawai.objects.order_by()

    def name_expression(self, person_id: str) -> Combinable:
        return Subquery(Pegawai.objects.filter(pk=OuterRef(person_id)).values("nama")[:1])

    def subordinate_ids(self, person_id: int, at: date) -> QuerySet[Any, Any]:
        return subordinate_ids(person_id, at)

    def id_of_user(self, user_id: int) -> int | None:
        return Pegawai.objects.filter(user_id=user_id).values_list("pk", flat=True).first()

    def superior_ids(self, person_ids: Collection[int], at: date) -> dict[int, int]:
        return superior_ids(person_ids, at)

    def labels(self, person_ids: Collection[int], at: date) -> dict[int, PersonLabel]:
        held = RiwayatJabatan.objects.pada(at).filter(pegawai_id=OuterRef("pk"))
        post = held.order_by("penugasan")
        people = Pegawai.objects.filter(pk__in=person_ids).order_by()
        return {
            p.pk: PersonLabel(
                p.pk, p.nama_lengkap, p.nip, p.j_nama or "", p.u_nama or "", p.u_path or "",
                p.instansi_id, p.user_id,
            )
            for p in people.annotate(
                j_nama=Subquery(post.values("jabatan__nama")[:1]),
                u_nama=Subquery(post.values("jabatan__unit__nama")[:1]),
                u_path=Subquery(post.values("jabatan__unit__path")[:1]),
            )
        }  # fmt: skip

    def by_nip(self, nip: str, at: date) -> PersonLabel | None:
        found = Pegawai.objects.filter(nip=nip).values_list("pk", flat=True).first()
        return self.labels([found], at).get(found) if found else None

    def colleagues(self, person_id: int, at: date, *, limit: int) -> list[PersonLabel]:
        held = RiwayatJabatan.objects.pada(at)
        skpd = held.filter(pegawai_id=person_id).values("jabatan__unit__skpd_id")
        same = held.filter(jabatan__unit__skpd_id__in=skpd).values("pegawai_id")
        ids = Pegawai.objects.filter(pk__in=same).exclude(pk=person_id).order_by("nama")
        found = self.labels(list(ids.values_list("pk", flat=True)[:limit]), at)
        return sorted(found.values(), key=lambda p: p.nama)

    def contacts(self, person_ids: Collection[int]) -> dict[int, Contact]:
        people = Pegawai.objects.filter(pk__in=person_ids).select_related("user").order_by()
        return {
            p.pk: Contact(p.nama_lengkap, p.email or (p.user.email if p.user else ""), p.telepon)
            for p in people
        }

    def without_account(
        self,
        reach: Reach,
        at: date,
        *,
        limit: int,
        skip: int = 0,
        unit_path: str = "",
        ids: Collection[int] | None = None,
        tepat: bool = True,
    ) -> tuple[int, list[Candidate]]:
        post = RiwayatJabatan.objects.pada(at).filter(pegawai_id=OuterRef("pk"))
        serving = RiwayatStatus.objects.pada(at).filter(pegawai_id=OuterRef("pk"))
        people = Pegawai.objects.filter(Exists(serving), user=None)
        if not reach.everywhere:
            inside = self.ids_in(reach, at)
            people = people.none() if inside is None else people.filter(inside)
        if unit_path:
            people = people.filter(Exists(post.filter(jabatan__unit__path__startswith=unit_path)))
        if ids is not None:
            people = people.filter(pk__in=ids)
        # The definitive post by a join; who only acts on a post is asked for one by one.
        first_post = post.order_by("penugasan").values("jabatan__unit__nama")[:1]
        unit_nama = Coalesce("post__jabatan__unit__nama", Subquery(first_post))
        rows = as_of(people, at).annotate(unit_nama=unit_nama)
        if unit_path or ids is not None:
            rows = rows.order_by("unit_nama", "nama", "pk")[skip : skip + limit]
        else:  # everybody's units would be looked up to sort by them; names have an index
            urut = people.order_by(Lower("nama"), "pk").values_list("pk", flat=True)
            kunci = list(urut[skip : skip + limit])
            rows = as_of(Pegawai.objects.filter(pk__in=kunci), at).annotate(unit_nama=unit_nama)
            rows = rows.order_by(Lower("nama"), "pk")
        found = [Candidate(p.pk, p.nip, p.nama_lengkap, p.unit_nama or "") for p in rows]
        utuh = len(found) < limit and (found or not skip)  # the last ones: nobody is left to count
        return (skip + len(found) if utuh else count_rows(people, tepat=tepat)), found

    def link(self, links: Mapping[int, int]) -> None:
        people = list(Pegawai.objects.select_for_update(of=("self",)).filter(pk__in=links))
        for person in people:
            person.user_id = links[person.pk]
        Pegawai.objects.bulk_update(people, ["user_id"])


def _account_rows(reach: Reach, at: date) -> Q | None:
    """An account stands where its person works; an office's, where its roles are."""
    inside = _PERSONS.ids_in(reach, at)
    if inside is None:
        return None
    roles = PenugasanPeran.objects.filter(instansi_id__in=reach.instansi).values("user_id")
    return Q(pegawai__in=Pegawai.objects.order_by().filter(inside).values("pk")) | Q(pk__in=roles)


_PERSONS = PegawaiPersons()
register_persons(_PERSONS)
register_model(User, ModelScope(rows=_account_rows))
register_model(Pegawai, ModelScope(rows=_PERSONS.ids_in, person="pk"))
for _model in (
    RiwayatStatus,
    RiwayatGolongan,
    RiwayatJabatan,
    AtasanKhusus,
    HukumanDisiplin,
    KewajibanPegawai,
    PenguranganTPP,
    DataPajak,
    Rekening,
    GajiBulanan,
):
    register_model(_model, by_person("pegawai_id"))
