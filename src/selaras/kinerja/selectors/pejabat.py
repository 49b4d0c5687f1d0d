"""Who plans for which stretch of a year, under whom, and who puts a gap right."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from selaras.aturan.rencana import AturanRencana, aturan_rencana
from selaras.core.accounts.models import User
from selaras.core.permissions.models import PenugasanPeran
from selaras.hukum import Law
from selaras.kinerja.models import SKP
from selaras.organisasi.models import Jabatan
from selaras.pegawai.models import Pegawai, RiwayatJabatan
from selaras.pegawai.selectors.atasan import superior_ids

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

    @property
    def terakhir(self) -> date:
        return self.sampai - timedelta(days=1)

    @property
    def rentang(self) -> DateRange:
        return DateRange(self.mulai, self.sampai)


def stretches(pegawai: Pegawai, tahun: int) -> list[Masa]:
    """The person's definitive posts in the year, the latest first, each with its plan in force."""
    awal, akhir = date(tahun, 1, 1), date(tahun + 1, 1, 1)
    riwayat = (
        RiwayatJabatan.objects.antara(awal, akhir - timedelta(days=1))
        .filter(pegawai=pegawai, penugasan=DEFINITIF)
        .select_related("jabatan__unit")
        .order_by("-berlaku")
    )
    rencana = list(
        SKP.objects.filter(pegawai=pegawai, tahun=tahun, berlaku_kini=True).order_by("-masa")
    )
    hasil = []
    for r in riwayat:
        mulai = max(r.berlaku.lower or awal, awal)
        sampai = min(r.berlaku.upper or akhir, akhir)
        skp = next((s for s in rencana if s.jabatan_id == r.jabatan_id and mulai in s.masa), None)
        skp = skp or next((s for s in rencana if mulai in s.masa and s.masa.lower == mulai), None)
        hasil.append(Masa(r.jabatan, mulai, sampai, skp))
    return hasil


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


def assessor_of(pegawai: Pegawai, hari: date) -> Penilai:
    """The superior on a day by post, Plt/Plh or a dated override; else the gap by name."""
    atasan_id = superior_ids([pegawai.pk], hari).get(pegawai.pk)
    if atasan_id:
        return Penilai(Pegawai.objects.get(pk=atasan_id))
    riwayat = (
        RiwayatJabatan.objects.pada(hari)
        .filter(pegawai=pegawai, penugasan=DEFINITIF)
        .select_related("jabatan__unit", "jabatan__atasan")
        .first()
    )
    if riwayat is None:
        sebab, path = "Jabatan Anda belum tercatat.", ""
    elif riwayat.jabatan.atasan is None:
        sebab = f"Jabatan {riwayat.jabatan.nama} belum punya jabatan atasan."
        path = riwayat.jabatan.unit.path
    else:
        sebab = f"{riwayat.jabatan.atasan.nama} kosong dan belum ada Plt."
        path = riwayat.jabatan.unit.path
    return Penilai(None, sebab, tuple(officers(pegawai.instansi_id, path, hari)))


def officers(instansi_id: int, path: str, hari: date) -> list[str]:
    """Names of the personnel officers of a unit on a day, those nearest first."""
    di_atas = [int(bagian) for bagian in path.strip("/").split("/") if bagian]
    peran = PenugasanPeran.objects.pada(hari).filter(
        Q(unit_id__in=di_atas) | Q(unit_id__isnull=True),
        peran=PENGELOLA,
        instansi_id=instansi_id,
    )
    urut = {unit: nomor for nomor, unit in enumerate(reversed(di_atas))}
    baris = sorted(peran.values_list("unit_id", "user_id"), key=lambda b: urut.get(b[0], 99))
    nama = dict(User.objects.filter(pk__in=[u for _, u in baris[:3]]).values_list("pk", "nama"))
    return [nama[u] for _, u in baris[:3] if u in nama]


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
