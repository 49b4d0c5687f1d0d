"""The people of the sample government: name, birth, service, rank, salary class, account.

Everyone is thrown by a stable number, so that one more person changes nobody else.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from selaras.contoh.acak import angka, pilih
from selaras.contoh.struktur import Post

ACUAN = date(2025, 10, 1)  # the regency's first day; ages and years of service count to it

# Title before, title after, by schooling. Two or three of each so that rows differ.
GELAR: dict[str, list[tuple[str, str]]] = {
    "smp": [("", "")],
    "sma": [("", "")],
    "d3": [("", "A.Md."), ("", "A.Md."), ("", "A.Md.Ak."), ("", "A.Md.Kom.")],
    "perawat": [("", "A.Md.Kep.")],
    "bidan": [("", "A.Md.Keb.")],
    "s1umum": [("", "S.Sos."), ("", "S.AP."), ("", "S.IP."), ("", "S.H."), ("", "S.STP.")],
    "s1eko": [("", "S.E."), ("", "S.Ak."), ("", "S.E., M.M.")],
    "s1kom": [("", "S.Kom."), ("", "S.T.")],
    "s1tek": [("", "S.T."), ("Ir.", "")],
    "s1tani": [("", "S.P."), ("", "S.Pt.")],
    "s2": [
        ("", "S.Sos., M.Si."),
        ("", "S.H., M.H."),
        ("Ir.", "M.T."),
        ("Dr.", "S.E., M.M."),
        ("", "S.STP., M.Si."),
    ],
    "guru": [("", "S.Pd."), ("", "S.Pd."), ("", "S.Pd., M.Pd."), ("", "S.Pd.I.")],
    "ners": [("Ns.", "S.Kep.")],
    "apoteker": [("apt.", "S.Farm.")],
    "dokter": [("dr.", ""), ("dr.", ""), ("drg.", "")],
    "spesialis": [("dr.", "Sp.PD."), ("dr.", "Sp.A."), ("dr.", "Sp.OG."), ("dr.", "Sp.B.")],
}
# Age range at ACUAN by rank.
USIA = {
    "I": (32, 52),
    "II/a": (24, 40),
    "II/b": (27, 46),
    "II/c": (26, 46),
    "II/d": (29, 52),
    "III/a": (26, 40),
    "III/b": (29, 46),
    "III/c": (35, 50),
    "III/d": (38, 55),
    "IV/a": (42, 56),
    "IV/b": (45, 56),
    "IV/c": (48, 57),
    "IV/d": (50, 57),
}
MASUK_USIA = {"I": 20, "II": 22, "III": 24, "IV": 24}
PPPK_GOLONGAN = {
    "II/a": "V",
    "II/b": "V",
    "II/c": "VII",
    "II/d": "VII",
    "III/a": "IX",
    "III/b": "X",
}
PTKP_L = ["TK/0", "K/0", "K/1", "K/2", "K/2", "K/3", "K/3"]
PTKP_P = ["TK/0", "TK/0", "TK/0", "TK/1", "TK/0", "K/0", "TK/0"]

Masa = tuple[date, date | None]  # [mulai, sampai)


@dataclass(slots=True)
class Orang:
    """A person and her histories; rows are made of it at the end (bingkai.py)."""

    id: int
    nama: str
    jk: str
    gelar: tuple[str, str]
    lahir: date
    tmt: date
    status: str
    wajib: bool
    golongan: str
    ptkp: str | None
    post: Post
    masuk: date  # first day in her present post
    keluar: date | None = None  # first day no longer in service
    alasan_keluar: str = ""
    rekening: bool = True
    gaji: bool = True
    tertib: bool = False  # no natural dirt in her taps: a story tells them
    cerita: list[str] = field(default_factory=list)  # ids of peculiarities
    # (post, D | PLT | PLH, cara_plt, masa)
    jabatan: list[tuple[Post, str, str, Masa]] = field(default_factory=list)
    absen: list[tuple[str, Masa, str]] = field(default_factory=list)  # kode, masa, keterangan
    hukuman: list[tuple[str, int, Masa]] = field(default_factory=list)
    pengurangan: list[tuple[str, str, Masa]] = field(default_factory=list)
    atasan_khusus: list[tuple["Orang", str, Masa]] = field(default_factory=list)
    nip: str = ""

    @property
    def bup(self) -> date:
        """First of the month after the birthday of the retirement age (PP 11/2017 ps. 239)."""
        tahun = self.lahir.year + self.post.resep.bup + self.lahir.month // 12
        return date(tahun, self.lahir.month % 12 + 1, 1)

    def pada(self, hari: date) -> Post | None:
        """Her definitive post on a day."""
        for post, penugasan, _, (mulai, sampai) in self.jabatan:
            if penugasan == "D" and mulai <= hari and (sampai is None or hari < sampai):
                return post
        return None


@cache
def _nama() -> tuple[dict[str, Any], list[str]]:
    teks = files("selaras.contoh").joinpath("data/nama.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(teks)
    return data, [daerah for daerah, isi in data.items() for _ in range(isi["bobot"])]


def nama_orang(nomor: int, jk: str) -> str:
    """Two or three words of one region's names."""
    data, undian = _nama()
    isi = data[pilih("nama.daerah", undian, nomor)]
    depan = pilih("nama.depan", isi[jk], nomor)
    sisa = [n for n in isi["akhir"] if n != depan]
    kata = [depan, pilih("nama.akhir", sisa, nomor)]
    if angka("nama.tiga", 10, nomor) < 3:
        tengah = pilih("nama.tengah", [n for n in isi["akhir"] if n not in kata], nomor)
        kata.insert(1, tengah)
    return " ".join(kata)


def _lahir(nomor: int, golongan: str) -> date:
    muda, tua = USIA.get(golongan, USIA["I"])
    umur = muda + angka("umur", tua - muda + 1, nomor)
    return ACUAN.replace(year=ACUAN.year - umur) - timedelta(days=angka("lahir", 360, nomor) + 1)


def _tmt(nomor: int, lahir: date, golongan: str, status: str) -> date:
    if status == "CPNS":
        return date(2025, 5 + angka("tmt.cpns", 2, nomor), 1)
    if status in ("PPPK", "PPPK_PW"):
        tahun = 2025 if status == "PPPK_PW" else 2021 + angka("tmt.pppk", 4, nomor)
        return date(tahun, 10 if status == "PPPK_PW" else 3, 1)
    if status == "NONASN":
        return date(2015 + angka("tmt.non", 8, nomor), 1, 2)
    mulai = lahir.year + MASUK_USIA[golongan.partition("/")[0]] + angka("tmt.usia", 6, nomor)
    return date(min(mulai, 2022), pilih("tmt.bulan", [1, 3, 12], nomor), 1)


def _golongan_pppk(status: str, golongan: str) -> str:
    if status in ("PPPK", "PPPK_PW"):
        return PPPK_GOLONGAN.get(golongan, "V")
    return "" if status == "NONASN" else golongan


def lahirkan(nomor: int, post: Post, status: str, wajib: bool) -> Orang:
    """A new person in a post."""
    resep = post.resep
    perempuan = {"bidan": 100, "perawat": 65, "ners": 65, "guru": 60}.get(resep.didik, 44)
    perempuan = 8 if resep.jadwal == "REGU" or post.kunci == "pengemudi" else perempuan
    jk = "P" if angka("jk", 100, nomor) < perempuan else "L"
    golongan = pilih("golongan", list(resep.golongan), nomor)
    lahir = _lahir(nomor, golongan or "II/a")
    if status == "CPNS":
        golongan = resep.golongan[0]
        lahir = date(1996 + angka("lahir.cpns", 6, nomor), 1 + nomor % 12, 1 + nomor % 27)
    tmt = _tmt(nomor, lahir, golongan, status)
    masuk = max(
        tmt,
        date(2021 + angka("masuk.tahun", 4, nomor), pilih("masuk.bulan", [1, 3, 6, 9], nomor), 2),
    )
    depan, belakang = pilih("gelar", GELAR[resep.didik], nomor)
    if not depan and lahir.year < 1985 and angka("haji", 100, nomor) < 12:
        depan = "Hj." if jk == "P" else "H."
    return Orang(
        id=nomor,
        nama=nama_orang(nomor, jk),
        jk=jk,
        gelar=(depan, belakang),
        lahir=lahir,
        tmt=tmt,
        status=status,
        wajib=wajib,
        golongan=_golongan_pppk(status, golongan),
        ptkp=pilih("ptkp", PTKP_P if jk == "P" else PTKP_L, nomor),
        post=post,
        masuk=masuk,
        jabatan=[(post, "D", "", (masuk, None))],
    )


def bagi_nip(orang: list[Orang]) -> None:
    """Give everyone her number: birth, appointment, sex and a running number (BKN 43/2007).

    Non-ASN have none; the government's own register number stands in its place.
    """
    urut: dict[str, int] = {}
    for o in sorted(orang, key=lambda o: o.id):
        if o.status == "NONASN":
            o.nip = f"NONASN-{o.id:05d}"
            continue
        angkat = f"{o.tmt:%Y}21" if o.status.startswith("PPPK") else f"{o.tmt:%Y%m}"
        awal = f"{o.lahir:%Y%m%d}{angkat}{1 if o.jk == 'L' else 2}"
        urut[awal] = urut.get(awal, 0) + 1
        o.nip = f"{awal}{urut[awal]:03d}"


def nik(o: Orang) -> str:
    """A number of a province that doesn't exist (99)."""
    hari = o.lahir.day + (40 if o.jk == "P" else 0)
    return f"9901{1 + o.id % 10:02d}{hari:02d}{o.lahir:%m%y}{1 + o.id % 9999:04d}"
