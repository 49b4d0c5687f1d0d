"""The moment an assessment is stored, the person's instrument of the open month is there.

kinerja announces stored results (kinerja.kabar); here a task computes those people by the very
functions of the month's run, notes when and what it came to, and tells them. The page computes the
figures anew each time it is opened, so they are right even when the unit's run is older.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import polars as pl
from django.db import transaction
from django.urls import reverse
from procrastinate.contrib.django import app

from selaras.core.halaman.format import periode_id
from selaras.core.notify.services import Kabar, notify_each
from selaras.hukum import HukumError, Law
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import Pegawai
from selaras.periode.selectors import locked_skpd_ids
from selaras.presensi.selectors import KalenderKosong
from selaras.tpp.models import InstrumenTerbentuk
from selaras.tpp.services.hitung_bulan import compute_frame

TASK = "selaras.tpp.bentuk_instrumen"


def enqueue(periode: int, pegawai_ids: Collection[int]) -> None:
    """Ask for the instruments of these people; called after the commit that stored results."""
    if 1 <= periode % 100 <= 12:
        ids: list[Any] = sorted(pegawai_ids)
        app.configure_task(TASK).defer(periode=periode, pegawai_ids=ids)


def form_instruments(
    *, periode: int, pegawai_ids: Collection[int], at: datetime, law: Law | None = None
) -> int:
    """Compute and note the instruments of these people; how many. People of locked months are
    left alone: theirs is fixed. One computation a government, however many people."""
    ids: dict[int, list[int]] = {}
    for pk, instansi_id in Pegawai.objects.filter(pk__in=pegawai_ids).values_list(
        "pk", "instansi_id"
    ):
        ids.setdefault(instansi_id, []).append(pk)
    jumlah = 0
    for instansi in Instansi.objects.filter(pk__in=ids):
        try:
            hasil = compute_frame(
                instansi=instansi, periode=periode, pegawai_ids=ids[instansi.pk], kini=at, law=law
            ).hasil
        except (HukumError, KalenderKosong):
            continue  # the page says why; a run would be refused as well
        terkunci = locked_skpd_ids(periode, instansi_id=instansi.pk)
        terbuka = hasil.filter(~pl.col("skpd_id").is_in(list(terkunci)).fill_null(False))
        jumlah += _note(periode, terbuka, at)
    return jumlah


@transaction.atomic
def _note(periode: int, hasil: pl.DataFrame, at: datetime) -> int:
    lama = {
        t.pegawai_id: t.versi
        for t in InstrumenTerbentuk.objects.filter(
            periode=periode, pegawai_id__in=hasil["pegawai_id"].to_list()
        )
    }
    baris = [
        InstrumenTerbentuk(
            pegawai_id=b["pegawai_id"], periode=periode, dibentuk_pada=at,
            versi=lama.get(b["pegawai_id"], 0) + 1, diterima=b["diterima"],
            alasan=(b["galat"] or "")[:200],
        )
        for b in hasil.select("pegawai_id", "diterima", "galat").iter_rows(named=True)
    ]  # fmt: skip
    InstrumenTerbentuk.objects.bulk_create(
        baris,
        batch_size=5_000,
        update_conflicts=True,
        unique_fields=["periode", "pegawai"],
        update_fields=["dibentuk_pada", "versi", "diterima", "alasan"],
    )
    # No figures in a notice: it may travel by mail.
    notify_each(
        "instrumen_terbentuk",
        [
            Kabar(
                t.pegawai_id, f"Instrumen TPP {periode_id(periode)} sudah terbentuk",
                "Hasil kinerja Anda sudah dinilai. Buka untuk melihat rinciannya.",
                reverse("tpp:bulan_saya", args=[periode]), f"instrumen:{periode}:{t.versi}",
            )
            for t in baris
            if not t.alasan
        ],
        at=at,
    )  # fmt: skip
    return len(baris)
