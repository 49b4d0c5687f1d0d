"""Units with counts of people, posts with their holders: the peta jabatan as of a day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from selaras.core.permissions.actor import Actor
from selaras.core.permissions.policy import rows
from selaras.organisasi.models import BesaranTPP, Jabatan, UnitKerja
from selaras.pegawai.models import Pegawai, RiwayatJabatan

DEFINITIF = RiwayatJabatan.Penugasan.DEFINITIF


def unit_list(actor: Actor, hari: date) -> QuerySet[Any]:
    """Units within reach that stand on a day, with people and posts at and below each."""
    di_bawah = RiwayatJabatan.objects.pada(hari).filter(
        penugasan=DEFINITIF, jabatan__unit__path__startswith=OuterRef("path")
    )
    jabatan = Jabatan.objects.pada(hari).filter(unit__path__startswith=OuterRef("path"))
    qs: QuerySet[Any] = rows(actor, "organisasi.view", UnitKerja.objects.pada(hari))
    hasil: QuerySet[Any] = qs.select_related("skpd", "induk").annotate(
        jumlah_orang=_count(di_bawah), jumlah_jabatan=_count(jabatan)
    )
    return hasil


def jabatan_list(actor: Actor, hari: date) -> QuerySet[Any]:
    """Posts within reach that stand on a day, with how many hold them and the TPP in force."""
    besaran = BesaranTPP.objects.pada(hari).filter(jabatan=OuterRef("pk"))
    jumlah = sum(
        (Coalesce(F(k), 0) for k in ("prestasi_kerja", "kondisi_kerja", "tempat_bertugas",
                                     "kelangkaan_profesi", "pertimbangan_objektif")),
        start=Coalesce(F("beban_kerja"), 0),
    )  # fmt: skip
    qs: QuerySet[Any] = rows(actor, "organisasi.view", Jabatan.objects.pada(hari))
    hasil: QuerySet[Any] = qs.select_related("unit", "atasan").annotate(
        pemangku_kini=_count(
            RiwayatJabatan.objects.pada(hari).filter(jabatan=OuterRef("pk"), penugasan=DEFINITIF)
        ),
        tpp_kini=Subquery(besaran.values(rp=jumlah)[:1]),
    )
    return hasil


def empty_posts(qs: QuerySet[Jabatan], hari: date) -> QuerySet[Jabatan]:
    """Posts that nobody holds definitively."""
    ada = RiwayatJabatan.objects.pada(hari).filter(jabatan=OuterRef("pk"), penugasan=DEFINITIF)
    return qs.filter(~Exists(ada))


def lacking(qs: QuerySet[Jabatan], apa: str, hari: date) -> QuerySet[Jabatan]:
    """Posts whose pay can't be known: without a class, or without amounts in force."""
    if apa == "kelas":
        return qs.filter(kelas__isnull=True)
    return qs.filter(~Exists(BesaranTPP.objects.pada(hari).filter(jabatan=OuterRef("pk"))))


def holders(jabatan_ids: Iterable[int], hari: date) -> dict[int, list[RiwayatJabatan]]:
    """Who holds or acts on each post on a day; definitive first; one query."""
    hasil: dict[int, list[RiwayatJabatan]] = {}
    qs = RiwayatJabatan.objects.pada(hari).filter(jabatan_id__in=list(jabatan_ids))
    for r in qs.select_related("pegawai").order_by("penugasan", "pegawai__nama"):
        hasil.setdefault(r.jabatan_id, []).append(r)
    return hasil


def peta_jabatan(unit: UnitKerja, hari: date) -> list[dict[str, Any]]:
    """The unit's posts in the order of who leads whom, each with its holders; two queries."""
    posts = list(Jabatan.objects.pada(hari).filter(unit=unit).order_by("-kelas", "nama"))
    orang = holders((j.pk for j in posts), hari)
    kunci = {j.pk for j in posts}
    bawahan: dict[int | None, list[Jabatan]] = {}
    for j in posts:
        bawahan.setdefault(j.atasan_id if j.atasan_id in kunci else None, []).append(j)
    hasil: list[dict[str, Any]] = []

    def walk(induk: int | None, tingkat: int) -> None:
        for j in bawahan.get(induk, ()):
            pemangku = orang.get(j.pk, [])
            tetap = sum(1 for r in pemangku if r.penugasan == DEFINITIF)
            hasil.append({"jabatan": j, "tingkat": tingkat, "orang": pemangku,
                          "selisih": tetap - j.kebutuhan, "isi": tetap})  # fmt: skip
            walk(j.pk, tingkat + 1)

    walk(None, 0)
    return hasil


def visible_ids(actor: Actor, orang: Iterable[RiwayatJabatan], hari: date) -> set[int]:
    """Which of these people's pages the actor may open; one query."""
    ids = [r.pegawai_id for r in orang]
    qs = rows(actor, "pegawai.view", Pegawai.objects.filter(pk__in=ids), at=hari)
    return set(qs.values_list("pk", flat=True))


def _count(qs: QuerySet[Any]) -> Coalesce:
    per = qs.order_by().annotate(satu=Value(1)).values("satu").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(per, output_field=IntegerField()), 0)
