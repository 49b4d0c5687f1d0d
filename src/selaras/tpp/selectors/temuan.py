"""Findings as pages show them: by kind with count and rupiah, by SKPD. Reads only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse

from selaras.core.permissions import Actor, rows
from selaras.hukum import Law
from selaras.tpp.models import TemuanVerifikasi

BELUM = Q(ditangani_pada__isnull=True)


@lru_cache(maxsize=32)
def kind_words(jenis: str) -> str:
    """A kind of finding as the law names it."""
    parameter = Law.load().parameter("verifikasi.keparahan", None)
    nama = parameter.nama if parameter is not None else {}
    return str(nama.get(jenis, jenis.replace("_", " ")))


@dataclass(frozen=True, slots=True)
class KelompokTemuan:
    """Findings of one kind in a month: how many, still open, rupiah at stake of the open ones."""

    jenis: str
    judul: str
    keparahan: int
    jumlah: int
    belum: int
    nilai_rp: int
    url: str

    @property
    def status(self) -> str:
        return "diperiksa" if not self.belum else f"keparahan_{self.keparahan}"


@dataclass(frozen=True, slots=True)
class Terbuka:
    """What of the findings nobody has looked at yet."""

    jumlah: int
    nilai_rp: int


def open_findings(qs: QuerySet[TemuanVerifikasi]) -> Terbuka:
    """How many of these are open and what they put at stake."""
    hasil = qs.filter(BELUM).aggregate(n=Count("pk"), rp=Sum("nilai_rp"))
    return Terbuka(hasil["n"], hasil["rp"] or 0)


@dataclass(frozen=True, slots=True)
class TemuanBulan:
    """A month's findings: by kind, and how many grave ones each SKPD still has open."""

    kelompok: Sequence[KelompokTemuan] = ()
    berat: Mapping[int, int] = field(default_factory=dict)


def findings_of_month(actor: Actor, periode: int, skpd_id: int | None = None) -> TemuanBulan:
    """The findings within reach, worst and dearest kind first; one query."""
    if not actor.reach("tpp.view_finding"):
        return TemuanBulan()
    qs = rows(actor, "tpp.view_finding", TemuanVerifikasi.objects.filter(periode=periode))
    saring = {"periode": str(periode)}
    if skpd_id is not None:
        qs, saring = qs.filter(skpd_id=skpd_id), saring | {"skpd": str(skpd_id)}
    banyak = qs.order_by().values("skpd_id", "jenis", "keparahan")
    hitung = banyak.annotate(
        jumlah=Count("pk"), belum=Count("pk", filter=BELUM), rp=Sum("nilai_rp", filter=BELUM)
    )
    berat: dict[int, int] = {}
    jumlah: dict[tuple[str, int], list[int]] = {}
    for b in hitung:
        n = jumlah.setdefault((b["jenis"], b["keparahan"]), [0, 0, 0])
        for letak, nilai in enumerate((b["jumlah"], b["belum"], b["rp"] or 0)):
            n[letak] += nilai
        if b["keparahan"] == TemuanVerifikasi.Keparahan.BERAT and b["belum"]:
            berat[b["skpd_id"]] = berat.get(b["skpd_id"], 0) + b["belum"]
    alamat = reverse("tpp:temuan")
    kelompok = [
        KelompokTemuan(
            jenis=jenis, judul=kind_words(jenis), keparahan=keparahan, jumlah=n[0], belum=n[1],
            nilai_rp=n[2], url=f"{alamat}?{urlencode(saring | {'jenis': jenis})}",
        )
        for (jenis, keparahan), n in jumlah.items()
    ]  # fmt: skip
    kelompok.sort(key=lambda k: (k.belum == 0, -k.keparahan, -k.nilai_rp))
    return TemuanBulan(kelompok, berat)
