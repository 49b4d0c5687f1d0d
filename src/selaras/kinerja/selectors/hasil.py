"""Reads of a month's results of work: who must have one, who has none, which column counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import (
    Count,
    Exists,
    FilteredRelation,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from selaras.aturan.jadwal import Rentang
from selaras.core.permissions import Actor
from selaras.core.permissions.registry import q_any
from selaras.hukum import Law, NotInForce
from selaras.kinerja.models import PenilaianBulanan
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import Pegawai
from selaras.pegawai.selectors.sebulan import (
    PilihanBulan,
    months_to_choose,
    people_of_month,
    serving,
    with_post,
)

# kinerja.cara -> the column of PenilaianBulanan that the computation reads.
KOLOM_CARA = {
    "predikat": "predikat", "persen": "persen_bp", "nilai_skp": "nilai_skp_bp",
    "pita_nilai": "nilai_skp_bp", "menit_ambang": "menit", "menit_proporsional": "menit",
    "menit_pita": "menit",
}  # fmt: skip
ISI = ("predikat", "persen_bp", "menit", "nilai_skp_bp", "keterangan", "sumber")


@dataclass(frozen=True, slots=True)
class CaraNilai:
    """How a region values work in a month: its name and the columns to fill in, main one first.

    No columns: the region pays by attendance alone. `galat`: it has not chosen a way.
    """

    nama: str = ""
    kolom: tuple[str, ...] = ()
    galat: str = ""


def way_of(daerah: str, periode: int) -> CaraNilai:
    """The region's rule on the month's first day."""
    aturan = Law.load().pada(Rentang.bulan(periode).awal, daerah)
    try:
        cara = aturan.pilihan("kinerja.cara")
    except NotInForce as error:
        return CaraNilai(galat=str(error))
    kolom = [KOLOM_CARA[cara]] if cara in KOLOM_CARA else []
    if aturan.ada("tpp.bobot") and "skp" in aturan.tabel("tpp.bobot"):
        kolom.append("predikat")
    return CaraNilai(aturan.judul("kinerja.cara"), tuple(dict.fromkeys(kolom)))


def ways(periode: int) -> dict[int, CaraNilai]:
    """Government id -> its way; one query however many people."""
    return {pk: way_of(d, periode) for pk, d in Instansi.objects.values_list("pk", "daerah")}


def month_results(actor: Actor, aksi: str, periode: int) -> QuerySet[Pegawai]:
    """Everyone obliged to have a result in the month, with it as far as there is one.

    Adds jabatan_nama, unit_nama, skpd_id, hasil_id, predikat, persen_bp, menit, nilai_skp_bp,
    keterangan, sumber.
    """
    orang = serving(people_of_month(actor, aksi, periode), periode, wajib_kinerja=True)
    # Subqueries, not a join: counting everyone then does not touch the results at all.
    hasil = _results(periode)
    return (
        with_post(orang, periode)
        .alias(hasil_bulan=_joined(periode))
        .annotate(
            hasil_id=Subquery(hasil.values("pk")[:1]),
            **{k: Subquery(hasil.values(k)[:1]) for k in ISI},
        )
    )


def rated(periode: int, kolom: str, nilai: str = "") -> Exists:
    """Whether the column of a person's result is filled in (with `nilai`, where one is named)."""
    ada = _results(periode).filter(**({kolom: nilai} if nilai else {f"{kolom}__isnull": False}))
    return Exists(ada if nilai or kolom != "predikat" else ada.exclude(predikat=""))


def unrated(cara: Mapping[int, CaraNilai], periode: int) -> Q:
    """Those whose counting column is empty, each by the way of her own government."""
    per_kolom: dict[str, list[int]] = {}
    for instansi_id, satu in cara.items():
        for kolom in satu.kolom:
            per_kolom.setdefault(kolom, []).append(instansi_id)
    syarat = [
        Q(instansi_id__in=ids) & ~Q(rated(periode, kolom)) for kolom, ids in per_kolom.items()
    ]
    return q_any(syarat) or Q(pk__in=[])


def count_unrated(cara: Mapping[int, CaraNilai]) -> Count:
    """How many of `month_results` are `unrated`, in one pass: as a condition asked person by
    person it took 50,000 looks at an index."""
    kosong = {
        kolom: Q(hasil_bulan__predikat="") | Q(hasil_bulan__predikat__isnull=True)
        if kolom == "predikat"
        else Q(**{f"hasil_bulan__{kolom}__isnull": True})
        for satu in cara.values()
        for kolom in satu.kolom
    }
    syarat = [
        Q(instansi_id=pk) & kosong[kolom] for pk, satu in cara.items() for kolom in satu.kolom
    ]
    return Count("pk", filter=q_any(syarat) or Q(pk__in=[]))


def _joined(periode: int) -> FilteredRelation:
    return FilteredRelation("penilaian_bulanan", condition=Q(penilaian_bulanan__periode=periode))


def _results(periode: int) -> QuerySet[PenilaianBulanan]:
    return PenilaianBulanan.objects.filter(pegawai_id=OuterRef("pk"), periode=periode)


def months(actor: Actor) -> PilihanBulan:
    """The months that can be chosen, by what there is."""
    ada = PenilaianBulanan.objects.aggregate(awal=Min("periode"), akhir=Max("periode"))
    return months_to_choose(actor, ada["awal"], ada["akhir"])
