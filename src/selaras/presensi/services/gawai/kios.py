"""Binds kiosks, keeps kiosk PINs, and takes the taps that are made there."""

import hashlib
import logging
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from selaras.core.accounts.codes import new_code
from selaras.core.audit.services import record
from selaras.core.files.errors import BerkasDitolak
from selaras.core.files.services import simpan_berkas
from selaras.core.permissions import Actor, system_actor
from selaras.core.permissions.policy import check
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import BuktiKetukan, Ketukan, Kios, PinKios, Situs, TempatPresensi
from selaras.presensi.selectors.ponsel import law_of
from selaras.presensi.services.masuk.simpan_ketukan import store_taps, witnessed_tap

AKSI = "kios.manage"
KODE_BERLAKU = timedelta(hours=1)
SALAH_TERBANYAK = 5
KUNCI_LAMA = timedelta(minutes=15)
JEDA = timedelta(seconds=60)  # a second press within it is the same tap
PANJANG_PIN = 6
SELFIE = "presensi.selfie"
log = logging.getLogger("selaras.presensi")


@dataclass(frozen=True, slots=True)
class HasilKios:
    """What a press at the kiosk came to."""

    berhasil: bool
    pesan: str
    waktu: datetime | None = None
    catatan: str = ""


@transaction.atomic
def create_kios(
    *, unit: UnitKerja, nama: str, tempat: TempatPresensi | None, actor: Actor, at: datetime
) -> tuple[Kios, str]:
    """A kiosk and the code that binds one browser to it."""
    check(actor, AKSI, unit)
    try:
        with transaction.atomic():
            situs = Situs.objects.create(
                instansi_id=unit.instansi_id, unit=unit, nama=nama, jenis=Situs.Jenis.KIOS
            )
    except IntegrityError:
        raise ValidationError(f"Nama '{nama}' sudah dipakai mesin atau kios lain.") from None
    kios = Kios.objects.create(situs=situs, unit=unit, tempat=tempat, dibuat_pada=at)
    record(actor=actor, aksi=AKSI, objek=kios, sesudah={"nama": nama, "unit": str(unit)})
    return kios, issue_code(kios=kios, actor=actor, at=at)


@transaction.atomic
def issue_code(*, kios: Kios, actor: Actor, at: datetime) -> str:
    """A new code; the browser bound before is let go."""
    check(actor, AKSI, kios)
    kode = new_code()
    kios.kode_hash, kios.kode_sampai = _hash(kode), at + KODE_BERLAKU
    kios.kunci_hash, kios.terpasang_pada, kios.dicabut_pada = "", None, None
    kios.save()
    record(actor=actor, aksi=AKSI, objek=kios, keterangan="kode pemasangan diterbitkan")
    return kode


@transaction.atomic
def revoke_kios(*, kios: Kios, actor: Actor, at: datetime) -> None:
    """The kiosk takes no more taps; those that it took stay."""
    check(actor, AKSI, kios)
    kios.kode_hash, kios.kunci_hash, kios.kode_sampai = "", "", None
    kios.dicabut_pada = kios.dicabut_pada or at
    kios.save()
    record(actor=actor, aksi=AKSI, objek=kios, keterangan="kios dicabut")


@transaction.atomic
def bind_browser(*, kode: str, actor: Actor, at: datetime) -> tuple[Kios, str] | None:
    """Spend a code: the kiosk and the key that this browser keeps; None = no such code now."""
    bersih = kode.strip().upper()
    if not bersih:
        return None
    kios = (
        Kios.objects.select_for_update(of=("self",))
        .filter(kode_hash=_hash(bersih), kode_sampai__gt=at, dicabut_pada=None)
        .first()
    )
    if kios is None:
        return None
    kunci = secrets.token_urlsafe(32)
    kios.kode_hash, kios.kode_sampai = "", None
    kios.kunci_hash, kios.terpasang_pada = _hash(kunci), at
    kios.save()
    record(actor=actor, aksi=AKSI, objek=kios, keterangan="peramban terpasang")
    return kios, kunci


def kios_of_key(kunci: str) -> Kios | None:
    """The kiosk whose browser holds this key."""
    if not kunci:
        return None
    return (
        Kios.objects.filter(kunci_hash=_hash(kunci), dicabut_pada=None)
        .select_related("situs__instansi", "unit", "tempat")
        .first()
    )


@transaction.atomic
def set_pin(*, pegawai: Pegawai, pin: str, actor: Actor, at: datetime) -> None:
    """The person chooses her own PIN."""
    if actor.person_id != pegawai.pk:
        raise PermissionDenied("PIN kios dipilih oleh orangnya sendiri.")
    check_pin(pin, pegawai.nip)
    _keep_pin(pegawai, pin, at=at, dari_petugas=False)
    record(actor=actor, aksi="kios.own", objek=pegawai, person_id=pegawai.pk,
           keterangan="PIN kios dipasang")  # fmt: skip


@transaction.atomic
def issue_pin(*, pegawai: Pegawai, actor: Actor, at: datetime) -> str:
    """A PIN for paper: the officer sees it once. Not for oneself: that would need no witness."""
    check(actor, AKSI, pegawai)
    if actor.person_id == pegawai.pk:
        raise PermissionDenied("PIN sendiri dipasang di halaman Akun saya.")
    while True:
        pin = f"{secrets.randbelow(10**PANJANG_PIN):06d}"
        if not weakness(pin, pegawai.nip):
            break
    _keep_pin(pegawai, pin, at=at, dari_petugas=True)
    record(actor=actor, aksi=AKSI, objek=pegawai, person_id=pegawai.pk,
           keterangan="PIN kios diterbitkan")  # fmt: skip
    return pin


def check_pin(pin: str, nip: str) -> None:
    """Raise ValidationError for a PIN that others guess."""
    if kata := weakness(pin, nip):
        raise ValidationError(kata)


def weakness(pin: str, nip: str) -> str:
    """Why a PIN is refused; "" = good."""
    if len(pin) != PANJANG_PIN or not (pin.isascii() and pin.isdigit()):
        return "PIN terdiri dari enam angka."
    langkah = {int(b) - int(a) for a, b in pairwise(pin)}
    if langkah in ({0}, {1}, {-1}):
        return "PIN berurutan atau sama semua mudah ditebak. Pilih yang lain."
    lahir = nip[:8]
    if pin in nip or pin in {lahir[6:8] + lahir[4:6] + lahir[2:4], lahir[2:8]}:
        return "PIN diambil dari NIP atau tanggal lahir mudah ditebak. Pilih yang lain."
    return ""


def tap_at_kios(
    *,
    kios: Kios,
    pegawai: Pegawai,
    pin: str,
    kunci: UUID,
    at: datetime,
    foto: "UploadedFile[Any] | None" = None,
) -> HasilKios:
    """A press with a PIN. Wrong tries are counted in a transaction of their own. A picture that
    can't be kept costs nobody her tap."""
    with transaction.atomic():
        milik = PinKios.objects.select_for_update().filter(pegawai=pegawai).first()
        if milik is None:
            return HasilKios(False, "PIN kios belum dipasang. Mintalah kepada petugas.")
        if milik.terkunci_sampai and milik.terkunci_sampai > at:
            return HasilKios(False, "Terlalu banyak PIN salah. Coba lagi 15 menit lagi.")
        if not check_password(pin, milik.hash):
            milik.gagal += 1
            sisa = SALAH_TERBANYAK - milik.gagal
            if sisa <= 0:
                milik.gagal, milik.terkunci_sampai = 0, at + KUNCI_LAMA
            milik.save()
            kata = f"PIN salah, sisa {sisa} kali." if sisa > 0 else "PIN salah. Tunggu 15 menit."
            return HasilKios(False, kata)
        if milik.gagal or milik.terkunci_sampai:
            milik.gagal, milik.terkunci_sampai = 0, None
            milik.save()
        waktu = at.replace(microsecond=0)
        lalu = (
            Ketukan.objects.filter(
                pegawai=pegawai, situs=kios.situs, waktu__gt=waktu - JEDA, waktu__lte=waktu
            )
            .values_list("waktu", flat=True)
            .first()
        )
        if lalu is not None:
            return HasilKios(True, "Sudah tercatat", lalu)
        tap = witnessed_tap(
            pegawai_id=pegawai.pk, waktu=waktu, kunci=kunci, mode=BuktiKetukan.Mode.KIOS,
            keadaan=BuktiKetukan.Keadaan.DITERIMA, tempat_id=kios.tempat_id,
        )  # fmt: skip
        selfie, catatan = _keep_picture(kios, foto, at)
        store_taps([replace(tap, selfie_id=selfie)], situs_id=kios.situs_id, at=at)
    return HasilKios(True, "Tercatat", waktu, catatan)


def asks_picture(kios: Kios, at: datetime) -> str:
    """tidak | boleh | wajib, by the law of the kiosk's region today."""
    instansi = kios.situs.instansi
    hari = at.astimezone(ZoneInfo(instansi.zona)).date()
    return law_of(instansi.daerah, hari).pilihan("presensi.selfie_kios")


def _keep_picture(
    kios: Kios, foto: "UploadedFile[Any] | None", at: datetime
) -> tuple[UUID | None, str]:
    """The picture's id, and what to say of one that was refused. None is taken unless law asks."""
    if foto is None or asks_picture(kios, at) == "tidak":
        return None, ""
    petugas = replace(system_actor(f"Kios {kios}", at=at), instansi_id=kios.situs.instansi_id)
    try:
        return simpan_berkas(petugas, foto, keperluan=SELFIE).pk, "Dengan foto."
    except BerkasDitolak as galat:
        log.warning("picture at a kiosk refused", extra={"kios": kios.pk, "sebab": str(galat)})
        return None, "Fotonya tidak terbaca, jadi ketukan tercatat tanpa foto."


def _keep_pin(pegawai: Pegawai, pin: str, *, at: datetime, dari_petugas: bool) -> None:
    PinKios.objects.update_or_create(
        pegawai=pegawai,
        defaults={
            "hash": make_password(pin), "gagal": 0, "terkunci_sampai": None, "dibuat_pada": at,
            "dari_petugas": dari_petugas,
        },
    )  # fmt: skip


def _hash(teks: str) -> str:
    """Codes and keys are long and random: a plain hash hides them."""
    return hashlib.sha256(teks.encode()).hexdigest()
