"""Background work of the boxes: made again where stale, cases proposed, the absence clock read."""

import logging
from datetime import UTC, datetime

from procrastinate.contrib.django import app

from selaras.core import waktu
from selaras.core.permissions import system_actor
from selaras.hukum import HukumError
from selaras.kotak.services.jam import read_clock
from selaras.kotak.services.kasus import close_sanctioned, propose_low_boxes
from selaras.kotak.services.susun import refresh
from selaras.organisasi.models import Instansi

log = logging.getLogger("selaras.kotak")


def make_everything(at: datetime) -> dict[str, int]:
    """Boxes, proposed cases and the clock of every government; what was done."""
    hasil = {"bulan_unit": 0, "usulan": 0, "pp94": 0, "ditutup": 0}
    actor = system_actor("Kotak kinerja", at=at)
    for instansi in Instansi.objects.all():
        try:
            hasil["bulan_unit"] += refresh(instansi, at=at)
            hasil["usulan"] += propose_low_boxes(instansi, actor=actor, at=at)
            hasil["pp94"] += read_clock(instansi, actor=actor, at=at)
            hasil["ditutup"] += close_sanctioned(instansi, actor=actor, at=at)
        except HukumError:
            log.exception("boxes not made", extra={"instansi": instansi.pk})
    return hasil


@app.periodic(cron="*/10 * * * *")
@app.task(name="selaras.kotak.susun", queueing_lock="selaras.kotak.susun")
def make_every_ten_minutes(timestamp: int) -> None:
    """Catch up with runs and assessments; a look that finds nothing costs some queries."""
    del timestamp
    make_everything(waktu.now().astimezone(UTC))
