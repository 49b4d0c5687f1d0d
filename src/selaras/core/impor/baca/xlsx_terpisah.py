"""Reads a workbook in a process of its own, whose memory and time end before the machine's.

A workbook of a kilobyte may ask for millions of cells, or one long text in each of them, and there
are many ways to write either; the reader would allocate it all before anybody could count.
"""

import json
import logging
import resource
import subprocess
import sys

from selaras.core.impor.baca.berkas import BerkasSalah, Tabel

MEMORI = 1_500_000_000
DETIK = 120
# Of the rows as they are handed over.
MAKS_KELUAR = 128 * 1024 * 1024
log = logging.getLogger("selaras.impor")


def read_xlsx(isi: bytes, sebut: str, lembar: str = "") -> Tabel:
    """The rows of the asked sheet, else of the first visible one that holds anything."""
    pesan = json.dumps([sebut, lembar]).encode() + b"\n"
    hasil = subprocess.run(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", __name__], input=pesan + isi, capture_output=True, check=False
    )
    if hasil.returncode:
        # Nearly always a limit; whatever else it was, the log holds the child's last words.
        log.warning(
            "workbook reader ended",
            extra={"kode": hasil.returncode, "galat": hasil.stderr[-500:].decode(errors="replace")},
        )
        raise _too_large(sebut)
    *baris, ikhtisar = hasil.stdout.splitlines()
    kata = json.loads(ikhtisar)
    if "salah" in kata:
        raise BerkasSalah(kata["salah"])
    return Tabel(
        tuple(tuple(json.loads(satu)) for satu in baris),
        tuple(kata["catatan"]), tuple(kata["lembar"]), kata["dibaca"],
    )  # fmt: skip


def _too_large(sebut: str) -> BerkasSalah:
    return BerkasSalah(
        f"{sebut} membengkak saat dibaca melebihi batas: terlalu banyak sel, atau teks panjang "
        "yang berulang. Salin tabelnya ke lembar baru atau simpan sebagai CSV, lalu unggah lagi."
    )


def main() -> None:
    """The child: an order and a workbook on standard input; rows, then the rest, on the output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORI, MEMORI))
    resource.setrlimit(resource.RLIMIT_CPU, (DETIK, DETIK))
    from selaras.core.impor.baca.xlsx import open_xlsx  # noqa: PLC0415 - under the limits

    sebut, lembar = json.loads(sys.stdin.buffer.readline())
    keluar = 0
    try:
        tabel, rows = open_xlsx(sys.stdin.buffer.read(), sebut, lembar)
        for baris in rows:
            keluar += sys.stdout.buffer.write(json.dumps(baris).encode() + b"\n")
            if keluar > MAKS_KELUAR:
                raise _too_large(sebut)
        kata: dict[str, object] = {
            "catatan": tabel.catatan,
            "lembar": tabel.lembar,
            "dibaca": tabel.lembar_dibaca,
        }
    except BerkasSalah as error:
        kata = {"salah": str(error)}
    sys.stdout.buffer.write(json.dumps(kata).encode())


if __name__ == "__main__":
    main()
