"""What machines are told: the option block and orders, in the protocol's words. Pure."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

JAM_KIRIM = "00:00;14:05"
NAMA_BITA = 24
TABEL = {"ATTLOG": "Stamp", "OPERLOG": "OpStamp", "ATTPHOTO": "PhotoStamp"}  # newer, older name
# Templates and photos are not asked for: we keep none.
KIRIMAN = "TransData AttLog\tOpLog\tEnrollUser\tChgUser"


@dataclass(frozen=True, slots=True)
class Setelan:
    """How a machine is to behave: its zone in hours, its pauses, how far its tables are in."""

    sn: str
    zona_jam: int
    jeda: int
    jeda_galat: int
    stempel: Mapping[str, str]
    langsung: bool = True
    push: str = ""


def option_block(s: Setelan) -> str:
    """The answer to a machine's greeting; stamps under both of their names."""
    stempel = [
        f"{nama}={s.stempel.get(tabel, '0')}"
        for tabel, lama in TABEL.items()
        for nama in (f"{tabel}Stamp", lama)
    ]
    return (
        "\r\n".join(
            [
                f"GET OPTION FROM: {s.sn}",
                *stempel,
                f"ErrorDelay={s.jeda_galat}",
                f"Delay={s.jeda}",
                f"TransTimes={JAM_KIRIM}",
                "TransInterval=1",
                f"TransFlag={KIRIMAN if s.push else '1100000000'}",
                f"TimeZone={s.zona_jam}",
                f"Realtime={int(s.langsung)}",
                "Encrypt=None",
                "ServerVer=2.4.1",
                "PushProtVer=2.4.1",
            ]
        )
        + "\r\n"
    )


def order_line(nomor: int, jenis: str, isi: Mapping[str, Any]) -> str:
    """One order as the machine reads it."""
    return f"C:{nomor}:{_WORDS[jenis](isi)}"


def machine_name(nama: str) -> str:
    """A name as machines can show it: plain letters, at most 24 bytes, nothing that separates."""
    polos = unicodedata.normalize("NFKD", nama).encode("ascii", "ignore").decode()
    rapi = " ".join("".join(c if c.isprintable() else " " for c in polos).split())
    return rapi[:NAMA_BITA].strip()


def _send_user(isi: Mapping[str, Any]) -> str:
    kolom = [
        f"PIN={_word(isi['pin'])}", f"Name={machine_name(str(isi.get('nama', '')))}", "Pri=0",
        "Passwd=", "Card=", "Grp=1", "TZ=0000000100000000",
    ]  # fmt: skip
    return "DATA UPDATE USERINFO " + "\t".join(kolom)


def _delete_user(isi: Mapping[str, Any]) -> str:
    return f"DATA DELETE USERINFO PIN={_word(isi['pin'])}"


def _resend(isi: Mapping[str, Any]) -> str:
    return (
        f"DATA QUERY ATTLOG StartTime={_word(isi['dari'])} 00:00:00"
        f"\tEndTime={_word(isi['sampai'])} 23:59:59"
    )


def _word(nilai: Any) -> str:
    """A value that cannot begin a field or an order of its own."""
    return "".join(c for c in str(nilai) if c.isascii() and (c.isalnum() or c in "._/-"))


_WORDS = {
    "kirim_pengguna": _send_user,
    "hapus_pengguna": _delete_user,
    "mulai_ulang": lambda _: "REBOOT",
    "info": lambda _: "INFO",
    "kirim_ulang": _resend,
}
