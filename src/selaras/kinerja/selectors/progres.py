"""How far plans are: per person, per SKPD, and who cannot begin for want of data."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from selaras.aturan.jadwal import Rentang
from selaras.core.masa.simpan import any_of
from selaras.core.permissions import Actor
from selaras.kinerja.models import SKP, RencanaBulan
from selaras.kinerja.selectors.kewajiban import units_not_in_use
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import AtasanKhusus, Pegawai, RiwayatJabatan
from selaras.pegawai.selectors.sebulan import people_of_month, serving, with_post

BELUM: Final = "belum"
URUTAN: Final = (BELUM, "draf", "dikembalikan", "diajukan", "disetujui")
GUGUR: Final = ("ditolak", "dibatalkan")
DEFINITIF = RiwayatJabatan.Penugasan.DEFINITIF


def people_with_plans(actor: Actor, aksi: str, periode: int) -> QuerySet[Pegawai]:
    """Those who must plan in the month, with the state of their year's and month's plan.

    Adds jabatan_nama, unit_nama, skpd_id, skp_id, skp_status, rencana_id, rencana_status.
    """
    hari = Rentang.bulan(periode).akhir
    orang = serving(people_of_month(actor, aksi, periode), periode, wajib_kinerja=True)
    if belum := units_not_in_use(hari):
        orang = orang.exclude(Exists(_posts(hari).filter(jabatan__unit_id__in=any_of(belum))))
    skp, rencana = _skp(hari), _rencana(periode)
    return with_post(orang, periode).annotate(
        skp_id=Subquery(skp.values("pk")[:1]),
        skp_status=Subquery(skp.values("status")[:1]),
        rencana_id=Subquery(rencana.values("pk")[:1]),
        rencana_status=Subquery(rencana.values("status")[:1]),
    )


def _skp(hari: date) -> QuerySet[SKP]:
    """The plan that holds for the outer person on a day; a waiting addendum goes before it."""
    return SKP.objects.filter(
        Q(berlaku_kini=True) | Q(status="diajukan"),
        pegawai_id=OuterRef("pk"),
        masa__contains=hari,
    ).order_by("-versi")


def _rencana(periode: int) -> QuerySet[RencanaBulan]:
    return RencanaBulan.objects.filter(pegawai_id=OuterRef("pk"), periode=periode).exclude(
        status__in=GUGUR
    )


def in_state(rows: QuerySet[Any], kolom: str, nilai: str) -> QuerySet[Any]:
    """Those whose plan is in a state; "belum" = there is none."""
    if nilai == BELUM:
        return rows.filter(**{f"{kolom}__isnull": True})
    return rows.filter(**{kolom: nilai})


@dataclass(slots=True)
class Kemajuan:
    """One SKPD's share of people in each state of a plan."""

    skpd_id: int | None
    nama: str
    jumlah: dict[str, int] = field(default_factory=dict)

    @property
    def semua(self) -> int:
        return sum(self.jumlah.values())

    @property
    def selesai(self) -> int:
        return self.jumlah.get("disetujui", 0)

    @property
    def bp(self) -> int:
        """Approved, in basis points of all."""
        return self.selesai * 10_000 // self.semua if self.semua else 0

    @property
    def sel(self) -> list[int]:
        """The counts in the order of the states."""
        return [self.jumlah.get(s, 0) for s in URUTAN]


def progress(orang: QuerySet[Pegawai], kolom: str) -> list[Kemajuan]:
    """Per SKPD, the least advanced first; two queries whatever the number of people."""
    hitung = orang.order_by().values_list("skpd_id", kolom).annotate(n=Count("pk"))
    per: dict[int | None, Kemajuan] = {}
    for skpd_id, status, n in hitung:
        satu = per.setdefault(skpd_id, Kemajuan(skpd_id, "Tanpa SKPD"))
        kunci = status if status in URUTAN else BELUM
        satu.jumlah[kunci] = satu.jumlah.get(kunci, 0) + n
    nama = dict(UnitKerja.objects.filter(pk__in=[k for k in per if k]).values_list("pk", "nama"))
    for skpd_id, satu in per.items():
        satu.nama = nama.get(skpd_id or 0, satu.nama)
    return sorted(per.values(), key=lambda k: (k.bp, -k.semua))


@dataclass(frozen=True, slots=True)
class Hal:
    """A kind of gap that keeps people from planning: what it is and what to do."""

    kode: str
    judul: str
    saran: str


HAL: Final = (
    Hal("jabatan", "Tanpa jabatan", "Catat jabatannya: tanpa itu SKP tidak dapat dimulai."),
    Hal("atasan", "Tanpa atasan", "Tetapkan Plt jabatan atasannya, atau atasan khusus."),
    Hal("skp", "Belum punya SKP", "Ingatkan pegawainya; bila perlu bantu menyalin dari rekan."),
)


def lacking(orang: QuerySet[Pegawai], kode: str, hari: date) -> QuerySet[Pegawai]:
    """The people with one kind of gap on a day."""
    if kode == "jabatan":
        return orang.filter(~Exists(_posts(hari)))
    if kode == "atasan":
        atasan = _posts(hari).values("jabatan__atasan_id")[:1]
        dipangku = RiwayatJabatan.objects.pada(hari).filter(jabatan_id=OuterRef("pos_atasan"))
        khusus = AtasanKhusus.objects.pada(hari).filter(pegawai_id=OuterRef("pk"))
        return orang.alias(pos_atasan=Subquery(atasan)).filter(
            Exists(_posts(hari)), ~Exists(khusus), ~Exists(dipangku)
        )
    return in_state(orang, "skp_status", BELUM)


def _posts(hari: date) -> QuerySet[RiwayatJabatan]:
    return RiwayatJabatan.objects.pada(hari).filter(pegawai_id=OuterRef("pk"), penugasan=DEFINITIF)


def superior_posts(pegawai_ids: Sequence[int], hari: date) -> dict[int, str]:
    """Person -> the empty post above her, by name; one query."""
    riwayat = RiwayatJabatan.objects.pada(hari).filter(
        pegawai_id__in=pegawai_ids, penugasan=DEFINITIF
    )
    pasangan = riwayat.values_list("pegawai_id", "jabatan__atasan__nama")
    return {pk: nama or "jabatan atasan belum ditetapkan" for pk, nama in pasangan}
