"""Views of the frame: home, search, menu, kit, theme. Pages of the rooms stand with their rooms."""

from selaras.web.views.aplikasi import manifest, service_worker
from selaras.web.views.beranda import beranda, office, today
from selaras.web.views.bingkai import all_places, theme
from selaras.web.views.cari import search
from selaras.web.views.keadaan import live_state
from selaras.web.views.kit import kit, kit_explanation

__all__ = [
    "all_places",
    "beranda",
    "kit",
    "kit_explanation",
    "live_state",
    "manifest",
    "office",
    "search",
    "service_worker",
    "theme",
    "today",
]
