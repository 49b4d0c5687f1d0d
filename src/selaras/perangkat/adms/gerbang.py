"""Who may come in: a serial number, the way and the address it comes by, and how often.

The protocol's only secret is the serial number, printed on the machine's back. So a person
approves each, and sites may ask for a secret path or an address besides.
"""

import hmac
import ipaddress
import logging
import re
from dataclasses import dataclass
from datetime import datetime

from selaras.presensi.models import Mesin, Situs
from selaras.presensi.services import meet_mesin
from selaras.presensi.services.alat.kabar_mesin import Terdengar, hear, note_refusal

SN = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{2,39}")
log = logging.getLogger("selaras.perangkat")


class Ditolak(Exception):
    """Not let in: the HTTP status and a short word for the machine."""

    def __init__(self, status: int, kata: str, *, tunggu: int = 0) -> None:
        super().__init__(kata)
        self.status, self.kata, self.tunggu = status, kata, tunggu


@dataclass(frozen=True, slots=True)
class Tamu:
    """A machine that was let in, and what was known of it before."""

    mesin: Mesin
    sebelum: Terdengar
    at: datetime

    @property
    def dipakai(self) -> bool:
        """Whether its taps count; otherwise they are held."""
        return self.mesin.status == Mesin.Status.DISETUJUI


def admit(*, sn: str, rahasia: str, alamat: str, at: datetime) -> Tamu:
    """Let a machine in, making an unknown one known; raises Ditolak."""
    if not SN.fullmatch(sn):
        raise Ditolak(400, "SN tidak sah")
    mesin = Mesin.objects.select_related("situs__instansi").filter(sn=sn).first()
    if mesin is None:
        mesin = _meet(sn, rahasia, alamat, at)
    if sebab := _wrong(mesin, rahasia, alamat):
        note_refusal(mesin_id=mesin.pk, alamat=alamat, sebab=sebab, at=at)
        log.warning("machine refused", extra={"sn": sn, "alamat": alamat, "sebab": sebab})
        raise Ditolak(403, "mesin ini tidak diterima dari sini")
    sebelum = hear(mesin_id=mesin.pk, alamat=alamat, at=at)
    if sebelum is None:
        log.warning("machine too busy", extra={"sn": sn, "alamat": alamat})
        raise Ditolak(429, "terlalu sering", tunggu=10)
    return Tamu(mesin, sebelum, at)


def _meet(sn: str, rahasia: str, alamat: str, at: datetime) -> Mesin:
    situs = None
    if rahasia:
        situs = Situs.objects.select_related("instansi").filter(rahasia=rahasia).first()
        if situs is None:
            log.warning("unknown secret path", extra={"sn": sn, "alamat": alamat})
            raise Ditolak(403, "jalur ini tidak dikenal")
    mesin = meet_mesin(sn=sn, alamat=alamat, at=at, situs=situs)
    if mesin is None:
        log.warning("too many unknown machines", extra={"sn": sn, "alamat": alamat})
        raise Ditolak(403, "terlalu banyak mesin yang menunggu persetujuan")
    return mesin


def _wrong(mesin: Mesin, rahasia: str, alamat: str) -> str:
    """Why this may not be that machine; empty = it may."""
    situs = mesin.situs
    if situs.rahasia and not hmac.compare_digest(situs.rahasia.encode(), rahasia.encode()):
        return "tidak lewat jalur rahasia"
    boleh = mesin.alamat_boleh or situs.alamat_boleh
    if boleh and not is_listed(alamat, boleh):
        return "alamatnya di luar daftar"
    return ""


def is_listed(alamat: str, boleh: str) -> bool:
    """Whether an address is one of these (addresses and networks, by spaces or commas)."""
    try:
        ini = ipaddress.ip_address(alamat)
    except ValueError:
        return False
    if isinstance(ini, ipaddress.IPv6Address) and ini.ipv4_mapped:
        ini = ini.ipv4_mapped
    for satu in re.split(r"[\s,;]+", boleh.strip()):
        try:
            jaringan = ipaddress.ip_network(satu, strict=False)
        except ValueError:
            continue
        if ini.version == jaringan.version and ini in jaringan:
            return True
    return False
