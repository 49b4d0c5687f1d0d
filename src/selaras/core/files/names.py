"""Names of files as people see them: no paths, no control signs, no tricks of direction."""

import re
import unicodedata
from pathlib import PurePosixPath

from selaras.core.files.errors import BerkasDitolak
from selaras.core.files.kinds import BY_AKHIRAN, GOLONGAN, Jenis, Kenal
from selaras.core.files.purposes import Batas

PANJANG = 120
_TERLARANG = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')


def clean_name(nama: str) -> str:
    """The last part of the name without anything that a machine could take for more."""
    nama = unicodedata.normalize("NFC", nama).replace("\\", "/").rsplit("/", 1)[-1]
    nama = "".join(c for c in nama if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    nama = " ".join(_TERLARANG.sub(" ", nama).split()).strip(". ")
    path = PurePosixPath(nama or "berkas")
    batang, akhiran = path.stem, path.suffix
    if len(akhiran) > 10:
        batang, akhiran = path.name, ""
    return f"{batang[: PANJANG - len(akhiran)].rstrip('. ') or 'berkas'}{akhiran}"


def fit(nama: str, kenal: Kenal, batas: Batas) -> tuple[str, Jenis]:
    """The name with the ending of what the file is, and that kind; refuses what lies."""
    nama = clean_name(nama)
    boleh = _allowed(batas)
    if kenal.jenis is None:
        raise BerkasDitolak(
            f"Berkas '{nama}' ternyata {kenal.sebut}. {kenal.saran or f'Unggah {boleh}.'} "
            "Isian lain tetap tersimpan."
        )
    path = PurePosixPath(nama)
    tertulis = BY_AKHIRAN.get(path.suffix.lower())
    if tertulis is not None and tertulis[0] != kenal.golongan:
        raise BerkasDitolak(
            f"Berkas '{nama}' ternyata {kenal.sebut}. Unggah {tertulis[1].sebut}-nya, "
            f"isian lain sudah tersimpan.{_or_rename(path.stem, kenal, batas)}"
        )
    if kenal.golongan not in batas.golongan:
        raise BerkasDitolak(
            f"Berkas '{nama}' adalah {kenal.sebut}, sedangkan di sini hanya {boleh}. "
            "Isian lain tetap tersimpan."
        )
    if tertulis is not None and tertulis[1] == kenal.jenis:
        return nama, kenal.jenis
    batang = path.stem if tertulis is not None else nama
    akhiran = kenal.jenis.akhiran
    return f"{batang[: PANJANG - len(akhiran)]}{akhiran}", kenal.jenis


def _or_rename(batang: str, kenal: Kenal, batas: Batas) -> str:
    """A picture named .pdf may be right as a picture: then another name is enough."""
    if kenal.jenis is None or kenal.golongan not in batas.golongan:
        return ""
    return f" Bila memang ini yang dimaksud, namai '{batang}{kenal.jenis.akhiran}'."


def _allowed(batas: Batas) -> str:
    nama = [GOLONGAN[g].sebut for g in batas.golongan]
    return nama[0] if len(nama) == 1 else f"{', '.join(nama[:-1])} atau {nama[-1]}"
