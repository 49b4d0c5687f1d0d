"""Where handed-in files lie and how large they may be: a private folder, or an S3-compatible store.

A store that several web servers share needs the extra `s3` (pip install 'selaras[s3]') and
SELARAS_S3_WADAH; the bucket must not be public.
"""

import os
from typing import Any

_MIB = 1024 * 1024

# One file handed in; a region's law may say less or more where a room reads it.
BERKAS_MAKS_BITA = int(os.environ.get("SELARAS_BERKAS_MIB") or 10) * _MIB
# A whole request of any page that does not name a limit of its own (imports take 64 MiB).
KIRIMAN_MAKS_BITA = 70 * _MIB
# The scanner: an address (clamd://clamav:3310) or a command that gets the file's path added
# ("clamdscan --no-summary --fdpass"). Empty = no scanner.
BERKAS_PINDAI = os.environ.get("SELARAS_PINDAI", "")
# Whether a worker scans files and draws previews; without one, previews are drawn when looked at.
BERKAS_SIAPKAN = True

FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750


def default_storage() -> dict[str, Any]:
    """Django's entry for the private storage."""
    if not (wadah := os.environ.get("SELARAS_S3_WADAH")):
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": wadah,
            "endpoint_url": os.environ.get("SELARAS_S3_ALAMAT") or None,
            "region_name": os.environ.get("SELARAS_S3_DAERAH") or None,
            "access_key": os.environ.get("SELARAS_S3_KUNCI") or None,
            "secret_key": os.environ.get("SELARAS_S3_RAHASIA") or None,
            "default_acl": None,
            "querystring_auth": True,
            "signature_version": "s3v4",  # the older one is refused by newer stores and regions
            "file_overwrite": True,
        },
    }
