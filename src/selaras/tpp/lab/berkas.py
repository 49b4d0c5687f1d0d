"""Reads an uploaded proposal (YAML) with the checks of the law's own files: line and reason.

Two ways of writing it. Many keys: `tpp.bobot: {produktivitas: 7000, disiplin: 3000}`, or with
dates `tpp.bobot: {berlaku: {2025-07-01: {tabel: {...}}}}`. Or one leaf as the law's folders hold
it, named after its key (`tpp.bobot.yaml`, or `bobot.yaml` where only one key is called so).
"""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from selaras.hukum import Law, Parameter, Temuan
from selaras.hukum.fingerprint import plain
from selaras.hukum.nodes import BadYaml, Node, parse_date, read_yaml
from selaras.hukum.values import ValueReader
from selaras.tpp.lab.usulan import BarisUsulan

BITA_MAKS = 200_000
_KEPALA = {"dasar", "keyakinan", "catatan", "url", "sampai", "diperiksa", "tanpa_nasional"}


@dataclass(slots=True)
class BerkasUsulan:
    """The rows of a file and what is wrong with it; a file with findings is not used."""

    nama: str
    baris: list[BarisUsulan] = field(default_factory=list)
    temuan: list[Temuan] = field(default_factory=list)

    def complain(self, baris: int, alasan: str) -> None:
        """Note a finding."""
        self.temuan.append(Temuan(self.nama, baris, alasan))


def read_proposal(isi: bytes, nama: str, law: Law) -> BerkasUsulan:
    """The proposal in the file; every finding carries its line."""
    hasil = BerkasUsulan(PurePath(nama).name)
    if len(isi) > BITA_MAKS:
        hasil.complain(1, f"lebih dari {BITA_MAKS // 1000} kB: bukan berkas usulan")
        return hasil
    try:
        akar = read_yaml(isi.decode("utf-8-sig"))
    except UnicodeDecodeError:
        hasil.complain(1, "bukan teks UTF-8")
        return hasil
    except BadYaml as error:
        hasil.complain(error.baris, error.alasan)
        return hasil
    if not akar.is_map:
        hasil.complain(akar.baris, "berkas harus berupa 'kunci: isi'")
    elif akar.get("berlaku") is not None:
        _leaf(akar, hasil, law)
    else:
        for kunci, baris, node in akar.pairs():
            _key(kunci, baris, node, hasil, law)
    if not hasil.baris and not hasil.temuan:
        hasil.complain(1, "tidak ada satu nilai pun di berkas ini")
    return hasil


def _leaf(akar: Node, hasil: BerkasUsulan, law: Law) -> None:
    """One leaf; its key is the file's name."""
    batang = hasil.nama.rsplit(".", 1)[0] if hasil.nama.endswith((".yaml", ".yml")) else hasil.nama
    cocok = [k for k in law.keys if k == batang or k.endswith(f".{batang}")]
    if len(cocok) != 1:
        alasan = f"nama berkas harus kunci aturannya, mis. tpp.bobot.yaml; '{batang}' " + (
            f"dapat berarti {', '.join(cocok)}" if cocok else "tidak dikenal"
        )
        hasil.complain(1, alasan)
        return
    _key(cocok[0], 1, akar, hasil, law)


def _key(kunci: str, baris: int, node: Node, hasil: BerkasUsulan, law: Law) -> None:
    if kunci not in law.keys:
        dekat = difflib.get_close_matches(kunci, law.keys, n=1)
        saran = f" (maksudnya {dekat[0]}?)" if dekat else ""
        hasil.complain(baris, f"kunci '{kunci}' tidak dikenal{saran}")
        return
    parameter = law.parameter(kunci)
    assert parameter is not None  # noqa: S101 - a known key is declared
    berlaku = node.get("berlaku")
    if berlaku is None:
        _entry(parameter, "", node, hasil)
        return
    if not berlaku.is_map:
        hasil.complain(berlaku.baris, "'berlaku' berisi 'tanggal: nilai'")
        return
    for mulai, letak, entri in berlaku.pairs():
        if parse_date(mulai) is None:
            hasil.complain(letak, f"'{mulai}' bukan tanggal YYYY-MM-DD")
        else:
            _entry(parameter, mulai, entri, hasil)


def _entry(parameter: Parameter, mulai: str, node: Node, hasil: BerkasUsulan) -> None:
    """One value, written bare or under the name of its kind."""
    isi = node
    if node.is_map and (dalam := node.get(parameter.jenis)) is not None:
        for nama, letak, _ in node.pairs():
            if nama not in _KEPALA | {parameter.jenis}:
                hasil.complain(letak, f"'{nama}' tidak cocok: {parameter.key} berjenis "
                                      f"{parameter.jenis}")  # fmt: skip
        isi = dalam
    sebelum = len(hasil.temuan)
    nilai = reader(parameter, hasil.complain).read(isi)
    if nilai is not None and len(hasil.temuan) == sebelum:
        hasil.baris.append(BarisUsulan(parameter.key, as_plain(nilai), mulai))


def reader(parameter: Parameter, complain: Any) -> ValueReader:
    """The reader of the parameter's kind, the same that reads the law's own files."""
    return ValueReader(
        jenis=parameter.jenis,
        satuan=parameter.satuan,
        nama=parameter.nama,
        rentang=parameter.rentang,
        jumlah=parameter.jumlah,
        complain=complain,
    )


def as_plain(isi: Any) -> Any:
    """A value of law as JSON holds it and `from_plain` reads it back."""
    datar = plain(isi)
    if isinstance(datar, list) and datar and isinstance(datar[0], list):
        return [{"mulai": mulai, "nilai": nilai} for mulai, nilai in datar]
    return datar


def lines(temuan: Sequence[Temuan]) -> list[str]:
    """Findings as a page lists them."""
    return [f"Baris {t.baris}: {t.alasan}" for t in temuan]
