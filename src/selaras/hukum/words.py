"""Values of law in Indonesian words, for terminal and pages alike. Formats, never computes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from selaras.hukum.model import Isi, Jenjang, Parameter

_SUFFIX = {
    "menit": " menit", "jam": " jam", "hari": " hari", "bulan": " bulan", "tahun": " tahun",
    "kali": " kali", "desimal": " angka di belakang koma", "mib": " MiB",
}  # fmt: skip


def number_in_words(number: int, satuan: str) -> str:
    """One number with its unit: 125 basis points are 1,25%, 450 minutes of the day are 07.30."""
    write = _WRITERS.get(satuan)
    return write(number) if write else _grouped(number) + _SUFFIX.get(satuan, "")


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _clock(number: int) -> str:
    return f"{number // 60:02d}.{number % 60:02d}"


def _day(number: int) -> str:
    text = f"{number:08d}"
    return f"{text[6:]}-{text[4:6]}-{text[:4]}"


def _decimal(number: int, scale: int) -> str:
    whole, rest = divmod(abs(number), scale)
    digits = str(rest).zfill(len(str(scale)) - 1).rstrip("0")
    text = _grouped(whole) + (f",{digits}" if digits else "")
    return f"-{text}" if number < 0 else text


_WRITERS: dict[str, Callable[[int], str]] = {
    "basis_poin": lambda number: _decimal(number, 100) + "%",
    "kali_1e4": lambda number: _decimal(number, 10_000),
    "rupiah": lambda number: "Rp" + _grouped(number),
    "menit_hari": _clock,
    "tanggal": _day,
    "kode": str,
    "tanpa": str,
}


def rows_in_words(parameter: Parameter, isi: Isi) -> list[tuple[str, str]]:
    """The value as rows of (name, words); a single value has one row with an empty name."""
    if isinstance(isi, int):
        return [("", number_in_words(isi, parameter.satuan))]
    if isinstance(isi, str):
        return [("", parameter.nama.get(isi, isi))]
    if isinstance(isi, Mapping):
        return [(_name(parameter, name), _cell(parameter, name, isi)) for name in isi]
    steps = [part for part in isi if isinstance(part, Jenjang)]
    if steps:
        return _ladder(parameter, steps)
    return [("", ", ".join(parameter.nama.get(str(word), str(word)) for word in isi) or "(kosong)")]


def _name(parameter: Parameter, name: str) -> str:
    return parameter.nama.get(name) or name.replace("_", " ")


def _cell(parameter: Parameter, name: str, isi: Mapping[str, int] | Mapping[str, str]) -> str:
    cell = isi[name]
    if isinstance(cell, str):
        return cell
    if parameter.satuan == "menit_hari" and name.endswith("_jeda"):
        return number_in_words(cell, "menit")
    return number_in_words(cell, parameter.satuan)


def _ladder(parameter: Parameter, steps: list[Jenjang]) -> list[tuple[str, str]]:
    rows = []
    for index, step in enumerate(steps):
        low = number_in_words(step.mulai, parameter.satuan_mulai)
        if index + 1 < len(steps):
            high = number_in_words(steps[index + 1].mulai - 1, parameter.satuan_mulai)
            span = low if low == high else f"{low} s.d. {high}"
        else:
            span = f"{low} ke atas"
        rows.append((span, number_in_words(step.nilai, parameter.satuan)))
    return rows


def summary(parameter: Parameter, isi: Isi, *, limit: int = 6) -> str:
    """The value on one line, long tables cut."""
    rows = rows_in_words(parameter, isi)
    parts = [f"{name}: {words}" if name else words for name, words in rows[:limit]]
    more = f"; … ({len(rows)} baris)" if len(rows) > limit else ""
    return "; ".join(parts) + more
