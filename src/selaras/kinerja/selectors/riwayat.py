"""A person's years of performance: plans, months, predicates, words of others, objections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from selaras.core.permissions import Actor
from selaras.core.sekaligus import rows_each
from selaras.hukum import Aturan
from selaras.kinerja.models import (
    SKP,
    Keberatan,
    MasukanKetuaTim,
    NilaiBulanPP46,
    NilaiPP30,
    Penilaian,
    PenilaianBulanan,
    UmpanBalik,
)
from selaras.kinerja.selectors.penilai import rules_of

BULAN = range(1, 13)


@dataclass(frozen=True, slots=True)
class BulanKinerja:
    """One month: what counts for pay, the assessment behind it, and the other source's."""

    periode: int
    hasil: PenilaianBulanan | None = None
    penilaian: Penilaian | None = None
    lain: Penilaian | None = None
    pp46: NilaiBulanPP46 | None = None


@dataclass(frozen=True, slots=True)
class TahunKinerja:
    """One person's year as a page shows it."""

    tahun: int
    skp: Sequence[tuple[SKP, date | None]] = ()
    bulan: Sequence[BulanKinerja] = ()
    tahunan: Sequence[Penilaian] = ()
    pp30: Sequence[NilaiPP30] = ()
    keberatan: Mapping[int, Keberatan] = field(default_factory=dict)

    @property
    def kosong(self) -> bool:
        isi = [b for b in self.bulan if b.hasil or b.penilaian]
        return not (self.skp or isi or self.tahunan or self.pp30)


def year_of(pegawai_id: int, tahun: int) -> TahunKinerja:
    """Seven queries."""
    awal, akhir = tahun * 100, tahun * 100 + 12
    rows = Penilaian.objects.filter(
        pegawai_id=pegawai_id, periode__range=(awal, akhir), selesai_pada__isnull=False
    ).select_related("penilai", "skp", "pegawai")
    penilaian = list(rows.order_by("periode", "sumber"))
    bulanan: dict[int, list[Penilaian]] = {}
    for p in penilaian:
        if p.jenis == Penilaian.Jenis.BULANAN:
            bulanan.setdefault(p.periode, []).append(p)
    hasil = {
        h.periode: h
        for h in PenilaianBulanan.objects.filter(
            pegawai_id=pegawai_id, periode__range=(awal, akhir)
        )
    }
    keberatan = Keberatan.objects.filter(penilaian__in=[p.pk for p in penilaian])
    nilai_bulan = NilaiBulanPP46.objects.filter(
        skp__pegawai_id=pegawai_id, periode__range=(awal, akhir), selesai_pada__isnull=False
    )
    pp46 = {n.periode: n for n in nilai_bulan}
    return TahunKinerja(
        tahun=tahun,
        skp=[
            (s, s.masa.upper - timedelta(days=1) if s.masa.upper else None)
            for s in SKP.objects.filter(pegawai_id=pegawai_id, tahun=tahun)
            .exclude(Q(status="dibatalkan") | Q(berlaku_kini=False))
            .select_related("jabatan", "unit")
            .order_by("masa")
        ],
        bulan=[
            BulanKinerja(p, hasil.get(p), *_behind(hasil.get(p), bulanan.get(p, [])), pp46.get(p))
            for p in (awal + b for b in BULAN)
        ],
        tahunan=[p for p in penilaian if p.jenis != Penilaian.Jenis.BULANAN],
        pp30=list(NilaiPP30.objects.filter(pegawai_id=pegawai_id, tahun=tahun)),
        keberatan={k.penilaian_id: k for k in keberatan.order_by("pk")},
    )


def _behind(
    hasil: PenilaianBulanan | None, ada: Sequence[Penilaian]
) -> tuple[Penilaian | None, Penilaian | None]:
    """The assessment of the source that counts, and the one that does not."""
    urut = sorted(ada, key=lambda p: hasil is None or p.sumber != hasil.sumber)
    return (urut[0] if urut else None), (urut[1] if len(urut) > 1 else None)


def years_with_anything(pegawai_id: int, kini: int) -> list[int]:
    """Years to choose from, the latest first; one query."""
    milik = {"pegawai_id": pegawai_id}
    ada = rows_each(
        {
            "penilaian": Penilaian.objects.filter(**milik).values_list("periode"),
            "bulanan": PenilaianBulanan.objects.filter(**milik).values_list("periode"),
            "skp": SKP.objects.filter(**milik).values_list("tahun"),
            "pp30": NilaiPP30.objects.filter(**milik).values_list("tahun"),
        }
    )
    bulan = {periode // 100 for (periode,) in [*ada["penilaian"], *ada["bulanan"]]}
    tahun = {tahun for (tahun,) in [*ada["skp"], *ada["pp30"]]}
    return sorted({kini} | bulan | tahun, reverse=True)


@dataclass(frozen=True, slots=True)
class Kata:
    """Somebody's words as one reader may see them."""

    umpan: UmpanBalik
    nama: str


def words_about(pegawai_id: int, actor: Actor, aturan: Aturan) -> list[Kata]:
    """Feedback that the reader may see, with names as the rule says."""
    rows = UmpanBalik.objects.filter(tentang_id=pegawai_id).select_related("dari")
    if actor.person_id == pegawai_id:
        rows = rows.filter(disembunyikan_pada__isnull=True, terbit_pada__isnull=False)
    return [Kata(u, _name(u, actor, aturan)) for u in rows.order_by("-dibuat_pada")[:100]]


def _name(umpan: UmpanBalik, actor: Actor, aturan: Aturan) -> str:
    if actor.person_id != umpan.tentang_id:
        return umpan.dari.nama_lengkap
    cara = aturan.pilihan("kinerja.umpan_balik_nama")
    atasan = umpan.hubungan == UmpanBalik.Hubungan.ATASAN
    if cara == "terlihat" or (cara == "atasan_saja" and atasan):
        return umpan.dari.nama_lengkap
    return str(umpan.get_hubungan_display())


def words_given(pegawai_id: int) -> QuerySet[UmpanBalik]:
    """What a person wrote about others."""
    rows = UmpanBalik.objects.filter(dari_id=pegawai_id).select_related("tentang")
    return rows.order_by("-dibuat_pada")


def asked_of(pegawai_id: int) -> QuerySet[MasukanKetuaTim]:
    """Input that a team leader was asked for, open ones first."""
    rows = MasukanKetuaTim.objects.filter(ketua_id=pegawai_id).select_related("pegawai")
    return rows.order_by("-diisi_pada", "-periode", "pk")


def rules_today(actor: Actor) -> Aturan:
    """The law of the actor's region today."""
    return rules_of(actor.month(), actor.instansi_id)
