"""The weekly brief, made by itself on Friday afternoon and told to those who read it."""

from datetime import datetime

from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from selaras.arahan.services import make_brief
from selaras.core.waktu import now
from selaras.organisasi.models import Instansi


@app.periodic(cron="0 9 * * 5")  # Friday 16.00 WIB, 17.00 WITA, 18.00 WIT
@app.task(name="arahan.ringkas_pekan", queueing_lock="arahan.ringkas_pekan")
def make_briefs(timestamp: int) -> None:
    """Every government's week."""
    del timestamp
    at: datetime = now()
    for instansi in Instansi.objects.all():
        make_brief(instansi, localdate(at), at)
