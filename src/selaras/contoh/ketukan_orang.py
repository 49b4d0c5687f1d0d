"""Taps of the sample that didn't come from a machine: phones, a kiosk, an officer's list.

A tap that counts takes the place of one at the machine, at the same second, so that nobody's month
comes out differently; a tap that waits stands on a day that lacks one. Written after the accounts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from secrets import token_urlsafe
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.db.models import Max, Min, QuerySet
from django.db.models.functions import TruncDate

from selaras.aturan.lokasi import Tanda
from selaras.core.accounts.models import User
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai, RiwayatJabatan
from selaras.presensi.models import (
    BuktiKetukan,
    CatatanPetugas,
    Ketukan,
    Kios,
    PinKios,
    Roster,
    Situs,
    TempatPresensi,
)
from selaras.presensi.services.benah.tinjauan import open_reviews
from selaras.presensi.services.masuk.simpan_ketukan import (
    BarisBukti,
    situs_ponsel,
    store_taps,
    witnessed_tap,
)

WAKTU_DEMO = datetime(2025, 12, 18, 1, 40, tzinfo=UTC)
JENDELA = timedelta(days=10)  # how far back these taps go
ORANG_KIOS, ORANG_PONSEL, HARI = 4, 3, 2
TERTAHAN, DICATAT = 2, 2
PIN_CONTOH = "482913"
RUANG = UUID("6f0f2a3e-9c1d-4d0b-8a53-3b1c5d0f7a11")
# Signs that only inform.
DIBERITAHUKAN = (Tanda(0), Tanda.AKURASI_JANGGAL, Tanda(0), Tanda.LUAR_PAGAR)
Mode, Keadaan = BuktiKetukan.Mode, BuktiKetukan.Keadaan
MASUK, PULANG = map(int, BuktiKetukan.Jenis)


@dataclass(frozen=True, slots=True)
class Hari:
    """A person's day at the machine: first and last tap."""

    pegawai_id: int
    tanggal: date
    awal: datetime
    akhir: datetime

    @property
    def utuh(self) -> bool:
        return self.akhir - self.awal > timedelta(hours=4)

    @property
    def tanpa_pulang(self) -> bool:
        return not self.utuh and self.awal.astimezone(UTC).hour in {22, 23, 0, 1}  # 6-10 WITA


@dataclass(frozen=True, slots=True)
class Lapangan:
    """Where it happens: the SKPD of the sample's officer."""

    petugas: User
    unit: UnitKerja
    situs: Situs
    tempat: TempatPresensi
    at: datetime


def isi_ketukan_orang() -> None:
    """A bound kiosk, phones, the officer's list; some of it waits for a superior."""
    petugas = User.objects.get(username="pengelola")
    jabatan = RiwayatJabatan.objects.filter(pegawai__user=petugas).select_related(
        "jabatan__unit__skpd"
    )
    unit = jabatan.order_by("-pk")[0].jabatan.unit.skpd
    situs = Situs.objects.get(unit=unit, jenis=Situs.Jenis.MESIN)
    tempat = TempatPresensi.objects.filter(unit__unit=unit).order_by("pk")[0]
    akhir = Ketukan.objects.aggregate(m=Max("waktu"))["m"]
    lap = Lapangan(petugas, unit, situs, tempat, min(WAKTU_DEMO, akhir + timedelta(days=1)))
    utuh: dict[int, list[Hari]] = {}
    for h in _days(lap, situs):
        if h.utuh:
            utuh.setdefault(h.pegawai_id, []).append(h)
    orang = [p for p, hari in sorted(utuh.items()) if len(hari) >= HARI]
    di_kios, sisa = orang[-ORANG_KIOS:], orang[:-ORANG_KIOS]
    _kiosk(lap, [h for p in di_kios for h in utuh[p][:HARI]])
    _phones(lap, [h for p in sisa[-ORANG_PONSEL:] for h in utuh[p][:HARI]])
    _noted(lap, [utuh[p][0] for p in sisa[:DICATAT]])
    _held(lap)


def _days(lap: Lapangan, situs: Situs | None) -> list[Hari]:
    """Days that are over, the last first; not those of the people whom sample logins are."""
    zona = ZoneInfo(lap.unit.zona_kerja)
    hari_ini = datetime.combine(lap.at.astimezone(zona).date(), datetime.min.time(), zona)
    qs: QuerySet[Ketukan] = Ketukan.objects.filter(
        waktu__gte=hari_ini - JENDELA, waktu__lt=hari_ini, pegawai_id__isnull=False
    ).exclude(pegawai_id__in=Pegawai.objects.filter(user__contoh=True).values("pk"))
    qs = qs.exclude(pegawai_id__in=Roster.objects.values("pegawai_id"))  # nights would be halves
    if situs is not None:
        qs = qs.filter(situs=situs)
    baris = (
        qs.annotate(tanggal=TruncDate("waktu", tzinfo=zona))
        .values_list("pegawai_id", "tanggal")
        .annotate(awal=Min("waktu"), akhir=Max("waktu"))
        .order_by("-tanggal", "pegawai_id")
    )
    return [Hari(*b) for b in baris]


def _taps(hari: list[Hari]) -> Iterator[tuple[int, datetime, int]]:
    for h in hari:
        yield h.pegawai_id, h.awal, MASUK
        yield h.pegawai_id, h.akhir, PULANG


def _replace(lap: Lapangan, situs_id: int, taps: list[BarisBukti]) -> None:
    """The machine's tap goes, the other one stands at its second."""
    for t in taps:
        Ketukan.objects.filter(situs=lap.situs, pegawai_id=t.pegawai_id, waktu=t.waktu).delete()
        store_taps([t], situs_id=situs_id, at=t.waktu + timedelta(seconds=2))


def _kiosk(lap: Lapangan, hari: list[Hari]) -> None:
    dibuat = lap.at - timedelta(days=14)
    situs = Situs.objects.create(
        instansi=lap.unit.instansi, unit=lap.unit, nama="Kios ruang depan", jenis=Situs.Jenis.KIOS
    )
    Kios.objects.create(
        situs=situs, unit=lap.unit, tempat=lap.tempat, dibuat_pada=dibuat, terpasang_pada=dibuat,
        kunci_hash=token_urlsafe(48)[:64],  # no browser of ours has its key
    )  # fmt: skip
    hash_pin = make_password(PIN_CONTOH)
    PinKios.objects.bulk_create(
        PinKios(pegawai_id=p, hash=hash_pin, dibuat_pada=dibuat, dari_petugas=True)
        for p in sorted({h.pegawai_id for h in hari})
    )
    _replace(lap, situs.pk, [
        witnessed_tap(
            pegawai_id=p, waktu=w, kunci=_key("kios", p, w), mode=Mode.KIOS,
            keadaan=Keadaan.DITERIMA, tempat_id=lap.tempat.pk,
        )
        for p, w, _ in _taps(hari)
    ])  # fmt: skip


def _phones(lap: Lapangan, hari: list[Hari]) -> None:
    _replace(lap, situs_ponsel(lap.unit.instansi_id), [
        _from_phone(lap, tap, DIBERITAHUKAN[n % len(DIBERITAHUKAN)], n)
        for n, tap in enumerate(_taps(hari))
    ])  # fmt: skip


def _from_phone(lap: Lapangan, tap: tuple[int, datetime, int], tanda: Tanda, n: int) -> BarisBukti:
    """A tap some metres from the door, or streets away where its signs say so."""
    pegawai_id, waktu, jenis = tap
    jarak = 640 if tanda & Tanda.LUAR_PAGAR else 4 + n * 3
    kosong = witnessed_tap(
        pegawai_id=pegawai_id, waktu=waktu, kunci=_key("ponsel", pegawai_id, waktu),
        mode=Mode.KANTOR, jenis=jenis, keadaan=Keadaan.DITERIMA, tempat_id=lap.tempat.pk,
    )  # fmt: skip
    return replace(
        kosong,
        lintang_e6=lap.tempat.pusat_lintang_e6 + jarak * 9,  # about 11 cm each
        bujur_e6=lap.tempat.pusat_bujur_e6 + n,
        akurasi_m=1 if tanda & Tanda.AKURASI_JANGGAL else 9 + n % 7,
        jarak_m=jarak,
        luring=n % 4 == 3,
        jam_perangkat=waktu - timedelta(seconds=n % 3),
        server_terakhir=waktu - timedelta(minutes=2),
        monoton_ms=120_000,
        tanda=int(tanda),
    )


def _noted(lap: Lapangan, hari: list[Hari]) -> None:
    """Days that the officer wrote down and that count at once."""
    for h in hari:
        CatatanPetugas.objects.create(
            pegawai_id=h.pegawai_id, tanggal=h.tanggal, masuk=h.awal, pulang=h.akhir,
            alasan="Menjaga loket sejak pagi, tanpa ponsel", perlu_atasan=False,
            dicatat_oleh=lap.petugas, dicatat_pada=h.akhir + timedelta(minutes=20),
        )  # fmt: skip
    _replace(lap, situs_ponsel(lap.unit.instansi_id), [
        witnessed_tap(
            pegawai_id=p, waktu=w, kunci=_key("petugas", p, w), mode=Mode.PETUGAS,
            keadaan=Keadaan.DITERIMA, akun_id=lap.petugas.pk, jenis=jenis,
        )
        for p, w, jenis in _taps(hari)
    ])  # fmt: skip


def _held(lap: Lapangan) -> None:
    """The way home that machines did not see, by an officer's word that waits for the superior."""
    dekat = {h.pegawai_id for h in _days(lap, lap.situs)}
    hari = [h for h in _days(lap, None) if h.tanpa_pulang]
    hari.sort(key=lambda h: (h.pegawai_id not in dekat, -h.tanggal.toordinal(), h.pegawai_id))
    satu = list({h.pegawai_id: h for h in reversed(hari)}.values())[::-1][:TERTAHAN]
    admin = User.objects.get(username="admin")  # notes for whoever is not of the officer's SKPD
    taps = []
    for h in satu:
        pulang, oleh = _going_home(h), lap.petugas if h.pegawai_id in dekat else admin
        CatatanPetugas.objects.create(
            pegawai_id=h.pegawai_id, tanggal=h.tanggal, pulang=pulang, perlu_atasan=True,
            alasan="Mengantar berkas ke kecamatan sampai sore", dicatat_oleh=oleh,
            dicatat_pada=pulang + timedelta(minutes=30),
        )  # fmt: skip
        taps.append(
            witnessed_tap(
                pegawai_id=h.pegawai_id, waktu=pulang, mode=Mode.PETUGAS, jenis=PULANG,
                kunci=_key("petugas", h.pegawai_id, pulang), keadaan=Keadaan.MENUNGGU,
                akun_id=oleh.pk,
            )
        )  # fmt: skip
    store_taps(taps, situs_id=situs_ponsel(lap.unit.instansi_id), at=lap.at)
    open_reviews([(h.pegawai_id, h.tanggal) for h in satu], at=lap.at)


def _going_home(h: Hari) -> datetime:
    return h.awal + timedelta(hours=8, minutes=47 + h.pegawai_id % 9)


def _key(jenis: str, pegawai_id: int, waktu: datetime) -> UUID:
    return uuid5(RUANG, f"{jenis}:{pegawai_id}:{waktu.isoformat()}")
