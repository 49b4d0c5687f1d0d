"""Who plans for which stretch of a year, under whom, and who puts a gap right."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import OuterRef, Q, QuerySet

from selaras.aturan.rencana import AturanRencana, aturan_rencana
from selaras.core.permissions.models import PenugasanPeran
from selaras.hukum import Law
from selaras.kinerja.models import SKP
from selaras.organisasi.models import Jabatan
from selaras.pegawai.models import Pegawai, RiwayatJabatan
from selaras.pegawai.selectors.atasan import superior_ids
from selaras.periode.models import STATUS_TERKUNCI, PeriodeUnit

DEFINITIF = RiwayatJabatan.Penugasan.DEFINITIF
ESELON_JPT = ("I.", "II.", "I/", "II/")
PENGELOLA = "pengelola_kepegawaian"


def rules_of(daerah: str, hari: date) -> AturanRencana:
    """The law on plans of a region on a day."""
    return aturan_rencana(Law.load().pada(hari, daerah))


def rules_for(pegawai: Pegawai, hari: date) -> AturanRencana:
    """The same for a person."""
    return rules_of(pegawai.instansi.daerah, hari)


def jenis_skp(jabatan: Jabatan) -> str:
    """Leaders of the first two echelons plan by perspective, everyone else by result."""
    tinggi = jabatan.eselon.upper() in {"I", "II"} or jabatan.eselon.upper().startswith(ESELON_JPT)
    return SKP.Jenis.JPT if tinggi else SKP.Jenis.JAJF


@dataclass(frozen=True, slots=True)
class Masa:
    """A stretch of a year in one definitive post, with the plan for it if there is one."""

    jabatan: Jabatan
    mulai: date
    sampai: date  # the first day after it
    skp: SKP | None = None
    terkunci: frozenset[int] = frozenset()  # months of the year that the post's SKPD has locked

    @property
    def terakhir(self) -> date:
        return self.sampai - timedelta(days=1)

    @property
    def rentang(self) -> DateRange:
        return DateRange(self.mulai, self.sampai)


def stretches(pegawai: Pegawai, tahun: int, rencana: Sequence[SKP] | None = None) -> list[Masa]:
    """The person's definitive posts in the year, the latest first, each with its plan in force.

    `rencana`: her plans in force in the year, the latest first, where they are known.
    """
    awal, akhir = date(tahun, 1, 1), date(tahun + 1, 1, 1)
    riwayat = (
        RiwayatJabatan.objects.antara(awal, akhir - timedelta(days=1))
        .filter(pegawai=pegawai, penugasan=DEFINITIF)
        .select_related("jabatan__unit", "jabatan__atasan")
        .annotate(bulan_terkunci=ArraySubquery(_locked(tahun)))
        .order_by("-berlaku")
    )
    if rencana is None:
        milik = SKP.objects.filter(pegawai=pegawai, tahun=tahun, berlaku_kini=True)
        rencana = list(milik.order_by("-masa"))
    hasil = []
    for r in riwayat:
        mulai = max(r.berlaku.lower or awal, awal)
        sampai = min(r.berlaku.upper or akhir, akhir)
        skp = next((s for s in rencana if s.jabatan_id == r.jabatan_id and mulai in s.masa), None)
        skp = skp or next((s for s in rencana if mulai in s.masa and s.masa.lower == mulai), None)
        hasil.append(Masa(r.jabatan, mulai, sampai, skp, frozenset(r.bulan_terkunci)))
    return hasil


def _locked(tahun: int) -> QuerySet[PeriodeUnit, int]:
    """Locked months of the SKPD of the outer post: no plan or report is taken for them."""
    return (
        PeriodeUnit.objects.filter(
            skpd_id=OuterRef("jabatan__unit__skpd_id"), status__in=STATUS_TERKUNCI,
            periode__range=(tahun * 100 + 1, tahun * 100 + 12),
        )
        .order_by()
        .values_list("periode", flat=True)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Penilai:
    """Who assesses a person on a day; without one, why and who must put it right."""

    pegawai: Pegawai | None = None
    sebab: str = ""
    petugas: tuple[str, ...] = ()

    @property
    def kata(self) -> str:
        """The gap in one sentence."""
        siapa = " atau ".join(self.petugas) or "pengelola kepegawaian SKPD Anda"
        return f"{self.sebab} Yang dapat membetulkan: {siapa}."


def assessor_of(pegawai: Pegawai, hari: date, masa: Sequence[Masa] = ()) -> Penilai:
    """The superior on a day by post, Plt/Plh or a dated override; else the gap by name.

    `masa`: her `stretches` about that day, where they are known.
    """
    atasan_id = superior_ids([pegawai.pk], hari).get(pegawai.pk)
    if atasan_id:
        return Penilai(Pegawai.objects.get(pk=atasan_id))
    jabatan = next((m.jabatan for m in masa if m.mulai <= hari < m.sampai), None)
    if jabatan is None:
        riwayat = (
            RiwayatJabatan.objects.pada(hari)
            .filter(pegawai=pegawai, penugasan=DEFINITIF)
            .select_related("jabatan__unit", "jabatan__atasan")
            .first()
        )
        jabatan = riwayat and riwayat.jabatan
    if jabatan is None:
        sebab = "Jabatan Anda belum tercatat."
    elif jabatan.atasan is None:
        sebab = f"Jabatan {jabatan.nama} belum punya jabatan atasan."
    else:
        sebab = f"{jabatan.atasan.nama} kosong dan belum ada Plt."
    path = jabatan.unit.path if jabatan else ""
    return Penilai(None, sebab, tuple(officers(pegawai.instansi_id, path, hari)))


def post_on(pegawai_id: int, hari: date) -> str:
    """A person's post on a day as a form prints it, with Plt. or Plh. before it; "" = none."""
    held = RiwayatJabatan.objects.pada(hari).filter(pegawai_id=pegawai_id)
    row = held.select_related("jabatan").order_by("penugasan").first()
    if row is None:
        return ""
    awal = {"PLT": "Plt. ", "PLH": "Plh. "}.get(row.penugasan, "")
    return f"{awal}{row.jabatan.nama}"[:200]


def officers(instansi_id: int, path: str, hari: date) -> list[str]:
    """Names of the personnel officers of a unit on a day, those nearest first."""
    di_atas = [int(bagian) for bagian in path.strip("/").split("/") if bagian]
    peran = PenugasanPeran.objects.pada(hari).filter(
        Q(unit_id__in=di_atas) | Q(unit_id__isnull=True),
        peran=PENGELOLA,
        instansi_id=instansi_id,
    )
    urut = {unit: nomor for nomor, unit in enumerate(reversed(di_atas))}
    baris = sorted(peran.values_list("unit_id", "user__nama"), key=lambda b: urut.get(b[0], 99))
    return [nama for _, nama in baris[:3]]


def superiors(pegawai_ids: Iterable[int], hari: date) -> dict[int, int]:
    """Person -> her superior on a day; one query."""
    return superior_ids(list(pegawai_ids), hari)


def links_allowed(jabatan: Jabatan, aturan: AturanRencana) -> int:
    """How many of the superior's results one result of this post may serve."""
    return aturan.tautan_maks.get(jabatan.jenis, 1)


def posts_on(pegawai_ids: Collection[int], hari: date) -> dict[int, Jabatan]:
    """Person -> definitive post on a day; one query."""
    riwayat = RiwayatJabatan.objects.pada(hari).filter(
        pegawai_id__in=list(pegawai_ids), penugasan=DEFINITIF
    )
    return {r.pegawai_id: r.jabatan for r in riwayat.select_related("jabatan__unit")}
