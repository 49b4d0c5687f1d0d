"""Duties of a unit by date, whom one may ask to take a duty, and what was exchanged."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from selaras.aturan.jadwal import Rentang
from selaras.core.permissions import Actor, rows
from selaras.core.workflow.inbox import inbox
from selaras.cuti.models import Ketidakhadiran
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai, RiwayatJabatan
from selaras.presensi.models import Roster, TukarJaga
from selaras.presensi.selectors.roster import people_of_unit

LABEL = "presensi.tukarjaga"
TERBUKA = ("draf", "menunggu_rekan", "diajukan")
KE_DEPAN = 45  # days ahead that a colleague's duty may be chosen from


@dataclass(frozen=True, slots=True)
class Tugas:
    """A person on duty on a date."""

    roster: Roster
    tukar: str  # "" or with whom it was exchanged
    milik: bool


def unit_of(pegawai_id: int, hari: date) -> UnitKerja | None:
    """Where her definitive post is."""
    post = (
        RiwayatJabatan.objects.pada(hari)
        .filter(pegawai_id=pegawai_id, penugasan="D")
        .select_related("jabatan__unit")
        .first()
    )
    return post.jabatan.unit if post else None


def duties(unit: UnitKerja, rentang: Rentang, actor: Actor) -> Mapping[date, Sequence[Tugas]]:
    """Who is on duty in the unit and below, by date and shift."""
    orang = people_of_unit(unit, rentang).order_by().values("pk")
    semua = list(
        Roster.objects.filter(
            pegawai__in=orang, jadwal__isnull=False,
            tanggal__range=(rentang.awal, rentang.akhir),
        ).select_related("pegawai", "jadwal").order_by("tanggal", "jadwal__kode", "pegawai__nama")
    )  # fmt: skip
    tukar = exchanged({r.pegawai_id for r in semua}, rentang)
    hasil: dict[date, list[Tugas]] = {}
    for r in semua:
        tugas = Tugas(r, tukar.get((r.pegawai_id, r.tanggal), ""), r.pegawai_id == actor.person_id)
        hasil.setdefault(r.tanggal, []).append(tugas)
    return hasil


def exchange_rows(pegawai_ids: Collection[int], rentang: Rentang) -> QuerySet[Any, Any]:
    """Exchanges that hold for these people in the span, as `partners` reads them."""
    dalam = (rentang.awal, rentang.akhir)
    return (
        TukarJaga.objects.filter(
            Q(tanggal__range=dalam) | Q(tanggal_rekan__range=dalam), status="disetujui"
        )
        .filter(Q(pegawai_id__in=pegawai_ids) | Q(rekan_id__in=pegawai_ids))
        .order_by("diputus_pada")
        .values_list("pegawai_id", "rekan_id", "pegawai__nama", "rekan__nama", "tanggal",
                     "tanggal_rekan")
    )  # fmt: skip


def exchanged(pegawai_ids: Collection[int], rentang: Rentang) -> Mapping[tuple[int, date], str]:
    """(person, date) -> with whom her duty of that date was exchanged; one query."""
    return partners(exchange_rows(pegawai_ids, rentang))


def partners(rows: Iterable[tuple[Any, ...]]) -> Mapping[tuple[int, date], str]:
    """(person, date) -> with whom her duty of that date was exchanged."""
    hasil: dict[tuple[int, date], str] = {}
    for pegawai_id, rekan_id, nama, nama_rekan, tanggal, tanggal_rekan in rows:
        for t in {tanggal, tanggal_rekan or tanggal}:
            hasil[pegawai_id, t] = nama_rekan
            hasil[rekan_id, t] = nama
    return hasil


def dates_of(t: TukarJaga) -> list[date]:
    """The one or two dates whose cells change, ascending."""
    return sorted({t.tanggal, t.tanggal_rekan or t.tanggal})


def colleagues(pegawai: Pegawai, tanggal: date) -> QuerySet[Pegawai]:
    """People of her unit on that date, but herself."""
    unit = unit_of(pegawai.pk, tanggal)
    if unit is None:
        return Pegawai.objects.none()
    return people_of_unit(unit, Rentang(tanggal, 1)).exclude(pk=pegawai.pk)


def duties_of_colleagues(pegawai: Pegawai, tanggal: date, mulai: date) -> QuerySet[Roster]:
    """Their duties that lie ahead, for an exchange."""
    return (
        Roster.objects.filter(
            pegawai__in=colleagues(pegawai, tanggal).order_by().values("pk"),
            jadwal__isnull=False,
            tanggal__range=(mulai, mulai + timedelta(days=KE_DEPAN)),
        )
        .select_related("pegawai", "jadwal")
        .order_by("tanggal", "pegawai__nama")
    )


def duty_on(pegawai_id: int, tanggal: date) -> Roster | None:
    """The shift that a roster gives her on that date."""
    return (
        Roster.objects.filter(pegawai_id=pegawai_id, tanggal=tanggal, jadwal__isnull=False)
        .select_related("jadwal", "pegawai__instansi")
        .first()
    )


def obstacle(t: TukarJaga) -> str | None:
    """Why the exchange cannot be made as the roster stands now; None = it can."""
    tanggal = dates_of(t)
    sel = {
        (r.pegawai_id, r.tanggal): r.jadwal_id
        for r in Roster.objects.filter(
            pegawai_id__in=[t.pegawai_id, t.rekan_id], tanggal__in=tanggal
        )
    }
    if sel.get((t.pegawai_id, t.tanggal)) != t.jadwal_id:
        return "Jadwal jaga yang ditukar sudah berubah."
    if t.tanggal_rekan and sel.get((t.rekan_id, t.tanggal_rekan)) != t.jadwal_rekan_id:
        return f"Jadwal jaga {t.rekan.nama} sudah berubah."
    if t.tanggal_rekan != t.tanggal:
        if sel.get((t.rekan_id, t.tanggal)):
            return f"{t.rekan.nama} sudah berjaga pada tanggal itu."
        if t.tanggal_rekan and sel.get((t.pegawai_id, t.tanggal_rekan)):
            return f"{t.pegawai.nama} sudah berjaga pada tanggal rekannya."
    return _on_leave(t.rekan, t.tanggal) or (
        _on_leave(t.pegawai, t.tanggal_rekan) if t.tanggal_rekan else None
    )


def _on_leave(pegawai: Pegawai, tanggal: date) -> str | None:
    cuti = Ketidakhadiran.objects.filter(
        pegawai=pegawai, dicabut_pada=None, jenis__sehari_penuh=True, berlaku__contains=tanggal
    )
    return f"{pegawai.nama} tidak bertugas pada tanggal itu." if cuti.exists() else None


def visible(actor: Actor) -> QuerySet[TukarJaga]:
    """One's own, those that one is asked for, those that wait for one, and those within reach."""
    semua = TukarJaga.objects.all()
    menunggu = inbox(actor).filter(model=LABEL).order_by().values("objek_id")
    saya = Q(pk__in=menunggu)
    if actor.person_id is not None:
        saya |= Q(pegawai_id=actor.person_id) | Q(rekan_id=actor.person_id)
    for aksi in ("tukar.approve", "jadwal.edit"):
        saya |= Q(pk__in=rows(actor, aksi, semua).order_by().values("pk"))
    return semua.filter(saya).select_related("pegawai__instansi", "rekan", "jadwal", "jadwal_rekan")
