"""People on the region's map: by the place where their unit, or one above it, takes attendance."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from selaras.organisasi.models import Instansi
from selaras.presensi.models import TempatUnit
from selaras.simpeg.models import PetaWilayah
from selaras.simpeg.statistik.peta import Gambar, draw, read_areas

SEJUTA = 1_000_000
KELAS = 4


@dataclass(frozen=True, slots=True)
class Persebaran:
    """How many work in each area; `luar` = without a place on the map."""

    orang: int
    sumber: str
    gambar: Gambar
    jumlah: Mapping[str, int]
    wilayah_unit: Mapping[str, str]  # path of a unit -> the area in which it works, or ""

    @property
    def luar(self) -> int:
        return self.jumlah.get("", 0)

    def shade(self, nama: str) -> int:
        """0 to KELAS by rank: a capital with most of the people leaves the others apart too."""
        urut = sorted({0, *(n for w, n in self.jumlah.items() if w)})
        return urut.index(self.jumlah.get(nama, 0)) * KELAS // max(len(urut) - 1, 1)


def by_area(instansi: Instansi, frame: pl.DataFrame) -> Persebaran | None:
    """Those of the frame by area, or None where no outline was given."""
    peta = PetaWilayah.objects.filter(instansi=instansi).first()
    if peta is None:
        return None
    wilayah = read_areas(peta.geojson)
    titik = {
        path: (bujur / SEJUTA, lintang / SEJUTA)
        for path, bujur, lintang in TempatUnit.objects.filter(
            unit__instansi=instansi, tempat__pusat_bujur_e6__isnull=False,
            tempat__pusat_lintang_e6__isnull=False,
        ).values_list("unit__path", "tempat__pusat_bujur_e6", "tempat__pusat_lintang_e6")
    }  # fmt: skip
    letak = {path: next((w.nama for w in wilayah if w.contains(*t)), "")
             for path, t in titik.items()}  # fmt: skip
    isi: Counter[str] = Counter()
    wilayah_unit: dict[str, str] = {}
    for path, n in frame.group_by("unit_path").len().iter_rows():
        wilayah_unit[path or ""] = _area_of(path or "", letak)
        isi[wilayah_unit[path or ""]] += n
    return Persebaran(frame.height, peta.sumber, draw(wilayah), isi, wilayah_unit)


def _area_of(path: str, letak: Mapping[str, str]) -> str:
    """The area of the unit, or of the next unit above that has a place."""
    while path and path != "/":
        if path in letak:
            return letak[path]
        path = f"{path.rstrip('/').rsplit('/', 1)[0]}/"
    return ""
