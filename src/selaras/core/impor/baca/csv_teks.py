"""Reads delimited text of any usual delimiter and encoding."""

import csv
import io

from selaras.core.impor.baca.berkas import BerkasSalah, Tabel

_PEMISAH = ",;\t|"
_CONTOH_BARIS = 30
_KENDALI = frozenset(range(32)) - {9, 10, 12, 13}


def read_csv(isi: bytes, sebut: str) -> Tabel:
    """The rows of a CSV; the delimiter is the one that gives the most even columns."""
    teks, catatan = _decode(isi, sebut)
    baris_awal = teks.splitlines()[:_CONTOH_BARIS]
    # Excel writes this first line for itself.
    pemisah = ""
    if baris_awal and baris_awal[0].strip().strip('"').lower().startswith("sep="):
        pemisah = baris_awal[0].strip().strip('"')[4:5]
        teks = teks.split("\n", 1)[1] if "\n" in teks else ""
    pemisah = pemisah or _sniff(baris_awal)
    csv.field_size_limit(1_000_000)
    try:
        baris = tuple(
            tuple(_clean(sel) for sel in row)
            for row in csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah)
        )
    except csv.Error as error:
        raise BerkasSalah(
            f"{sebut} tidak dapat dibaca sebagai CSV ({error}). Simpan ulang dari Excel."
        ) from error
    return Tabel(baris, catatan)


def _decode(isi: bytes, sebut: str) -> tuple[str, tuple[str, ...]]:
    if isi.startswith((b"\xff\xfe", b"\xfe\xff")):
        return isi.decode("utf-16", errors="replace"), ()
    if sum(1 for bita in isi[:4096] if bita in _KENDALI) > 0:
        raise BerkasSalah(
            f"{sebut} bukan lembar kerja dan bukan teks. Unggah berkas .xlsx atau .csv."
        )
    try:
        return isi.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        catatan = "Huruf berkas ini bukan UTF-8; dibaca sebagai Windows-1252. Periksa nama-nama."
        return isi.decode("cp1252", errors="replace"), (catatan,)


def _sniff(baris: list[str]) -> str:
    def score(pemisah: str) -> tuple[int, int]:
        jumlah = [len(r) for r in csv.reader(baris, delimiter=pemisah) if r]
        if not jumlah:
            return (0, 0)
        lazim = max(set(jumlah), key=jumlah.count)
        return (jumlah.count(lazim) if lazim > 1 else 0, lazim)

    return max(_PEMISAH, key=score)


def _clean(sel: str) -> str:
    sel = sel.replace("\xa0", " ").replace("\x00", "").strip()
    # ="198609262015051001" is how some exports keep Excel from touching long numbers.
    if sel.startswith('="') and sel.endswith('"'):
        return sel[2:-1].strip()
    return sel
