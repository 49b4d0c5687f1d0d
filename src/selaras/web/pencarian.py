"""Finds people, units, posts and parameters of law by what a person types, within her reach.

Names are found in part and with slips of the pen; six queries at most, whatever the words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, reduce
from operator import and_
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import transaction
from django.db.models import Case, IntegerField, Q, QuerySet, When
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.http import urlencode

from selaras.core.halaman import format as fmt
from selaras.core.permissions import Actor, rows
from selaras.hukum import Law
from selaras.organisasi.models import Jabatan, UnitKerja
from selaras.simpeg.selectors.cari import find_people, forgive_slips, words_of
from selaras.web.hukum.selectors import BarisHukum, law_rows, own_region

TERPENDEK = 2
TERBANYAK = 8
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
    """Hits of one kind. `semua` leads to the whole list when there are more than shown.

    `mirip`: some are only alike; `tepat`: some are what was typed.
    """

    judul: str
    isi: Sequence[Temuan]
    ikon: str
    semua: str = ""
    mirip: bool = False
    tepat: bool = False


def find(actor: Actor, kata: str) -> list[Kelompok]:
    """Hits by kind; kinds without a hit are left out."""
    if len(kata) < TERPENDEK:
        return []
    with transaction.atomic(savepoint=False):
        forgive_slips()
        kelompok = [_people(actor, kata), _units(actor, kata), _posts(actor, kata)]
    return [k for k in (*kelompok, _law(actor, kata)) if k and k.isi]


def _people(actor: Actor, kata: str) -> Kelompok | None:
    """By name, NIP, post or unit, as the personnel room finds them."""
    if not actor.reach("pegawai.view"):
        return None
    ada, tepat = find_people(actor, words_of(kata), actor.day(), TERBANYAK + 1)
    isi = [
        Temuan(
            p.nama_lengkap,
            " · ".join(filter(None, (p.jabatan_kini, p.unit_kini))),
            reverse("simpeg:berkas", args=[p.pk]),
            fmt.nip(p.nip),
        )
        for p in ada[:TERBANYAK]
    ]
    semua = _more("simpeg:nominatif", kata, ada) if tepat > TERBANYAK else ""
    return Kelompok("Pegawai", isi, ikon="user", semua=semua, mirip=tepat < len(ada),
                    tepat=tepat > 0)  # fmt: skip


def _units(actor: Actor, kata: str) -> Kelompok | None:
    if not actor.reach("organisasi.view"):
        return None
    unit_qs = UnitKerja.objects.pada(actor.day()).select_related("induk")
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
    jabatan_qs = Jabatan.objects.pada(actor.day()).select_related("unit")
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
    satu_satu = kata.casefold().split()
    semua = _law_texts(actor.day(), own_region(Law.load()))
    ada = [r for r in semua if all(satu in r.teks for satu in satu_satu)]
    isi = [
        Temuan(r.judul, r.nilai, reverse("hukum:parameter", args=[r.kunci]))
        for r in ada[:TERBANYAK]
    ]
    return Kelompok("Hukum dan aturan", isi, ikon="scale", semua=_more("hukum:daftar", kata, ada))


@lru_cache(maxsize=8)
def _law_texts(pada: date, daerah: str) -> tuple[BarisHukum, ...]:
    """The files of law do not change while the site runs; one key pressed asks for all of them."""
    return tuple(law_rows(Law.load(), pada, daerah))


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
