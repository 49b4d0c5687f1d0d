"""Asks other applications for taps: page by page, each page stored with where the next begins."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from selaras.core.accounts.encryption import decrypt, encrypt
from selaras.core.audit.services import record
from selaras.core.audit.states import public_address
from selaras.core.jobs.models import Pekerjaan
from selaras.core.jobs.services import AlreadyRunning, start
from selaras.core.permissions import Actor
from selaras.klien.aplikasi_presensi import AMBIL, FINGERSPOT, Aplikasi, Halaman
from selaras.klien.http import AlamatDitolak, GagalTarik, Izin, check_address
from selaras.organisasi.models import Instansi
from selaras.presensi.models import Ketukan, Situs, SumberTarik
from selaras.presensi.services.luar.kunci_aplikasi import site_for
from selaras.presensi.services.luar.tarik_gagal import warn_of_failure
from selaras.presensi.services.masuk.ketukan_luar import take_outside_taps

AKSI = "aplikasi.manage"
TARIK = "presensi.tarik"
COBA = 4  # times a page is asked for before the run gives up
JEDA_AWAL = 1.0  # seconds before the second time; doubled each time
HALAMAN_MAKS = 400  # one run; the next goes on where it stopped
MUNDUR_MAKS = timedelta(hours=6)
log = logging.getLogger("selaras.presensi")


@dataclass(slots=True)
class HasilTarik:
    """What a run brought."""

    halaman: int = 0
    diterima: int = 0
    baru: int = 0
    tak_dikenal: int = 0
    karantina: int = 0


def permission() -> Izin:
    """What the settings allow beyond the open internet."""
    return Izin(lokal=settings.TARIK_LOKAL, pribadi=settings.TARIK_PRIBADI)


@transaction.atomic
def save_source(
    *,
    sumber: SumberTarik,
    instansi: Instansi,
    rahasia: str,
    situs: Situs | None,
    actor: Actor,
    at: datetime,
) -> SumberTarik:
    """Keep a new or changed source; an empty secret leaves the old one. It runs soon after."""
    reach = actor.reach(AKSI)
    if not (reach.everywhere or instansi.pk in reach.instansi):
        raise PermissionDenied("Sumber tarikan diatur oleh admin instansi.")
    baru = sumber.pk is None
    if sumber.jenis == SumberTarik.Jenis.FINGERSPOT:
        sumber.alamat = sumber.alamat or FINGERSPOT
        if not sumber.perangkat:
            raise ValidationError({"perangkat": "Fingerspot meminta cloud ID mesinnya."})
    try:
        check_address(sumber.alamat, permission())
    except AlamatDitolak as galat:
        raise ValidationError({"alamat": str(galat)}) from None
    if baru and not rahasia:
        raise ValidationError({"rahasia": "Isi kuncinya."})
    lama = None if baru else SumberTarik.objects.get(pk=sumber.pk)
    if lama and not rahasia and lama.alamat != sumber.alamat:
        raise ValidationError({"rahasia": "Alamatnya berganti: isi lagi kuncinya."})
    if rahasia:
        sumber.rahasia_sandi = encrypt(rahasia)
    if baru:
        sumber.instansi = instansi
        sumber.situs = site_for(instansi=instansi, nama=sumber.nama, situs=situs)
    if lama is None or (lama.jenis, lama.alamat, lama.mulai, lama.perangkat) != (
        sumber.jenis, sumber.alamat, sumber.mulai, sumber.perangkat,
    ):  # fmt: skip
        sumber.kursor = first_cursor(sumber)
    sumber.berikut_pada, sumber.gagal_berturut, sumber.galat = at, 0, ""
    sumber.save()
    record(
        actor=actor, aksi=AKSI, objek=sumber, instansi_id=instansi.pk,
        sesudah={"nama": sumber.nama, "alamat": public_address(sumber.alamat),
                 "jenis": sumber.jenis, "aktif": sumber.aktif, "kunci_diganti": bool(rahasia)},
    )  # fmt: skip
    return sumber


def first_cursor(sumber: SumberTarik) -> str:
    """From the day that the officer named; the plain shape begins with a moment, too."""
    if sumber.jenis == SumberTarik.Jenis.FINGERSPOT:
        return sumber.mulai.isoformat()
    zona = ZoneInfo(sumber.instansi.zona)
    return datetime.combine(sumber.mulai, clock.min, tzinfo=zona).isoformat()


def ask_now(*, sumber: SumberTarik, actor: Actor) -> Pekerjaan:
    """Queue a run; raises AlreadyRunning."""
    return start(
        TARIK,
        judul=f"Mengambil ketukan dari {sumber.nama}",
        actor=actor,
        masukan={"sumber_id": sumber.pk},
        kunci=f"{TARIK}:{sumber.pk}",
    )


def ask_due(*, at: datetime, actor_of: Callable[[SumberTarik], Actor]) -> int:
    """Queue a run of every source whose time has come; how many."""
    jumlah = 0
    for sumber in SumberTarik.objects.filter(aktif=True, berikut_pada__lte=at):
        try:
            ask_now(sumber=sumber, actor=actor_of(sumber))
        except AlreadyRunning:
            continue
        jumlah += 1
    return jumlah


def pull(
    sumber: SumberTarik,
    *,
    at: datetime,
    said: Callable[[HasilTarik], None] = lambda _: None,
    wait: Callable[[float], None] = time.sleep,
) -> HasilTarik:
    """Take what the source has since the last time; raises GagalTarik, keeping what came."""
    hasil = HasilTarik()
    try:
        app = _app(sumber)
        hari_ini = at.astimezone(ZoneInfo(sumber.instansi.zona)).date()
        while hasil.halaman < HALAMAN_MAKS:
            halaman = _ask(app, sumber, hari_ini, wait)
            _store(sumber, halaman, at, hasil)
            said(hasil)
            if not halaman.lagi:
                break
    except GagalTarik as galat:
        _failed(sumber, str(galat), at)
        warn_of_failure(sumber=sumber, tetap=galat.tetap, at=at)
        raise
    sumber.dicoba_pada = sumber.berhasil_pada = at
    sumber.galat, sumber.gagal_berturut = "", 0
    sumber.berikut_pada = at + timedelta(minutes=sumber.jeda_menit)
    _save(sumber)
    return hasil


def _app(sumber: SumberTarik) -> Aplikasi:
    try:
        kunci = decrypt(sumber.rahasia_sandi)
    except Exception:  # the site's secret key was changed
        raise GagalTarik("Kuncinya tidak dapat dibuka lagi: isikan kembali.", tetap=True) from None
    return Aplikasi(
        alamat=sumber.alamat,
        kunci=kunci,
        izin=permission(),
        zona=sumber.instansi.zona,
        perangkat=sumber.perangkat,
        tunggu=settings.TARIK_TUNGGU_DETIK,
    )


def _ask(
    app: Aplikasi, sumber: SumberTarik, hari_ini: date, wait: Callable[[float], None]
) -> Halaman:
    """One page, asked for again after mishaps that pass."""
    for kali in range(COBA):
        try:
            return AMBIL[sumber.jenis](app, sumber.kursor, hari_ini)
        except GagalTarik as galat:
            if galat.tetap or kali == COBA - 1:
                raise
            log.info("pull asks again", extra={"sumber": sumber.pk, "sebab": str(galat)})
        wait(JEDA_AWAL * 2**kali)
    raise AssertionError("not reached")


@transaction.atomic
def _store(sumber: SumberTarik, halaman: Halaman, at: datetime, hasil: HasilTarik) -> None:
    """The page's taps and the cursor after them: both or neither."""
    masuk = take_outside_taps(
        situs=sumber.situs,
        taps=halaman.ketukan,
        sumber=Ketukan.Sumber.API,
        at=at,
        rusak=halaman.rusak,
    ).masuk
    kursor = halaman.kursor
    if sumber.jenis == SumberTarik.Jenis.FINGERSPOT:
        kursor = max(kursor, sumber.mulai.isoformat())
    SumberTarik.objects.filter(pk=sumber.pk).update(kursor=kursor)
    sumber.kursor = kursor
    hasil.halaman += 1
    hasil.diterima += masuk.diterima
    hasil.baru += masuk.baru
    hasil.tak_dikenal += masuk.tak_dikenal
    hasil.karantina += masuk.karantina


def _failed(sumber: SumberTarik, kata: str, at: datetime) -> None:
    """Try again later, and each time later still."""
    sumber.gagal_berturut = min(sumber.gagal_berturut + 1, 1000)
    mundur = timedelta(minutes=sumber.jeda_menit) * 2 ** min(sumber.gagal_berturut - 1, 8)
    sumber.dicoba_pada, sumber.galat = at, kata[:300]
    sumber.berikut_pada = at + max(min(mundur, MUNDUR_MAKS), timedelta(minutes=sumber.jeda_menit))
    _save(sumber)
    log.warning("pull failed", extra={"sumber": sumber.pk, "sebab": kata})


def _save(sumber: SumberTarik) -> None:
    sumber.save(
        update_fields=["dicoba_pada", "berhasil_pada", "galat", "gagal_berturut", "berikut_pada"]
    )
