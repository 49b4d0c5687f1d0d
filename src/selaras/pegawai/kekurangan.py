"""What data are missing, by name: each kind is a condition on people in service on a day.

Rooms above add kinds of their own (a person without a timetable) in their kekurangan.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from selaras.core.masa.simpan import any_of
from selaras.core.permissions.actor import Actor
from selaras.core.permissions.policy import rows
from selaras.organisasi.models import BesaranTPP
from selaras.pegawai.models import (
    DataPajak,
    GajiBulanan,
    Pegawai,
    Rekening,
    RiwayatGolongan,
)
from selaras.pegawai.selectors.atasan import superior_ids
from selaras.pegawai.selectors.daftar import definite_posts, in_service

Kondisi = Callable[[date], Q]


@dataclass(frozen=True, slots=True)
class Kekurangan:
    """A kind of gap: what it is called, what follows from it, whom it concerns."""

    kode: str
    judul: str
    akibat: str
    kondisi: Kondisi
    impor: str = ""  # the import that mends it


_kinds: dict[str, Kekurangan] = {}


def register(kekurangan: Kekurangan) -> None:
    _kinds[kekurangan.kode] = kekurangan


def kinds() -> list[Kekurangan]:
    return list(_kinds.values())


def people_with_gap(actor: Actor, kode: str, hari: date) -> QuerySet[Pegawai]:
    """The people within reach who lack it on a day."""
    qs = _people(actor, hari)
    if kode == TANPA_ATASAN.kode:
        return qs.filter(pk__in=any_of(_without_superior(qs, hari)))
    return qs.filter(_kinds[kode].kondisi(hari))


def count_gaps(actor: Actor, hari: date) -> Mapping[str, int]:
    """How many people lack what, for every kind; three queries."""
    qs = _people(actor, hari)
    hitung = {
        k.kode.replace("-", "_"): Count("pk", filter=k.kondisi(hari))
        for k in kinds()
        if k is not TANPA_ATASAN
    }
    hasil = {n.replace("_", "-"): jumlah for n, jumlah in qs.aggregate(**hitung).items()}
    return hasil | {TANPA_ATASAN.kode: len(_without_superior(qs, hari))}


def _people(actor: Actor, hari: date) -> QuerySet[Pegawai]:
    return in_service(rows(actor, "pegawai.view", Pegawai.objects.all(), at=hari), hari)


def _without_superior(qs: QuerySet[Pegawai], hari: date) -> set[int]:
    ids = set(qs.order_by().values_list("pk", flat=True))
    return ids - superior_ids(ids, hari).keys()


def _lacks(model: type, **tetap: object) -> Kondisi:
    def kondisi(hari: date) -> Q:
        ada = model.objects.pada(hari).filter(pegawai=OuterRef("pk"), **tetap)  # type: ignore[attr-defined]
        return ~Q(Exists(ada))

    return kondisi


def _no_salary(hari: date) -> Q:
    periode = hari.year * 100 + hari.month
    return ~Q(Exists(GajiBulanan.objects.filter(pegawai=OuterRef("pk"), periode=periode)))


def _no_class(hari: date) -> Q:
    return Q(Exists(definite_posts(hari).filter(jabatan__kelas__isnull=True)))


def _no_amounts(hari: date) -> Q:
    besaran = BesaranTPP.objects.pada(hari).filter(jabatan=OuterRef("jabatan_id"))
    return Q(Exists(definite_posts(hari).filter(~Exists(besaran))))


TANPA_ATASAN = Kekurangan(
    "tanpa-atasan",
    "Tanpa atasan langsung",
    "Tidak ada yang menyetujui dan menilai. Jabatan atasannya kosong atau belum ditetapkan.",
    lambda hari: Q(),
    "atasan-khusus",
)
for _k in (
    Kekurangan("tanpa-jabatan", "Tanpa jabatan", "TPP tidak dapat dihitung.",
               lambda hari: ~Q(Exists(definite_posts(hari))), "jabatan-pegawai"),
    TANPA_ATASAN,
    Kekurangan("tanpa-kelas", "Jabatannya tanpa kelas", "Kelas menentukan besaran TPP.",
               _no_class, "jabatan"),
    Kekurangan("tanpa-besaran", "Jabatannya tanpa besaran TPP", "TPP tidak dapat dihitung.",
               _no_amounts, "besaran-tpp"),
    Kekurangan("tanpa-golongan", "Tanpa golongan", "Pajak final menurut golongan tak terhitung.",
               _lacks(RiwayatGolongan), "pegawai"),
    Kekurangan("tanpa-ptkp", "Tanpa PTKP", "Pajak dihitung menurut aturan untuk PTKP kosong.",
               _lacks(DataPajak), "pajak-rekening"),
    Kekurangan("tanpa-rekening", "Tanpa rekening", "TPP tidak dapat dibayarkan.",
               _lacks(Rekening), "pajak-rekening"),
    Kekurangan("tanpa-gaji", "Tanpa gaji bulan ini", "Pajak dan iuran bulan ini tak terhitung.",
               _no_salary, "gaji"),
):  # fmt: skip
    register(_k)
