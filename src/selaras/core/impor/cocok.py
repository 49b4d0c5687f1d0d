"""Finds the header row and matches its titles to the columns that an import knows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from selaras.core.impor.spec import Kolom

CARI_JUDUL = 25
# Below this similarity a title is left for a person to decide; read off real headings: "Tgl Lahir"
# against "Tanggal lahir" 82, "Nama Unit" against "Nama atasan" 70.
AMBANG = 80
ABAIKAN = "-"


@dataclass(frozen=True, slots=True)
class Padanan:
    """One column of the file: which known column it is, how sure, and on what ground."""

    indeks: int
    judul: str
    kolom: str  # "" = not used
    yakin: int  # 0..100
    alasan: str  # persis | sinonim | diingat | mirip | ""


def normal(judul: str) -> str:
    """A heading without case, punctuation and runs of blanks."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", judul.lower()).split())


def find_header(baris: Sequence[Sequence[str]], kolom: Sequence[Kolom]) -> int:
    """Index of the row whose titles are known best; the first filled row if none is."""
    kenal = {nama for k in kolom for nama in _names(k)}
    terbaik, nilai_terbaik = -1, 0
    for i, row in enumerate(baris[:CARI_JUDUL]):
        nilai = sum(1 for sel in row if normal(sel) in kenal)
        if nilai > nilai_terbaik:
            terbaik, nilai_terbaik = i, nilai
    if terbaik >= 0:
        return terbaik
    return next((i for i, row in enumerate(baris) if sum(bool(s) for s in row) > 1), 0)


def match_columns(
    judul: Sequence[str], kolom: Sequence[Kolom], ingatan: Mapping[str, str]
) -> tuple[Padanan, ...]:
    """One Padanan per column of the file; each known column is given away once."""
    calon: list[tuple[int, int, str, str]] = []
    diabaikan: set[int] = set()
    for i, teks in enumerate(judul):
        if not (rapi := normal(teks)):
            continue
        if (ingat := ingatan.get(rapi)) is not None:
            if ingat == ABAIKAN:
                diabaikan.add(i)
            else:
                calon.append((101, i, ingat, "diingat"))
            continue
        calon += [c for k in kolom if (c := _candidate(i, rapi, k)) is not None]
    terpilih: dict[int, tuple[str, int, str]] = {}
    terpakai: set[str] = set()
    kenal = {k.nama for k in kolom}
    for nilai, i, nama, alasan in sorted(calon, key=lambda c: (-c[0], c[1])):
        if i in terpilih or nama in terpakai or i in diabaikan or nama not in kenal:
            continue
        terpilih[i] = (nama, min(nilai, 100), alasan)
        terpakai.add(nama)
    return tuple(
        Padanan(i, teks, *terpilih.get(i, ("", 0, "diingat" if i in diabaikan else "")))
        for i, teks in enumerate(judul)
    )


def _names(k: Kolom) -> list[str]:
    return [normal(k.nama), normal(k.judul), *(normal(s) for s in k.sinonim)]


def _candidate(i: int, rapi: str, k: Kolom) -> tuple[int, int, str, str] | None:
    if rapi in (normal(k.nama), normal(k.judul)):
        return (100, i, k.nama, "persis")
    rapat = rapi.replace(" ", "")  # "N I P", "NamaPegawai"
    if rapi in map(normal, k.sinonim) or rapat in (n.replace(" ", "") for n in _names(k)):
        return (98, i, k.nama, "sinonim")
    nilai = int(max(fuzz.token_sort_ratio(rapi, nama) for nama in _names(k)))
    return (min(nilai, 95), i, k.nama, "mirip") if nilai >= AMBANG else None
