"""Who fits a story."""

from selaras.contoh.dunia import Dunia
from selaras.contoh.kalender import jadwal_post
from selaras.contoh.orang import Orang
from selaras.contoh.struktur import Post, Unit


def kantor(o: Orang) -> bool:
    """An ordinary office worker of five days, PNS, no head of anything."""
    return pns(o) and jadwal_post(o.post) == "KANTOR-5" and o.keluar is None


def pns(o: Orang) -> bool:
    return o.status == "PNS" and o.wajib and not o.post.resep.eselon


def di_skpd(post: Post, kode: str) -> bool:
    return post.unit.skpd.kode == kode


def rekan(d: Dunia, nama: str, skpd: Unit, golongan: str = "") -> Orang:
    """One office worker of an SKPD for a story."""
    return d.ambil(
        nama,
        1,
        lambda o: o.post.unit.skpd is skpd and o.golongan.startswith(golongan) and kantor(o),
    )[0]
