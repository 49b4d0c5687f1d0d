"""The way of a day with taps that wait: opened by the intake, confirmed or refused by the superior.

Refused taps stay stored; the person may object by asking for a correction of the day.
"""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from django.urls import reverse

from selaras.core.halaman.format import tanggal_pendek
from selaras.core.workflow.definition import (
    DIAJUKAN,
    DISETUJUI,
    DITOLAK,
    DRAF,
    Transition,
    Wait,
    Workflow,
)
from selaras.core.workflow.registry import Ringkas, register
from selaras.presensi.models import BuktiKetukan, TinjauanKetukan
from selaras.presensi.selectors.tinjauan import flag_words, waiting_taps
from selaras.presensi.services.benah.tinjauan import count_taps, drop_taps, hold_again

_ATASAN = "ketukan.review"

TINJAUAN = Workflow(
    "tinjauan_ketukan",
    "Ketukan yang ditinjau",
    DRAF,
    (
        Transition("open", "Tahan", (DRAF, DISETUJUI, DITOLAK), DIAJUKAN, _ATASAN,
                   automatic=True),
        Transition("approve", "Benarkan", (DIAJUKAN,), DISETUJUI, _ATASAN, ikon="check",
                   after_many=(count_taps,), undone=(hold_again,)),
        Transition("reject", "Tolak", (DIAJUKAN,), DITOLAK, _ATASAN, reason_required=True,
                   ikon="x", after_many=(drop_taps,), undone=(hold_again,)),
    ),
    {DIAJUKAN: Wait("atasan", "alur.batas_hari")},
)  # fmt: skip


def describe(documents: Sequence[TinjauanKetukan]) -> Mapping[int, Ringkas]:
    """A day's waiting taps as the inbox says them."""
    ditahan = waiting_taps(documents)
    rows = TinjauanKetukan.objects.filter(pk__in=[d.pk for d in documents])
    return {t.pk: _row(t, ditahan.get(t.pk, [])) for t in rows.select_related("pegawai__instansi")}


def _row(tinjauan: TinjauanKetukan, bukti: Sequence[BuktiKetukan]) -> Ringkas:
    zona = ZoneInfo(tinjauan.pegawai.zona)
    isi = [
        f"{b.waktu.astimezone(zona):%H.%M} {b.get_mode_display().lower()}"
        + (f", {b.jarak_m} m dari {b.tempat.nama}" if b.jarak_m is not None and b.tempat else "")
        for b in bukti
    ]
    tanda = 0
    for b in bukti:
        tanda |= b.tanda
    return Ringkas(
        judul=f"{tinjauan.pegawai.nama} · ketukan {tanggal_pendek(tinjauan.tanggal)}",
        ringkas="; ".join(isi),
        url=reverse("presensi:tinjauan", args=[tinjauan.pk]),
        perhatian=f"Tanda: {flag_words(tanda)}" if tanda else "",
        jumlah=len(bukti),
    )


register(
    TinjauanKetukan,
    TINJAUAN,
    describe=describe,
    related=("pegawai__instansi",),
    preview=lambda pk: reverse("presensi:tinjauan_pratinjau", args=[pk]),
    address=lambda pk: reverse("presensi:tinjauan", args=[pk]),
    view_action="presensi.view",
    remarks=(
        "Anda tidak berada di tempat tugas pada jam itu.",
        "Mintalah koreksi dengan buktinya.",
    ),
    notice="ketukan_ditinjau",
)
