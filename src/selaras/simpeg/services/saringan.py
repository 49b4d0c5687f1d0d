"""A person's saved filters: named, kept, thrown away. Nobody else sees them."""

from urllib.parse import parse_qsl, urlencode

from selaras.core.permissions import Actor
from selaras.simpeg.models import SaringanTersimpan

TERBANYAK = 30
TIDAK_DISIMPAN = {"hal", "unduh", "csrfmiddlewaretoken"}


class SaringanDitolak(Exception):
    """Why it is not kept, in words."""


def save_filter(*, actor: Actor, nama: str, kueri: str) -> SaringanTersimpan:
    """Keep the present filter under a name; the same name again replaces it."""
    nama = " ".join(nama.split())[:80]
    if not nama:
        raise SaringanDitolak("Beri nama saringannya.")
    milik = SaringanTersimpan.objects.filter(user_id=actor.user_id or 0)
    if milik.count() >= TERBANYAK and not milik.filter(nama=nama).exists():
        raise SaringanDitolak(f"Paling banyak {TERBANYAK} saringan; hapus yang tidak dipakai.")
    saringan, _ = SaringanTersimpan.objects.update_or_create(
        user_id=actor.user_id or 0, nama=nama,
        defaults={"kueri": clean_query(kueri), "dibuat_pada": actor.at},
    )  # fmt: skip
    return saringan


def delete_filter(*, actor: Actor, pk: int) -> bool:
    """Throw one's own filter away; whether there was one."""
    jumlah, _ = SaringanTersimpan.objects.filter(user_id=actor.user_id or 0, pk=pk).delete()
    return bool(jumlah)


def clean_query(kueri: str) -> str:
    """What of an address makes a filter: no page number, nothing empty."""
    isi = [(k, v) for k, v in parse_qsl(kueri.lstrip("?"), keep_blank_values=True)
           if k not in TIDAK_DISIMPAN and (v or k == "tanpa")]  # fmt: skip
    return urlencode(isi)[:2000]
