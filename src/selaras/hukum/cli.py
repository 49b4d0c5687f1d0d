"""The verb `selaras hukum`: check the files, show one value. Prints; decides nothing."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from selaras.hukum.checks import check_all
from selaras.hukum.errors import HukumError, LawBroken, NotInForce
from selaras.hukum.fingerprint import plain
from selaras.hukum.law import Law
from selaras.hukum.model import Temuan
from selaras.hukum.tree import ROOT
from selaras.hukum.words import rows_in_words

OK, BROKEN, USAGE, NOT_IN_FORCE = 0, 1, 2, 3


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `hukum` and its verbs to the command line."""
    parser = subparsers.add_parser("hukum", help="memeriksa dan membaca aturan hukum")
    verbs = parser.add_subparsers(dest="verba", metavar="VERBA", required=True)
    periksa = verbs.add_parser("periksa", help="memeriksa seluruh berkas aturan")
    periksa.add_argument("--rinci", action="store_true", help="sebut setiap peringatan")
    periksa.add_argument("--tambahan", type=Path, action="append", default=[], metavar="FOLDER",
                         help="folder parameter lain yang ikut diperiksa")  # fmt: skip
    periksa.set_defaults(run=run_periksa, needs_django=False)
    lihat = verbs.add_parser("lihat", help="menampilkan satu aturan pada suatu tanggal")
    lihat.add_argument("kunci", metavar="KUNCI", help="misalnya tpp.bobot")
    lihat.add_argument("--pada", type=_date, default=date.today(), metavar="YYYY-MM-DD")
    lihat.add_argument("--daerah", metavar="DAERAH", help="tanpa ini: kerangka nasional")
    lihat.add_argument("--json", action="store_true", help="keluaran untuk mesin")
    lihat.set_defaults(run=run_lihat, needs_django=False)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' bukan tanggal YYYY-MM-DD") from error


# -- periksa --------------------------------------------------------------------------------


def run_periksa(args: argparse.Namespace) -> int:
    """Name every error with file, line and reason; warnings apart. Exit 1 on errors."""
    found = check_all((ROOT, *args.tambahan))
    errors = [t for t in found if t.galat]
    warnings = [t for t in found if not t.galat]
    for temuan in errors:
        print(temuan)
    _print_warnings(warnings, detail=args.rinci)
    if errors:
        print(f"{len(errors)} galat. Perbaiki berkas di atas.")
        return BROKEN
    law = Law.load(extra_dirs=args.tambahan)
    _print_confidence(law)
    print(f"Hukum baik: {len(law.keys)} kunci, {len(law.daerah)} daerah, tanpa galat.")
    return OK


def _print_warnings(warnings: list[Temuan], *, detail: bool) -> None:
    if not warnings:
        return
    print(f"Peringatan ({len(warnings)}):")
    if detail:
        for temuan in warnings:
            print(f"  {temuan}")
        return
    counted = Counter((_folder(t.berkas), t.alasan) for t in warnings)
    for (place, reason), count in sorted(counted.items()):
        print(f"  {place}: {reason}" + (f" ({count} kali)" if count > 1 else ""))
    print("  (tiap barisnya: selaras hukum periksa --rinci)")


def _folder(place: str) -> str:
    """Whose file it is: parameter/nasional, or parameter/daerah/<region>."""
    parts = place.split("/")
    return "/".join(parts[: 3 if "daerah" in parts[:2] else 2])


def _print_confidence(law: Law) -> None:
    counts: Counter[str] = Counter()
    for key in law.keys:
        for daerah in (None, *law.daerah):
            leaf = law.parameter(key, daerah)
            counts.update(
                s.dasar.keyakinan for s in (leaf.segmen if leaf else ()) if s.isi is not None
            )
    order = [k for k in ("tinggi", "sedang", "rendah", "contoh") if counts[k]]
    print("Keyakinan nilai: " + ", ".join(f"{k} {counts[k]}" for k in order))


# -- lihat ----------------------------------------------------------------------------------


def run_lihat(args: argparse.Namespace) -> int:
    """Show value, since when, citation and confidence; exit 3 where nothing is in force."""
    try:
        law = Law.load()
        aturan = law.pada(args.pada, args.daerah)
        parameter = aturan.parameter(args.kunci)
        segment = law.segment(args.kunci, args.pada, args.daerah)
    except NotInForce as error:
        print(error)
        return NOT_IN_FORCE
    except (HukumError, LawBroken) as error:
        print(error, file=sys.stderr)
        return USAGE
    dasar = segment.dasar
    if args.json:
        print(json.dumps({
            "kunci": args.kunci, "daerah": args.daerah, "pada": args.pada.isoformat(),
            "satuan": parameter.satuan, "nilai": plain(segment.nilai), "sejak": str(dasar.sejak),
            "sampai": str(dasar.sampai) if dasar.sampai else None, "dasar": str(dasar),
            "keyakinan": dasar.keyakinan, "contoh": dasar.contoh, "berkas": dasar.berkas,
        }, ensure_ascii=False))  # fmt: skip
        return OK
    region = law.region(args.daerah) if args.daerah else None
    print(f"{args.kunci} · {parameter.judul}")
    place = region.nama if region else "kerangka nasional"
    print(f"daerah    : {place}" + (f" ({region.tanda})" if region and region.tanda else ""))
    print(f"pada      : {args.pada}")
    for index, (name, words) in enumerate(rows_in_words(parameter, segment.nilai)):
        head = "nilai     : " if index == 0 else " " * 12
        print(head + (f"{name}: {words}" if name else words))
    until = f" s.d. {segment.sampai}" if segment.sampai else ""
    print(f"sejak     : {segment.mulai}{until}")
    print(f"asal      : {'daerah' if dasar.daerah else 'kerangka nasional'}")
    print(f"dasar     : {dasar}")
    print(f"keyakinan : {dasar.keyakinan}")
    for label, text in (("catatan   ", dasar.catatan), ("tautan    ", dasar.url)):
        if text:
            print(f"{label}: {text}")
    print(f"berkas    : {dasar.berkas}:{dasar.baris}")
    return OK
