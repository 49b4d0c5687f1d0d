"""What is wrong with a new structure, by name: PP 18/2016, PermenPANRB 25/2021 ask for every person
a post, for every post a place and a superior.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import Any

from selaras.aturan.lingkar import find_rings
from selaras.aturan.simpeg.sotk.bentuk import (
    PERINGATAN,
    SALAH,
    Keadaan,
    PostBaru,
    Rencana,
    Temuan,
    UnitBaru,
)

STRUKTURAL = "struktural"
BERKEPALA = {"skpd", "uptd", "bidang", "seksi"}


def findings(rencana: Rencana, keadaan: Keadaan, banyak: int) -> list[Temuan]:
    """Everything that people should mend or know before the structure is approved."""
    if not banyak:
        return [Temuan(SALAH, "Belum ada perubahan", "rancangan ini",
                       "Tambahkan butir, atau ambil dari berkas.")]  # fmt: skip
    return [*_units(rencana), *_posts(rencana), *_people(rencana, keadaan)]


def _units(r: Rencana) -> Iterator[Temuan]:
    for kode, n in Counter(u.kode for u in r.unit_hidup).items():
        if n > 1:
            yield Temuan(SALAH, "Kode unit dipakai dua kali", kode, "Beri kode lain.")
    for u in r.unit_hidup:
        if u.induk is not None and not u.induk.hidup:
            yield Temuan(SALAH, "Unit tanpa induk", u.nama,
                         f"{u.induk.nama} ditutup; pilih induk lain.", u.butir)  # fmt: skip
    for nama in _rings(r.unit_hidup, lambda u: u.induk):
        yield Temuan(SALAH, "Susunan unit melingkar", nama, "Perbaiki induknya.")
    isi = Counter(id(p.unit) for p in r.jabatan_hidup)
    kepala = {id(p.unit) for p in r.jabatan_hidup if p.jenis == STRUKTURAL}
    anak = {id(u.induk) for u in r.unit_hidup if u.induk}
    for u in r.unit_hidup:
        if not u.ditulis or u.lama is not None:
            continue
        if not isi[id(u)] and id(u) not in anak:
            yield Temuan(PERINGATAN, "Unit baru tanpa jabatan", u.nama,
                         "Pindahkan atau buat jabatannya.", u.butir)  # fmt: skip
        elif u.jenis in BERKEPALA and id(u) not in kepala:
            yield Temuan(PERINGATAN, "Unit baru tanpa jabatan pimpinan", u.nama,
                         "Buat atau pindahkan jabatan strukturalnya.", u.butir)  # fmt: skip


def _posts(r: Rencana) -> Iterator[Temuan]:
    for (_unit, kode), n in Counter((id(p.unit), p.kode) for p in r.jabatan_hidup).items():
        if n > 1:
            yield Temuan(SALAH, "Kode jabatan dipakai dua kali dalam satu unit", kode,
                         "Beri kode lain.")  # fmt: skip
    for nama in _rings(r.jabatan_hidup, lambda p: p.atasan):
        yield Temuan(SALAH, "Atasan melingkar", nama, "Perbaiki jabatan atasannya.")
    datang = {id(m.ke) for m in r.pindah if m.ke}
    for p in r.jabatan_hidup:
        if p.ditulis:
            yield from _incomplete(p)
        tetap = [o for o in p.orang if o.definitif]
        if p.jenis == STRUKTURAL and len(tetap) > 1:
            yield Temuan(SALAH, "Jabatan pimpinan dipangku lebih dari satu orang", p.sebut,
                         f"Tempatkan salah satu: {', '.join(o.nama for o in tetap)}.",
                         p.butir)  # fmt: skip
        elif len(tetap) > p.kebutuhan and id(p) in datang and (p.lama is None or p.butir):
            yield Temuan(PERINGATAN, "Isi melebihi kebutuhan", p.sebut,
                         f"{len(tetap)} orang untuk kebutuhan {p.kebutuhan}.", p.butir)  # fmt: skip


def _incomplete(p: PostBaru) -> Iterator[Temuan]:
    if p.kelas is None:
        yield Temuan(PERINGATAN, "Jabatan tanpa kelas", p.sebut,
                     "Isi kelasnya; tanpa kelas TPP tak terhitung.", p.butir)  # fmt: skip
    if p.atasan is None and (p.lama is None or p.lama.atasan is not None):
        yield Temuan(PERINGATAN, "Jabatan tanpa atasan", p.sebut,
                     "Isi jabatan atasannya.", p.butir)  # fmt: skip


def _people(r: Rencana, keadaan: Keadaan) -> Iterator[Temuan]:
    kelas = {j.kunci: j.kelas for j in keadaan.jabatan}
    for m in r.pindah:
        siapa = f"{m.orang.nama} (NIP {m.orang.nip})"
        if m.ke is None and m.orang.definitif:
            yield Temuan(SALAH, "Pegawai tanpa jabatan", siapa,
                         f"{m.dari} tidak ada lagi; tempatkan di jabatan lain.")  # fmt: skip
        elif m.ke is None:
            yield Temuan(PERINGATAN, "Plt/Plh berakhir", siapa, f"{m.dari} tidak ada lagi.")
        elif m.orang.definitif:
            lama, baru = kelas.get(m.orang.jabatan), m.ke.kelas
            if lama is not None and baru is not None and baru < lama:
                yield Temuan(PERINGATAN, "Kelas jabatan turun", siapa,
                             f"Dari kelas {lama} ke {baru}; TPP ikut turun.")  # fmt: skip


def _rings(semua: Iterable[Any], induk: Any) -> list[str]:
    """Names of members of rings, one line a ring."""
    nodes: dict[Hashable, UnitBaru | PostBaru] = {id(n): n for n in semua}
    atas = {k: id(induk(n)) if induk(n) is not None else None for k, n in nodes.items()}
    lewat: set[Hashable] = set()
    hasil = []
    for k, ring in find_rings(atas).items():
        if k not in lewat:
            lewat |= set(ring)
            hasil.append(" → ".join(nodes[x].nama for x in (*ring, ring[0]) if x in nodes))
    return hasil
