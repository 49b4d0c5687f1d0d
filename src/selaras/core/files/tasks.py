"""Work behind the pages: scanning and previews of a new file, removing what nobody points to."""

import logging
import uuid

from procrastinate.contrib.django import app

from selaras.core import waktu
from selaras.core.files import preview, scan
from selaras.core.files.models import Berkas
from selaras.core.files.services import TASK_SIAPKAN, remove_orphans, set_scan_result

log = logging.getLogger("selaras.berkas")


@app.task(name=TASK_SIAPKAN)
def prepare(berkas_id: str) -> None:
    """Scan first; an infected file gets no preview."""
    berkas = Berkas.objects.filter(pk=uuid.UUID(berkas_id)).first()
    if berkas is None:
        return
    if (terjangkit := scan.is_infected(berkas)) is not None:
        set_scan_result(berkas=berkas, terjangkit=terjangkit, at=waktu.now())
    if berkas.is_terpratinjau and not berkas.is_terjangkit:
        preview.draw(berkas)


@app.periodic(cron="40 19 * * *")
@app.task(name="selaras.core.files.bersihkan", queueing_lock="selaras.core.files.bersihkan")
def clean_up(timestamp: int) -> None:
    """Every night: files and uploads that nobody needs; scans that did not come about."""
    del timestamp
    jumlah = remove_orphans(at=waktu.now())
    log.info("orphaned files removed", extra={"jumlah": jumlah})
    if scan.is_configured():
        for pk in Berkas.objects.filter(status_pindai="belum").values_list("pk", flat=True)[:2000]:
            prepare(str(pk))
