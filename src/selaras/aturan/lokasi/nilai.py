"""Judges a tap from a phone: which signs it bears, whether it was offline, whether it waits.

Knows times in milliseconds and points; knows no database and no clock. All limits are law.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from selaras.aturan.lokasi.tanda import Tanda, gabung_tanda
from selaras.aturan.lokasi.titik import Pagar, Titik, jarak_m
from selaras.hukum import Aturan

DETIK = 1000
JAM = 3600 * DETIK
TAK_SINKRON = 5 * DETIK  # a claim that does not follow from its own clocks was altered


@dataclass(frozen=True, slots=True)
class ParameterKetuk:
    """Every value of law that a tap from a phone is judged by; times in milliseconds."""

    daring: int
    masa_depan: int
    luring_lama: int
    tertua: int
    selisih_jam: int
    kecepatan_km_jam: int
    lompatan_min_m: int
    kembar_orang: int
    kembar_hari: int
    akurasi_min_m: int
    titik_bulat_e6: int
    kelonggaran_m: int
    menahan: Tanda
    menahan_luring: Tanda

    @classmethod
    def dari(cls, aturan: Aturan) -> "ParameterKetuk":
        kembar = aturan.tabel("presensi.titik_kembar")
        return cls(
            daring=aturan.nilai("presensi.selisih_daring_detik") * DETIK,
            masa_depan=aturan.nilai("presensi.masa_depan_detik") * DETIK,
            luring_lama=aturan.nilai("presensi.luring_maks_jam") * JAM,
            tertua=aturan.nilai("presensi.luring_tertua_hari") * 24 * JAM,
            selisih_jam=aturan.nilai("presensi.selisih_jam_detik") * DETIK,
            kecepatan_km_jam=aturan.nilai("presensi.kecepatan_maks"),
            lompatan_min_m=aturan.nilai("presensi.lompatan_min"),
            kembar_orang=kembar["orang"],
            kembar_hari=kembar["hari"],
            akurasi_min_m=aturan.nilai("presensi.akurasi_min"),
            titik_bulat_e6=aturan.nilai("presensi.titik_bulat"),
            kelonggaran_m=aturan.nilai("presensi.kelonggaran_pagar"),
            menahan=gabung_tanda(aturan.daftar("presensi.tanda_menahan")),
            menahan_luring=gabung_tanda(aturan.daftar("presensi.tanda_menahan_luring")),
        )


@dataclass(frozen=True, slots=True)
class Jejak:
    """Where and when another tap of the same person was."""

    waktu: int
    titik: Titik
    akurasi_m: int


@dataclass(frozen=True, slots=True)
class Ketuk:
    """A tap as the phone claims it; milliseconds since 1970, None = the phone did not know."""

    waktu: int
    titik: Titik | None = None
    akurasi_m: int | None = None
    jam_perangkat: int | None = None
    server_terakhir: int | None = None
    monoton: int | None = None


@dataclass(frozen=True, slots=True)
class Latar:
    """What the server knows around a tap."""

    diterima: int
    pagar: Sequence[tuple[int, Pagar]] = ()  # (tempat_id, fence); none = nothing to be outside of
    butuh_surat: bool = False  # the mode wants a letter
    ada_surat: bool = False
    tanda_tangan_sah: bool = True
    akun_pemasangan: int = 1  # accounts seen on this installation
    orang_setitik: int = 0  # others at the very same point that day
    hari_setitik: int = 0  # her other days at the very same point
    tetangga: Sequence[Jejak] = ()  # her taps before and after
    selisih_kirim: int | None = None  # phone's clock less the server's, when it sent


@dataclass(frozen=True, slots=True)
class Penilaian:
    """What a tap came to. `jarak_m`: metres from the nearest fence, 0 = inside."""

    tanda: Tanda
    luring: bool
    ditahan: bool
    tempat_id: int | None
    jarak_m: int | None


def nilai_ketuk(ketuk: Ketuk, latar: Latar, p: ParameterKetuk) -> Penilaian:
    """All signs of a tap; held when law says that one of them holds."""
    lama = latar.diterima - ketuk.waktu
    luring = lama > p.daring
    tempat_id, jarak = _terdekat(ketuk.titik, latar.pagar)
    bebas = latar.butuh_surat and latar.ada_surat  # a letter lets her tap anywhere
    tanda = _tanda_jam(ketuk, latar, p) | _tanda_titik(ketuk, latar, p)
    for benar, satu in (
        (latar.butuh_surat and not latar.ada_surat, Tanda.TANPA_SURAT),
        (not latar.tanda_tangan_sah, Tanda.TANDA_TANGAN_SALAH),
        (latar.akun_pemasangan > 1, Tanda.PEMASANGAN_GANDA),
        (lama > p.luring_lama, Tanda.LURING_LAMA),
        (ketuk.titik is None and not bebas and bool(latar.pagar), Tanda.TANPA_POSISI),
        (not bebas and _di_luar(jarak, ketuk.akurasi_m, p), Tanda.LUAR_PAGAR),
    ):
        if benar:
            tanda |= satu
    ditahan = bool(tanda & (p.menahan_luring | p.menahan if luring else p.menahan))
    return Penilaian(tanda, luring, ditahan, tempat_id, jarak)


def alasan_karantina(waktu: int, diterima: int, p: ParameterKetuk) -> str:
    """Why a claim is no tap at all but only kept aside; "" = it is one."""
    if waktu > diterima + p.masa_depan:
        return "waktunya di depan jam server: periksa jam ponsel"
    if waktu < diterima - p.tertua:
        return "terlalu lama disimpan di ponsel: ajukan koreksi"
    return ""


def _terdekat(
    titik: Titik | None, pagar: Sequence[tuple[int, Pagar]]
) -> tuple[int | None, int | None]:
    if titik is None or not pagar:
        return None, None
    jarak, tempat_id = min((satu.jarak_m(titik), nomor) for nomor, satu in pagar)
    return tempat_id, jarak


def _di_luar(jarak: int | None, akurasi_m: int | None, p: ParameterKetuk) -> bool:
    """Outside by more than the position's own error, which counts only up to a limit."""
    return jarak is not None and jarak > min(akurasi_m or 0, p.kelonggaran_m)


def _tanda_jam(k: Ketuk, latar: Latar, p: ParameterKetuk) -> Tanda:
    """The phone's clock against what it last heard from the server and how long ago that was."""
    tanda = Tanda(0)
    if k.server_terakhir is not None and k.monoton is not None:
        if k.monoton < 0 or abs(k.server_terakhir + k.monoton - k.waktu) > TAK_SINKRON:
            tanda |= Tanda.JAM_SELISIH
    elif latar.selisih_kirim is not None and abs(latar.selisih_kirim) > p.selisih_jam:
        tanda |= Tanda.JAM_SELISIH
    if k.jam_perangkat is not None:
        if abs(k.jam_perangkat - k.waktu) > p.selisih_jam:
            tanda |= Tanda.JAM_SELISIH
        if k.server_terakhir is not None and k.jam_perangkat < k.server_terakhir - p.selisih_jam:
            tanda |= Tanda.JAM_MUNDUR
    if k.server_terakhir is not None and k.waktu < k.server_terakhir - TAK_SINKRON:
        tanda |= Tanda.JAM_MUNDUR
    return tanda


def _tanda_titik(k: Ketuk, latar: Latar, p: ParameterKetuk) -> Tanda:
    tanda = Tanda(0)
    if k.titik is None:
        return tanda
    bulat = k.titik.lintang_e6 % p.titik_bulat_e6 == 0 and k.titik.bujur_e6 % p.titik_bulat_e6 == 0
    if bulat or k.akurasi_m is None or k.akurasi_m < p.akurasi_min_m:
        tanda |= Tanda.AKURASI_JANGGAL
    if latar.orang_setitik + 1 >= p.kembar_orang or latar.hari_setitik + 1 >= p.kembar_hari:
        tanda |= Tanda.DUPLIKAT_KOORDINAT
    if any(_lompat(k.waktu, k.titik, k.akurasi_m or 0, lain, p) for lain in latar.tetangga):
        tanda |= Tanda.LOMPATAN
    return tanda


def _lompat(waktu: int, titik: Titik, akurasi_m: int, lain: Jejak, p: ParameterKetuk) -> bool:
    """Faster than possible, even where both positions were as wrong as they say."""
    jarak = jarak_m(titik, lain.titik) - akurasi_m - lain.akurasi_m
    if jarak < p.lompatan_min_m:
        return False
    # metres per millisecond against km per hour: m * 3600 > km/h * ms
    return jarak * 3600 > p.kecepatan_km_jam * abs(waktu - lain.waktu)
