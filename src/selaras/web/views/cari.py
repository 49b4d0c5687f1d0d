"""Search: people, units and parameters of law that hold the words, each within reach."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from selaras.core.halaman import format as fmt
from selaras.core.permissions import Actor, actor_of, requires, rows
from selaras.hukum import Law
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai

TERBANYAK = 10


@dataclass(frozen=True, slots=True)
class Temuan:
    """One hit: what it is, a line about it, where it leads."""

    judul: str
    kata: str
    url: str


@dataclass(frozen=True, slots=True)
class Kelompok:
    """Hits of one kind, at most TERBANYAK."""

    judul: str
    isi: list[Temuan]


@requires("beranda.view")
def search(request: HttpRequest) -> HttpResponse:
    """Everything within reach that holds all the words."""
    kata = request.GET.get("q", "").strip()[:100]
    hasil = find(actor_of(request), kata) if len(kata) >= 2 else []
    konteks = {"cari_kata": kata, "hasil": hasil, "terbanyak": TERBANYAK}
    return render(request, "web/cari.html", konteks)


def find(actor: Actor, kata: str) -> list[Kelompok]:
    """Hits by kind; kinds without a hit are left out."""
    calon = [
        Kelompok("Pegawai", _people(actor, kata)),
        Kelompok("Unit kerja", _units(actor, kata)),
        Kelompok("Hukum dan aturan", _law(kata)),
    ]
    return [k for k in calon if k.isi]


def _matching(qs: QuerySet, kata: str, *kolom: str) -> QuerySet:  # type: ignore[type-arg]
    """Rows in which each word stands in one of the columns."""
    for satu in kata.split():
        syarat = Q()
        for k in kolom:
            syarat |= Q((f"{k}__icontains", satu))
        qs = qs.filter(syarat)
    return qs


def _people(actor: Actor, kata: str) -> list[Temuan]:
    if not actor.reach("pegawai.view"):
        return []
    # A NIP is often pasted in its groups of 8-6-1-3.
    rapat = kata.replace(" ", "")
    cari = rapat if rapat.isdigit() else kata
    orang_qs = _matching(rows(actor, "pegawai.view", Pegawai.objects.all()), cari, "nama", "nip")
    return [
        Temuan(p.nama_lengkap, fmt.nip(p.nip), _person_url(p))
        for p in orang_qs.order_by("nama", "pk")[:TERBANYAK]
    ]


def _person_url(pegawai: Pegawai) -> str:
    try:
        return reverse("pegawai:satu", args=[pegawai.pk])
    except NoReverseMatch:
        return reverse("tpp:bulan_orang", args=[pegawai.pk])


def _units(actor: Actor, kata: str) -> list[Temuan]:
    if not actor.reach("organisasi.view"):
        return []
    try:
        tujuan = reverse("organisasi:unit")
    except NoReverseMatch:
        return []
    unit_qs = rows(actor, "organisasi.view", UnitKerja.objects.select_related("skpd"))
    return [
        Temuan(u.nama, u.skpd.nama if u.skpd and u.skpd_id != u.pk else "", f"{tujuan}?q={u.kode}")
        for u in _matching(unit_qs, kata, "nama", "kode").order_by("nama", "pk")[:TERBANYAK]
    ]


def _law(kata: str) -> list[Temuan]:
    """Parameters whose key or title holds all words."""
    law = Law.load()
    satu_satu = kata.casefold().split()
    hasil = []
    for kunci in law.keys:
        parameter = law.parameter(kunci)
        teks = f"{kunci} {parameter.judul if parameter else ''}".casefold()
        if parameter and all(s in teks for s in satu_satu):
            hasil.append(Temuan(parameter.judul, kunci, reverse("hukum:parameter", args=[kunci])))
    return hasil[:TERBANYAK]
