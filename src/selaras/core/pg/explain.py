"""Database errors that people can do something about, in their words.

Recognised by SQLSTATE, through whatever wraps the driver's error (Django, ADBC). Everything else
stays an unexpected error with a reference number.
"""

from collections.abc import Iterator

KEPT = "Tidak ada yang tersimpan setengah."
BY_STATE = {
    "53100": f"Ruang disk basis data habis. {KEPT} Kosongkan ruang di mesin basis data, "
    "lalu ulangi.",
    "53200": f"Memori mesin basis data habis. {KEPT} Tutup pekerjaan lain atau tambah memori, "
    "lalu ulangi.",
    "53300": "Basis data sedang penuh sambungan. Tunggu sebentar, lalu ulangi; bila sering, "
    "naikkan max_connections atau kurangi proses.",
    "40P01": f"Dua pekerjaan saling menunggu, dan yang ini dihentikan. {KEPT} Ulangi.",
    "55P03": "Data ini sedang dikerjakan orang lain. Tunggu sampai selesai, lalu ulangi.",
    "57014": f"Pekerjaan dihentikan karena terlalu lama. {KEPT}",
    "25006": "Basis data hanya dapat dibaca (mungkin replika). Periksa DATABASE_URL.",
}
LOST = (
    f"Sambungan ke basis data terputus. {KEPT} Jalankan './selaras periksa' untuk mencari sebabnya."
)
LOST_STATES = ("08", "57P")


def explain_database_error(error: BaseException) -> str | None:
    """What to tell people, or None when it is nothing that they can mend."""
    for link in _chain(error):
        state = getattr(link, "sqlstate", None)
        if not isinstance(state, str):
            continue
        if state in BY_STATE:
            return BY_STATE[state]
        if state.startswith(LOST_STATES):
            return LOST
    if any(type(link).__name__ == "OperationalError" for link in _chain(error)):
        return LOST
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__
