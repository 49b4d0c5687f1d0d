"""Forgets positions and selfies of taps after the days that the region sets (UU 27/2022).

The tap, its time and its doubts stay; what says where and how a person looked goes.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from selaras.core.audit.services import record
from selaras.core.files.models import Berkas
from selaras.core.files.services import remove
from selaras.core.permissions import Actor
from selaras.hukum import Law
from selaras.organisasi.models import Instansi

KUNCI = "presensi.simpan_posisi_hari"
AKSI = "presensi.view_bukti"
SEKALI = 500  # files removed in one go


@dataclass(frozen=True, slots=True)
class HasilLupa:
    """What was forgotten, and the instant before which nothing is kept."""

    posisi: int
    selfie: int
    sebelum: datetime


def forget_positions(
    *, instansi: Instansi, actor: Actor, at: datetime, law: Law | None = None
) -> HasilLupa:
    """Blank what is older than the law's days; a count in the trail where there was something."""
    zona = ZoneInfo(instansi.zona)
    hari_ini = at.astimezone(zona).date()
    hari = (law or Law.load()).pada(hari_ini, instansi.daerah).nilai(KUNCI)
    sebelum = datetime.combine(hari_ini - timedelta(days=hari), time(), zona).astimezone(UTC)
    with transaction.atomic():
        posisi, selfie = _blank(instansi.pk, sebelum)
        if posisi or selfie:
            record(
                actor=actor, aksi=AKSI, instansi_id=instansi.pk,
                sesudah={"posisi": posisi, "selfie": len(selfie), "sebelum": sebelum.isoformat()},
                keterangan=f"Posisi {posisi} ketukan dan {len(selfie)} foto yang lebih tua dari "
                f"{hari} hari dihapus",
            )  # fmt: skip
        for berkas in Berkas.objects.filter(pk__in=selfie):
            remove(berkas)
    return HasilLupa(posisi, len(selfie), sebelum)


def _blank(instansi_id: int, sebelum: datetime) -> tuple[int, list[UUID]]:
    """How many rows lost their position, and the pictures that nothing points to any more."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            with lama as (
                select b.pegawai_id, b.waktu, b.selfie_id, b.lintang_e6 is not null as ada
                from presensi_buktiketukan b
                join pegawai_pegawai p on p.id = b.pegawai_id and p.instansi_id = %s
                where b.waktu < %s and (b.lintang_e6 is not null or b.bujur_e6 is not null
                    or b.akurasi_m is not null or b.jarak_m is not null
                    or b.selfie_id is not null)
                for update of b
            ),
            kosong as (
                update presensi_buktiketukan b set lintang_e6 = null, bujur_e6 = null,
                    akurasi_m = null, jarak_m = null, selfie_id = null
                from lama l where b.pegawai_id = l.pegawai_id and b.waktu = l.waktu
                    and b.waktu < %s
            )
            select ada, selfie_id from lama
            """,
            [instansi_id, sebelum, sebelum],
        )
        baris = cursor.fetchall()
    return sum(b[0] for b in baris), [b[1] for b in baris if b[1] is not None]
