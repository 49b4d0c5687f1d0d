"""An article of law as the drawer cites it, leading to the parameter's own page."""

from typing import Any

from django.urls import NoReverseMatch, reverse

from selaras.hukum import Aturan


def ground(aturan: Aturan, kunci: str) -> dict[str, Any]:
    """Title, article, link and confidence of a value in force; else raises NotInForce."""
    dasar = aturan.dasar(kunci)
    try:
        url = reverse("hukum:parameter", args=[kunci])
        url += f"?pada={aturan.pada:%Y-%m-%d}" + (
            f"&daerah={aturan.daerah}" if aturan.daerah else ""
        )
    except NoReverseMatch:
        url = dasar.url
    return {
        "judul": aturan.judul(kunci),
        "bagian": "" if dasar.contoh else str(dasar),
        "url": url,
        "keyakinan": dasar.keyakinan,
        "contoh": dasar.contoh,
    }
