"""First pages of a PDF and pictures as small WebP images, kept beside the file.

Foreign content is drawn in a process of its own with limits (draw.py): a file made to crash or to
fill the memory takes nothing with it.
"""

import logging
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from selaras.core.files import storage
from selaras.core.files.models import Berkas

WAKTU = 25
log = logging.getLogger("selaras.berkas")


def preview_bytes(berkas: Berkas, halaman: int) -> bytes | None:
    """The picture of a page (0 = the first), drawn when not yet there; None = there is none."""
    if not berkas.is_terpratinjau or not 0 <= halaman < storage.PRATINJAU_TERBANYAK:
        return None
    jalur = storage.preview_key(berkas.pk, halaman)
    if (isi := _read(jalur)) is None and halaman == 0:
        draw(berkas)
        isi = _read(jalur)
    return isi


def draw(berkas: Berkas) -> int:
    """Draw all previews of a file; how many. A file that cannot be drawn has none."""
    with TemporaryDirectory(prefix="pratinjau-") as nama:
        folder = Path(nama)
        sumber = folder / "berkas"
        with sumber.open("wb") as salinan:
            for isi in storage.read_all([berkas.jalur]):
                salinan.write(isi)
        perintah = [sys.executable, str(Path(__file__).with_name("draw.py")), str(sumber),
                    berkas.jenis, str(storage.PRATINJAU_TERBANYAK)]  # fmt: skip
        try:
            hasil = subprocess.run(  # noqa: S603
                perintah, cwd=folder, capture_output=True, timeout=WAKTU, check=False
            )
        except subprocess.TimeoutExpired:
            log.warning("preview took too long", extra={"berkas": str(berkas.pk)})
            return 0
        if hasil.returncode:
            kata = hasil.stderr.decode(errors="replace").strip().splitlines()[-1:]
            log.warning("no preview", extra={"berkas": str(berkas.pk), "sebab": kata})
        gambar = sorted(folder.glob("*.webp"))
        for nomor, satu in enumerate(gambar):
            with satu.open("rb") as isi_gambar:
                storage.keep(storage.preview_key(berkas.pk, nomor), isi_gambar)
    return len(gambar)


def _read(jalur: str) -> bytes | None:
    try:
        with storage.open_bytes(jalur) as berkas:
            return berkas.read()
    except FileNotFoundError:
        return None
