"""Long work that people see: a row with progress, errors per item, cancel, resume, result.

A room writes, in its `tasks.py` (found by itself):

    from selaras.core.jobs.context import JobContext
    from selaras.core.jobs.registry import job

    @job("tpp.hitung", judul="Menghitung TPP")
    def compute(context: JobContext, *, periode: int) -> None:
        context.start(total=40)
        for unit in units:
            context.check()                     # leaves here when somebody cancelled
            ...                                 # one transaction per unit, idempotent
            context.advance(pesan=unit.nama)

and starts it from a service with `services.start("tpp.hitung", actor=actor, masukan={...})`, or, on
the command line without a worker, with `services.run_now(...)`. A job may be taken up again from
its beginning after its worker was killed, so it must be idempotent.
"""
