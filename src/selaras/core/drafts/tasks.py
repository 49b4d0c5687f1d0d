"""Every night: drafts that were left alone."""

import logging

from procrastinate.contrib.django import app

from selaras.core import waktu
from selaras.core.drafts.services import remove_old

log = logging.getLogger("selaras.draf")


@app.periodic(cron="50 19 * * *")
@app.task(name="selaras.core.drafts.bersihkan", queueing_lock="selaras.core.drafts.bersihkan")
def clean_up(timestamp: int) -> None:
    """Remove what nobody has touched for thirty days."""
    del timestamp
    log.info("old drafts removed", extra={"jumlah": remove_old(at=waktu.now())})
