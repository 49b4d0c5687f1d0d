"""The dry run: parses every cell, finds doubles, asks the spec, and counts. Writes nothing."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from selaras.core.halaman.format import kecil
from selaras.core.impor.baca import Tabel
from selaras.core.impor.spec import Baris, Konteks, Spec, Status, good
from selaras.core.impor.urai import NilaiSalah

HAPUS = "-"


@dataclass(frozen=True, slots=True)
class HasilPeriksa:
    """All rows with their findings; `sidik` tells whether a later dry run says the same."""

    baris: tuple[Baris, ...]
    sidik: str

    def count(self, status: Status) -> int:
        return sum(1 for b in self.baris if b.status is status)

    @property
    def jumlah(self) -> dict[str, int]:
        hitung = Counter(b.status for b in self.baris)
        return {s.name.lower(): hitung[s] for s in Status} | {
            "peringatan": sum(1 for b in self.baris if any(t.peringatan for t in b.temuan)),
            "semua": len(self.baris),
        }

    def to_apply(self) -> list[Baris]:
        return [b for b in self.baris if b.status in (Status.BARU, Status.BERUBAH)]

    def frequent(self, spec: Spec, maks: int = 12) -> list[tuple[str, str, int]]:
        """The commonest findings: (column title, an example of the message, how many rows)."""
        hitung: Counter[tuple[str, str]] = Counter()
        contoh: dict[tuple[str, str], str] = {}
        for b in self.baris:
            for t in b.temuan:
                kunci = (t.kolom, " ".join(w for w in t.pesan.split() if w.isalpha())[:60])
                hitung[kunci] += 1
                contoh.setdefault(kunci, t.pesan)
        return [(_title(spec, kunci[0]), contoh[kunci], n) for kunci, n in hitung.most_common(maks)]


def check(
    spec: Spec,
    tabel: Tabel,
    baris_judul: int,
    pemetaan: Mapping[int, str],
    ctx: Konteks,
    *,
    progress: Callable[[str], None] = lambda _: None,
) -> HasilPeriksa:
    """Dry-run the rows below the header; `pemetaan` says which file column is which."""
    progress("Membaca sel")
    baris = [
        b
        for i, row in enumerate(tabel.baris[baris_judul + 1 :], start=baris_judul + 2)
        if (b := _row(i, row, pemetaan)) is not None
    ]
    for b in baris:
        _parse(spec, b)
    progress("Mencocokkan rujukan")
    spec.resolve(baris, ctx)
    _doubles(spec, baris, ctx)
    progress("Membandingkan dengan data tersimpan")
    _compare(spec, good(baris), ctx)
    return HasilPeriksa(tuple(baris), fingerprint(spec, baris))


def missing_columns(spec: Spec, pemetaan: Mapping[int, str]) -> list[str]:
    """Titles of required columns that no column of the file gives."""
    ada = set(pemetaan.values())
    return [k.judul for k in spec.kolom if k.wajib and k.nama not in ada]


def fingerprint(spec: Spec, baris: Sequence[Baris]) -> str:
    """A hash over what would be done and why not; equal = nothing moved in between."""
    sidik = hashlib.sha256()
    for b in baris:
        temuan = [t.pesan for t in b.temuan if not t.peringatan]
        isi = [b.nomor, int(b.status), shown_changes(spec, b), temuan]
        sidik.update(json.dumps(isi, ensure_ascii=False).encode())
    return sidik.hexdigest()


def shown_changes(spec: Spec, b: Baris) -> dict[str, list[str]]:
    """Old and new of each changed column as an officer reads them."""
    return {nama: [_show(spec, nama, v) for v in pair] for nama, pair in b.perubahan.items()}


def _show(spec: Spec, nama: str, nilai: object) -> str:
    kolom = spec.column(nama)
    if nilai is None or nilai == "":
        return ""
    return kolom.tampil(nilai) if kolom else str(nilai)


def _title(spec: Spec, nama: str) -> str:
    kolom = spec.column(nama)
    return kolom.judul if kolom else "Baris"


def _row(nomor: int, row: Sequence[str], pemetaan: Mapping[int, str]) -> Baris | None:
    teks = {nama: row[i] for i, nama in pemetaan.items() if i < len(row)}
    return Baris(nomor, teks) if any(teks.values()) else None


def _parse(spec: Spec, b: Baris) -> None:
    for kolom in spec.kolom:
        sel = b.teks.get(kolom.nama, "")
        if not sel:
            if kolom.wajib:
                b.wrong(kolom.nama, f"{kolom.judul} wajib diisi.")
            continue
        if sel == HAPUS and not kolom.wajib:
            continue
        try:
            b.nilai[kolom.nama] = kolom.urai(sel)
        except NilaiSalah as error:
            b.wrong(kolom.nama, str(error))


def _compare(spec: Spec, calon: list[Baris], ctx: Konteks) -> None:
    """Compare until no row falls: a row refused late must leave no trace in its neighbours."""
    sebelum = {b.nomor: len(b.temuan) for b in calon}
    while True:
        for b in calon:
            del b.temuan[sebelum[b.nomor] :]
            b.status = Status.SAMA
            b.perubahan = {}
        spec.compare(calon, ctx)
        tersisa = good(calon)
        if len(tersisa) == len(calon):
            return
        calon = tersisa


def _doubles(spec: Spec, baris: Sequence[Baris], ctx: Konteks) -> None:
    pertama: dict[tuple[object, ...], Baris] = {}
    for b in baris:
        if b.salah:
            continue
        b.kunci = spec.key(b, ctx)
        if spec.boleh_kunci_ulang:
            continue
        if (dulu := pertama.setdefault(b.kunci, b)) is b:
            continue
        apa = " + ".join(kecil(_title(spec, nama)) for nama in spec.kunci)
        sebut = "isinya sama" if dulu.nilai == b.nilai else "isinya berbeda"
        b.wrong(spec.kunci[0], f"Rangkap: {apa} ini sudah ada di baris {dulu.nomor} ({sebut}).")
