"""Background work: taps that other applications are asked for, by their schedule."""

from dataclasses import replace

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from selaras.core.jobs.context import JobContext
from selaras.core.jobs.registry import JobRefused, job
from selaras.core.permissions import Actor, system_actor
from selaras.core.waktu import now
from selaras.klien.http import GagalTarik
from selaras.presensi.models import SumberTarik
from selaras.presensi.services.luar.tarik import TARIK, HasilTarik, ask_due, pull


@job(TARIK, judul="Mengambil ketukan dari aplikasi lain")
def run_pull(context: JobContext, *, sumber_id: int) -> None:
    """Ask one source for what is new."""
    sumber = SumberTarik.objects.select_related("instansi", "situs__instansi").get(pk=sumber_id)
    context.start(total=0, pesan=f"Menghubungi {sumber.nama}")

    def said(hasil: HasilTarik) -> None:
        context.check()
        context.say(f"{hasil.halaman} halaman, {hasil.baru} ketukan baru")

    try:
        hasil = pull(sumber, at=now(), said=said)
    except GagalTarik as galat:
        raise JobRefused(f"{galat} Dicoba lagi sendiri nanti.") from galat
    context.set_result(ketukan_baru=hasil.baru, diterima=hasil.diterima,
                       tak_dikenal=hasil.tak_dikenal, karantina=hasil.karantina)  # fmt: skip


@app.periodic(cron="* * * * *")
@app.task(name="selaras.presensi.tarik_jadwal", queueing_lock="selaras.presensi.tarik_jadwal")
def pull_what_is_due(timestamp: int) -> None:
    """Every minute: start the sources whose time has come."""
    del timestamp
    at = now() if settings.DEMO else timezone.now()

    def actor_of(sumber: SumberTarik) -> Actor:
        return replace(system_actor("Tarikan terjadwal", at=at), instansi_id=sumber.instansi_id)

    ask_due(at=at, actor_of=actor_of)
