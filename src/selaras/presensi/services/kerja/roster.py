"""Paints, fills, publishes and discards rosters. What is painted lies on the server at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.urls import reverse

from selaras.aturan.jadwal import Rentang
from selaras.aturan.roster import lanjutan, putar
from selaras.core.audit.services import record
from selaras.core.bilangan import whole_numbers
from selaras.core.halaman.format import periode_id
from selaras.core.notify.services import notify
from selaras.core.permissions import Actor, check, rows
from selaras.hukum import Law
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import Jadwal, PolaRoster, RancanganRoster, Roster, TerbitRoster
from selaras.presensi.selectors.roster import (
    KOSONG,
    LEPAS,
    Isi,
    Kunci,
    load_cells,
    people_of_unit,
)
from selaras.presensi.services.hitung.lipat_hari import refold_days
from selaras.presensi.services.kerja.jadwal import set_roster

EDIT = "jadwal.edit"
SEBAB = "Roster diterbitkan sesudah bulannya terkunci"
SEL_TERBANYAK = 20_000


@dataclass(frozen=True, slots=True)
class Lukisan:
    """A cell as somebody paints it: the new content, and the content that she saw there."""

    pegawai_id: int
    tanggal: date
    isi: str
    dilihat: str | None = None  # None = whatever it was (filling a whole row)


@dataclass(frozen=True, slots=True)
class Terlukis:
    """What was taken over, and the cells that somebody else changed meanwhile."""

    jadi: Sequence[Lukisan]
    bentrok: Mapping[Kunci, Isi]


@transaction.atomic
def paint(*, instansi: Instansi, sel: Sequence[Lukisan], actor: Actor, at: datetime) -> Terlukis:
    """Keep painted cells as a draft; a cell that changed since it was seen is left as it is."""
    if not sel:
        return Terlukis([], {})
    if len(sel) > SEL_TERBANYAK:
        raise ValidationError("Terlalu banyak sel sekaligus: bagi per bulan atau per regu.")
    ids = sorted({s.pegawai_id for s in sel})
    boleh = rows(actor, EDIT, Pegawai.objects.filter(pk__in=ids, instansi=instansi))
    if set(boleh.values_list("pk", flat=True)) != set(ids):
        raise PermissionDenied("Ada pegawai di luar wilayah Anda.")
    _check_contents(instansi, {s.isi for s in sel})
    _lock(instansi)
    tanggal = [s.tanggal for s in sel]
    rentang = Rentang(min(tanggal), (max(tanggal) - min(tanggal)).days + 1)
    kini = load_cells(ids, rentang)
    jadi, bentrok = [], {}
    for s in sel:
        ada = kini.get((s.pegawai_id, s.tanggal), Isi(KOSONG, KOSONG))
        if s.dilihat is not None and ada.kini not in (s.dilihat, s.isi):
            bentrok[s.pegawai_id, s.tanggal] = ada
        else:
            jadi.append(s)
    _store(jadi, kini, actor, at)
    return Terlukis(jadi, bentrok)


def _check_contents(instansi: Instansi, isi: set[str]) -> None:
    sif = isi - {LEPAS, KOSONG}
    dikenal = Jadwal.objects.filter(instansi=instansi, pk__in=whole_numbers(sif)).count()
    if dikenal != len(sif):
        raise ValidationError("Ada sif yang tidak dikenal.")


def _lock(instansi: Instansi) -> None:
    """One painter at a time: a cell is compared with what stands there and then written."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('roster'), %s)", [instansi.pk])


def _store(sel: Sequence[Lukisan], kini: Mapping[Kunci, Isi], actor: Actor, at: datetime) -> None:
    """Cells that say again what is published are drafts no more."""
    terbit = {k: isi.terbit for k, isi in kini.items()}
    simpan = {
        (s.pegawai_id, s.tanggal): s
        for s in sel
        if terbit.get((s.pegawai_id, s.tanggal), KOSONG) != s.isi
    }
    kembali = {(s.pegawai_id, s.tanggal) for s in sel} - set(simpan)
    if kembali:
        with connection.cursor() as cursor:
            cursor.execute(
                "delete from presensi_rancanganroster r using unnest(%s::bigint[], %s::date[]) "
                "v(p, t) where r.pegawai_id = v.p and r.tanggal = v.t",
                [[p for p, _ in kembali], [t for _, t in kembali]],
            )
    RancanganRoster.objects.bulk_create(
        [
            RancanganRoster(
                pegawai_id=s.pegawai_id, tanggal=s.tanggal,
                jadwal_id=int(s.isi) if s.isi.isdecimal() else None, lepas=s.isi == LEPAS,
                diubah_oleh_id=actor.user_id, diubah_nama=actor.nama[:200], diubah_pada=at,
            )
            for s in simpan.values()
        ],
        update_conflicts=True, unique_fields=["pegawai", "tanggal"],
        update_fields=["jadwal", "lepas", "diubah_oleh", "diubah_nama", "diubah_pada"],
        batch_size=5000,
    )  # fmt: skip


def fill_pattern(
    *,
    pegawai_ids: Sequence[int],
    rentang: Rentang,
    urutan: Sequence[str],
    mulai: int | None,
    geser: int,
) -> list[Lukisan]:
    """A rotation for several people, each `geser` steps further than the one before.

    `mulai` None = go on where each person's last days left off. `urutan` holds cell contents.
    """
    lalu = Rentang(rentang.awal - timedelta(days=len(urutan)), len(urutan))
    sebelum = load_cells(pegawai_ids, lalu) if mulai is None else {}
    hasil = []
    for ke, p in enumerate(pegawai_ids):
        if mulai is None:
            hari = [sebelum.get((p, t), Isi(KOSONG, KOSONG)).kini for t in lalu.tanggal()]
            awal = lanjutan(urutan, hari)
        else:
            awal = mulai + ke * geser
        langkah = zip(rentang.tanggal(), putar(urutan, rentang.hari, awal), strict=True)
        hasil += [Lukisan(p, t, isi) for t, isi in langkah]
    return hasil


def copy_month(*, pegawai_ids: Sequence[int], rentang: Rentang) -> list[Lukisan]:
    """Last month's cells by the day of the month; days that it lacked stay as they are."""
    akhir = rentang.awal - timedelta(days=1)
    lalu = Rentang(akhir.replace(day=1), akhir.day)
    return [
        Lukisan(p, rentang.awal.replace(day=t.day), isi.kini)
        for (p, t), isi in sorted(load_cells(pegawai_ids, lalu).items())
        if t.day <= rentang.hari and isi.kini
    ]


def copy_row(*, sumber: int, pegawai_ids: Sequence[int], rentang: Rentang) -> list[Lukisan]:
    """One person's days for others."""
    sel = load_cells([sumber], rentang)
    kosong = Isi(KOSONG, KOSONG)
    return [
        Lukisan(p, t, sel.get((sumber, t), kosong).kini)
        for p in pegawai_ids
        if p != sumber
        for t in rentang.tanggal()
    ]


def clear(*, pegawai_ids: Sequence[int], rentang: Rentang) -> list[Lukisan]:
    return [Lukisan(p, t, KOSONG) for p in pegawai_ids for t in rentang.tanggal()]


def publish_roster(
    *, unit: UnitKerja, periode: int, actor: Actor, at: datetime, law: Law | None = None
) -> TerbitRoster | None:
    """What is painted in the unit's month holds from now on; None = there was nothing.

    Sheets of the touched days, and of their neighbours (a night bounds the next day), follow.
    """
    check(actor, EDIT, unit)
    rentang = Rentang.bulan(periode)
    with transaction.atomic():
        _lock(unit.instansi)
        baris = list(_drafts(unit, rentang).select_for_update(of=("self",)))
        if not baris:
            return None
        hapus = [(r.pegawai_id, r.tanggal) for r in baris if not r.lepas and not r.jadwal_id]
        set_roster(
            baris=[(r.pegawai_id, r.tanggal, r.jadwal_id) for r in baris if r.lepas or r.jadwal_id],
            actor=actor,
            keterangan=f"Roster {unit} {periode_id(periode)} diterbitkan: {len(baris)} hari",
        )
        for p, t in hapus:
            Roster.objects.filter(pegawai_id=p, tanggal=t).delete()
        orang = sorted({r.pegawai_id for r in baris})
        RancanganRoster.objects.filter(pk__in=[r.pk for r in baris]).delete()
        terbit = TerbitRoster.objects.create(
            unit=unit, periode=periode, hari=len(baris), orang=len(orang), diterbitkan_pada=at,
            diterbitkan_oleh_id=actor.user_id, diterbitkan_nama=actor.nama[:200],
        )  # fmt: skip
        hari = {(r.pegawai_id, r.tanggal + timedelta(days=n)) for r in baris for n in (-1, 0, 1)}
        refold_days(instansi=unit.instansi, hari=hari, at=at, law=law, sebab=SEBAB)
        notify(
            "roster_terbit", orang, judul=f"Jadwal jaga {periode_id(periode)}",
            isi=f"Diterbitkan untuk {unit}.", at=at,
            url=f"{reverse('presensi:jadwal_saya')}?periode={periode}",
            kunci_unik=f"roster:{terbit.pk}",
        )  # fmt: skip
    return terbit


@transaction.atomic
def discard_drafts(*, unit: UnitKerja, periode: int, actor: Actor) -> int:
    """Back to what is published; how many cells."""
    check(actor, EDIT, unit)
    jumlah, _ = RancanganRoster.objects.filter(
        pk__in=_drafts(unit, Rentang.bulan(periode)).values("pk")
    ).delete()
    record(
        actor=actor, aksi=EDIT, objek=unit,
        keterangan=f"Rancangan roster {periode_id(periode)} dibuang: {jumlah} hari",
    )  # fmt: skip
    return jumlah


def _drafts(unit: UnitKerja, rentang: Rentang):  # type: ignore[no-untyped-def]
    return RancanganRoster.objects.filter(
        pegawai__in=people_of_unit(unit, rentang).order_by().values("pk"),
        tanggal__range=(rentang.awal, rentang.akhir),
    ).order_by("pegawai_id", "tanggal")


@transaction.atomic
def save_pattern(
    *, instansi: Instansi, nama: str, urutan: Sequence[str], actor: Actor, at: datetime
) -> PolaRoster:
    """Keep a rotation under its name; the codes of timetables, "" = lepas jaga."""
    kode = {k for k in urutan if k}
    dikenal = set(
        Jadwal.objects.filter(instansi=instansi, kode__in=kode).values_list("kode", flat=True)
    )
    if asing := sorted(kode - dikenal):
        raise ValidationError(f"Sif tidak dikenal: {', '.join(asing)}.")
    if not kode or len(urutan) > 60:
        raise ValidationError("Pola berisi 1 sampai 60 langkah dan paling sedikit satu sif.")
    pola, _ = PolaRoster.objects.update_or_create(
        instansi=instansi, nama=nama.strip(),
        defaults={"urutan": list(urutan), "dibuat_pada": at},
    )  # fmt: skip
    record(actor=actor, aksi=EDIT, objek=pola, sesudah={"urutan": list(urutan)})
    return pola


@transaction.atomic
def delete_pattern(*, pola: PolaRoster, actor: Actor) -> None:
    record(actor=actor, aksi=EDIT, objek=pola, sebelum={"urutan": pola.urutan})
    pola.delete()
