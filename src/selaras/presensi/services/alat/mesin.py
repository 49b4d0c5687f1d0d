"""Registers machines, approves them and says whose a PIN is."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, OuterRef

from selaras.core.audit.services import record
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import Actor, system_actor
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import KetukanKarantina, Mesin, PinMesin, Situs, SitusUnit
from selaras.presensi.services.hitung.lipat import refold_touched
from selaras.presensi.services.masuk.ketukan import rematch_pin

SEJAK_AWAL = date(2000, 1, 1)
MENUNGGU_TERBANYAK = 500  # machines waiting for approval: whoever invents numbers stops there
SEBAB_PIN = "PIN mesin baru diketahui miliknya siapa"


def ensure_situs(*, instansi: Instansi, nama: str, unit: UnitKerja | None = None) -> Situs:
    """The site of that name, made where it is new; `unit` keeps a new one."""
    return Situs.objects.get_or_create(instansi=instansi, nama=nama[:120], defaults={"unit": unit})[
        0
    ]


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
def approve_mesin(
    *, mesin: Mesin, zona: str, actor: Actor, at: datetime, situs: Situs | None = None
) -> Mesin:
    """From now on the machine's taps count; its clock runs in `zona`, its PINs are `situs`'s.

    Taps held so far are taken in apart (tertahan.release_held): they may be years.
    """
    sebelum = {"status": mesin.status, "zona": mesin.zona, "situs": str(mesin.situs)}
    lama, zona_lama = mesin.situs, mesin.zona
    mesin.status, mesin.zona, mesin.disetujui_pada = Mesin.Status.DISETUJUI, zona, at
    mesin.situs = situs or lama
    mesin.save(update_fields=["status", "zona", "disetujui_pada", "situs"])
    if zona_lama != zona:
        _shift_log(mesin, zona_lama)
    if mesin.situs_id != lama.pk:
        _move_quarantine(mesin, lama)
    record(
        actor=actor,
        aksi="mesin.manage",
        objek=mesin,
        sebelum=sebelum,
        sesudah={"status": mesin.status, "zona": zona, "situs": str(mesin.situs)},
    )
    return mesin


def revoke_mesin(*, mesin: Mesin, actor: Actor) -> Mesin:
    """The machine waits for approval again: what it sends is held. The taps that it gave stay."""
    return _close(mesin, Mesin.Status.MENUNGGU, actor)


def reject_mesin(*, mesin: Mesin, actor: Actor) -> Mesin:
    """The machine is not ours: nothing more is taken. What was held stays until it is approved."""
    return _close(mesin, Mesin.Status.DITOLAK, actor)


@transaction.atomic
def _close(mesin: Mesin, status: Mesin.Status, actor: Actor) -> Mesin:
    sebelum = {"status": mesin.status}
    mesin.status, mesin.disetujui_pada = status, None
    mesin.save(update_fields=["status", "disetujui_pada"])
    record(
        actor=actor,
        aksi="mesin.manage",
        objek=mesin,
        sebelum=sebelum,
        sesudah={"status": mesin.status},
    )
    return mesin


def _shift_log(mesin: Mesin, zona_lama: str) -> None:
    """The machine's log was read by another zone than its clock's."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update presensi_catatanmesin set waktu = (waktu at time zone %s) at time zone %s"
            " where mesin_id = %s",
            [zona_lama, mesin.zona, mesin.pk],
        )


def _move_quarantine(mesin: Mesin, lama: Situs) -> None:
    """What could not be read goes along; lines that the new site has already are the same ones."""
    milik = KetukanKarantina.objects.filter(mesin=mesin, situs=lama)
    sudah = KetukanKarantina.objects.filter(situs=mesin.situs, mentah=OuterRef("mentah"))
    milik.filter(Exists(sudah)).delete()
    milik.update(situs=mesin.situs)


@transaction.atomic
def meet_mesin(*, sn: str, alamat: str, at: datetime, situs: Situs | None = None) -> Mesin | None:
    """An unknown machine knocks: it waits for a person's word, at `situs` or unplaced.

    None when too many wait already, or no government is set up yet: nothing is stored.
    """
    dengan = Mesin.objects.select_related("situs__instansi")
    if (ada := dengan.filter(sn=sn).first()) is not None:
        return ada
    if Mesin.objects.filter(status=Mesin.Status.MENUNGGU).count() >= MENUNGGU_TERBANYAK:
        return None
    if situs is None:
        instansi = Instansi.objects.order_by("pk").first()
        if instansi is None:
            return None
        situs = ensure_situs(instansi=instansi, nama=Mesin.TANPA_SITUS)
    mesin, baru = Mesin.objects.get_or_create(
        sn=sn, defaults={"situs": situs, "zona": situs.instansi.zona}
    )
    if baru:
        record(
            actor=system_actor("Mesin presensi", at=at, saluran="mesin"),
            aksi="mesin.manage",
            objek=mesin,
            instansi_id=situs.instansi_id,
            keterangan=f"mesin baru dari alamat {alamat}, menunggu persetujuan",
        )
    return dengan.get(pk=mesin.pk)


@transaction.atomic
def secure_mesin(
    *, mesin: Mesin, alamat_mesin: str, alamat_situs: str, rahasia: str, actor: Actor
) -> Mesin:
    """From where, and with which word in the address, machines of the site must come."""
    situs = mesin.situs
    sebelum = {
        "alamat_mesin": mesin.alamat_boleh, "alamat_situs": situs.alamat_boleh,
        "jalur_rahasia": bool(situs.rahasia),
    }  # fmt: skip
    mesin.alamat_boleh, situs.alamat_boleh, situs.rahasia = alamat_mesin, alamat_situs, rahasia
    mesin.save(update_fields=["alamat_boleh"])
    situs.save(update_fields=["alamat_boleh", "rahasia"])
    record(
        actor=actor,
        aksi="mesin.manage",
        objek=mesin,
        sebelum=sebelum,
        sesudah={
            "alamat_mesin": alamat_mesin, "alamat_situs": alamat_situs,
            "jalur_rahasia": bool(rahasia),
        },
    )  # fmt: skip
    return mesin


@transaction.atomic
def set_served_units(*, situs: Situs, unit_list: Iterable[UnitKerja], actor: Actor) -> None:
    """Whose people tap at the site, besides those of the unit that keeps it."""
    ingin = {u.pk: u for u in unit_list if u.pk != situs.unit_id}
    lama = {s.unit_id: s for s in situs.melayani.select_related("unit")}
    situs.melayani.exclude(unit_id__in=list(ingin)).delete()
    SitusUnit.objects.bulk_create(
        SitusUnit(situs=situs, unit=u) for pk, u in ingin.items() if pk not in lama
    )
    if set(ingin) != set(lama):
        record(
            actor=actor,
            aksi="mesin.manage",
            objek=situs,
            instansi_id=situs.instansi_id,
            sebelum={"melayani": sorted(str(s.unit) for s in lama.values())},
            sesudah={"melayani": sorted(map(str, ingin.values()))},
        )


@transaction.atomic
def end_pin(*, pin: PinMesin, sampai: date, actor: Actor) -> int:
    """From `sampai` on the PIN is nobody's; taps since then lose their owner. How many did."""
    mulai = pin.berlaku.lower
    if mulai is not None and sampai <= mulai:
        raise ValidationError("Tanggal akhirnya harus sesudah tanggal mulainya.")
    sebelum = {"berlaku": str(pin.berlaku)}
    pin.berlaku = berlaku_sejak(mulai or SEJAK_AWAL, sampai)
    pin.save(update_fields=["berlaku"])
    pindah = rematch_pin(pin.situs_id, pin.pin)
    tersentuh = {(p, tanggal) for kini, dulu, tanggal in pindah for p in (kini, dulu) if p}
    refold_touched(instansi=pin.situs.instansi, tersentuh=tersentuh, at=actor.at, sebab=SEBAB_PIN)
    record(
        actor=actor,
        aksi="mesin.manage",
        objek=pin,
        person_id=pin.pegawai_id,
        sebelum=sebelum,
        sesudah={"berlaku": str(pin.berlaku), "ketukan": len(pindah)},
    )
    return len(pindah)


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
