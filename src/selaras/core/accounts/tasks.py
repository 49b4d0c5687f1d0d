"""Accounts for a whole unit as a job: made with their slips, or not at all.

The codes stand in the file alone. Only who asked may fetch it, once; fetching removes it.
"""

import zipfile
from io import BytesIO

from django.db import transaction

from selaras.core.accounts.management import create_accounts, people_without_account
from selaras.core.accounts.models import User
from selaras.core.accounts.slips import slips_pdf
from selaras.core.jobs.context import JobContext
from selaras.core.jobs.registry import JobRefused, job
from selaras.core.permissions.actor import Actor
from selaras.core.permissions.selectors import load_actor
from selaras.core.waktu import now

LEMBAR = "akun.lembar"
SEKALI = 200  # slips on one PDF: bounds memory, and a bundle that one can cut in an hour


@job(LEMBAR, judul="Membuat akun dan lembarnya", sekali_unduh=True)
def make_slips(context: JobContext, *, unit_id: int | None, alamat: str) -> None:
    """Everyone below the unit (None: within reach) who has no account; PDF by parts in one ZIP.

    One transaction: a worker killed in its midst leaves no account whose code nobody has.
    """
    user = User.objects.filter(pk=context.oleh_id or 0, is_active=True).first()
    if user is None:
        raise JobRefused("Akun yang meminta pekerjaan ini sudah tidak ada.")
    at = now()
    actor = load_actor(user, at=at)
    jumlah, _ = people_without_account(actor=actor, at=at, unit_id=unit_id)
    context.start(total=jumlah, pesan="Membuat akun")
    with transaction.atomic():
        arsip, dibuat = _make_all(context, actor, unit_id, alamat)
        if dibuat:
            context.save_file(f"lembar-akun-{at:%Y%m%d-%H%M}.zip", arsip)
            context.note(berkas=context.hasil_berkas, akun=dibuat)
    if not dibuat and "berkas" not in context.catatan:
        raise JobRefused("Semua pegawai di sana sudah punya akun.")
    context.hasil_berkas = context.catatan["berkas"]  # an earlier try's, killed after its commit
    context.set_result(akun=context.catatan["akun"])


def _make_all(
    context: JobContext, actor: Actor, unit_id: int | None, alamat: str
) -> tuple[BytesIO, int]:
    arsip, dibuat, ke = BytesIO(), 0, 0
    with zipfile.ZipFile(arsip, "w", zipfile.ZIP_DEFLATED) as isi:
        while True:
            context.check()
            _, orang = people_without_account(actor=actor, at=actor.at, unit_id=unit_id)
            lembar = create_accounts(
                actor=actor, person_ids=[o.id for o in orang[:SEKALI]], at=actor.at
            )
            if not lembar:
                break
            ke += 1
            pdf = slips_pdf(lembar, address=alamat, at=actor.at)
            isi.writestr(f"{ke:02d}-lembar-akun.pdf", pdf)
            dibuat += len(lembar)
            context.advance(len(lembar))
    arsip.seek(0)
    return arsip, dibuat
