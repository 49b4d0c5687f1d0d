"""Calls people to an apel or upacara, keeps the officer's list, and closes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from selaras.core.audit.services import record
from selaras.core.permissions import Actor, check
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.presensi.models import (
    HadirKegiatan,
    KegiatanBersama,
    KegiatanUnit,
    Situs,
    TidakApel,
)
from selaras.presensi.selectors.kegiatan import Keadaan, attendance
from selaras.presensi.services.benah.apel import save_tidak_apel

MANAGE = "kegiatan.manage"


@dataclass(frozen=True, slots=True)
class IsiKegiatan:
    """What a call to an apel or upacara says."""

    jenis: str
    nama: str
    tanggal: date
    mulai: datetime
    sebelum: int
    sesudah: int
    tempat: str
    situs: Situs | None
    unit: Sequence[UnitKerja]


@transaction.atomic
def call_kegiatan(
    *, instansi: Instansi, isi: IsiKegiatan, kunci: UUID, actor: Actor, at: datetime
) -> KegiatanBersama:
    """Enter an event; the same `kunci` again returns it."""
    if not isi.unit:
        raise ValidationError("Pilih unit yang wajib ikut.")
    for unit in isi.unit:
        check(actor, MANAGE, unit)
    kegiatan, baru = KegiatanBersama.objects.get_or_create(
        kunci=kunci,
        defaults={
            "instansi": instansi, "jenis": isi.jenis, "nama": isi.nama.strip(),
            "tanggal": isi.tanggal, "mulai": isi.mulai, "sebelum": isi.sebelum,
            "sesudah": isi.sesudah, "tempat": isi.tempat.strip(), "situs": isi.situs,
            "dibuat_pada": at,
        },
    )  # fmt: skip
    if baru:
        KegiatanUnit.objects.bulk_create(
            KegiatanUnit(kegiatan=kegiatan, unit=unit) for unit in isi.unit
        )
        record(
            actor=actor, aksi=MANAGE, objek=kegiatan,
            sesudah={"mulai": isi.mulai.isoformat(), "unit": [str(u) for u in isi.unit]},
        )  # fmt: skip
    return kegiatan


@transaction.atomic
def write_list(
    *, kegiatan: KegiatanBersama, hadir: Mapping[int, bool | None], actor: Actor, at: datetime
) -> int:
    """The officer's list: person -> came, did not, or None = as her taps say."""
    check(actor, MANAGE, kegiatan)
    _open(kegiatan)
    wajib = {k.pegawai.pk for k in attendance(kegiatan, at=at)}
    isi = {p: h for p, h in hadir.items() if p in wajib and h is not None}
    kegiatan.daftar.filter(pegawai_id__in=set(hadir) - set(isi)).delete()
    HadirKegiatan.objects.bulk_create(
        [
            HadirKegiatan(
                kegiatan=kegiatan, pegawai_id=p, hadir=h, dicatat_pada=at,
                dicatat_nama=actor.nama[:200],
            )
            for p, h in isi.items()
        ],
        update_conflicts=True, unique_fields=["kegiatan", "pegawai"],
        update_fields=["hadir", "dicatat_pada", "dicatat_nama"],
    )  # fmt: skip
    record(actor=actor, aksi=MANAGE, objek=kegiatan, keterangan=f"Daftar hadir {len(isi)} pegawai")
    return len(isi)


@transaction.atomic
def close_kegiatan(*, kegiatan: KegiatanBersama, actor: Actor, at: datetime) -> int:
    """Who had to come and did not gets a TidakApel of that day; how many. Twice = once.

    Locked months stay: their days become material for a later month's lines.
    """
    check(actor, MANAGE, kegiatan)
    baris = KegiatanBersama.objects.select_for_update(of=("self",)).get(pk=kegiatan.pk)
    if baris.ditutup_pada is not None:
        return 0
    _open(baris)
    if not baris.selesai(at):
        raise ValidationError("Kegiatan ini belum berlangsung.")
    absen = [k.pegawai.pk for k in attendance(baris, at=at) if k.keadaan == Keadaan.TIDAK]
    ada = set(
        TidakApel.objects.filter(
            pegawai_id__in=absen, tanggal=baris.tanggal, dibatalkan_pada=None
        ).values_list("pegawai_id", flat=True)
    )
    save_tidak_apel(
        actor=actor,
        rows=[
            TidakApel(
                pegawai_id=p, tanggal=baris.tanggal, keterangan=baris.nama[:160], dicatat_pada=at
            )
            for p in absen
            if p not in ada
        ],
    )
    baris.ditutup_pada = at
    baris.save(update_fields=["ditutup_pada"])
    record(actor=actor, aksi=MANAGE, objek=baris, keterangan=f"{len(absen)} pegawai tidak hadir")
    return len(absen)


@transaction.atomic
def cancel_kegiatan(*, kegiatan: KegiatanBersama, actor: Actor, at: datetime) -> None:
    """It did not take place; one already closed stays (its rows are cancelled one by one)."""
    check(actor, MANAGE, kegiatan)
    _open(kegiatan)
    kegiatan.dibatalkan_pada = at
    kegiatan.save(update_fields=["dibatalkan_pada"])
    record(actor=actor, aksi=MANAGE, objek=kegiatan, sesudah={"dibatalkan": True})


def _open(kegiatan: KegiatanBersama) -> None:
    if kegiatan.ditutup_pada or kegiatan.dibatalkan_pada:
        raise ValidationError("Kegiatan ini sudah ditutup atau dibatalkan.")
