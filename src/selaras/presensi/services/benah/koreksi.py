"""Records approved corrections of a day's in or out time."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from selaras.core.audit.services import record
from selaras.core.permissions import Actor
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import KoreksiPresensi, UsulKoreksi
from selaras.presensi.services.hitung.lipat import refold_touched

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
    usul: UsulKoreksi | None = None,
) -> KoreksiPresensi:
    """The day's in or out really was at that minute.

    An earlier correction of the day ends; the half that the new one doesn't name goes on in it.
    """
    for nilai in (masuk, pulang):
        if nilai is not None and not BATAS_MENIT[0] <= nilai <= BATAS_MENIT[1]:
            raise ValidationError("Jam koreksi terlalu jauh dari tanggalnya.")
    if masuk is None and pulang is None:
        raise ValidationError("Isi jam masuk atau jam pulang yang benar.")
    lama = (
        KoreksiPresensi.objects.select_for_update(of=("self",))
        .filter(pegawai=pegawai, tanggal=tanggal, dibatalkan_pada__isnull=True)
        .first()
    )
    if lama is not None:
        lama.dibatalkan_pada = at
        lama.save(update_fields=["dibatalkan_pada"])
    baris = KoreksiPresensi.objects.create(
        pegawai=pegawai,
        tanggal=tanggal,
        masuk=lama.masuk if masuk is None and lama else masuk,
        pulang=lama.pulang if pulang is None and lama else pulang,
        alasan=alasan,
        disetujui_pada=at,
        usul=usul,
        menggantikan=lama,
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
    """The taps count again, or the correction that this one had ended."""
    if koreksi.dibatalkan_pada is None:
        koreksi.dibatalkan_pada = at
        koreksi.save(update_fields=["dibatalkan_pada"])
        lama = koreksi.menggantikan
        if lama is not None and lama.dibatalkan_pada == koreksi.disetujui_pada:
            lama.dibatalkan_pada = None
            lama.save(update_fields=["dibatalkan_pada"])
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
