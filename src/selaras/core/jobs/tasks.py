"""Tasks of the queue: run a job, sweep up after killed workers."""

from procrastinate.contrib.django import app

from selaras.core.jobs.services import TASK, perform, sweep


@app.task(name=TASK)
def run(pekerjaan_id: int) -> None:
    """Do one job."""
    perform(pekerjaan_id)


@app.periodic(cron="* * * * *")
@app.task(name="selaras.core.jobs.sweep", queueing_lock="selaras.core.jobs.sweep")
def sweep_jobs(timestamp: int) -> None:
    """Every minute: take up jobs whose worker was killed."""
    sweep()
