"""How our fields answer to the standards that others use (standar.yaml), and what is missing."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

RUANG = ("pegawai", "simpeg", "kinerja", "cuti", "organisasi")


@dataclass(frozen=True, slots=True)
class Unsur:
    """One element of a standard; `di_sini` = where it stands here, "" = a gap."""

    nama: str
    di_sini: str
    kunci: str


@dataclass(frozen=True, slots=True)
class Rekaman:
    judul: str
    nama: str
    unsur: tuple[Unsur, ...]
    teknis: tuple[str, ...]

    @property
    def kurang(self) -> int:
        return sum(not u.kunci for u in self.unsur)


@dataclass(frozen=True, slots=True)
class Standar:
    kode: str
    nama: str
    sumber: str
    keyakinan: str
    rekaman: tuple[Rekaman, ...]

    @property
    def jumlah(self) -> int:
        return sum(len(r.unsur) for r in self.rekaman)

    @property
    def terpenuhi(self) -> int:
        return self.jumlah - sum(r.kurang for r in self.rekaman)


@cache
def standards() -> tuple[Standar, ...]:
    """Both standards with each element's place here; a place that is no field raises."""
    teks = files("selaras.simpeg").joinpath("standar.yaml").read_text(encoding="utf-8")
    return tuple(_standard(s) for s in yaml.safe_load(teks)["standar"])


def _standard(s: dict[str, Any]) -> Standar:
    rekaman = tuple(
        Rekaman(
            r["judul"],
            r["rekaman"],
            tuple(Unsur(nama, _words(k) if k else "", k or "") for nama, k in r["unsur"].items()),
            tuple(r["teknis"]),
        )
        for r in s["rekaman"]
    )
    return Standar(s["kode"], s["nama"], s["sumber"], s["keyakinan"], rekaman)


def _words(kunci: str) -> str:
    """'Riwayat golongan: nomor SK'."""
    nama, _, ruas = kunci.partition(".")
    for ruang in RUANG:
        try:
            model = apps.get_model(ruang, nama)
        except LookupError:
            continue
        field = model._meta.get_field(ruas)
        judul = str(model._meta.verbose_name)
        return f"{judul[:1].upper()}{judul[1:]}: {getattr(field, 'verbose_name', ruas)}"
    raise FieldDoesNotExist(kunci)
