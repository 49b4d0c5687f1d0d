"""Tells people the day before that a month's report is due. Says nothing where nothing is due."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse

from selaras.aturan.jadwal import Rentang
from selaras.core.halaman.format import periode_id, tanggal_id
from selaras.core.notify.services import notify
from selaras.core.permissions.actor import local_date
from selaras.hukum import NotInForce
from selaras.kinerja.selectors.realisasi import TERBUKA, plans_to_report, rules_on
from selaras.kinerja.selectors.rencana import before
from selaras.organisasi.models import Instansi

BULAN_TERLAMA = 4  # a region may give people up to so many months


def remind_due(*, at: datetime) -> int:
    """One notice a month to everyone with an approved plan whose report is due tomorrow."""
    jumlah = 0
    for instansi_id, periode, besok in _due_tomorrow(at):
        belum = (
            plans_to_report()
            .filter(pegawai__instansi_id=instansi_id, periode=periode)
            .filter(Q(realisasi__isnull=True) | Q(realisasi__status__in=TERBUKA))
            .values_list("pegawai_id", flat=True)
        )
        jumlah += notify(
            "tutup_besok",
            list(belum),
            judul=f"Realisasi {periode_id(periode)} belum diajukan",
            isi=f"Ajukan paling lambat besok, {tanggal_id(besok)}.",
            url=reverse("kinerja:realisasi_isi", args=[periode]),
            kunci_unik=f"realisasi-batas-{periode}",
            at=at,
        )
    return jumlah


def _due_tomorrow(at: datetime) -> Iterator[tuple[int, int, date]]:
    """Governments, months, and their last day: it is the one after this where they are."""
    for instansi_id, daerah, zona in Instansi.objects.values_list("pk", "daerah", "zona"):
        hari = local_date(at, zona) + timedelta(days=1)
        periode = hari.year * 100 + hari.month
        for _ in range(BULAN_TERLAMA):
            try:
                aturan = rules_on(Rentang.bulan(periode).awal, daerah)
            except NotInForce:
                break
            if aturan.batas(periode) == hari:
                yield instansi_id, periode, hari
            periode = before(periode)
