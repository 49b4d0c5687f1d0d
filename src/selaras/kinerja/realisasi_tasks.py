"""Every morning: whose report is due tomorrow."""

import logging

from procrastinate.contrib.django import app

from selaras.core import waktu
from selaras.kinerja.services.realisasi_ingat import remind_due

log = logging.getLogger("selaras.kinerja")


@app.periodic(cron="15 22 * * *")  # 05.15 WIB, 06.15 WITA, 07.15 WIT
@app.task(name="selaras.kinerja.ingatkan_realisasi", queueing_lock="ingatkan_realisasi")
def remind(timestamp: int) -> None:
    """Repeating it tells nobody twice."""
    del timestamp
    log.info("reports due tomorrow", extra={"diingatkan": remind_due(at=waktu.now())})
