"""The command `selaras tpp hitung`: exit 0 all computed, 3 some rows not, 2 nothing at all."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from selaras.core.sebab import file_reason
from selaras.hukum import HukumError, Law
from selaras.tpp.kalkulator.baca import BerkasTakTerbaca, read_masukan
from selaras.tpp.kalkulator.hitung import (
    PermintaanSalah,
    compute,
    default_bulan,
    parse_aturan,
    parse_bulan,
)
from selaras.tpp.kalkulator.tulis import write_hasil, write_rinci


def run_hitung(args: argparse.Namespace) -> int:
    """Computes a file; messages go to the error stream, figures only to the files."""
    try:
        return _hitung(args)
    except (BerkasTakTerbaca, PermintaanSalah, HukumError) as error:
        _bilang(str(error).splitlines()[0])
    return 2


def _hitung(args: argparse.Namespace) -> int:
    law = Law.load()
    edisi = parse_aturan(law, args.aturan)
    if args.bulan:
        bulan = parse_bulan(args.bulan)
        if bulan is None or not edisi.covers(bulan.hari(edisi)):
            raise PermintaanSalah(f"--bulan {args.bulan}: bukan bulan dalam masa {edisi.jalur}")
    else:
        bulan = default_bulan(edisi, date.today())
    masukan, asing = read_masukan(Path(args.masukan))
    if asing:
        _bilang(f"kolom yang tidak dikenal tidak dipakai: {', '.join(asing)}")
    hasil = compute(law, edisi, masukan, bulan)
    with _tulis(args.keluaran):
        tertulis = write_hasil(Path(args.keluaran), hasil, edisi)
    if args.rinci:
        with _tulis(args.rinci):
            write_rinci(Path(args.rinci), hasil)
    galat = tertulis.height - tertulis["galat"].null_count()
    if galat:
        _bilang(f"{galat} dari {tertulis.height} baris tidak dapat dihitung; lihat kolom galat")
    return 3 if galat else 0


@contextmanager
def _tulis(nama: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PermintaanSalah(f"{nama}: tidak dapat ditulis ({file_reason(error)})") from error


def _bilang(pesan: str) -> None:
    sys.stderr.write(f"{pesan}\n")
