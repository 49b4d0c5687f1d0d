"""What data are missing, by name: each kind is a condition on people in service on a day.

Rooms above add kinds of their own (a person without a timetable) in their kekurangan.py.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value

from selaras.core.permissions.actor import Actor
from selaras.organisasi.models import BesaranTPP, Jabatan
from selaras.pegawai.models import (
    AtasanKhusus,
    DataPajak,
    GajiBulanan,
    Pegawai,
    Rekening,
    RiwayatGolongan,
    RiwayatJabatan,
)
from selaras.pegawai.selectors.daftar import DEFINITIF, pegawai_list
from selaras.pegawai.selectors.gaji import unknown_parts


@dataclass(frozen=True, slots=True)
class Kekurangan:
    """A kind of gap: what it is called, what follows from it, whom it concerns.

    The condition may use the joins of `as_of`.
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
    qs: QuerySet[Pegawai] = pegawai_list(actor, hari).filter(_kinds[kode].kondisi(hari))
    return qs


def count_gaps(actor: Actor, hari: date, kode_dipilih: Collection[str] = ()) -> Mapping[str, int]:
    """How many people lack what, for every kind (or these) that the actor may see; one query.

    Each kind is counted by itself: it then joins only its own history, and most are anti-joins.
    """
    nol = {k.kode: 0 for k in kinds(actor) if not kode_dipilih or k.kode in kode_dipilih}
    bagian = [
        people_with_gap(actor, kode, hari).order_by().annotate(kode=Value(kode)).values("kode")
        .annotate(n=Count("pk")).values_list("kode", "n")
        for kode in nol
    ]  # fmt: skip
    return nol | dict(bagian[0].union(*bagian[1:], all=True))


def _none_of(riwayat: QuerySet[Any]) -> Q:
    """Nobody's own row; written so that the database sees an anti-join and how few it leaves."""
    return ~Q(Exists(riwayat.filter(pegawai_id=OuterRef("pk"))))


def _no_salary(hari: date) -> Q:
    return _none_of(GajiBulanan.objects.filter(periode=hari.year * 100 + hari.month))


def _salary_parts_unknown(hari: date) -> Q:
    kurang = unknown_parts(hari.year * 100 + hari.month).filter(pegawai_id=OuterRef("pk"))
    return Q(Exists(kurang))


def _no_amounts(hari: date) -> Q:
    ada = BesaranTPP.objects.pada(hari).filter(jabatan_id=OuterRef("post__jabatan_id"))
    return Q(post__isnull=False) & ~Q(Exists(ada))


def _no_superior(hari: date) -> Q:
    """No override, and the superior post is not named or nobody holds or acts on it.

    By post: there are few of them under an empty one, and as many people as there are. The keys of
    these and of those without a post are put together first: few people are then looked up.
    """
    dipangku = RiwayatJabatan.objects.pada(hari).filter(jabatan_id=OuterRef("atasan_id"))
    di_bawah_kosong = Jabatan.objects.filter(~Exists(dipangku)).order_by().values("pk")
    tetap = RiwayatJabatan.objects.pada(hari).filter(penugasan=DEFINITIF).order_by()
    di_bawah = tetap.filter(jabatan_id__in=di_bawah_kosong).values("pegawai_id")
    tanpa_jabatan = Pegawai.objects.order_by().filter(_none_of(tetap)).values("pk")
    kunci = tanpa_jabatan.union(di_bawah, all=True)
    return _none_of(AtasanKhusus.objects.pada(hari)) & Q(pk__in=kunci)


for _k in (
    Kekurangan("tanpa-jabatan", "Tanpa jabatan", "TPP tidak dapat dihitung.",
               lambda hari: _none_of(RiwayatJabatan.objects.pada(hari).filter(penugasan=DEFINITIF)),
               "jabatan-pegawai"),
    Kekurangan("tanpa-atasan", "Tanpa atasan langsung",
               "Jabatan atasannya kosong atau belum ditetapkan. Sementara itu yang menilai ialah "
               "pejabat di atas jabatan kosong itu, bila ada.", _no_superior, "atasan-khusus"),
    Kekurangan("tanpa-kelas", "Jabatannya tanpa kelas", "Kelas menentukan besaran TPP.",
               lambda hari: Q(post__isnull=False, post__jabatan__kelas__isnull=True), "jabatan"),
    Kekurangan("tanpa-besaran", "Jabatannya tanpa besaran TPP", "TPP tidak dapat dihitung.",
               _no_amounts, "besaran-tpp"),
    Kekurangan("tanpa-golongan", "Tanpa golongan", "Pajak final menurut golongan tak terhitung.",
               lambda hari: _none_of(RiwayatGolongan.objects.pada(hari)), "pegawai"),
    Kekurangan("tanpa-ptkp", "Tanpa PTKP", "Pajak dihitung menurut aturan untuk PTKP kosong.",
               lambda hari: _none_of(DataPajak.objects.pada(hari)), "pajak-rekening", gaji=True),
    Kekurangan("tanpa-rekening", "Tanpa rekening", "TPP tidak dapat dibayarkan.",
               lambda hari: _none_of(Rekening.objects.pada(hari)), "pajak-rekening", gaji=True),
    Kekurangan("tanpa-gaji", "Tanpa gaji bulan ini", "Pajak dan iuran bulan ini tak terhitung.",
               _no_salary, "gaji", gaji=True),
    Kekurangan("gaji-kurang", "IWP, BPJS, PPh atau iuran pensiun gaji belum diketahui",
               "Tanpa IWP atau BPJS, TPP tidak dihitung; tanpa PPh, seluruhnya dibebankan pada "
               "TPP; tanpa iuran pensiun, pajak setahun tidak dihitung.",
               _salary_parts_unknown, "gaji", gaji=True),
):  # fmt: skip
    register(_k)
