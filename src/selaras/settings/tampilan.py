"""How the site presents itself: the region's name, seal and accent colour."""

import os

TAMPILAN = {
    "nama": os.environ.get("SELARAS_NAMA", "Selaras"),
    "daerah": os.environ.get("SELARAS_DAERAH", ""),
    "lambang": os.environ.get("SELARAS_LAMBANG", "web/lambang.svg"),  # a static file's path
    "warna": os.environ.get("SELARAS_WARNA", "#0b6b61"),
}

FORM_RENDERER = "selaras.core.halaman.penggambar.Penggambar"
