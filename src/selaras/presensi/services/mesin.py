"""Registers machines, approves them and says whose a PIN is."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from selaras.core.audit.services import record
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import Actor
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import Mesin, PinMesin, Situs
from selaras.presensi.services.ketukan import rematch_pin
from selaras.presensi.services.lipat import refold_touched

SEJAK_AWAL = date(2000, 1, 1)
SEBAB_PIN = "PIN mesin baru diketahui miliknya siapa"


def ensure_situs(*, instansi: Instansi, nama: str) -> Situs:
    """The site of that name, made where it is new."""
    return Situs.objects.get_or_create(instansi=instansi, nama=nama)[0]


@transaction.atomic
def register_mesin(
    *,
    situs: Situs,
    sn: str,
    zona: str,
    actor: Actor,
    nama: str = "",
    at: datetime,
    disetujui: bool = False,
) -> Mesin:
    """Make a machine known; it waits for approval unless an officer enters it as approved."""
    if Mesin.objects.filter(sn=sn).exists():
        raise ValidationError(f"Mesin dengan nomor seri {sn} sudah terdaftar.")
    mesin = Mesin.objects.create(
        situs=situs,
        sn=sn,
        nama=nama,
        zona=zona,
        status=Mesin.Status.DISETUJUI if disetujui else Mesin.Status.MENUNGGU,
        disetujui_pada=at if disetujui else None,
    )
    record(actor=actor, aksi="mesin.manage", objek=mesin, sesudah={"sn": sn, "zona": zona})
    return mesin


@transaction.atomic
def approve_mesin(*, mesin: Mesin, zona: str, actor: Actor, at: datetime) -> Mesin:
    """From now on the machine's taps count; its clock runs in `zona`."""
    sebelum = {"status": mesin.status, "zona": mesin.zona}
    mesin.status, mesin.zona, mesin.disetujui_pada = Mesin.Status.DISETUJUI, zona, at
    mesin.save(update_fields=["status", "zona", "disetujui_pada"])
    record(
        actor=actor,
        aksi="mesin.manage",
        objek=mesin,
        sebelum=sebelum,
        sesudah={"status": mesin.status, "zona": zona},
    )
    return mesin


@transaction.atomic
def revoke_mesin(*, mesin: Mesin, actor: Actor) -> Mesin:
    """The machine waits for approval again; the taps that it gave stay."""
    sebelum = {"status": mesin.status}
    mesin.status, mesin.disetujui_pada = Mesin.Status.MENUNGGU, None
    mesin.save(update_fields=["status", "disetujui_pada"])
    record(
        actor=actor,
        aksi="mesin.manage",
        objek=mesin,
        sebelum=sebelum,
        sesudah={"status": mesin.status},
    )
    return mesin


@transaction.atomic
def map_pin(
    *,
    situs: Situs,
    pin: str,
    pegawai: Pegawai,
    actor: Actor,
    mulai: date | None = None,
    sampai: date | None = None,
) -> tuple[PinMesin, int]:
    """A PIN of a site means this person from `mulai` (default: ever) to before `sampai`.

    Taps kept aside find their owner; how many did is the second value. Months of his that have
    sheets are brought up to date, days of locked ones recorded. Raises ValidationError
    where the PIN means somebody else on one of these days.
    """
    try:
        with transaction.atomic():
            baris = PinMesin.objects.create(
                situs=situs,
                pin=pin,
                pegawai=pegawai,
                berlaku=berlaku_sejak(mulai or SEJAK_AWAL, sampai),
            )
    except IntegrityError:
        lain = (
            PinMesin.objects.filter(
                situs=situs, pin=pin, berlaku__overlap=berlaku_sejak(mulai or SEJAK_AWAL, sampai)
            )
            .select_related("pegawai")
            .first()
        )
        raise ValidationError(
            f"PIN {pin} di {situs} sudah dipakai {lain.pegawai if lain else 'pegawai lain'} "
            "pada tanggal itu. Akhiri dulu pemakaian lamanya."
        ) from None
    pindah = rematch_pin(situs.pk, pin)
    tersentuh = {(p, tanggal) for kini, dulu, tanggal in pindah for p in (kini, dulu) if p}
    refold_touched(instansi=situs.instansi, tersentuh=tersentuh, at=actor.at, sebab=SEBAB_PIN)
    dipasangkan = len(pindah)
    record(
        actor=actor,
        aksi="mesin.manage",
        objek=baris,
        person_id=pegawai.pk,
        sesudah={"pin": pin, "situs": str(situs), "ketukan": dipasangkan},
    )
    return baris, dipasangkan
