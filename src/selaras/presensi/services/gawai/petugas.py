"""The officer's list: in and out of people who could not tap, with reason and proof."""

from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from selaras.core.audit.services import record
from selaras.core.files.models import Berkas
from selaras.core.permissions import Actor
from selaras.core.permissions.policy import check
from selaras.hukum import Law
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import BuktiKetukan, CatatanPetugas
from selaras.presensi.services.benah.tinjauan import open_reviews
from selaras.presensi.services.hitung.lipat import refold_touched
from selaras.presensi.services.masuk.simpan_ketukan import situs_ponsel, store_taps, witnessed_tap

AKSI = "presensi.list"
KUNCI_HUKUM = "presensi.daftar_petugas"
MUNDUR_TERJAUH = timedelta(days=31)
SEBAB = "Daftar petugas dicatat sesudah bulannya terkunci"


@transaction.atomic
def write_down(
    *,
    pegawai: Pegawai,
    tanggal: date,
    masuk: time | None,
    pulang: time | None,
    alasan: str,
    bukti: Berkas | None,
    actor: Actor,
    at: datetime,
    law: Law | None = None,
) -> CatatanPetugas:
    """Note a person's times of a day. Never one's own; not of days to come or long past."""
    check(actor, AKSI, pegawai)
    if actor.person_id == pegawai.pk:
        raise PermissionDenied("Jam sendiri dicatat oleh petugas lain.")
    if actor.user_id is None:
        raise PermissionDenied("Daftar petugas dicatat oleh orang yang masuk.")
    instansi = pegawai.instansi
    zona = ZoneInfo(instansi.zona)
    saat = _instants(tanggal, masuk, pulang, zona)
    _require_sensible(saat, tanggal, alasan, at, zona)
    aturan = (law or Law.load()).pada(tanggal, instansi.daerah)
    perlu = aturan.pilihan(KUNCI_HUKUM) == "menunggu_atasan"
    satu = CatatanPetugas.objects.create(
        pegawai=pegawai, tanggal=tanggal, masuk=saat[0], pulang=saat[1], alasan=alasan.strip(),
        bukti=bukti, perlu_atasan=perlu, dicatat_oleh_id=actor.user_id, dicatat_pada=at,
    )  # fmt: skip
    keadaan = BuktiKetukan.Keadaan.MENUNGGU if perlu else BuktiKetukan.Keadaan.DITERIMA
    taps = [
        witnessed_tap(
            pegawai_id=pegawai.pk, waktu=waktu, akun_id=actor.user_id, jenis=int(jenis),
            kunci=uuid5(NAMESPACE_URL, f"petugas:{satu.pk}:{jenis}"),
            mode=BuktiKetukan.Mode.PETUGAS, keadaan=keadaan,
        )
        for waktu, jenis in zip(saat, BuktiKetukan.Jenis, strict=True)
        if waktu is not None
    ]  # fmt: skip
    store_taps(taps, situs_id=situs_ponsel(instansi.pk), at=at)
    record(
        actor=actor, aksi=AKSI, objek=satu, person_id=pegawai.pk,
        sesudah={"tanggal": tanggal.isoformat(), "masuk": str(masuk or ""),
                 "pulang": str(pulang or ""), "alasan": satu.alasan},
    )  # fmt: skip
    if perlu:
        open_reviews([(pegawai.pk, tanggal)], at=at)
    else:
        refold_touched(
            instansi=instansi, tersentuh=[(pegawai.pk, tanggal)], at=at, law=law, sebab=SEBAB
        )
    return satu


def _instants(
    tanggal: date, masuk: time | None, pulang: time | None, zona: ZoneInfo
) -> tuple[datetime | None, datetime | None]:
    """Local times of the day; an end before the start lies on the next day."""
    awal = datetime.combine(tanggal, masuk, zona) if masuk else None
    akhir = datetime.combine(tanggal, pulang, zona) if pulang else None
    if awal and akhir and akhir <= awal:
        akhir += timedelta(days=1)
    return awal, akhir


def _require_sensible(
    saat: tuple[datetime | None, datetime | None],
    tanggal: date,
    alasan: str,
    at: datetime,
    zona: ZoneInfo,
) -> None:
    hari_ini = at.astimezone(zona).date()
    if not any(saat):
        raise ValidationError("Isi jam masuk, jam pulang, atau keduanya.")
    if len(alasan.strip()) < 5:
        raise ValidationError("Tuliskan mengapa orang ini tidak mengetuk sendiri.")
    if tanggal > hari_ini or any(s and s > at for s in saat):
        raise ValidationError("Jam itu belum terjadi.")
    if tanggal < hari_ini - MUNDUR_TERJAUH:
        raise ValidationError("Terlalu lama berlalu. Pakai koreksi presensi.")
