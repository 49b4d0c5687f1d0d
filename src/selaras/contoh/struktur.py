"""The sample government's units and posts, grown from data/struktur.yaml by kind of SKPD.

Says how many people each post has (`orang`); who they are is orang.py's.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import count
from typing import Any

import yaml

from selaras.contoh.resep import RESEP, Resep, besaran

AWAL = date(2017, 1, 2)  # every unit and post is in force since then (PP 18/2016 came into use)


@dataclass(slots=True)
class Unit:
    """A row of UnitKerja."""

    id: int
    kode: str
    nama: str
    jenis: str
    induk: "Unit | None"
    skpd: "Unit"
    jenis_bayar: str = "umum"
    mulai: date = AWAL
    sampai: date | None = None
    pengganti: "Unit | None" = None
    jadwal: str = "KANTOR-5"
    situs: int = 0  # 0: the SKPD's

    @property
    def path(self) -> str:
        return f"{self.induk.path if self.induk else '/'}{self.id}/"


@dataclass(slots=True)
class Post:
    """A row of Jabatan with its BesaranTPP and how many hold it."""

    id: int
    unit: Unit
    kode: str
    nama: str
    resep: Resep
    kunci: str
    atasan: "Post | None"
    kelas: int | None
    besaran: tuple[int, ...] | None
    orang: int = 0
    mulai: date = AWAL
    sampai: date | None = None

    @property
    def kebutuhan(self) -> int:
        return self.orang + (0 if self.resep.eselon else self.id % 3 == 0)


@dataclass(slots=True)
class Struktur:
    """All units and posts; ids count up from 1 in the order they are made."""

    unit: list[Unit] = field(default_factory=list)
    post: list[Post] = field(default_factory=list)
    tambahan: dict[int, dict[str, int]] = field(default_factory=dict)  # skpd id -> percent

    def buka_unit(
        self, kode: str, nama: str, jenis: str, induk: Unit | None = None, **lain: Any
    ) -> Unit:
        baru = Unit(len(self.unit) + 1, kode, nama, jenis, induk, None, **lain)  # type: ignore[arg-type]
        baru.skpd = induk.skpd if induk else baru
        if induk and "jenis_bayar" not in lain:
            baru.jenis_bayar = induk.skpd.jenis_bayar
        self.unit.append(baru)
        return baru

    def buka_post(
        self, unit: Unit, kunci: str, atasan: Post | None, orang: int = 1, u: str = ""
    ) -> Post:
        """A post of a recipe in a unit, or the one already there with more people."""
        for ada in self.post:
            if ada.unit is unit and ada.kunci == kunci and not u:
                ada.orang += orang
                return ada
        resep = RESEP[kunci]
        tambahan = dict(resep.tambahan) | self.tambahan.get(unit.skpd.id, {})
        nomor = len(self.post) + 1
        baru = Post(
            nomor,
            unit,
            f"J{nomor:04d}",
            resep.nama.format(u=u or unit.nama),
            resep,
            kunci,
            atasan,
            resep.kelas,
            besaran(resep.kelas, tambahan),
            orang,
        )
        self.post.append(baru)
        return baru


Isi = list[tuple[Unit, Post, tuple[str, ...]]]  # a unit, its head, kinds of posts to fill it with
KANTOR = ("penelaah", "pengolah", "admin", "operator", "umum")
BIDANG = ("analis_muda", "penelaah", "perencana", "pengolah", "admin", "pranata")
SEKRETARIAT = ("bendahara", "penelaah", "arsiparis", "admin", "operator", "pengolah", "umum")


def _sekretariat(s: Struktur, skpd: Unit, kepala: Post) -> tuple[Isi, Post]:
    unit = s.buka_unit(f"{skpd.kode}.1", f"Sekretariat {skpd.nama}", "bidang", skpd)
    sekretaris = s.buka_post(unit, "sekretaris", kepala)
    umpeg = s.buka_post(unit, "umpeg", sekretaris)
    keu = s.buka_post(unit, "keuangan", sekretaris)
    return [
        (unit, umpeg, SEKRETARIAT[1:]),
        (unit, keu, SEKRETARIAT[:1] + SEKRETARIAT[4:6]),
    ], sekretaris


def _bidang(s: Struktur, skpd: Unit, kepala: Post, bidang: list[str], isi: tuple[str, ...]) -> Isi:
    hasil: Isi = []
    for i, nama in enumerate(bidang, 2):
        unit = s.buka_unit(f"{skpd.kode}.{i}", f"Bidang {nama}", "bidang", skpd)
        hasil.append((unit, s.buka_post(unit, "kabid", kepala, u=nama), isi))
    return hasil


def _dinas(
    s: Struktur, skpd: Unit, d: dict[str, Any], atasan: Post | None, isi: tuple[str, ...] = BIDANG
) -> tuple[Isi, Post]:
    pimpinan = s.buka_post(skpd, "kepala", atasan)
    sekretariat, _ = _sekretariat(s, skpd, pimpinan)
    return sekretariat + _bidang(s, skpd, pimpinan, d["bidang"], isi), pimpinan


def _pola_dinas(s: Struktur, skpd: Unit, d: dict[str, Any], atasan: Post | None) -> Isi:
    khas = {
        "Dinas Pertanian": ("penyuluh", *BIDANG),
        "Pekerjaan Umum": ("teknik", *BIDANG),
        "Kepegawaian": ("sdma_muda", "analis_muda", "penelaah", "pranata", "pengolah"),
    }
    isi = next((v for k, v in khas.items() if k in skpd.nama), BIDANG)
    return _dinas(s, skpd, d, atasan, isi)[0]


def _pola_setda(s: Struktur, skpd: Unit, d: dict[str, Any], atasan: Post | None) -> Isi:
    sekda = s.buka_post(skpd, "sekda", None)
    asisten = [
        s.buka_post(skpd, "asisten", sekda, u=nama)
        for nama in (
            "Pemerintahan dan Kesejahteraan Rakyat",
            "Perekonomian dan Pembangunan",
            "Administrasi Umum",
        )
    ]
    for nama in ("Bidang Hukum dan Politik", "Bidang Ekonomi", "Bidang Kemasyarakatan"):
        s.buka_post(skpd, "stafahli", sekda, u=nama)
    hasil: Isi = []
    for i, nama in enumerate(d["bidang"], 1):
        unit = s.buka_unit(f"{skpd.kode}.{i}", f"Bagian {nama}", "bidang", skpd)
        kabag = s.buka_post(unit, "kabag", asisten[(i - 1) // 3], u=nama)
        khas = ("pengadaan", "pengadaan") if "Pengadaan" in nama else ()
        if nama == "Umum":
            umpeg = s.buka_post(unit, "umpeg", kabag)
            hasil.append((unit, umpeg, ("bendahara", "pengemudi", "operator", "umum", "admin")))
        hasil.append((unit, kabag, (*khas, "analis_muda", "penelaah", "pengolah", "admin")))
    return hasil


def _pola_setwan(s: Struktur, skpd: Unit, d: dict[str, Any], atasan: Post | None) -> Isi:
    sekwan = s.buka_post(skpd, "sekwan", atasan)
    hasil: Isi = []
    for i, nama in enumerate(d["bidang"], 1):
        unit = s.buka_unit(f"{skpd.kode}.{i}", f"Bagian {nama}", "bidang", skpd)
        kabag = s.buka_post(unit, "kabag", sekwan, u=nama)
        if i == 1:
            umpeg = s.buka_post(unit, "umpeg", kabag)
            hasil.append((unit, umpeg, ("bendahara", "pengemudi", "admin", "operator")))
        hasil.append((unit, kabag, ("analis_muda", "penelaah", "pengolah", "admin")))
    return hasil


def _pola_inspektorat(s: Struktur, skpd: Unit, d: dict[str, Any], atasan: Post | None) -> Isi:
    inspektur = s.buka_post(skpd, "inspektur", atasan)
    hasil, _ = _sekretariat(s, skpd, inspektur)
    for i, nama in enumerate(d["bidang"], 2):
        unit = s.buka_unit(f"{skpd.kode}.{i}", nama, "bidang", skpd)
        irban = s.buka_post(unit, "irban", inspektur, u=nama)
        hasil.append((unit, irban, ("auditor_muda", "auditor", "auditor_madya", "pengolah")))
    return hasil


def _pola_kecamatan(s: Struktur, skpd: Unit, d: dict[str, Any], atasan: Post | None) -> Isi:
    camat = s.buka_post(skpd, "camat", atasan)
    sekcam = s.buka_post(skpd, "sekcam", camat)
    umpeg = s.buka_post(skpd, "umpeg", sekcam)
    pem, pmd = (s.buka_post(skpd, k, camat) for k in ("kasi_pem", "kasi_pmd"))
    return [
        (skpd, umpeg, ("bendahara", "admin", "operator")),
        (skpd, pem, ("penelaah",)),
        (skpd, pmd, ("pengolah", "admin")),
    ]


def _pola_disdik(s: Struktur, skpd: Unit, d: dict[str, Any], atasan: Post | None) -> Isi:
    hasil, kepala = _dinas(s, skpd, d, atasan)
    for i, nama in enumerate(d["sekolah"], 1):
        unit = s.buka_unit(f"{skpd.kode}.S{i}", nama, "sekolah", skpd, jadwal="SEKOLAH-6")
        kepsek = s.buka_post(unit, "kepsek", kepala)
        hasil.append((unit, kepsek, ("guru", "guru_muda", "guru", "guru", "admin", "guru")))
    return hasil


def _pola_dinkes(s: Struktur, skpd: Unit, d: dict[str, Any], atasan: Post | None) -> Isi:
    hasil, kepala = _dinas(s, skpd, d, atasan)
    for i, nama in enumerate(d["puskesmas"], 1):
        unit = s.buka_unit(
            f"{skpd.kode}.P{i}",
            f"Puskesmas {nama}",
            "puskesmas",
            skpd,
            jadwal="PUSKESMAS-6",
            jenis_bayar="puskesmas",
        )
        kapus = s.buka_post(unit, "kapus", kepala)
        katu = s.buka_post(unit, "katu", kapus)
        hasil += [
            (
                unit,
                kapus,
                (
                    "perawat",
                    "bidan",
                    "dokter",
                    "bidan",
                    "perawat",
                    "apoteker",
                    "nutrisi",
                    "bidan",
                    "perawat",
                ),
            ),
            (unit, katu, ("admin",)),
        ]
    return hasil


def _pola_rsud(s: Struktur, skpd: Unit, d: dict[str, Any], atasan: Post | None) -> Isi:
    direktur = s.buka_post(skpd, "direktur", atasan)
    hasil, _ = _sekretariat(s, skpd, direktur)
    isi = {
        "Pelayanan Medik": ("dokter", "spesialis", "dokter"),
        "Keperawatan": ("perawat_rs", "ners", "bidan_rs", "perawat_rs", "perawat_rs"),
        "Penunjang Medik": ("radiografer", "apoteker", "nutrisi", "pengolah"),
    }
    for i, nama in enumerate(d["bidang"], 2):
        unit = s.buka_unit(f"{skpd.kode}.{i}", f"Bidang {nama}", "bidang", skpd)
        kabid = s.buka_post(unit, "kabid", direktur, u=nama)
        hasil += [(unit, kabid, isi[nama])] * (4 if nama == "Keperawatan" else 1)
    return hasil


def _pola_satpol(s: Struktur, skpd: Unit, d: dict[str, Any], atasan: Post | None) -> Isi:
    kepala = s.buka_post(skpd, "kepala", atasan)
    hasil, _ = _sekretariat(s, skpd, kepala)
    for i, nama in enumerate(d["bidang"], 2):
        unit = s.buka_unit(f"{skpd.kode}.{i}", f"Bidang {nama}", "bidang", skpd)
        kabid = s.buka_post(unit, "kabid", kepala, u=nama)
        regu = "damkar" if "Pemadam" in nama else "polpp"
        hasil += [(unit, kabid, (regu, regu, "polpp_muda", regu, regu))] * 2
    return hasil


POLA: dict[str, Callable[[Struktur, Unit, dict[str, Any], Post | None], Isi]] = {
    "setda": _pola_setda,
    "setwan": _pola_setwan,
    "inspektorat": _pola_inspektorat,
    "dinas": _pola_dinas,
    "badan": _pola_dinas,
    "kecamatan": _pola_kecamatan,
    "disdik": _pola_disdik,
    "dinkes": _pola_dinkes,
    "rsud": _pola_rsud,
    "satpol": _pola_satpol,
}


def _isi_sampai(s: Struktur, skpd: Unit, isi: Isi, jumlah: int) -> None:
    """Fill units in turn with the kinds of posts they use until the SKPD has `jumlah` people."""
    kini = sum(p.orang for p in s.post if p.unit.skpd is skpd)
    for putaran in count():
        for unit, atasan, kunci in isi:
            if kini >= jumlah:
                return
            nama = kunci[putaran % len(kunci)]
            if nama == "bendahara" and any(p.unit.skpd is skpd and p.kunci == nama for p in s.post):
                nama = "pengolah"  # one treasurer an SKPD
            s.buka_post(unit, nama, atasan)
            kini += 1


@cache
def baca_struktur() -> dict[str, Any]:
    """The file as it is."""
    teks = files("selaras.contoh").joinpath("data/struktur.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(teks)
    return data


def bangun_struktur(kode: dict[str, int] | None = None) -> Struktur:
    """The whole government, or only the SKPD of `kode` with those numbers of people."""
    s = Struktur()
    sekda: Post | None = None
    for d in baca_struktur()["skpd"]:
        if kode is not None and d["kode"] not in kode:
            continue
        skpd = s.buka_unit(
            d["kode"],
            d["nama"],
            "rs" if d["pola"] == "rsud" else "skpd",
            jenis_bayar=d.get("jenis_bayar", "umum"),
        )
        s.tambahan[skpd.id] = d.get("tambahan", {})
        isi = POLA[d["pola"]](s, skpd, d, sekda)
        _isi_sampai(s, skpd, isi, kode[d["kode"]] if kode else d["orang"])
        if d["pola"] == "setda":
            sekda = next(p for p in s.post if p.kunci == "sekda")
    return s
