"""The way of a proposal: the employee hands it in, her unit's officer looks, the agency decides.

Accepted fields take effect with the agency's word, in the same transaction.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from selaras.core.permissions import Actor
from selaras.core.workflow.definition import (
    DIAJUKAN,
    DIBATALKAN,
    DIKEMBALIKAN,
    DISETUJUI,
    DITOLAK,
    DRAF,
    Transition,
    Wait,
    Workflow,
)
from selaras.core.workflow.errors import Berpagar
from selaras.core.workflow.models import TransisiLog
from selaras.core.workflow.registry import Ringkas, register
from selaras.pegawai.selectors.petugas import officers_for
from selaras.simpeg.galat import BarisBerubah, BarisDitolak
from selaras.simpeg.models import BuktiUsul, UsulRiwayat
from selaras.simpeg.sel import column_title
from selaras.simpeg.services.usul import TANPA_BUKTI, kind_of, refused, said, take_effect, why_not

DITERUSKAN = "diteruskan"
PETUGAS, INSTANSI = "petugas", "instansi"
_DIRI, _UNIT, _PUTUS = "riwayat.propose", "riwayat.verify", "riwayat.approve"


def has_proof(usul: UsulRiwayat, actor: Actor) -> str | None:
    """A proposal rests on a letter, unless it takes a row out and says why."""
    del actor
    if usul.tindakan == UsulRiwayat.Tindakan.HAPUS:
        return None if usul.alasan.strip() else "Tulis mengapa baris ini dihapus."
    return None if usul.bukti.exists() else TANPA_BUKTI


def follow(documents: Sequence[UsulRiwayat], entries: Sequence[TransisiLog], actor: Actor) -> None:
    """The file takes the accepted fields."""
    del entries
    for usul in documents:
        try:
            take_effect(usul, actor)
        except (BarisDitolak, BarisBerubah) as galat:
            raise Berpagar(str(galat)) from galat


USUL = Workflow(
    "usul_riwayat",
    "Usul perubahan data",
    DRAF,
    (
        Transition("submit", "Ajukan", (DRAF, DIKEMBALIKAN), DIAJUKAN, _DIRI, own=True,
                   ikon="send", guards=(has_proof,)),
        Transition("withdraw", "Tarik kembali", (DIAJUKAN, DITERUSKAN), DRAF, _DIRI, own=True,
                   ikon="arrow-back-up"),
        Transition("cancel", "Batalkan", (DRAF, DIKEMBALIKAN), DIBATALKAN, _DIRI, own=True,
                   ikon="ban"),
        Transition("approve", "Cocok, teruskan", (DIAJUKAN,), DITERUSKAN, _UNIT, ikon="check"),
        Transition("return", "Kembalikan", (DIAJUKAN,), DIKEMBALIKAN, _UNIT,
                   reason_required=True, ikon="arrow-back-up"),
        Transition("reject", "Tolak", (DIAJUKAN,), DITOLAK, _UNIT, reason_required=True,
                   ikon="x"),
        Transition("verify", "Setujui dan berlakukan", (DITERUSKAN,), DISETUJUI, _PUTUS,
                   ikon="check", guards=(why_not,), after_many=(follow,)),
        Transition("send_back", "Kembalikan", (DITERUSKAN,), DIKEMBALIKAN, _PUTUS,
                   reason_required=True, ikon="arrow-back-up"),
        Transition("refuse", "Tolak", (DITERUSKAN,), DITOLAK, _PUTUS, reason_required=True,
                   ikon="x"),
    ),
    {
        DIAJUKAN: Wait(PETUGAS, "alur.batas_hari"),
        DITERUSKAN: Wait(INSTANSI, "alur.batas_hari", yes="verify"),
    },
    (DISETUJUI, DITOLAK, DIBATALKAN),
)  # fmt: skip


def _holders(aksi: str) -> Any:
    def siapa(qs: QuerySet[Any], hari: date) -> Mapping[int, int | None]:
        orang = dict(qs.values_list("pk", "pegawai_id"))
        petugas = officers_for(set(orang.values()), aksi, hari)
        return {pk: petugas.get(pegawai_id) for pk, pegawai_id in orang.items()}

    return siapa


def describe(documents: Sequence[UsulRiwayat]) -> Mapping[int, Ringkas]:
    """Which fields of which part; the values themselves are on the page, not in the list."""
    ids = [d.pk for d in documents]
    bukti = dict(
        BuktiUsul.objects.filter(usul_id__in=ids)
        .values_list("usul_id").annotate(n=Count("pk")).order_by()
    )  # fmt: skip
    hasil = {}
    for d in documents:
        jenis = kind_of(d)
        isian = ", ".join(column_title(jenis, n) for n in said(d)) or d.alasan
        isian = isian[:1].upper() + isian[1:]
        perhatian = "" if bukti.get(d.pk) else "Tanpa bukti"
        if ditolak := refused(d):
            perhatian = f"{len(ditolak)} isian ditolak pemeriksa unit"
        hasil[d.pk] = Ringkas(
            f"{jenis.judul}: {d.get_tindakan_display().lower()}", isian[:280],
            reverse("simpeg:usul", args=[d.pk]), perhatian=perhatian,
            data={"Bagian": jenis.judul, "Bukti": str(bukti.get(d.pk, 0))},
        )  # fmt: skip
    return hasil


register(
    UsulRiwayat,
    USUL,
    approver={PETUGAS: _holders(_UNIT), INSTANSI: _holders(_PUTUS)},
    describe=describe,
    related=("pegawai",),
    preview=lambda pk: reverse("simpeg:usul_pratinjau", args=[pk]),
    address=lambda pk: reverse("simpeg:usul", args=[pk]),
    view_action="riwayat.verify",
)
