"""What may be wrong with a tap from a phone: signs for a person to look at, never a punishment.

Each is one bit, so that a tap keeps all of its signs in one number.
"""

from collections.abc import Iterable
from enum import IntFlag
from functools import cache


class Tanda(IntFlag):
    """Signs of a tap; the names are those of law (`presensi.tanda_menahan`)."""

    DUPLIKAT_KOORDINAT = 1
    AKURASI_JANGGAL = 2
    LOMPATAN = 4
    JAM_MUNDUR = 8
    JAM_SELISIH = 16
    PEMASANGAN_GANDA = 32
    TANDA_TANGAN_SALAH = 64
    LUAR_PAGAR = 128
    LURING_LAMA = 256
    TANPA_POSISI = 512
    TANPA_SURAT = 1024


# For who decides about the tap, and for who made it.
KALIMAT = {
    Tanda.DUPLIKAT_KOORDINAT: "Titiknya sama persis dengan orang lain atau hari-hari lain.",
    Tanda.AKURASI_JANGGAL: "Akurasi posisinya terlalu baik, atau titiknya dibulatkan.",
    Tanda.LOMPATAN: "Jaraknya dari ketukan lain tidak mungkin ditempuh secepat itu.",
    Tanda.JAM_MUNDUR: "Jam ponselnya tampak dimundurkan.",
    Tanda.JAM_SELISIH: "Jam ponselnya berbeda dengan jam server.",
    Tanda.PEMASANGAN_GANDA: "Ponsel itu dipakai lebih dari satu akun.",
    Tanda.TANDA_TANGAN_SALAH: "Kiriman tidak bertanda tangan ponsel yang terdaftar.",
    Tanda.LUAR_PAGAR: "Posisinya di luar pagar tempat presensi.",
    Tanda.LURING_LAMA: "Ketukan disimpan di ponsel lebih lama daripada batasnya.",
    Tanda.TANPA_POSISI: "Ponsel tidak memberi posisi.",
    Tanda.TANPA_SURAT: "Tidak ada surat yang berlaku untuk bekerja di luar kantor hari itu.",
}


@cache  # of all numbers there are: a queue of fifty taps asks for the same few again
def nama_tanda(tanda: int) -> tuple[str, ...]:
    """The signs in a number, by the names of law, in fixed order."""
    return tuple(t.name.lower() for t in Tanda if t & tanda and t.name)


@cache
def kalimat_tanda(tanda: int) -> tuple[str, ...]:
    """The same as sentences."""
    return tuple(KALIMAT[t] for t in Tanda if t & tanda)


def gabung_tanda(nama: Iterable[str]) -> Tanda:
    """The number of several names; an unknown name raises KeyError."""
    hasil = Tanda(0)
    for n in nama:
        hasil |= Tanda[n.upper()]
    return hasil
