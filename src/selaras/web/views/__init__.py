"""Views of the frame: home, search, menu, kit, theme. Pages of the rooms stand with their rooms."""

from selaras.web.views.beranda import beranda
from selaras.web.views.bingkai import all_places, search, theme
from selaras.web.views.kit import kit, kit_explanation

__all__ = ["all_places", "beranda", "kit", "kit_explanation", "search", "theme"]
