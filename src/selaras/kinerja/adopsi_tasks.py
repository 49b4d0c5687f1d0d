"""Every night: how far people use kinerja in the months that still move."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from selaras.core import waktu
from selaras.kinerja.services.adopsi import count_adoption, months_to_count

log = logging.getLogger("selaras.kinerja")


@app.periodic(cron="40 17 * * *")  # 00.40 WIB, when nobody enters anything
@app.task(name="selaras.kinerja.hitung_adopsi", queueing_lock="hitung_adopsi")
def count_months(timestamp: int) -> None:
    """Repeating it gives the same counts."""
    del timestamp
    kini = waktu.now()
    for periode in months_to_count(timezone.localtime(kini)):
        log.info(
            "adoption counted", extra={"bulan": periode, "skpd": count_adoption(periode, at=kini)}
        )
