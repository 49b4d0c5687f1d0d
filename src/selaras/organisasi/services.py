"""Writes governments, units, posts and their TPP amounts; each call leaves an entry in the trail.

Bulk calls (imports) leave their one entry with the import; single edits leave one each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection, transaction

from selaras.core.audit.services import record, record_change, state_of
from selaras.core.masa import berlaku_sejak
from selaras.core.masa.ruas import Riwayat
from selaras.core.masa.simpan import save_riwayat
from selaras.core.permissions.actor import Actor
from selaras.core.permissions.policy import check
from selaras.organisasi.models import BesaranTPP, Instansi, Jabatan, Referensi, UnitKerja

# The criteria's short names in files and rules -> the model's columns (PP 12/2019 ps. 58).
CRITERIA = {
    "bk": "beban_kerja",
    "pk": "prestasi_kerja",
    "kk": "kondisi_kerja",
    "tb": "tempat_bertugas",
    "kp": "kelangkaan_profesi",
    "po": "pertimbangan_objektif",
}
_PATHS = """
with recursive pohon as (
    select id, '/' || id || '/' as path, id as skpd
    from organisasi_unitkerja where instansi_id = %(instansi)s and induk_id is null
    union all
    select u.id, p.path || u.id || '/', case when u.jenis = 'skpd' then u.id else p.skpd end
    from organisasi_unitkerja u join pohon p on u.induk_id = p.id
)
update organisasi_unitkerja u set path = p.path, skpd_id = p.skpd
from pohon p
where u.id = p.id and (u.path, u.skpd_id) is distinct from (p.path, p.skpd)
"""


class Melingkar(ValueError):
    """A unit or post that would stand below itself."""


@dataclass(frozen=True, slots=True)
class IsiUnit:
    """What to write of one unit: id None = new; `induk` and `pengganti` by code."""

    id: int | None
    kode: str
    isi: Mapping[str, Any]
    induk: str | None = None
    pengganti: str | None = None
    mulai: date | None = None
    sampai: date | None = None


@dataclass(frozen=True, slots=True)
class IsiJabatan:
    """What to write of one post: id None = new; `atasan` by (unit code, post code)."""

    id: int | None
    unit_id: int
    unit_kode: str
    kode: str
    isi: Mapping[str, Any] = field(default_factory=dict)
    atasan: tuple[str, str] | None = None
    mulai: date | None = None
    sampai: date | None = None


def create_instansi(*, actor: Actor, kode: str, nama: str, daerah: str, zona: str) -> Instansi:
    """A new government and the region whose rules it follows."""
    with transaction.atomic():
        instansi = Instansi.objects.create(kode=kode, nama=nama, daerah=daerah, zona=zona)
        record(
            actor=actor,
            aksi="organisasi.edit",
            objek=instansi,
            sesudah=state_of(instansi),
            instansi_id=instansi.pk,
        )
    return instansi


@transaction.atomic
def save_units(*, actor: Actor, instansi_id: int, rows: Sequence[IsiUnit]) -> None:
    """Create and change units, then hang them in the tree and refresh every path."""
    del actor  # the import's own entry names who and what
    baru = [
        UnitKerja(
            instansi_id=instansi_id,
            kode=r.kode,
            berlaku=berlaku_sejak(_required(r.mulai), r.sampai),
            **r.isi,
        )
        for r in rows
        if r.id is None
    ]
    UnitKerja.objects.bulk_create(baru, batch_size=2000)
    _update(UnitKerja, [(r.id, r.isi, r.mulai, r.sampai) for r in rows if r.id is not None])
    ids = dict(
        UnitKerja.objects.filter(instansi_id=instansi_id)
        .order_by("berlaku")
        .values_list("kode", "id")
    )
    _link(UnitKerja, "induk_id", [(ids[r.kode], ids[r.induk]) for r in rows if r.induk])
    _link(UnitKerja, "pengganti_id", [(ids[r.kode], ids[r.pengganti]) for r in rows if r.pengganti])
    refresh_paths(instansi_id)


def refresh_paths(instansi_id: int) -> None:
    """Recompute `path` and `skpd` of every unit of a government; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_PATHS, {"instansi": instansi_id})


@transaction.atomic
def save_jabatan(*, actor: Actor, instansi_id: int, rows: Sequence[IsiJabatan]) -> None:
    """Create and change posts, then set their superior posts."""
    del actor
    Jabatan.objects.bulk_create(
        [
            Jabatan(
                unit_id=r.unit_id,
                kode=r.kode,
                berlaku=berlaku_sejak(_required(r.mulai), r.sampai),
                **r.isi,
            )
            for r in rows
            if r.id is None
        ],
        batch_size=2000,
    )
    _update(Jabatan, [(r.id, r.isi, r.mulai, r.sampai) for r in rows if r.id is not None])
    ids = {
        (unit, kode): pk
        for unit, kode, pk in Jabatan.objects.filter(unit__instansi_id=instansi_id)
        .order_by("berlaku")
        .values_list("unit__kode", "kode", "id")
    }
    pasangan = [(ids[(r.unit_kode, r.kode)], ids[r.atasan]) for r in rows if r.atasan is not None]
    _link(Jabatan, "atasan_id", pasangan)


def save_besaran(*, actor: Actor, riwayat: Mapping[int, Riwayat]) -> int:
    """Write the dated TPP amounts of posts."""
    del actor
    return save_riwayat(BesaranTPP, "jabatan_id", riwayat)


def save_referensi(*, actor: Actor, rows: Sequence[Referensi]) -> None:
    """Create or replace rows of reference lists by list and code."""
    del actor
    Referensi.objects.bulk_create(
        rows,
        batch_size=5000,
        update_conflicts=True,
        unique_fields=["daftar", "kode"],
        update_fields=["nama", "data"],
    )


def set_atasan_jabatan(*, actor: Actor, jabatan: Jabatan, atasan: Jabatan | None) -> Jabatan:
    """Change which post leads a post; refuses a ring."""
    check(actor, "organisasi.edit", jabatan)
    with transaction.atomic():
        sebelum = state_of(jabatan)
        if atasan is not None and jabatan.pk in _chain(atasan.pk):
            raise Melingkar(f"{atasan.nama} berada di bawah {jabatan.nama}.")
        jabatan.atasan = atasan
        jabatan.save(update_fields=["atasan"])
        record_change(
            actor=actor,
            aksi="organisasi.edit",
            objek=jabatan,
            sebelum=sebelum,
            instansi_id=jabatan.unit.instansi_id,
        )
    return jabatan


def _chain(jabatan_id: int) -> set[int]:
    """The post and everything above it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "with recursive naik as (select id, atasan_id from organisasi_jabatan where id = %s "
            "union select j.id, j.atasan_id from organisasi_jabatan j "
            "join naik n on j.id = n.atasan_id) select id from naik",
            [jabatan_id],
        )
        return {row[0] for row in cursor.fetchall()}


def _required(mulai: date | None) -> date:
    if mulai is None:
        raise ValueError("baris baru perlu tanggal mulai")
    return mulai


def _update(model: type[Any], rows: Sequence[tuple[int, Mapping[str, Any], Any, Any]]) -> None:
    """Set the given columns of many rows; rows that set the same columns share a statement."""
    lama = dict(
        model.objects.filter(pk__in=[pk for pk, _i, m, s in rows if m or s]).values_list(
            "pk", "berlaku"
        )
    )
    kelompok: dict[tuple[str, ...], list[Any]] = {}
    for pk, isi, mulai, sampai in rows:
        kolom = dict(isi)
        if pk in lama:
            kolom["berlaku"] = berlaku_sejak(mulai or lama[pk].lower, sampai or lama[pk].upper)
        if kolom:
            kelompok.setdefault(tuple(sorted(kolom)), []).append(model(pk=pk, **kolom))
    for nama, objek in kelompok.items():
        model.objects.bulk_update(objek, nama, batch_size=1000)


def _link(model: type[Any], kolom: str, pasangan: Sequence[tuple[int, int]]) -> None:
    if not pasangan:
        return
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"update {table} t set {kolom} = v.b "  # noqa: S608 - names of our own models
            "from unnest(%s::bigint[], %s::bigint[]) v(a, b) "
            f"where t.id = v.a and t.{kolom} is distinct from v.b",
            [[a for a, _ in pasangan], [b for _, b in pasangan]],
        )
