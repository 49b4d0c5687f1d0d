"""Whether a locked month was computed again from the very same facts: then nothing new is in it.

Reading and computing a month of 400,000 people takes half a minute; hashing what its queries come
to inside the database takes a fraction of that.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path

from django.db.models import Count, Max, Sum

import selaras
from selaras.core.frames import fingerprint_of
from selaras.hukum import Law
from selaras.organisasi.models import Instansi
from selaras.presensi.models import HariTersentuh
from selaras.tpp.models import PemeriksaanSusulan, SusulanTPP

_KODE = ("aturan", "core/frames.py", "presensi", "tpp")  # what computing a month goes through


def unchanged(
    instansi: Instansi, periode: int, runs: Mapping[int, int], pindah: Iterable[int], law: Law
) -> bool:
    """Whether the last look at the month saw the facts, law and lines that are there now."""
    lalu = PemeriksaanSusulan.objects.filter(instansi=instansi, asal_periode=periode).first()
    if lalu is None or touched(instansi, periode, sejak=lalu.diperiksa_pada):
        return False
    sekitar = _around(instansi, periode, runs, pindah, law)
    return lalu.sidik[:16] == sekitar and lalu.sidik[16:] == fingerprint_of(lalu.kueri)


def remember(
    instansi: Instansi,
    periode: int,
    runs: Mapping[int, int],
    pindah: Iterable[int],
    law: Law,
    *,
    kueri: Sequence[str],
    fakta: str,
    at: datetime,
) -> None:
    """Keep what this look saw; `fakta`: fingerprint_of(kueri) in the computed snapshot."""
    sidik = _around(instansi, periode, runs, pindah, law) + fakta
    PemeriksaanSusulan.objects.update_or_create(
        instansi=instansi,
        asal_periode=periode,
        defaults={"sidik": sidik, "kueri": list(kueri), "diperiksa_pada": at},
    )


def touched(instansi: Instansi, periode: int, *, sejak: datetime | None = None) -> bool:
    """Whether attendance named days of the month that nobody has dealt with, since an instant."""
    hari = HariTersentuh.objects.filter(
        pegawai__instansi=instansi, ditangani_pada__isnull=True,
        tanggal__year=periode // 100, tanggal__month=periode % 100,
    )  # fmt: skip
    return (hari if sejak is None else hari.filter(dicatat_pada__gt=sejak)).exists()


def _around(
    instansi: Instansi, periode: int, runs: Mapping[int, int], pindah: Iterable[int], law: Law
) -> str:
    """All but the facts: code, law in force, the runs that count, lines made already."""
    aturan = law.pada(date(periode // 100, periode % 100, 1), instansi.daerah)
    for kunci in law.keys:
        aturan.ada(kunci)
    garis = SusulanTPP.objects.filter(asal_periode=periode, pegawai__instansi=instansi).aggregate(
        n=Count("pk"), a=Max("pk"), b=Sum("nilai_rp"), c=Sum("pph_rp"), d=Sum("iwp_rp"),
        e=Sum("potongan_rp"),
    )  # fmt: skip
    bagian = (_code(), aturan.sidik(), sorted(runs.items()), sorted(pindah), sorted(garis.items()))
    return hashlib.sha256(repr(bagian).encode()).hexdigest()[:16]


@cache
def _code() -> str:
    """The program's own sources: a mended rule may find what the last look did not."""
    akar = Path(selaras.__file__).parent
    sumber = sorted(
        f for nama in _KODE for f in ([akar / nama] if nama.endswith(".py") else
                                      (akar / nama).rglob("*.py"))
    )  # fmt: skip
    isi = hashlib.sha256()
    for f in sumber:
        isi.update(f.read_bytes())
    return isi.hexdigest()
