"""Finds people, units, posts and parameters of law by what a person types, within her reach.

Names are found in part and with slips of the pen; six queries at most, whatever the words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import Case, IntegerField, Q, QuerySet, Subquery, When
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from selaras.core.halaman import format as fmt
from selaras.core.permissions import Actor, rows
from selaras.hukum import Law
from selaras.organisasi.models import Jabatan, UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.pegawai.selectors.daftar import definite_posts
from selaras.web.hukum.selectors import law_rows, own_region

TERPENDEK = 2
TERBANYAK = 8
# Below pg_trgm's own 0.6: one wrong letter in a name of five still finds it.
MIRIP = "SET LOCAL pg_trgm.word_similarity_threshold = 0.45"
TERPENDEK_MIRIP = 4


@dataclass(frozen=True, slots=True)
class Temuan:
    """One hit: what it is, a line about it, where it leads."""

    judul: str
    kata: str
    url: str
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Kelompok:
    """Hits of one kind. `semua` leads to the whole list when there are more than shown."""

    judul: str
    isi: Sequence[Temuan]
    ikon: str
    semua: str = ""
    mirip: bool = False


def find(actor: Actor, kata: str) -> list[Kelompok]:
    """Hits by kind; kinds without a hit are left out."""
    if len(kata) < TERPENDEK:
        return []
    with transaction.atomic(savepoint=False):
        with connection.cursor() as cursor:
            cursor.execute(MIRIP)
        kelompok = [_people(actor, kata), _units(actor, kata), _posts(actor, kata)]
    return [k for k in (*kelompok, _law(actor, kata)) if k and k.isi]


def _people(actor: Actor, kata: str) -> Kelompok | None:
    if not actor.reach("pegawai.view"):
        return None
    hari = timezone.localdate(actor.at)
    post = definite_posts(hari)
    qs = rows(actor, "pegawai.view", Pegawai.objects.order_by(), at=hari).annotate(
        jabatan_kini=Subquery(post.values("jabatan__nama")[:1]),
        unit_kini=Subquery(post.values("jabatan__unit__nama")[:1]),
    )
    rapat = kata.replace(" ", "")
    if rapat.isdigit():  # a NIP, often pasted in its groups of 8-6-1-3
        ada: list[Any] = list(qs.filter(nip__startswith=rapat).order_by("nip")[: TERBANYAK + 1])
        mirip = False
    else:
        ada, mirip = _alike(qs, kata)
    isi = [
        Temuan(
            p.nama_lengkap,
            " · ".join(filter(None, (p.jabatan_kini, p.unit_kini))),
            reverse("pegawai:satu", args=[p.pk]),
            fmt.nip(p.nip),
        )
        for p in ada[:TERBANYAK]
    ]
    semua = "" if mirip else _more("pegawai:daftar", kata, ada)
    return Kelompok("Pegawai", isi, ikon="user", semua=semua, mirip=mirip)


def _units(actor: Actor, kata: str) -> Kelompok | None:
    if not actor.reach("organisasi.view"):
        return None
    unit_qs = UnitKerja.objects.pada(timezone.localdate(actor.at)).select_related("induk")
    ada, mirip = _alike(rows(actor, "organisasi.view", unit_qs.order_by()), kata, "kode")
    isi = [
        Temuan(u.nama, u.induk.nama if u.induk else "", reverse("organisasi:satu", args=[u.pk]))
        for u in ada[:TERBANYAK]
    ]
    semua = "" if mirip else _more("organisasi:unit", kata, ada)
    return Kelompok("Unit kerja", isi, ikon="sitemap", semua=semua, mirip=mirip)


def _posts(actor: Actor, kata: str) -> Kelompok | None:
    """Posts by part of their name only: there are too many alike to guess among."""
    if not actor.reach("organisasi.view"):
        return None
    jabatan_qs = Jabatan.objects.pada(timezone.localdate(actor.at)).select_related("unit")
    syarat = [Q(nama__icontains=satu) for satu in kata.split()]
    cocok = rows(actor, "organisasi.view", jabatan_qs).filter(reduce(and_, syarat))
    ada = list(cocok.order_by("nama", "unit__nama", "pk")[: TERBANYAK + 1])
    isi = [
        Temuan(j.nama, j.unit.nama, reverse("organisasi:jabatan-satu", args=[j.pk]))
        for j in ada[:TERBANYAK]
    ]
    semua = _more("organisasi:jabatan", kata, ada)
    return Kelompok("Jabatan", isi, ikon="briefcase", semua=semua)


def _law(actor: Actor, kata: str) -> Kelompok | None:
    """Parameters as of today in the house's own region, by title, key or value."""
    if not actor.reach("hukum.view"):
        return None
    law = Law.load()
    satu_satu = kata.casefold().split()
    ada = [
        r
        for r in law_rows(law, timezone.localdate(actor.at), own_region(law))
        if all(satu in r.teks for satu in satu_satu)
    ]
    isi = [
        Temuan(r.judul, r.nilai, reverse("hukum:parameter", args=[r.kunci]))
        for r in ada[:TERBANYAK]
    ]
    semua = _more("hukum:daftar", kata, ada)
    return Kelompok("Hukum dan aturan", isi, ikon="scale", semua=semua)


def _more(daftar: str, kata: str, ada: Sequence[Any]) -> str:
    """The list with the same words, when there is more than the page shows."""
    return f"{reverse(daftar)}?{urlencode({'q': kata})}" if len(ada) > TERBANYAK else ""


def _alike(qs: QuerySet[Any], kata: str, kode: str = "") -> tuple[list[Any], bool]:
    """Rows whose name holds every word; only where there are none, those whose name is alike.

    One query for both: the exact ones come first.
    """
    kata = kata.lower()
    tepat = _words(kata, alike=False)
    if kode:
        tepat |= Q((f"{kode}__istartswith", kata))
    calon = (
        qs.alias(nama_kecil=Lower("nama"))
        .filter(tepat | _words(kata, alike=True))
        .annotate(
            tepat=Case(When(tepat, then=1), default=0, output_field=IntegerField()),
            mirip=TrigramWordSimilarity(kata, Lower("nama")),
        )
        .order_by("-tepat", "-mirip", "nama", "pk")[: TERBANYAK + 1]
    )
    ada = list(calon)
    sama = [baris for baris in ada if baris.tepat]
    return (sama, False) if sama else (ada, True)


def _words(kata: str, *, alike: bool) -> Q:
    syarat = Q()
    for satu in kata.split():
        cocok = Q(nama_kecil__contains=satu)
        if alike and len(satu) >= TERPENDEK_MIRIP:
            cocok |= Q(nama_kecil__trigram_word_similar=satu)
        syarat &= cocok
    return syarat
