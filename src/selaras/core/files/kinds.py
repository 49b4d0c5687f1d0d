"""What a file is by its content, whatever its name says. Takes no decision on size or purpose."""

import io
import zipfile
from dataclasses import dataclass
from typing import IO

import puremagic
from PIL import Image

KEPALA = 64 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OOXML = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Jenis:
    """A kind that can be taken: its media type, its ending, and how people call it."""

    mime: str
    akhiran: str
    sebut: str
    lain: tuple[str, ...] = ()  # other endings that name the same


@dataclass(frozen=True, slots=True)
class Golongan:
    sebut: str
    jenis: tuple[Jenis, ...]


GOLONGAN: dict[str, Golongan] = {
    "pdf": Golongan("PDF", (Jenis("application/pdf", ".pdf", "PDF"),)),
    "gambar": Golongan(
        "gambar",
        (
            Jenis("image/jpeg", ".jpg", "gambar", (".jpeg", ".jfif")),
            Jenis("image/png", ".png", "gambar"),
            Jenis("image/webp", ".webp", "gambar"),
        ),
    ),
    "kantor": Golongan(
        "dokumen kantor",
        (
            Jenis(f"{_OOXML}.wordprocessingml.document", ".docx", "dokumen Word"),
            Jenis(f"{_OOXML}.spreadsheetml.sheet", ".xlsx", "lembar kerja Excel"),
            Jenis(f"{_OOXML}.presentationml.presentation", ".pptx", "presentasi PowerPoint"),
            Jenis("application/msword", ".doc", "dokumen Word"),
            Jenis("application/vnd.ms-excel", ".xls", "lembar kerja Excel"),
            Jenis("application/vnd.ms-powerpoint", ".ppt", "presentasi PowerPoint"),
            Jenis("application/vnd.oasis.opendocument.text", ".odt", "dokumen teks"),
            Jenis("application/vnd.oasis.opendocument.spreadsheet", ".ods", "lembar kerja"),
            Jenis("application/vnd.oasis.opendocument.presentation", ".odp", "presentasi"),
        ),
    ),
}
BY_MIME = {j.mime: (g, j) for g, golongan in GOLONGAN.items() for j in golongan.jenis}
BY_AKHIRAN = {
    akhiran: (g, j)
    for g, golongan in GOLONGAN.items()
    for j in golongan.jenis
    for akhiran in (j.akhiran, *j.lain)
}
_BAGIAN = {"word/": ".docx", "xl/": ".xlsx", "ppt/": ".pptx"}
_ALIRAN = {"WordDocument": ".doc", "Workbook": ".xls", "PowerPoint Document": ".ppt"}
_SEBUT = {
    "image/svg": "halaman web",
    "image/": "gambar yang belum didukung",
    "video/": "video",
    "audio/": "rekaman suara",
    "text/html": "halaman web",
    "application/x-rar": "arsip RAR",
    "application/vnd.rar": "arsip RAR",
    "application/x-7z": "arsip 7z",
    "application/zip": "arsip ZIP",
    "application/gzip": "arsip GZ",
}


@dataclass(frozen=True, slots=True)
class Kenal:
    """What was found: a kind that can be taken, or in words what it is instead."""

    jenis: Jenis | None
    golongan: str = ""
    sebut: str = "berkas yang tidak dikenal"
    saran: str = ""


_HEIC = Kenal(
    None,
    sebut="foto HEIC",
    saran="Di iPhone pilih Pengaturan > Kamera > Format > Paling Kompatibel, "
    "atau kirim ulang fotonya sebagai JPG.",
)


def recognise(berkas: IO[bytes]) -> Kenal:
    """Look into the content; leaves the stream at its beginning."""
    berkas.seek(0)
    kepala = berkas.read(KEPALA)
    berkas.seek(0)
    if not kepala:
        return Kenal(None, sebut="kosong (0 bita)")
    try:
        return _recognise(berkas, kepala)
    finally:
        berkas.seek(0)


def _recognise(berkas: IO[bytes], kepala: bytes) -> Kenal:
    if kepala.startswith((b"PK", _OLE)):
        return _archive(berkas) if kepala.startswith(b"PK") else _old_office(berkas)
    if b"%PDF-" in kepala[:1024]:
        return _kind(".pdf")
    mime = _guess(kepala)
    if mime in ("image/jpeg", "image/png", "image/webp"):
        return _picture(berkas, mime)
    return (
        _HEIC if mime in ("image/heif", "image/heic") else Kenal(None, sebut=_words(mime, kepala))
    )


def _kind(akhiran: str) -> Kenal:
    golongan, jenis = BY_AKHIRAN[akhiran]
    return Kenal(jenis, golongan, jenis.sebut)


def _guess(kepala: bytes) -> str:
    """puremagic's first guess; "" when it knows nothing."""
    try:
        tebakan = puremagic.magic_string(kepala)
    except (puremagic.PureError, ValueError, IndexError):
        return ""
    return next((str(t.mime_type) for t in tebakan if t.mime_type), "program") if tebakan else ""


def _words(mime: str, kepala: bytes) -> str:
    if kepala[:2] == b"MZ" or kepala[:4] == b"\x7fELF":
        return "program"
    for awal, sebut in _SEBUT.items():
        if mime.startswith(awal):
            return sebut
    awal_teks = kepala[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if awal_teks.startswith((b"<!doctype html", b"<html", b"<svg", b"<script", b"<?xml")):
        return "halaman web"
    return "teks biasa" if b"\0" not in kepala else "berkas yang tidak dikenal"


def _picture(berkas: IO[bytes], mime: str) -> Kenal:
    """A picture that opens; a head alone is not enough."""
    berkas.seek(0)
    try:
        with Image.open(berkas, formats=("JPEG", "PNG", "WEBP")) as gambar:
            gambar.verify()
    except Image.DecompressionBombError:
        return Kenal(None, sebut="gambar yang terlalu lebar untuk dibuka")
    except Exception:  # Pillow's decoders raise anything on broken data
        return Kenal(None, sebut="gambar yang rusak", saran="Ambil atau kirim ulang fotonya.")
    return _kind(BY_MIME[mime][1].akhiran)


def _archive(berkas: IO[bytes]) -> Kenal:
    """Office documents are archives; anything else in an archive is not taken."""
    try:
        with zipfile.ZipFile(berkas) as arsip:
            nama = set(arsip.namelist())
            if "mimetype" in nama:
                with arsip.open("mimetype") as isi:
                    mime = isi.read(100).decode("ascii", "replace").strip()
                if mime in BY_MIME:
                    return _kind(BY_MIME[mime][1].akhiran)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return Kenal(None, sebut="arsip yang rusak", saran="Simpan ulang dokumennya, lalu unggah.")
    if "[Content_Types].xml" not in nama:
        return Kenal(
            None, sebut="arsip ZIP", saran="Buka arsipnya, lalu unggah isinya satu per satu."
        )
    if any(n.lower().endswith("vbaproject.bin") for n in nama):
        return Kenal(
            None,
            sebut="dokumen kantor yang berisi makro",
            saran="Simpan sebagai dokumen tanpa makro (.docx, .xlsx, .pptx), atau sebagai PDF.",
        )
    for awal, akhiran in _BAGIAN.items():
        if any(n.startswith(awal) for n in nama):
            return _kind(akhiran)
    return Kenal(None, sebut="arsip ZIP")


def _old_office(berkas: IO[bytes]) -> Kenal:
    """Office before 2007: told apart by the names of its inner streams."""
    isi = io.BytesIO(berkas.read()).getvalue()
    if "EncryptedPackage".encode("utf-16-le") in isi:
        return Kenal(
            None,
            sebut="dokumen yang dilindungi kata sandi",
            saran="Hapus kata sandinya, simpan, lalu unggah lagi.",
        )
    if "_VBA_PROJECT".encode("utf-16-le") in isi:
        return Kenal(
            None,
            sebut="dokumen kantor yang berisi makro",
            saran="Simpan sebagai dokumen tanpa makro (.docx, .xlsx, .pptx), atau sebagai PDF.",
        )
    for aliran, akhiran in _ALIRAN.items():
        if aliran.encode("utf-16-le") in isi:
            return _kind(akhiran)
    return Kenal(None, sebut="dokumen kantor lama yang tidak dikenal", saran="Simpan sebagai PDF.")
