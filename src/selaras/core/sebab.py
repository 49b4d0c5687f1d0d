"""Why a file could not be opened or written, in words for people. Free of Django."""

import errno

_SEBAB = {
    errno.ENOENT: "tidak ditemukan",
    errno.EACCES: "tidak ada izin",
    errno.EPERM: "tidak ada izin",
    errno.EISDIR: "itu sebuah folder",
    errno.ENOTDIR: "foldernya ternyata sebuah berkas",
    errno.ENOSPC: "disk penuh",
    errno.EROFS: "disk hanya dapat dibaca",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
}


def file_reason(galat: OSError) -> str:
    """The reason alone, without the name: 'tidak ditemukan', 'disk penuh'."""
    # What is not raised by Python itself (Polars) has no number but is of the right class.
    nomor = galat.errno or next(
        (n for n in _SEBAB if type(galat) is type(OSError(n, ""))), errno.EIO
    )
    return _SEBAB.get(nomor) or galat.strerror or "galat disk"
