"""The regency's outline by district, and where in it each office stands. All of it is drawn."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils import timezone

from selaras.contoh.struktur import Unit
from selaras.organisasi.models import Instansi
from selaras.simpeg.models import PetaWilayah

IBU_KOTA = "Lestari"
JARAK = 4_000  # microdegrees; about 450 m between two offices of a district
SELAJUR = 6
SUMBER = "digambar untuk kabupaten contoh"


@cache
def garis() -> dict[str, Any]:
    """The GeoJSON, as offices receive it from the mapping agency."""
    isi: dict[str, Any] = json.loads(
        (files("selaras.contoh") / "data" / "wilayah.geojson").read_text(encoding="utf-8")
    )
    return isi


def letak(unit: list[Unit]) -> list[tuple[int, int]]:
    """Latitude and longitude of each office in microdegrees, side by side within its district."""
    pusat = {f["properties"]["WADMKC"]: f["properties"]["pusat"] for f in garis()["features"]}
    ke: dict[str, int] = {}
    hasil = []
    for u in unit:
        nama = next((n for n in pusat if n in u.nama and n != IBU_KOTA), IBU_KOTA)
        n = ke[nama] = ke.get(nama, -1) + 1
        bujur, lintang = (round(x * 1_000_000) for x in pusat[nama])
        hasil.append((lintang + n // SELAJUR * JARAK, bujur + n % SELAJUR * JARAK))
    return hasil


def beri_peta(instansi: Instansi) -> None:
    """The outline as it would have been uploaded."""
    PetaWilayah.objects.create(
        instansi=instansi, geojson=garis(), sumber=SUMBER, diunggah_pada=timezone.now()
    )
