"""Reads about requests for corrections: what may be asked, what stands, who reads which words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractMonth, ExtractYear

from selaras.aturan.koreksi import HariKoreksi, ParameterKoreksi, why_closed
from selaras.aturan.presensi import StatusHari
from selaras.core.audit.services import record_read
from selaras.core.files.models import Berkas
from selaras.core.permissions import Actor, can, rows
from selaras.core.workflow.inbox import inbox
from selaras.hukum import Law
from selaras.pegawai.models import Pegawai
from selaras.presensi.lembar import HariPresensi
from selaras.presensi.models import KoreksiPresensi, UsulKoreksi
from selaras.presensi.models.koreksi import TERBUKA, TERPAKAI
from selaras.presensi.selectors.hari import sheet_days
from selaras.presensi.selectors.kalender_orang import load_kalender

BUKTI = "presensi.koreksi"  # what its proof files are sent for
TERSAMAR = "Alasan kesehatan; isinya diperiksa petugas kepegawaian."
JAUH = timedelta(days=31)  # how far back the page looks for days to mend
BERMASALAH = (StatusHari.TL, StatusHari.PSW, StatusHari.TL_PSW, StatusHari.TK)
LABEL = UsulKoreksi._meta.label_lower


@dataclass(frozen=True, slots=True)
class Konteks:
    """A day of a person with everything that decides whether it may be mended."""

    hari: HariKoreksi
    p: ParameterKoreksi
    zona: str

    @property
    def tertutup(self) -> str:
        return why_closed(self.hari, self.p)


def rules_of(pegawai: Pegawai, tanggal: date) -> ParameterKoreksi:
    """The region's rules on the first day of the month; raises NotInForce."""
    return ParameterKoreksi.dari(Law.load().pada(tanggal.replace(day=1), pegawai.instansi.daerah))


def load_context(
    pegawai: Pegawai, tanggal: date, at: datetime, *, usul: UsulKoreksi | None = None
) -> Konteks:
    """What asking for that day looks at; `usul` = the request that is being changed.

    Raises KalenderKosong and NotInForce.
    """
    p = rules_of(pegawai, tanggal)
    kini = at.astimezone(ZoneInfo(pegawai.zona))
    hari_ini = kini.date()
    kalender = load_kalender(pegawai, min(tanggal, hari_ini), max(tanggal, hari_ini))
    masuk, pulang = kalender.jam(tanggal)
    tercatat = recorded(pegawai.pk, tanggal)
    kini = at.astimezone(ZoneInfo(kalender.zona))
    return Konteks(
        HariKoreksi(
            tanggal,
            kini.date(),
            kini.hour * 60 + kini.minute,
            masuk,
            pulang,
            tercatat.masuk if tercatat else None,
            tercatat.pulang if tercatat else None,
            hari_kerja=kalender.sesudah(tanggal, kini.date()),
            terpakai=used(pegawai.pk, tanggal, kecuali=usul),
            tepat_waktu=usul is not None and usul.status == "dikembalikan",
        ),
        p,
        kalender.zona,
    )


def recorded(pegawai_id: int, tanggal: date) -> HariPresensi | None:
    """The day as the month's sheet holds it."""
    lembar = sheet_days(pegawai_id, tanggal.year * 100 + tanggal.month)
    return lembar[tanggal.day - 1] if lembar else None


def used(pegawai_id: int, tanggal: date, *, kecuali: UsulKoreksi | None = None) -> int:
    """How many corrections of the day's month wait or hold already."""
    sebulan = UsulKoreksi.objects.filter(
        pegawai_id=pegawai_id,
        tanggal__year=tanggal.year,
        tanggal__month=tanggal.month,
        status__in=TERPAKAI,
    )
    return (sebulan.exclude(pk=kecuali.pk) if kecuali and kecuali.pk else sebulan).count()


def open_request(pegawai_id: int, tanggal: date) -> UsulKoreksi | None:
    """The request of that day that is not decided yet."""
    return UsulKoreksi.objects.filter(
        pegawai_id=pegawai_id, tanggal=tanggal, status__in=TERBUKA
    ).first()


@dataclass(frozen=True, slots=True)
class HariDiperbaiki:
    """A day with something wrong that may still be mended; `sisa` = working days left."""

    tanggal: date
    hari: HariPresensi
    sisa: int
    usul: UsulKoreksi | None


def mendable_days(pegawai: Pegawai, at: datetime) -> list[HariDiperbaiki]:
    """Days late, left early or without a word whose term still runs, the latest first."""
    hari_ini = at.astimezone(ZoneInfo(pegawai.zona)).date()
    kalender = load_kalender(pegawai, hari_ini - JAUH, hari_ini)
    usul = {
        u.tanggal: u
        for u in UsulKoreksi.objects.filter(
            pegawai=pegawai, tanggal__gte=hari_ini - JAUH, status__in=TERBUKA
        )
    }
    lembar: dict[int, list[HariPresensi] | None] = {}
    hasil = []
    for tanggal in reversed([t for t in kalender.hari_kerja if t <= hari_ini]):
        periode = tanggal.year * 100 + tanggal.month
        if periode not in lembar:
            lembar[periode] = sheet_days(pegawai.pk, periode)
        sisa = rules_of(pegawai, tanggal).batas_hari - kalender.sesudah(tanggal, hari_ini)
        if sisa < 0:
            break
        isi = lembar[periode]
        if isi and isi[tanggal.day - 1].kode in BERMASALAH:
            hasil.append(HariDiperbaiki(tanggal, isi[tanggal.day - 1], sisa, usul.get(tanggal)))
    return hasil


# -- who sees what ----------------------------------------------------------------------------


def visible(actor: Actor, qs: QuerySet[UsulKoreksi]) -> QuerySet[UsulKoreksi]:
    """Requests within reach, those that wait for the actor (also by mandate), those she decided."""
    menunggu = inbox(actor).filter(model=LABEL).order_by().values("objek_id")
    return qs.filter(
        Q(pk__in=rows(actor, "presensi.view", qs).order_by().values("pk"))
        | Q(pk__in=menunggu)
        | Q(diputus_oleh_id=actor.user_id)
    )


def may_read(actor: Actor, usul: UsulKoreksi) -> bool:
    """Whether this reader may know the words and the proof, not only that there are some."""
    if not usul.is_kesehatan or usul.pegawai_id == actor.person_id:
        return True
    return can(actor, "cuti.view_alasan", usul.pegawai, at=usul.tanggal)


def words_of(actor: Actor, usul: UsulKoreksi) -> str:
    """A request's words for this reader; the reading of a health reason is traced."""
    if not may_read(actor, usul):
        return TERSAMAR
    if usul.is_kesehatan and usul.pegawai_id != actor.person_id:
        record_read(actor=actor, aksi="cuti.view_alasan", objek=usul, person_ids=[usul.pegawai_id])
    return usul.uraian


def listed_words(usul: UsulKoreksi, actor: Actor) -> str:
    """The same in a list of many: health reasons stay closed there."""
    return usul.uraian if not usul.is_kesehatan or usul.pegawai_id == actor.person_id else TERSAMAR


def may_see_proof(actor: Actor, berkas: Berkas) -> bool:
    """Who may open a file: who may see the request and read its words."""
    qs = UsulKoreksi.objects.filter(bukti__berkas=berkas)
    return any(may_read(actor, usul) for usul in visible(actor, qs).select_related("pegawai"))


def corrections_of(pegawai_id: int, tanggal: date) -> QuerySet[KoreksiPresensi]:
    """What was mended on a day, with the request and who decided it."""
    return KoreksiPresensi.objects.filter(
        pegawai_id=pegawai_id, tanggal=tanggal, dibatalkan_pada=None
    ).select_related("usul__diputus_oleh")


def nth_in_month(documents: Collection[UsulKoreksi]) -> Mapping[int, int]:
    """Request -> how many of its month and person count, itself included; one query."""
    baris = (
        UsulKoreksi.objects.filter(
            pegawai_id__in={d.pegawai_id for d in documents}, status__in=TERPAKAI
        )
        .annotate(tahun=ExtractYear("tanggal"), bulan=ExtractMonth("tanggal"))
        .values_list("pegawai_id", "tahun", "bulan")
        .annotate(n=Count("pk"))
        .order_by()
    )
    jumlah = {(p, t, b): n for p, t, b, n in baris}
    return {d.pk: jumlah.get((d.pegawai_id, d.tanggal.year, d.tanggal.month), 1) for d in documents}
