"""The way of a day of activities: entered, (confirmed by the person), decided by the superior.

A day that was decided waits again as soon as something is added to it.
"""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from selaras.core.halaman.format import menit_id, tanggal_pendek
from selaras.core.workflow.definition import Transition, Wait, Workflow
from selaras.core.workflow.registry import Ringkas, register
from selaras.kinerja.aktivitas.services.putusan import (
    entries_approved,
    entries_confirmed,
    entries_denied,
    entries_rejected,
    entries_restored,
    entries_returned,
    locked_days,
)
from selaras.kinerja.models import AktivitasHarian, HariAktivitas
from selaras.pegawai.models import Pegawai

DRAF, TITIPAN, DIAJUKAN = "draf", "titipan", "diajukan"
DISETUJUI, DITOLAK, DIKEMBALIKAN = "disetujui", "ditolak", "dikembalikan"
_TERTULIS = (DRAF, DIKEMBALIKAN, DISETUJUI, DITOLAK)
_DIRI, _PETUGAS, _ATASAN = "aktivitas.own", "aktivitas.record", "aktivitas.approve"
_KUNCI = (locked_days,)

AKTIVITAS = Workflow(
    "aktivitas",
    "Aktivitas harian",
    DRAF,
    (
        Transition("submit", "Ajukan", _TERTULIS, DIAJUKAN, _DIRI, own=True, ikon="send",
                   automatic=True),
        Transition("submit_for", "Ajukan untuknya", _TERTULIS, DIAJUKAN, _PETUGAS,
                   automatic=True),
        Transition("entrust", "Catatkan untuknya", _TERTULIS, TITIPAN, _PETUGAS, automatic=True),
        Transition("confirm", "Benar, ajukan", (TITIPAN,), DIAJUKAN, _DIRI, own=True,
                   ikon="check", after_many=(entries_confirmed,), guards_many=_KUNCI),
        Transition("deny", "Bukan pekerjaan saya", (TITIPAN,), DRAF, _DIRI, own=True, ikon="x",
                   after_many=(entries_denied,)),
        Transition("withdraw", "Tarik kembali", (DIAJUKAN, DIKEMBALIKAN, DITOLAK, TITIPAN), DRAF,
                   _DIRI, own=True, automatic=True),
        Transition("recall", "Batalkan catatan", (TITIPAN,), DRAF, _PETUGAS, automatic=True),
        Transition("keep", "Tetap seperti disetujui", (DIAJUKAN, DIKEMBALIKAN), DISETUJUI, _DIRI,
                   own=True, automatic=True),
        Transition("approve", "Setujui", (DIAJUKAN,), DISETUJUI, _ATASAN, ikon="check",
                   guards_many=_KUNCI, after_many=(entries_approved,),
                   undone=(entries_restored,)),
        Transition("return", "Kembalikan", (DIAJUKAN,), DIKEMBALIKAN, _ATASAN,
                   reason_required=True, ikon="arrow-back-up", guards_many=_KUNCI,
                   after_many=(entries_returned,), undone=(entries_restored,)),
        Transition("reject", "Tolak", (DIAJUKAN,), DITOLAK, _ATASAN, reason_required=True,
                   ikon="x", guards_many=_KUNCI, after_many=(entries_rejected,),
                   undone=(entries_restored,)),
    ),
    {DIAJUKAN: Wait("atasan", days_key="aktivitas.setuju_hari"), TITIPAN: Wait("diri")},
)  # fmt: skip


def describe(documents: Sequence[HariAktivitas]) -> Mapping[int, Ringkas]:
    """A day as the inbox says it: what was done, how long, and what is unusual."""
    nama = dict(
        Pegawai.objects.filter(pk__in={d.pegawai_id for d in documents}).values_list("pk", "nama")
    )
    tanggal = [d.tanggal for d in documents]
    isi: dict[tuple[int, object], list[AktivitasHarian]] = {}
    for e in AktivitasHarian.objects.filter(
        pegawai_id__in=set(nama),
        tanggal__range=(min(tanggal), max(tanggal)),
        status__in=(AktivitasHarian.Status.USUL, AktivitasHarian.Status.TITIPAN),
    ).order_by("mulai"):
        isi.setdefault((e.pegawai_id, e.tanggal), []).append(e)
    return {
        d.pk: _row(d, nama.get(d.pegawai_id, ""), isi.get((d.pegawai_id, d.tanggal), []))
        for d in documents
    }


def _row(hari: HariAktivitas, nama: str, entri: Sequence[AktivitasHarian]) -> Ringkas:
    menit = sum(e.menit for e in entri)
    lebih = sum(e.lebih_standar for e in entri)
    titipan = sum(e.dicatat_oleh_id is not None for e in entri)
    catatan = [f"{lebih} melebihi standar menit"] if lebih else []
    catatan += [f"{titipan} dicatatkan petugas"] if titipan else []
    return Ringkas(
        judul=f"{nama} · {tanggal_pendek(hari.tanggal)}",
        ringkas=f"{menit_id(menit)}: {'; '.join(e.uraian for e in entri)}",
        url=reverse("aktivitas:rinci", args=[hari.pk]),
        perhatian=", ".join(catatan),
        jumlah=len(entri),
        data={"Tanggal": tanggal_pendek(hari.tanggal), "Menit": menit_id(menit)},
    )


def preview(pk: int) -> str:
    """The address of the day: beside the inbox, and where notices lead."""
    return reverse("aktivitas:rinci", args=[pk])


register(
    HariAktivitas,
    AKTIVITAS,
    subject="pegawai_id",
    unit="unit__path",
    instansi="unit__instansi_id",
    describe=describe,
    preview=preview,
    address=preview,
    view_action="aktivitas.view",
    notice={DIKEMBALIKAN: "aktivitas_dikembalikan"},
)
