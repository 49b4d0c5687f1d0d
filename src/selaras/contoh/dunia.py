"""The sample world: structure, people and the overrides that stories write into it.

`bangun` makes the same world from the same scale, step by step; nothing here touches a database.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from selaras.contoh.acak import angka, lempar
from selaras.contoh.orang import Orang, lahirkan
from selaras.contoh.struktur import Post, Struktur, Unit, bangun_struktur

KECIL = {"5.03": 34, "1.05": 14}
PARUH_WAKTU, NON_ASN = 40, 24
CPNS = 24


@dataclass(frozen=True, slots=True)
class Skala:
    """Which SKPD, how many people who need not report work, which days."""

    nama: str
    kode: dict[str, int] | None
    paruh_waktu: int
    non_asn: int
    cpns: int
    mulai: date
    sampai: date  # inclusive

    @property
    def hari(self) -> list[date]:
        return [self.mulai + timedelta(n) for n in range((self.sampai - self.mulai).days + 1)]

    @property
    def periode(self) -> list[int]:
        return sorted({h.year * 100 + h.month for h in self.hari})


SKALA = {
    "penuh": Skala(
        "penuh", None, PARUH_WAKTU, NON_ASN, CPNS, date(2025, 10, 1), date(2025, 12, 31)
    ),
    # The whole regency for a month: what larger ones grow from (besar.py).
    "sebulan": Skala(
        "sebulan", None, PARUH_WAKTU, NON_ASN, CPNS, date(2025, 10, 1), date(2025, 10, 31)
    ),
    "kecil": Skala("kecil", KECIL, 1, 1, 1, date(2025, 10, 1), date(2025, 10, 31)),
}


@dataclass(slots=True)
class Dunia:
    """Everything the frames are made of."""

    skala: Skala
    struktur: Struktur
    orang: list[Orang] = field(default_factory=list)
    # (person, day) -> taps as (minute, second, 0 in | 1 out); an empty list is an absence
    ketukan: dict[tuple[int, date], list[tuple[int, int, int]]] = field(default_factory=dict)
    mesin_mati: list[tuple[int, date, int]] = field(default_factory=list)  # situs, day, from minute
    tanpa_penilaian: set[tuple[int, int]] = field(default_factory=set)  # person, periode
    predikat: dict[tuple[int, int], str] = field(default_factory=dict)
    # approved corrections: person, day, in, out (minutes), reason
    koreksi: list[tuple[int, date, int | None, int | None, str]] = field(default_factory=list)

    def jumlah(self, penuh: int, kecil: int = 1) -> int:
        return kecil if self.skala.nama == "kecil" else penuh

    def calon(self, cerita: str, syarat: Callable[[Orang], bool]) -> Iterator[Orang]:
        """People in no story yet who fit, in the story's own order."""
        cocok = [o for o in self.orang if not o.cerita and syarat(o)]
        yield from sorted(cocok, key=lambda o: int(lempar(f"cerita.{cerita}", o.id)))

    def ambil(
        self, cerita: str, n: int, syarat: Callable[[Orang], bool] = lambda o: True
    ) -> list[Orang]:
        """The first n of them, marked; their days are told by the story alone."""
        hasil = list(self.calon(cerita, syarat))[:n]
        if len(hasil) < n:
            raise ValueError(f"Cerita {cerita}: hanya {len(hasil)} dari {n} orang cocok.")
        for o in hasil:
            o.cerita.append(cerita)
            o.tertib = True
        return hasil

    def cerita(self, nama: str) -> list[Orang]:
        return [o for o in self.orang if nama in o.cerita]

    def skpd(self, kode: str) -> Unit:
        return next(u for u in self.struktur.unit if u.kode == kode and u.induk is None)


def _status(nomor: int, post: Post) -> str:
    bisa = not post.resep.eselon and post.resep.golongan[0].startswith(("II/", "III/a", "III/b"))
    if not bisa or post.kunci in ("polpp", "bendahara", "kapus"):
        return "PNS"
    peluang = {"guru": 45, "perawat": 35, "bidan": 40, "perawat_rs": 40, "ners": 30}
    return "PPPK" if angka("pppk", 100, nomor) < peluang.get(post.kunci, 18) else "PNS"


def _pemula(orang: list[Orang]) -> list[Orang]:
    cocok = [
        o
        for o in orang
        if o.status == "PNS"
        and not o.post.resep.eselon
        and o.post.kunci
        in ("perencana", "pranata", "penelaah", "auditor", "guru", "admin", "pengolah")
    ]
    return sorted(cocok, key=lambda o: int(lempar("cpns", o.id)))


def _lain(s: Struktur, jumlah: int, kunci: str) -> list[Post]:
    """Posts of people who need not report work, spread over the SKPD."""
    skpd = [u for u in s.unit if u.induk is None]
    return [
        s.buka_post(
            skpd[i * 7 % len(skpd)], kunci, _kepala_umum(s, skpd[i * 7 % len(skpd)]), orang=1
        )
        for i in range(jumlah)
    ]


def _kepala_umum(s: Struktur, skpd: Unit) -> Post | None:
    return next((p for p in s.post if p.unit.skpd is skpd and p.kunci == "umpeg"), None)


def isi_orang(d: Dunia) -> None:
    """Fill every post; then those outside e-Kinerja."""
    s = d.struktur
    for post in list(s.post):
        for _ in range(post.orang):
            nomor = len(d.orang) + 1
            d.orang.append(lahirkan(nomor, post, _status(nomor, post), wajib=True))
    for o in _pemula(d.orang)[: d.skala.cpns]:
        d.orang[o.id - 1] = lahirkan(o.id, o.post, "CPNS", wajib=True)
    for status, jumlah, kunci in (
        ("PPPK_PW", d.skala.paruh_waktu, "paruh"),
        ("NONASN", d.skala.non_asn, "honor"),
    ):
        for post in _lain(s, jumlah, kunci):
            d.orang.append(lahirkan(len(d.orang) + 1, post, status, wajib=False))


def bangun_dasar(nama: str) -> Dunia:
    """Structure and people, before any story."""
    skala = SKALA[nama]
    return Dunia(skala, bangun_struktur(skala.kode))
