"""Nightly work on structures that were decided."""

from procrastinate.contrib.django import app

from selaras.core.waktu import today
from selaras.simpeg.models import PenataanOrganisasi
from selaras.simpeg.penataan.services.terapkan import settle


@app.periodic(cron="10 17 * * *")  # 00.10 WIB, 01.10 WITA, 02.10 WIT
@app.task(name="selaras.simpeg.settle_structures", queueing_lock="simpeg.settle_structures")
def settle_structures(timestamp: int) -> None:
    """On a new structure's day those who came to its old posts meanwhile follow them."""
    del timestamp
    hari = today()
    for p in PenataanOrganisasi.objects.filter(status="disetujui", mulai__lte=hari):
        settle(p)
