"""Reads of a month's report: the plan's rows with what came of them, and until when it is due."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from selaras.aturan.isian import Temuan
from selaras.aturan.jadwal import Rentang
from selaras.aturan.realisasi import (
    DITANDAI,
    LEWAT_PETUGAS,
    AturanRealisasi,
    BarisRealisasi,
    aturan_realisasi,
    periksa_realisasi,
)
from selaras.core.files.models import Berkas
from selaras.core.files.purposes import MIB, Batas
from selaras.core.halaman.format import periode_id, tanggal
from selaras.core.permissions import Actor, rows
from selaras.core.permissions.actor import local_date
from selaras.core.workflow.authority import mandates
from selaras.core.workflow.models import Menunggu
from selaras.hukum import Law
from selaras.kinerja.models import (
    SKP,
    Eviden,
    Generasi,
    KegiatanTugas,
    Realisasi,
    RealisasiBaris,
    RencanaBaris,
    RencanaBulan,
)
from selaras.kinerja.selectors.sumber import BKN, source_of
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import Pegawai
from selaras.periode.selectors import locked_skpd_ids

ALUR = "realisasi"
LIHAT = "realisasi.view"
EVIDEN = "kinerja.eviden"  # the purpose of its files
TERBUKA = ("draf", "dikembalikan")
BULAN_TERBANYAK = 24


def rules_on(hari: date, daerah: str) -> AturanRealisasi:
    """What a region asks of reports on a day."""
    return aturan_realisasi(Law.load().pada(hari, daerah))


@dataclass(slots=True)
class BarisLembar:
    """A row of the plan with what was reported of it, if anything."""

    rencana: RencanaBaris
    realisasi: RealisasiBaris | None = None
    eviden: list[Eviden] = field(default_factory=list)

    @property
    def kunci(self) -> str:
        return str(self.rencana.pk)

    @property
    def berkas(self) -> list[Berkas]:
        return [e.berkas for e in self.eviden if e.berkas is not None]

    @property
    def tautan(self) -> list[str]:
        return [e.tautan for e in self.eviden if e.tautan]

    @property
    def terisi(self) -> bool:
        r = self.realisasi
        return r is not None and bool(r.uraian or r.kendala)

    def for_rule(self) -> BarisRealisasi:
        r = self.realisasi
        return BarisRealisasi(
            self.kunci,
            r.uraian if r else "",
            r.kuantitas if r else None,
            self.rencana.kuantitas,
            r.kendala if r else "",
            len(self.eviden),
        )


@dataclass(slots=True)
class Lembar:
    """A month's report as it is filled in and looked at."""

    rencana: RencanaBulan
    realisasi: Realisasi | None
    baris: list[BarisLembar]
    aturan: AturanRealisasi
    terkunci: bool

    @property
    def status(self) -> str:
        return self.realisasi.status if self.realisasi else "draf"

    @property
    def periode(self) -> int:
        return self.rencana.periode

    @property
    def batas(self) -> date:
        return self.aturan.batas(self.rencana.periode)

    @property
    def pernah_disetujui(self) -> bool:
        """Whether there is an approved plan; a change of it may still be waiting."""
        return self.rencana.status == "disetujui" or self.rencana.versi > 1

    @property
    def temuan(self) -> list[Temuan]:
        return periksa_realisasi([b.for_rule() for b in self.baris], self.aturan.eviden)

    @property
    def terisi(self) -> int:
        return sum(b.terisi for b in self.baris)

    @property
    def jumlah_eviden(self) -> int:
        return sum(len(b.eviden) for b in self.baris)

    @property
    def terlambat(self) -> bool:
        """Whether it was handed in after its last day."""
        r = self.realisasi
        diajukan = r.diajukan_pada if r else None
        return diajukan is not None and self.aturan.is_lewat(
            self.periode, local_date(diajukan, self.rencana.pegawai.zona)
        )


def plans_to_report() -> QuerySet[RencanaBulan]:
    """Monthly plans that were approved, whether or not a change of them is waiting."""
    return RencanaBulan.objects.filter(Q(status="disetujui") | Q(versi__gt=1)).select_related(
        "pegawai__instansi", "unit"
    )


def read_lembar(rencana: RencanaBulan) -> Lembar:
    """The whole report of a plan (with pegawai__instansi and unit): five queries."""
    realisasi = (
        Realisasi.objects.filter(rencana=rencana)
        .select_related("diputus_oleh", "dicatat_oleh")
        .first()
    )
    ada = _reported([realisasi.pk] if realisasi else [])
    hari = Rentang.bulan(rencana.periode).awal
    skpd = rencana.unit.skpd_id
    return Lembar(
        rencana,
        realisasi,
        _rows(rencana, ada),
        rules_on(hari, rencana.pegawai.instansi.daerah),
        skpd is not None and skpd in locked_skpd_ids(rencana.periode, [skpd]),
    )


def _rows(rencana: RencanaBulan, ada: Sequence[RealisasiBaris]) -> list[BarisLembar]:
    """The plan's current rows, each with its report; a changed row keeps what was written.

    A row that was reported and has since left the plan is shown as long as something stands in it.
    """
    kini = list(
        rencana.baris.filter(sampai_versi__isnull=True).select_related(
            "hasil_kerja", "kegiatan_tugas"
        )
    )
    milik: dict[Any, RealisasiBaris] = {b.rencana_baris.kunci: b for b in ada}
    hasil = []
    for r in kini:
        b = milik.pop(r.kunci, None)
        hasil.append(BarisLembar(r, b, list(b.eviden.all()) if b else []))
    for b in milik.values():
        if b.uraian or b.kendala or b.eviden.all():
            hasil.append(BarisLembar(b.rencana_baris, b, list(b.eviden.all())))
    return hasil


def _reported(ids: Iterable[int]) -> list[RealisasiBaris]:
    if not (ids := list(ids)):
        return []
    return list(
        RealisasiBaris.objects.filter(realisasi_id__in=ids)
        .select_related("rencana_baris__hasil_kerja", "rencana_baris__kegiatan_tugas")
        .prefetch_related(Prefetch("eviden", Eviden.objects.select_related("berkas")))
    )


def closed_because(lembar: Lembar, hari: date, *, petugas: bool = False) -> str:
    """Why the report cannot be written on now; "" = it can."""
    r = lembar.realisasi
    bulan = periode_id(lembar.periode)
    if lembar.status == "dinilai":
        return f"Realisasi {bulan} sudah dinilai."
    if lembar.terkunci:
        return f"Bulan {bulan} sudah terkunci untuk unit ini, jadi realisasinya tidak berubah lagi."
    if lembar.status == "titipan":
        return "Realisasi ini menunggu dibenarkan orangnya."
    if r is not None and lembar.status not in TERBUKA:
        return "Realisasi ini sudah diajukan. Tarik kembali bila masih ada yang perlu diubah."
    if not lembar.pernah_disetujui:
        return f"Rencana {bulan} belum disetujui, jadi realisasinya belum dapat diisi."
    return late_because(lembar.aturan, lembar.periode, hari, petugas=petugas)


def late_because(
    aturan: AturanRealisasi, periode: int, hari: date, *, petugas: bool = False
) -> str:
    """Why a report after its last day is not taken; "" = it is."""
    if not aturan.is_lewat(periode, hari) or aturan.terlambat == DITANDAI:
        return ""
    batas = (
        f"Batas mengajukan realisasi {periode_id(periode)} adalah {tanggal(aturan.batas(periode))}."
    )
    if aturan.terlambat == LEWAT_PETUGAS:
        return "" if petugas else f"{batas} Minta pengelola kepegawaian unit mencatatkannya."
    return f"{batas} Sesudah itu tidak diterima lagi."


def late_reports(documents: Sequence[Realisasi]) -> set[int]:
    """Those of these that were handed in after their last day; one query for any number."""
    tempat = {
        pk: (daerah, zona)
        for pk, daerah, zona in Realisasi.objects.filter(
            pk__in=[d.pk for d in documents]
        ).values_list("pk", "pegawai__instansi__daerah", "pegawai__instansi__zona")
    }
    return {
        d.pk
        for d in documents
        if d.diajukan_pada is not None
        and rules_on(Rentang.bulan(d.periode).awal, tempat[d.pk][0]).is_lewat(
            d.periode, local_date(d.diajukan_pada, tempat[d.pk][1])
        )
    }


# -- lists ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bulan:
    """A month of one's own in the list: the plan, its report, how far it is."""

    rencana: RencanaBulan
    realisasi: Realisasi | None
    jumlah: int
    terisi: int
    eviden: int
    batas: date
    lewat: bool
    diminta: bool  # not where the national system gives the month's predicate

    @property
    def status(self) -> str:
        return self.realisasi.status if self.realisasi else "belum"

    @property
    def terbuka(self) -> bool:
        return self.status in ("belum", *TERBUKA)


def own_months(pegawai: Pegawai, hari: date) -> list[Bulan]:
    """The months with an approved plan, the latest first; three queries."""
    rencana = list(
        plans_to_report()
        .filter(pegawai=pegawai)
        .select_related("realisasi")
        .annotate(jumlah=Count("baris", filter=Q(baris__sampai_versi__isnull=True), distinct=True))
        .order_by("-periode")[:BULAN_TERBANYAK]
    )
    daerah = Instansi.objects.values_list("daerah", flat=True).get(pk=pegawai.instansi_id)
    isi = _filled([r.pk for r in rencana])
    hasil = []
    for r in rencana:
        hukum = Law.load().pada(Rentang.bulan(r.periode).awal, daerah)
        aturan = aturan_realisasi(hukum)
        terisi, eviden = isi.get(r.pk, (0, 0))
        realisasi = getattr(r, "realisasi", None)
        hasil.append(
            Bulan(r, realisasi, r.jumlah, terisi, eviden, aturan.batas(r.periode),
                  aturan.is_lewat(r.periode, hari), source_of(hukum) != BKN)
        )  # fmt: skip
    return hasil


def _filled(rencana_ids: Sequence[int]) -> Mapping[int, tuple[int, int]]:
    """Plan -> rows with something written, pieces of evidence."""
    baris = (
        RealisasiBaris.objects.filter(
            realisasi__rencana_id__in=rencana_ids, rencana_baris__sampai_versi__isnull=True
        )
        .order_by()
        .values_list("realisasi__rencana_id")
        .annotate(
            terisi=Count("pk", filter=~Q(uraian="") | ~Q(kendala=""), distinct=True),
            bukti=Count("eviden", distinct=True),
        )
    )
    return {pk: (terisi, bukti) for pk, terisi, bukti in baris}


def month_before(rencana: RencanaBulan) -> Realisasi | None:
    """The latest earlier report whose words may be taken over."""
    return (
        Realisasi.objects.filter(pegawai_id=rencana.pegawai_id, periode__lt=rencana.periode)
        .exclude(status="draf")
        .order_by("-periode")
        .first()
    )


# -- evidence ---------------------------------------------------------------------------------


def may_see_eviden(actor: Actor, berkas: Berkas) -> bool:
    """Whoever may see the report or the plan that the file proves, or decides about it now."""
    realisasi = Realisasi.objects.filter(baris__eviden__berkas=berkas)
    if rows(actor, LIHAT, realisasi).exists() or _decides(actor, realisasi):
        return True
    skp = SKP.objects.filter(kegiatan_tugas__eviden__berkas=berkas)
    return rows(actor, LIHAT, skp).exists()


def may_see(actor: Actor, realisasi_id: int) -> bool:
    """The same for a whole report."""
    satu = Realisasi.objects.filter(pk=realisasi_id)
    return rows(actor, LIHAT, satu).exists() or _decides(actor, satu)


def _decides(actor: Actor, realisasi: QuerySet[Realisasi]) -> bool:
    """Whether one of these waits for the actor, or for who gave her a mandate."""
    if actor.person_id is None:
        return False
    givers = [m.dari_id for m in mandates(actor, actor.at) if m.covers(ALUR)]
    return Menunggu.objects.filter(
        model=Realisasi._meta.label_lower,
        objek_id__in=realisasi.values("pk"),
        penyetuju_id__in=[actor.person_id, *givers],
    ).exists()


def eviden_limits(actor: Actor) -> Batas:
    """How large and of which kinds evidence may be, by the law of the actor's region today."""
    daerah = None
    if actor.instansi_id is not None:
        instansi = Instansi.objects.filter(pk=actor.instansi_id)
        daerah = instansi.values_list("daerah", flat=True).first()
    aturan = Law.load().pada(actor.day(), daerah)
    return Batas(aturan.nilai("kinerja.eviden_mib") * MIB, aturan.daftar("kinerja.eviden_jenis"))


# -- PP 46/2011 -------------------------------------------------------------------------------


def plans_pp46(pegawai_id: int) -> QuerySet[SKP]:
    """Approved plans of a person under PP 46, the latest first."""
    return (
        SKP.objects.filter(
            pegawai_id=pegawai_id,
            generasi=Generasi.PP46,
            status="disetujui",
            berlaku_kini=True,
        )
        .select_related("pegawai__instansi", "unit", "jabatan")
        .order_by("-masa")
    )


def activities(skp: SKP) -> list[KegiatanTugas]:
    """The plan's activities with their evidence; two queries."""
    return list(
        skp.kegiatan_tugas.prefetch_related(
            Prefetch("eviden", Eviden.objects.select_related("berkas"))
        )
    )
