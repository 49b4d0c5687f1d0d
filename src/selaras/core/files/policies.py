"""Who is served a file: whom the attaching room says; until it is attached, who sent it."""

from selaras.core.files import scan
from selaras.core.files.models import Berkas
from selaras.core.files.purposes import purpose, register_berkas_policy
from selaras.core.files.services import is_attached
from selaras.core.permissions.actor import Actor

__all__ = ["may_see", "register_berkas_policy", "withheld"]


def may_see(actor: Actor, berkas: Berkas) -> bool:
    """The room's word; the sender sees her own as long as it is attached nowhere."""
    keperluan = purpose(berkas.keperluan)
    if keperluan is not None and keperluan.may_see(actor, berkas):
        return True
    milik = actor.user_id is not None and berkas.pemilik_user_id == actor.user_id
    return milik and not is_attached(berkas)


def withheld(actor: Actor, berkas: Berkas) -> str:
    """Why a file that may be seen is not served after all; "" = it is served."""
    if berkas.is_terjangkit:
        return (
            f"Berkas '{berkas.nama}' mengandung virus menurut pemindai, jadi tidak dibuka untuk "
            "siapa pun. Minta pengirimnya mengunggah berkas yang bersih."
        )
    belum = berkas.status_pindai == Berkas.Pindai.BELUM
    if scan.is_configured() and belum and berkas.pemilik_user_id != actor.user_id:
        return f"Berkas '{berkas.nama}' masih dipindai. Coba lagi sebentar."
    return ""
