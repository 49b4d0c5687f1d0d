"""What data are missing, by name: each kind is a condition on people in service on a day.

Rooms above add kinds of their own (a person without a timetable) in their kekurangan.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, FilteredRelation, Q, QuerySet

from selaras.core.permissions.actor import Actor
from selaras.organisasi.models import BesaranTPP
from selaras.pegawai.models import AtasanKhusus, Pegawai, RiwayatJabatan
from selaras.pegawai.selectors.daftar import pegawai_list


@dataclass(frozen=True, slots=True)
class Kekurangan:
    """A kind of gap: what it is called, what follows from it, whom it concerns.

    The condition may use the joins of `as_of` and those of `_with_pay`.
    """

    kode: str
    judul: str
    akibat: str
    kondisi: Callable[[date], Q]
    impor: str = ""  # the import that mends it
    gaji: bool = False  # only for who may see pay


_kinds: dict[str, Kekurangan] = {}


def register(kekurangan: Kekurangan) -> None:
    _kinds[kekurangan.kode] = kekurangan


def kinds(actor: Actor | None = None) -> list[Kekurangan]:
    """All kinds, or those that the actor may see."""
    boleh = actor is None or bool(actor.reach("gaji.view"))
    return [k for k in _kinds.values() if boleh or not k.gaji]


def people_with_gap(actor: Actor, kode: str, hari: date) -> QuerySet[Pegawai]:
    """The people within reach who lack it on a day."""
    return _people(actor, hari).filter(_kinds[kode].kondisi(hari))


def count_gaps(actor: Actor, hari: date) -> Mapping[str, int]:
    """How many people lack what, for every kind the actor may see; one query."""
    hitung = {k.kode.replace("-", "_"): Count("pk", filter=k.kondisi(hari)) for k in kinds(actor)}
    hasil: dict[str, Any] = _people(actor, hari).aggregate(**hitung)
    return {nama.replace("_", "-"): jumlah for nama, jumlah in hasil.items()}


def _people(actor: Actor, hari: date) -> QuerySet[Pegawai]:
    periode = hari.year * 100 + hari.month
    hasil: QuerySet[Any] = pegawai_list(actor, hari).alias(
        pajak=FilteredRelation("data_pajak", condition=Q(data_pajak__berlaku__contains=hari)),
        rek=FilteredRelation("rekening", condition=Q(rekening__berlaku__contains=hari)),
        gj=FilteredRelation("gaji", condition=Q(gaji__periode=periode)),
    )
    return hasil


def _no_amounts(hari: date) -> Q:
    ada = BesaranTPP.objects.pada(hari).values("jabatan_id")
    return Q(post__isnull=False) & ~Q(post__jabatan_id__in=ada)


def _no_superior(hari: date) -> Q:
    """No override, and the superior post is not named or nobody holds or acts on it."""
    dipangku = (
        RiwayatJabatan.objects.pada(hari)
        .filter(jabatan__bawahan__isnull=False)
        .values("jabatan_id")
    )
    # Not a join: its emptiness misleads the planner (1.0 s instead of 0.2 s at 50,000 people).
    khusus = AtasanKhusus.objects.pada(hari).values("pegawai_id")
    return ~Q(pk__in=khusus) & (
        Q(post__isnull=True)
        | Q(post__jabatan__atasan__isnull=True)
        | ~Q(post__jabatan__atasan_id__in=dipangku)
    )


for _k in (
    Kekurangan("tanpa-jabatan", "Tanpa jabatan", "TPP tidak dapat dihitung.",
               lambda hari: Q(post__isnull=True), "jabatan-pegawai"),
    Kekurangan("tanpa-atasan", "Tanpa atasan langsung",
               "Jabatan atasannya kosong atau belum ditetapkan. Sementara itu yang menilai ialah "
               "pejabat di atas jabatan kosong itu, bila ada.", _no_superior, "atasan-khusus"),
    Kekurangan("tanpa-kelas", "Jabatannya tanpa kelas", "Kelas menentukan besaran TPP.",
               lambda hari: Q(post__isnull=False, post__jabatan__kelas__isnull=True), "jabatan"),
    Kekurangan("tanpa-besaran", "Jabatannya tanpa besaran TPP", "TPP tidak dapat dihitung.",
               _no_amounts, "besaran-tpp"),
    Kekurangan("tanpa-golongan", "Tanpa golongan", "Pajak final menurut golongan tak terhitung.",
               lambda hari: Q(gol__isnull=True), "pegawai"),
    Kekurangan("tanpa-ptkp", "Tanpa PTKP", "Pajak dihitung menurut aturan untuk PTKP kosong.",
               lambda hari: Q(pajak__isnull=True), "pajak-rekening", gaji=True),
    Kekurangan("tanpa-rekening", "Tanpa rekening", "TPP tidak dapat dibayarkan.",
               lambda hari: Q(rek__isnull=True), "pajak-rekening", gaji=True),
    Kekurangan("tanpa-gaji", "Tanpa gaji bulan ini", "Pajak dan iuran bulan ini tak terhitung.",
               lambda hari: Q(gj__isnull=True), "gaji", gaji=True),
):  # fmt: skip
    register(_k)
