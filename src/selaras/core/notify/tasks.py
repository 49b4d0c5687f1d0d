"""Background work of notices: send at once, and every two minutes what is due again."""

from procrastinate.contrib.django import app

from selaras.core import waktu
from selaras.core.notify.cleaning import remove_old
from selaras.core.notify.delivery import deliver, deliver_due
from selaras.core.notify.services import TASK


@app.task(name=TASK)
def send(kiriman_ids: list[int]) -> None:
    """Send the deliveries of one action."""
    deliver(kiriman_ids, at=waktu.now())


@app.periodic(cron="*/2 * * * *")
@app.task(name="selaras.core.notify.susulkan", queueing_lock="selaras.core.notify.susulkan")
def send_due(timestamp: int) -> None:
    """Try again what failed before."""
    del timestamp
    deliver_due(at=waktu.now())


@app.periodic(cron="20 17 * * *")  # 00.20 WIB
@app.task(name="selaras.core.notify.bersihkan", queueing_lock="selaras.core.notify.bersihkan")
def clean(timestamp: int) -> None:
    """Remove notices that are older than the site keeps them."""
    del timestamp
    remove_old(at=waktu.now())
