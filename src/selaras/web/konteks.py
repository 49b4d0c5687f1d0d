"""What every page's frame needs: the region's look, the person's menu, page or drawer."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from selaras.core.accounts.selectors import sample_logins
from selaras.core.waktu import sample_day
from selaras.web.navigasi import menu_for
from selaras.web.panduan.isi import help_for


def frame(request: HttpRequest) -> dict[str, Any]:
    """Lazy, so that a partial answer costs no menu."""
    htmx = getattr(request, "htmx", False)
    return {
        "tampilan": settings.TAMPILAN,
        "hari_contoh": sample_day(),
        "akun_contoh": SimpleLazyObject(sample_logins),
        "menu": SimpleLazyObject(lambda: menu_for(request)),
        "bantuan_url": SimpleLazyObject(lambda: help_for(request)),
        # {% extends dasar_laci %}: the same page stands alone or in the drawer.
        "dasar_laci": "web/laci_potongan.html" if htmx else "web/base.html",
        # The same for a card that a page fetches after its first paint.
        "dasar_kartu": "web/kartu_potongan.html" if htmx else "web/base.html",
    }
