"""Records and withdraws a person's other hours; only her days follow."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from selaras.core.audit.services import record
from selaras.core.files.models import Berkas
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import Actor, check
from selaras.cuti.services import Surat
from selaras.hukum import Law
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import Jadwal, PengecualianJadwal
from selaras.presensi.services.hitung.lembar import HasilLipat
from selaras.presensi.services.hitung.lipat_hari import refold_days

EDIT = "jadwal.edit"
SEBAB = "Pengecualian jadwal dicatat sesudah bulannya terkunci"
HARI_TERPANJANG = 366 * 2


@transaction.atomic
def add_exception(
    *,
    pegawai: Pegawai,
    jadwal: Jadwal,
    mulai: date,
    sampai: date,
    sebab: str,
    surat: Surat,
    actor: Actor,
    at: datetime,
    keterangan: str = "",
    berkas: Berkas | None = None,
    law: Law | None = None,
) -> PengecualianJadwal:
    """From `mulai` to `sampai` (inclusive) the person follows `jadwal`."""
    check(actor, EDIT, pegawai)
    if sampai < mulai:
        raise ValidationError("Tanggal akhir mendahului tanggal awal.")
    if (sampai - mulai).days > HARI_TERPANJANG:
        raise ValidationError("Paling lama dua tahun; sesudahnya dicatat lagi dengan surat baru.")
    if jadwal.instansi_id != pegawai.instansi_id:
        raise ValidationError("Jadwal itu milik instansi lain.")
    try:
        with transaction.atomic():
            baris = PengecualianJadwal.objects.create(
                pegawai=pegawai, jadwal=jadwal, sebab=sebab, keterangan=keterangan.strip(),
                berlaku=berlaku_sejak(mulai, sampai + timedelta(days=1)),
                no_surat=surat.nomor, tanggal_surat=surat.tanggal, surat=berkas, dicatat_pada=at,
            )  # fmt: skip
    except IntegrityError as galat:
        raise ValidationError(
            "Sudah ada pengecualian pada tanggal itu: cabut dulu yang lama."
        ) from galat
    record(
        actor=actor, aksi=EDIT, objek=baris, person_id=pegawai.pk,
        sesudah={"jadwal": str(jadwal), "mulai": mulai.isoformat(), "sampai": sampai.isoformat()},
    )  # fmt: skip
    _follow(baris, at, law)
    return baris


@transaction.atomic
def withdraw_exception(
    *, pengecualian: PengecualianJadwal, actor: Actor, at: datetime, law: Law | None = None
) -> None:
    """Her unit's hours hold again. Twice = once."""
    check(actor, EDIT, pengecualian)
    baris = PengecualianJadwal.objects.select_for_update(of=("self",)).get(pk=pengecualian.pk)
    if baris.dicabut_pada is None:
        baris.dicabut_pada = at
        baris.save(update_fields=["dicabut_pada"])
        record(
            actor=actor, aksi=EDIT, objek=baris, person_id=baris.pegawai_id,
            sebelum={"dicabut": False}, sesudah={"dicabut": True},
        )  # fmt: skip
        _follow(baris, at, law)


def _follow(baris: PengecualianJadwal, at: datetime, law: Law | None) -> HasilLipat:
    """Her days up to now, with the neighbours whose windows they bound."""
    awal, akhir = baris.berlaku.lower, min(baris.berlaku.upper, localdate(at) + timedelta(days=1))
    hari = [
        (baris.pegawai_id, awal + timedelta(days=n)) for n in range(-1, (akhir - awal).days + 1)
    ]
    return refold_days(instansi=baris.pegawai.instansi, hari=hari, at=at, law=law, sebab=SEBAB)
