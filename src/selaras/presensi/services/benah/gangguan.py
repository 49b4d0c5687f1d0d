"""Declares and withdraws outages, asks superiors about days without any tap, folds those days."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from selaras.core.audit.services import record_change
from selaras.core.files.models import Berkas
from selaras.core.kiriman import one_at_a_time
from selaras.core.permissions import Actor, check, system_actor
from selaras.core.workflow.engine import apply_many
from selaras.hukum import Law, NotInForce
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.presensi.models import (
    GangguanPresensi,
    KesaksianHadir,
    Mesin,
    TempatPresensi,
)
from selaras.presensi.selectors.gangguan import (
    HARI_TERPANJANG,
    effect_of,
    local_days,
    people_of,
)
from selaras.presensi.selectors.masukan import BESAR, KalenderKosong
from selaras.presensi.services.hitung.lembar import HasilLipat
from selaras.presensi.services.hitung.lipat_hari import refold_days

DECLARE = "gangguan.declare"
SEBAB = "Gangguan presensi dinyatakan atau dicabut sesudah bulannya terkunci"
SEBAB_SAKSI = "Kehadiran saat gangguan dinyatakan sesudah bulannya terkunci"


@dataclass(frozen=True, slots=True)
class Pernyataan:
    """What an officer says about an outage."""

    lingkup: str
    mulai: datetime
    sampai: datetime
    jenis: str
    alasan: str
    unit: UnitKerja | None = None
    mesin: Mesin | None = None
    tempat: TempatPresensi | None = None
    bukti: Berkas | None = None

    def baris(self, instansi: Instansi) -> GangguanPresensi:
        """Not stored: to look at before."""
        return GangguanPresensi(
            instansi=instansi, lingkup=self.lingkup, unit=self.unit, mesin=self.mesin,
            tempat=self.tempat,
            mulai=self.mulai, sampai=self.sampai, jenis=self.jenis, alasan=self.alasan.strip(),
            bukti=self.bukti,
        )  # fmt: skip


def check_declaration(*, isi: Pernyataan, instansi: Instansi, actor: Actor) -> None:
    """Whether the actor may say this, and whether it makes sense."""
    if isi.sampai <= isi.mulai:
        raise ValidationError("Gangguan berakhir sesudah mulai: periksa jamnya.")
    if isi.mulai > actor.at:
        raise ValidationError("Gangguan yang belum terjadi tidak dapat dinyatakan.")
    if (isi.sampai - isi.mulai).days >= HARI_TERPANJANG:
        raise ValidationError(f"Paling lama {HARI_TERPANJANG} hari: pecah per bulan.")
    if not isi.alasan.strip():
        raise ValidationError("Tulis apa yang terjadi.")
    if isi.lingkup == GangguanPresensi.Lingkup.SEMUA:
        _check_whole(instansi, actor)
    else:
        di_mana = getattr(isi, isi.lingkup, None)
        if di_mana is None:
            raise ValidationError("Pilih yang terganggu: unit, mesin, atau tempat.")
        for dilayani in _served(di_mana):
            check(actor, DECLARE, dilayani)


def declare_gangguan(
    *,
    isi: Pernyataan,
    instansi: Instansi,
    kunci: UUID,
    actor: Actor,
    at: datetime,
    law: Law | None = None,
) -> GangguanPresensi:
    """Declare an outage; the days it meets follow at once, or by a job where people are many.

    The same `kunci` again returns what it declared.
    """
    check_declaration(isi=isi, instansi=instansi, actor=actor)
    with transaction.atomic():
        one_at_a_time(kunci)
        ada = GangguanPresensi.objects.filter(kunci=kunci).first()
        if ada is not None:
            return ada
        baris = isi.baris(instansi)
        baris.kunci, baris.dinyatakan_pada = kunci, at
        baris.dinyatakan_oleh_id = actor.user_id
        baris.save()
        record_change(actor=actor, aksi=DECLARE, objek=baris, sebelum={})
    follow_gangguan(gangguan=baris, actor=actor, at=at, law=law)
    return baris


def withdraw_gangguan(
    *, gangguan: GangguanPresensi, alasan: str, actor: Actor, at: datetime, law: Law | None = None
) -> None:
    """It was a mistake: the days count again as the taps say. Twice = once."""
    check(actor, DECLARE, gangguan)
    if gangguan.lingkup == GangguanPresensi.Lingkup.SEMUA:
        _check_whole(gangguan.instansi, actor)
    for dilayani in _served(gangguan.tempat) if gangguan.tempat else ():
        check(actor, DECLARE, dilayani)
    if not alasan.strip():
        raise ValidationError("Tuliskan alasan pencabutannya.")
    with transaction.atomic():
        baris = GangguanPresensi.objects.select_for_update(of=("self",)).get(pk=gangguan.pk)
        if baris.dicabut_pada is not None:
            return
        baris.dicabut_pada, baris.dicabut_alasan = at, alasan.strip()
        baris.save(update_fields=["dicabut_pada", "dicabut_alasan"])
        record_change(
            actor=actor, aksi=DECLARE, objek=baris, sebelum={"dicabut_pada": None},
            keterangan=alasan.strip(),
        )  # fmt: skip
        sistem = system_actor("Gangguan dicabut", at=at)
        apply_many(baris.kesaksian.filter(status="diajukan"), "cancel", actor=sistem, at=at)
    gangguan.refresh_from_db()
    follow_gangguan(gangguan=baris, actor=actor, at=at, law=law)


def follow_gangguan(
    *, gangguan: GangguanPresensi, actor: Actor, at: datetime, law: Law | None = None
) -> None:
    """Bring the sheets of the people it names up to date, here or in the background."""
    from selaras.core.jobs.services import AlreadyRunning, start  # noqa: PLC0415 - jobs import us

    orang = people_of(gangguan)
    if len(orang) < BESAR:
        fold_gangguan(gangguan=gangguan, pegawai_ids=orang, at=at, law=law)
        return
    try:
        start(
            "presensi.gangguan", actor=actor, masukan={"gangguan_id": gangguan.pk},
            kunci=f"presensi.gangguan:{gangguan.pk}",
        )  # fmt: skip
    except AlreadyRunning:
        return


@transaction.atomic
def fold_gangguan(
    *,
    gangguan: GangguanPresensi,
    at: datetime,
    pegawai_ids: Collection[int] | None = None,
    law: Law | None = None,
) -> HasilLipat:
    """Fold the days of the window anew for those it names, then ask about days without a tap."""
    orang = people_of(gangguan) if pegawai_ids is None else pegawai_ids
    rentang = local_days(gangguan.instansi, gangguan.mulai, gangguan.sampai)
    hasil = refold_days(
        instansi=gangguan.instansi,
        hari=((p, t) for t in rentang.tanggal() for p in orang),
        at=at, law=law, sebab=SEBAB,
    )  # fmt: skip
    if gangguan.dicabut_pada is None:
        ask_superiors(gangguan=gangguan, at=at, law=law)
    return hasil


@transaction.atomic
def ask_superiors(*, gangguan: GangguanPresensi, at: datetime, law: Law | None = None) -> int:
    """Put days that have ended without any tap before the superiors, once each; how many new."""
    try:
        akibat = effect_of(gangguan, kini=at, law=law)
    except (NotInForce, KalenderKosong):
        return 0
    ada = set(gangguan.kesaksian.values_list("pegawai_id", "tanggal"))
    baru = KesaksianHadir.objects.bulk_create(
        [
            KesaksianHadir(gangguan=gangguan, pegawai_id=p, tanggal=t)
            for p, t in akibat.tanpa_ketukan
            if (p, t) not in ada
        ],
        batch_size=5000,
    )
    if baru:
        sistem = system_actor("Gangguan presensi", at=at)
        pks = [b.pk for b in baru]
        apply_many(KesaksianHadir.objects.filter(pk__in=pks), "submit", actor=sistem, at=at)
    return len(baru)


def _served(di_mana: UnitKerja | Mesin | TempatPresensi) -> Sequence[UnitKerja | Mesin]:
    """What must lie within reach: the thing itself, or every unit that a place serves."""
    if not isinstance(di_mana, TempatPresensi):
        return [di_mana]
    units = [t.unit for t in di_mana.unit.select_related("unit")]
    if not units:
        raise ValidationError("Tempat itu belum melayani unit mana pun.")
    return units


def _check_whole(instansi: Instansi, actor: Actor) -> None:
    reach = actor.reach(DECLARE)
    if not (actor.sistem or reach.everywhere or instansi.pk in reach.instansi):
        raise PermissionDenied("Gangguan seluruh instansi dinyatakan oleh admin instansi.")
