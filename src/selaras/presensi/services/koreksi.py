"""Records approved corrections of a day's in or out time."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from selaras.core.audit.services import record
from selaras.core.permissions import Actor
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import KoreksiPresensi
from selaras.presensi.services.lipat import refold_touched

BATAS_MENIT = (-720, 2880)  # noon of the day before to the end of the next


@transaction.atomic
def add_koreksi(
    *,
    pegawai: Pegawai,
    tanggal: date,
    masuk: int | None,
    pulang: int | None,
    alasan: str,
    actor: Actor,
    at: datetime,
) -> KoreksiPresensi:
    """The day's in or out really was at that minute; an earlier correction of the day ends."""
    for nilai in (masuk, pulang):
        if nilai is not None and not BATAS_MENIT[0] <= nilai <= BATAS_MENIT[1]:
            raise ValidationError("Jam koreksi terlalu jauh dari tanggalnya.")
    if masuk is None and pulang is None:
        raise ValidationError("Isi jam masuk atau jam pulang yang benar.")
    KoreksiPresensi.objects.filter(
        pegawai=pegawai, tanggal=tanggal, dibatalkan_pada__isnull=True
    ).update(dibatalkan_pada=at)
    baris = KoreksiPresensi.objects.create(
        pegawai=pegawai,
        tanggal=tanggal,
        masuk=masuk,
        pulang=pulang,
        alasan=alasan,
        disetujui_pada=at,
    )
    record(
        actor=actor,
        aksi="presensi.correct",
        objek=baris,
        sesudah={"masuk": masuk, "pulang": pulang, "alasan": alasan},
        person_id=pegawai.pk,
    )
    _refold(baris, at)
    return baris


@transaction.atomic
def cancel_koreksi(*, koreksi: KoreksiPresensi, actor: Actor, at: datetime) -> None:
    """The taps count again."""
    if koreksi.dibatalkan_pada is None:
        koreksi.dibatalkan_pada = at
        koreksi.save(update_fields=["dibatalkan_pada"])
        record(
            actor=actor,
            aksi="presensi.correct",
            objek=koreksi,
            sebelum={"masuk": koreksi.masuk, "pulang": koreksi.pulang},
            person_id=koreksi.pegawai_id,
        )
        _refold(koreksi, at)


def _refold(koreksi: KoreksiPresensi, at: datetime) -> None:
    """The day's sheet follows at once; in a locked month the day is recorded instead."""
    refold_touched(
        instansi=koreksi.pegawai.instansi,
        tersentuh=[(koreksi.pegawai_id, koreksi.tanggal)],
        at=at,
        sebab="Koreksi presensi disetujui sesudah bulannya terkunci",
    )
