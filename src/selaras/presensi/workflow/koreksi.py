"""The way of a request to mend a day: asked (or entered for somebody who confirms it), decided by
the superior, and where the law wants it looked at by the SKPD's officer before it holds.

Of a request about health the superior learns no more than that; the officer sees the proof.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from selaras.aturan.koreksi import examine
from selaras.core.halaman.format import jam_menit, tanggal_pendek
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
from selaras.core.workflow.registry import Ringkas, register
from selaras.hukum import HukumError
from selaras.pegawai.selectors.petugas import officers_for
from selaras.presensi.models import BuktiKoreksi, UsulKoreksi
from selaras.presensi.selectors import KalenderKosong
from selaras.presensi.selectors.koreksi import load_context, nth_in_month, rules_of
from selaras.presensi.services.benah.usul_koreksi import mend_days, unmend_days

TITIPAN, DITERUSKAN, DICABUT = "titipan", "diteruskan", "dicabut"
PETUGAS = "petugas"
_DIRI, _ATASAN, _PETUGAS = "koreksi.own", "koreksi.approve", "presensi.correct"


def in_rules(usul: UsulKoreksi, actor: Actor) -> str | None:
    """The month's limit, the term, and times that can be true."""
    try:
        k = load_context(usul.pegawai, usul.tanggal, actor.at, usul=usul)
    except (KalenderKosong, HukumError) as galat:
        return str(galat)
    temuan = examine(k.hari, usul.masuk, usul.pulang, k.p)
    return " ".join(t.pesan for t in temuan) or None


def may_skip_her_word(usul: UsulKoreksi, actor: Actor) -> str | None:
    """Straight to the superior only where the law leaves the person's word out."""
    del actor
    if rules_of(usul.pegawai, usul.tanggal).titipan == "langsung":
        return None
    return "Catatan petugas dibenarkan orangnya dahulu."


def not_her_own_entry(usul: UsulKoreksi, actor: Actor) -> str | None:
    """Who entered a request for somebody does not look at it as well."""
    if usul.dicatat_oleh_id is None or usul.dicatat_oleh_id != actor.user_id:
        return None
    return "Anda yang mencatatkan koreksi ini; petugas lain yang memeriksanya."


def second_look(usul: UsulKoreksi) -> str:
    """Whether the superior's word is enough."""
    p = rules_of(usul.pegawai, usul.tanggal)
    return DITERUSKAN if p.needs_officer(kesehatan=usul.is_kesehatan) else DISETUJUI


KOREKSI = Workflow(
    "koreksi_presensi",
    "Koreksi presensi",
    DRAF,
    (
        Transition("submit", "Ajukan", (DRAF, DIKEMBALIKAN), DIAJUKAN, _DIRI, own=True,
                   ikon="send", guards=(in_rules,)),
        Transition("entrust", "Minta dibenarkan", (DRAF, DIKEMBALIKAN), TITIPAN, _PETUGAS,
                   ikon="user-check", guards=(in_rules,)),
        Transition("submit_for", "Ajukan untuknya", (DRAF, DIKEMBALIKAN), DIAJUKAN, _PETUGAS,
                   guards=(may_skip_her_word, in_rules), automatic=True),
        Transition("confirm", "Benar, ajukan", (TITIPAN,), DIAJUKAN, _DIRI, own=True,
                   ikon="check"),
        Transition("deny", "Tidak benar", (TITIPAN,), DIBATALKAN, _DIRI, own=True, ikon="x"),
        Transition("recall", "Tarik catatan", (TITIPAN,), DRAF, _PETUGAS, ikon="arrow-back-up"),
        Transition("withdraw", "Tarik kembali", (DIAJUKAN, DITERUSKAN), DRAF, _DIRI, own=True,
                   ikon="arrow-back-up"),
        Transition("cancel", "Batalkan", (DRAF, DIKEMBALIKAN), DIBATALKAN, _DIRI, own=True,
                   ikon="ban"),
        Transition("approve", "Setujui", (DIAJUKAN,), DISETUJUI, _ATASAN, ikon="check",
                   also=(DITERUSKAN,), choice=second_look, after_many=(mend_days,),
                   undone=(unmend_days,)),
        Transition("return", "Kembalikan", (DIAJUKAN,), DIKEMBALIKAN, _ATASAN,
                   reason_required=True, ikon="arrow-back-up"),
        Transition("reject", "Tolak", (DIAJUKAN,), DITOLAK, _ATASAN, reason_required=True,
                   ikon="x"),
        Transition("verify", "Sudah diperiksa, setujui", (DITERUSKAN,), DISETUJUI, _PETUGAS,
                   ikon="check", guards=(not_her_own_entry,), after_many=(mend_days,),
                   undone=(unmend_days,)),
        Transition("send_back", "Kembalikan", (DITERUSKAN,), DIKEMBALIKAN, _PETUGAS,
                   reason_required=True, ikon="arrow-back-up"),
        Transition("refuse", "Tolak", (DITERUSKAN,), DITOLAK, _PETUGAS, reason_required=True,
                   ikon="x"),
        Transition("revoke", "Batalkan koreksi", (DISETUJUI,), DICABUT, _PETUGAS,
                   reason_required=True, ikon="ban", after_many=(unmend_days,)),
    ),
    {
        DIAJUKAN: Wait("atasan", "alur.batas_hari"),
        DITERUSKAN: Wait(PETUGAS, "alur.batas_hari", yes="verify"),
        TITIPAN: Wait("diri"),
    },
    (DITOLAK, DIBATALKAN, DICABUT),
)  # fmt: skip


def officers(qs: QuerySet[Any], hari: date) -> Mapping[int, int | None]:
    """Who looks at a request after the superior: the officer nearest to the person."""
    orang = dict(qs.values_list("pk", "pegawai_id"))
    petugas = officers_for(set(orang.values()), _PETUGAS, hari)
    return {pk: petugas.get(pegawai_id) for pk, pegawai_id in orang.items()}


def describe(documents: Sequence[UsulKoreksi]) -> Mapping[int, Ringkas]:
    """A request as the inbox says it: what was, why, and what makes it unusual."""
    ids = [d.pk for d in documents]
    rows = UsulKoreksi.objects.filter(pk__in=ids).select_related("pegawai")
    bukti = dict(
        BuktiKoreksi.objects.filter(usul_id__in=ids)
        .values_list("usul_id").annotate(n=Count("pk")).order_by()
    )  # fmt: skip
    urutan = nth_in_month(documents)
    return {u.pk: _row(u, bukti.get(u.pk, 0), urutan.get(u.pk, 1)) for u in rows}


def _row(usul: UsulKoreksi, bukti: int, urutan: int) -> Ringkas:
    catatan = [] if bukti else ["Tanpa bukti"]
    catatan += ["Dicatatkan petugas"] if usul.dicatat_oleh_id else []
    catatan += [f"Koreksi ke-{urutan} bulan itu"] if urutan > 1 else []
    catatan += ["Alasan kesehatan"] if usul.is_kesehatan else []
    isi = usul.get_sebab_display() if usul.is_kesehatan else usul.uraian
    return Ringkas(
        judul=f"{usul.pegawai.nama} · {tanggal_pendek(usul.tanggal)}",
        ringkas=f"{asked(usul)}. {isi}"[:300],
        url=reverse("presensi:koreksi_satu", args=[usul.pk]),
        perhatian=", ".join(catatan),
    )


def asked(usul: UsulKoreksi) -> str:
    """'Masuk 07.25 dan pulang 16.02': the times asked for."""
    sisi = [("masuk", usul.masuk), ("pulang", usul.pulang)]
    kata = " dan ".join(f"{n} {jam_menit(m)}" for n, m in sisi if m is not None)
    return kata[:1].upper() + kata[1:]


register(
    UsulKoreksi,
    KOREKSI,
    approver={PETUGAS: officers},
    describe=describe,
    related=("pegawai__instansi",),
    preview=lambda pk: reverse("presensi:koreksi_pratinjau", args=[pk]),
    address=lambda pk: reverse("presensi:koreksi_satu", args=[pk]),
    view_action="presensi.view",
    remarks=(
        "Lampirkan buktinya.",
        "Jamnya belum sesuai dengan catatan; periksa lagi.",
        "Uraiannya belum jelas: tulis apa yang terjadi dan siapa yang melihat.",
    ),
    notice="koreksi_presensi",
)
