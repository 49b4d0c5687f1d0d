"""A morning by places of work: how many of those whose unit uses a place have tapped so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from selaras.organisasi.models import Instansi


@dataclass(frozen=True, slots=True)
class PagiTempat:
    """A place: where, how many of its people have tapped, of how many."""

    nama: str
    lintang_e6: int
    bujur_e6: int
    sudah: int
    orang: int


def load_places(
    per_unit: Mapping[int, tuple[int, int]], *, instansi: Instansi, tanggal: date
) -> list[PagiTempat]:
    """Places in force that day which these units use, by name; one query.

    per_unit: how many of a unit's own people have tapped, of how many. Whoever's unit uses two
    places is counted at both.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select t.id, t.nama, t.pusat_lintang_e6, t.pusat_bujur_e6, array_agg(distinct u.id)
            from presensi_tempatpresensi t
            join presensi_tempatunit tu on tu.tempat_id = t.id
            join organisasi_unitkerja atas on atas.id = tu.unit_id
            join organisasi_unitkerja u on starts_with(u.path, atas.path)
            where t.instansi_id = %s and t.berlaku @> %s::date
            group by t.id, t.nama, t.pusat_lintang_e6, t.pusat_bujur_e6
            order by t.nama
            """,
            [instansi.pk, tanggal],
        )
        baris: list[Any] = cursor.fetchall()
    hasil = []
    for _, nama, lintang, bujur, unit in baris:
        milik = [per_unit[u] for u in unit if u in per_unit]
        if milik:
            sudah, orang = (sum(n) for n in zip(*milik, strict=True))
            hasil.append(PagiTempat(nama, lintang, bujur, sudah, orang))
    return hasil
