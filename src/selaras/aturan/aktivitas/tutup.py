"""When a month's activities close, and what becomes of those that nobody has decided by then."""

from datetime import date, timedelta

from selaras.aturan.aktivitas.parameter import ParameterAktivitas

PUTUSAN = {"auto_setuju": "approve", "auto_tolak": "reject"}


def batas_setuju(tanggal: date, p: ParameterAktivitas) -> date:
    """The last day for deciding about an activity: a day of the next month."""
    awal = (tanggal.replace(day=1) + timedelta(days=31)).replace(day=1)
    akhir = (awal + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return min(awal + timedelta(days=p.setuju_tanggal - 1), akhir)


def tertutup(tanggal: date, hari_ini: date, p: ParameterAktivitas) -> bool:
    """Whether the term for deciding has passed."""
    return hari_ini > batas_setuju(tanggal, p)


def putusan_lewat(tanggal: date, hari_ini: date, p: ParameterAktivitas) -> str | None:
    """The step that a night's job takes on what waits: "approve", "reject", or None: it waits."""
    return PUTUSAN.get(p.lewat_waktu) if tertutup(tanggal, hari_ini, p) else None
