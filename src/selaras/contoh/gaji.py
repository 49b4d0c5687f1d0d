"""A month's salary of a sample person, from the salary tables and the usual allowances.

The tables are facts with their source (data/); allowances are simplified for the sample.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from selaras.contoh.orang import ACUAN, Orang

BERAS = 72_420  # 10 kg x Rp7.242 a head (Perdirjen Perbendaharaan 3/2015)
# Perpres 26/2007 (struktural) and 12/2006 (umum); functional amounts are the sample's own.
TUNJANGAN_ESELON = {
    "II.a": 3_250_000,
    "II.b": 2_025_000,
    "III.a": 1_260_000,
    "III.b": 980_000,
    "IV.a": 540_000,
    "IV.b": 490_000,
}
TUNJANGAN_UMUM = {"I": 175_000, "II": 180_000, "III": 185_000, "IV": 190_000}
TUNJANGAN_FUNGSIONAL = {6: 240_000, 8: 325_000, 9: 540_000, 10: 540_000, 11: 960_000, 12: 1_300_000}


@dataclass(frozen=True, slots=True)
class Gaji:
    """The five amounts a month's payroll row holds."""

    bruto: int
    iwp: int
    bpjs: int
    pph: int
    iuran_pensiun: int


def _baris(berkas: str) -> list[dict[str, str]]:
    teks = files("selaras.contoh").joinpath(f"data/{berkas}").read_text(encoding="utf-8")
    return list(csv.DictReader(b for b in teks.splitlines() if not b.startswith("#")))


@cache
def _tabel() -> tuple[dict[str, list[tuple[int, int]]], dict[str, int]]:
    pns: dict[str, list[tuple[int, int]]] = {}
    for b in _baris("gaji_pokok_pns.csv"):
        pns.setdefault(b["golongan"], []).append((int(b["mkg_tahun"]), int(b["gaji_pokok"])))
    pppk = {b["golongan"]: int(b["gaji_pokok"]) for b in _baris("gaji_pokok_pppk.csv")}
    return pns, pppk


def gaji_pokok(golongan: str, mkg: int) -> int:
    """Basic salary of a rank after so many years of service."""
    pns, pppk = _tabel()
    if golongan in pppk:
        pokok = pppk[golongan]
        for _ in range(mkg // 2):
            pokok = pokok * 10_315 // 10_000 // 100 * 100
        return pokok
    langkah = pns[golongan]
    return next((rp for tahun, rp in reversed(langkah) if tahun <= mkg), langkah[0][1])


def _tanggungan(ptkp: str | None) -> tuple[bool, int]:
    """Spouse and children who get an allowance (at most two children)."""
    if not ptkp:
        return False, 0
    return ptkp.startswith("K/"), min(int(ptkp[-1]), 2)


def hitung_gaji(o: Orang) -> Gaji:
    """The payroll row of an ordinary month; people outside payroll have none."""
    mkg = max(0, (ACUAN - o.tmt).days // 365)
    if o.golongan.startswith("III"):
        mkg = max(0, mkg - 5 if o.lahir.year < 1978 else mkg)
    pokok = gaji_pokok(o.golongan, mkg)
    if o.status == "CPNS":
        pokok = pokok * 80 // 100
    if o.status == "PPPK_PW":
        pokok = pokok * 50 // 100
    istri, anak = _tanggungan(o.ptkp)
    keluarga = pokok * (10 if istri else 0) // 100 + pokok * 2 * anak // 100
    resep = o.post.resep
    jabatan = TUNJANGAN_ESELON.get(resep.eselon) or (
        TUNJANGAN_FUNGSIONAL.get(resep.kelas, 0)
        if resep.jenis == "fungsional"
        else TUNJANGAN_UMUM.get(o.golongan.partition("/")[0], 0)
    )
    dasar = pokok + keluarga + jabatan
    iwp, bpjs = min(dasar // 100, 120_000), min(dasar * 4 // 100, 480_000)
    beras = BERAS * (1 + istri + anak)
    return Gaji(
        bruto=dasar + beras + bpjs,
        iwp=iwp,
        bpjs=bpjs,
        pph=0,
        iuran_pensiun=(pokok + keluarga) * 475 // 10_000 if o.status in ("PNS", "CPNS") else 0,
    )
