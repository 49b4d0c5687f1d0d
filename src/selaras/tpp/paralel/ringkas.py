"""The months of a parallel run in a few numbers each; compared again only when something changed.

Comparing a month of 50,000 people takes half a second, and its list shows a year of them. What a
count came from is its key: a figure is never older than the facts.
"""

from collections import OrderedDict
from collections.abc import Callable

import polars as pl
from django.db.models import Count, Max

from selaras.core.permissions import Actor
from selaras.hukum import Law
from selaras.organisasi.models import Instansi
from selaras.periode.models import PeriodeUnit
from selaras.tpp.lab.jalan import own_law
from selaras.tpp.paralel.models import HasilLama, SelisihDipahami
from selaras.tpp.paralel.sebab import SEBAB

BEDA = [s.kode for s in SEBAB if s.beda]
BULAN = 12
_DIINGAT = 200
_ingatan: OrderedDict[object, dict[str, int]] = OrderedDict()


def counts(frame: pl.DataFrame) -> dict[str, int]:
    """People, how many differ, how many of those are understood, rupiah between the systems."""
    beda = frame.filter(pl.col("sebab").is_in(BEDA))
    return {
        "orang": frame.height,
        "sama": frame.height - beda.height,
        "beda": beda.height,
        "dipahami": int(beda["dipahami"].sum()),
        "selisih": int(frame["selisih_bruto"].sum() or 0),
    }


def counts_by_month(
    instansi: Instansi, actor: Actor, bandingkan: Callable[[int], pl.DataFrame]
) -> list[dict[str, int]]:
    """The latest months handed in with `periode` and their counts; `bandingkan` compares one."""
    reach = actor.reach("paralel.view")
    semua = reach.everywhere or instansi.pk in reach.instansi  # else the units' tree counts, too
    hasil = []
    for periode, asal in _sources(instansi).items():
        kunci = (instansi.pk, periode, asal)
        isi = _ingatan.get(kunci) if semua else None
        if isi is None:
            isi = counts(bandingkan(periode))
            if semua:
                _remember(kunci, isi)
        hasil.append({"periode": periode, **isi})
    return hasil


def _remember(kunci: object, isi: dict[str, int]) -> None:
    _ingatan[kunci] = isi
    while len(_ingatan) > _DIINGAT:
        _ingatan.popitem(last=False)


def _sources(instansi: Instansi) -> dict[int, object]:
    """Month, the latest first -> what its comparison is made of; three queries."""
    lama = (
        HasilLama.objects.filter(instansi=instansi).values_list("periode")
        .annotate(n=Count("pk"), akhir=Max("dicatat_pada")).order_by("-periode")[:BULAN]
    )  # fmt: skip
    asal: dict[int, list[object]] = {p: [n, akhir] for p, n, akhir in lama}
    paham = SelisihDipahami.objects.filter(instansi=instansi, periode__in=asal)
    for p, *isi in paham.values_list("periode").annotate(n=Count("pk"), akhir=Max("ditandai_pada")):
        asal[p].append(tuple(isi))
    unit = PeriodeUnit.objects.filter(skpd__instansi=instansi, periode__in=asal)
    for p, *isi in unit.order_by("skpd_id").values_list("periode", "skpd_id", "hitungan_id"):
        asal[p].append(tuple(isi))
    return {p: (*isi, _law(instansi.daerah, p)) for p, isi in asal.items()}


def _law(daerah: str, periode: int) -> str:
    law = Law.load()
    aturan = own_law(daerah, periode, law)
    for kunci in law.keys:
        aturan.ada(kunci)
    return aturan.sidik()
