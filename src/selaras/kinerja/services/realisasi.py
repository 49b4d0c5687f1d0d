"""The only writer of reports and their evidence: save as it is typed, hand in, take back.

The engine moves the state (kinerja.workflow); here the rows are written, whole or not.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from selaras.core.audit.services import record, record_change, state_of
from selaras.core.drafts.services import hapus_draf
from selaras.core.files.models import Berkas
from selaras.core.permissions import Actor, can
from selaras.core.workflow.engine import Langkah, apply, touch
from selaras.kinerja.models import (
    SKP,
    Eviden,
    KegiatanTugas,
    Penilaian,
    Realisasi,
    RealisasiBaris,
    RencanaBulan,
)
from selaras.kinerja.selectors.realisasi import (
    BarisLembar,
    Lembar,
    closed_because,
    month_before,
    read_lembar,
)

DIRI, PETUGAS = "realisasi.own", "realisasi.record"


class RealisasiDitolak(Exception):
    """What was sent cannot be stored now; the message says why and what to do."""


class RealisasiBerubah(RealisasiDitolak):
    """Another page wrote meanwhile; nothing of it was overwritten."""


@dataclass(slots=True)
class Isian:
    """One row as it was sent."""

    uraian: str = ""
    kuantitas: Decimal | None = None
    kendala: str = ""
    berkas: list[Berkas] = field(default_factory=list)
    tautan: list[str] = field(default_factory=list)

    @property
    def bukti(self) -> int:
        return len(self.berkas) + len(self.tautan)


def draft_key(rencana_id: int) -> str:
    """The key of the form's draft."""
    return f"realisasi/{rencana_id}"


@transaction.atomic
def save_realisasi(
    *, actor: Actor, rencana_id: int, isian: Mapping[str, Isian], versi: int | None = None
) -> Lembar:
    """Keep what was typed. `versi` = the report's version that the page began from (0 = none)."""
    lembar = _open(actor, rencana_id)
    realisasi = lembar.realisasi
    if versi is not None and realisasi is not None and versi != realisasi.versi_alur:
        raise RealisasiBerubah(
            "Realisasi ini sudah disimpan dari layar lain sesudah Anda membukanya. Yang Anda ketik "
            "masih ada di bawah: bandingkan, lalu simpan lagi untuk menggantinya."
        )
    if realisasi is None:
        realisasi = Realisasi.objects.create(
            rencana=lembar.rencana,
            pegawai_id=lembar.rencana.pegawai_id,
            periode=lembar.periode,
            unit_id=lembar.rencana.unit_id,
        )
    diubah = [b for b in lembar.baris if b.kunci in isian and _write(realisasi, b, isian[b.kunci])]
    pencatat = None if actor.person_id == realisasi.pegawai_id else actor.user_id
    if diubah or realisasi.dicatat_oleh_id != pencatat:
        realisasi.dicatat_oleh_id = pencatat
        realisasi.save(update_fields=["dicatat_oleh"])
        touch(realisasi, at=actor.at)
        _trail(actor, realisasi, len(diubah))
    hapus_draf(actor.user_id, draft_key(rencana_id), at=actor.at)
    return read_lembar(lembar.rencana)


@transaction.atomic
def copy_words(*, actor: Actor, rencana_id: int) -> tuple[Lembar, int]:
    """Take over last month's words into rows that are still empty; how many."""
    lembar = _open(actor, rencana_id)
    lalu = month_before(lembar.rencana)
    if lalu is None:
        raise RealisasiDitolak("Belum ada realisasi bulan sebelumnya yang dapat disalin.")
    kata = {
        k: b
        for b in lalu.baris.select_related("rencana_baris")
        if b.uraian
        for k in _same_work(b.rencana_baris)
    }
    isian = {}
    for b in lembar.baris:
        sama = next((kata[k] for k in _same_work(b.rencana) if k in kata), None)
        if sama is not None and not (b.realisasi and b.realisasi.uraian):
            isian[b.kunci] = Isian(
                sama.uraian,
                b.realisasi.kuantitas if b.realisasi else None,
                b.realisasi.kendala if b.realisasi else "",
                b.berkas,
                b.tautan,
            )
    if not isian:
        return lembar, 0
    return save_realisasi(actor=actor, rencana_id=rencana_id, isian=isian), len(isian)


@transaction.atomic
def submit_realisasi(*, actor: Actor, rencana_id: int) -> Langkah:
    """Hand the report in; an officer's goes to the person first, who confirms it."""
    realisasi = (
        Realisasi.objects.select_for_update(of=("self",)).filter(rencana_id=rencana_id).first()
    )
    if realisasi is None:
        raise RealisasiDitolak("Isi dan simpan realisasinya dahulu.")
    langkah = "submit" if actor.person_id == realisasi.pegawai_id else "entrust"
    return apply(realisasi, langkah, actor=actor)


@transaction.atomic
def save_pp46(
    *,
    actor: Actor,
    skp_id: int,
    nilai: Mapping[int, Mapping[str, Any]],
    bukti: Mapping[int, tuple[Collection[Berkas], Collection[str]]],
) -> SKP:
    """Keep the realisation of a plan's activities (RO, RK, RT, RB) until it has been valued."""
    skp: SKP = SKP.objects.select_for_update(of=("self",)).select_related("pegawai").get(pk=skp_id)
    if actor.person_id != skp.pegawai_id and not can(actor, PETUGAS, skp):
        raise PermissionDenied("Realisasi diisi oleh pegawainya sendiri.")
    if valued(skp):
        raise RealisasiDitolak("SKP ini sudah dinilai, jadi realisasinya tidak berubah lagi.")
    kegiatan = {k.pk: k for k in KegiatanTugas.objects.filter(skp=skp)}
    for pk, isi in nilai.items():
        if (satu := kegiatan.get(pk)) is None:
            continue
        sebelum = state_of(satu)
        for nama, angka in isi.items():
            setattr(satu, f"realisasi_{nama}", angka)
        satu.save(update_fields=[f"realisasi_{n}" for n in isi])
        record_change(actor=actor, aksi=_action(actor, skp.pegawai_id), objek=satu,
                      sebelum=sebelum, person_id=skp.pegawai_id)  # fmt: skip
        if pk in bukti:
            _attach({"kegiatan": satu}, list(satu.eviden.all()), *bukti[pk])
    hapus_draf(actor.user_id, f"realisasi-skp/{skp_id}", at=actor.at)
    return skp


def valued(skp: SKP) -> bool:
    """Whether the year's assessment of the plan is finished."""
    return Penilaian.objects.filter(
        skp=skp, jenis=Penilaian.Jenis.TAHUNAN, selesai_pada__isnull=False
    ).exists()


# -- one report -------------------------------------------------------------------------------


def _open(actor: Actor, rencana_id: int) -> Lembar:
    """The report, if this actor may write on it now; its plan is locked, so nobody else does."""
    rencana: RencanaBulan = (
        RencanaBulan.objects.select_for_update(of=("self",))
        .select_related("pegawai__instansi", "unit")
        .get(pk=rencana_id)
    )
    sendiri = actor.person_id == rencana.pegawai_id
    if not sendiri and not can(actor, PETUGAS, rencana):
        raise PermissionDenied("Realisasi diisi oleh pegawainya sendiri atau pengelolanya.")
    lembar = read_lembar(rencana)
    hari = actor.day()
    if sebab := closed_because(lembar, hari, petugas=not sendiri):
        raise RealisasiDitolak(sebab)
    return lembar


def _write(realisasi: Realisasi, b: BarisLembar, isi: Isian) -> bool:
    """One row and its evidence; whether anything changed."""
    lama = b.realisasi
    nilai = {"uraian": isi.uraian.strip(), "kuantitas": isi.kuantitas,
             "kendala": isi.kendala.strip()}  # fmt: skip
    if lama is None:
        if not any(v not in (None, "") for v in nilai.values()) and not isi.bukti:
            return False
        lama = RealisasiBaris.objects.create(realisasi=realisasi, rencana_baris=b.rencana, **nilai)
        berubah = True
    else:
        kini = {**nilai, "rencana_baris_id": b.rencana.pk}  # an addendum may have renewed the row
        beda = {k: v for k, v in kini.items() if getattr(lama, k) != v}
        berubah = bool(beda)
        if beda:
            RealisasiBaris.objects.filter(pk=lama.pk).update(**beda)
    berubah = _attach({"baris": lama}, b.eviden, isi.berkas, isi.tautan) or berubah
    if b.rencana.sampai_versi is not None and not (isi.uraian or isi.kendala or isi.bukti):
        lama.delete()  # the row has left the plan, and now its words too
    return berubah


def _attach(
    tempat: Mapping[str, Any],
    ada: Iterable[Eviden],
    berkas: Collection[Berkas],
    tautan: Collection[str],
) -> bool:
    """Let the row's evidence be exactly this; whether anything changed."""
    ingin = {f"b{b.pk}" for b in berkas} | {f"t{t}" for t in tautan}
    kini = {f"b{e.berkas_id}" if e.berkas_id else f"t{e.tautan}": e for e in ada}
    buang = [e.pk for kunci, e in kini.items() if kunci not in ingin]
    baru = [Eviden(**tempat, berkas=b) for b in dict.fromkeys(berkas) if f"b{b.pk}" not in kini]
    baru += [Eviden(**tempat, tautan=t) for t in dict.fromkeys(tautan) if f"t{t}" not in kini]
    if buang:
        Eviden.objects.filter(pk__in=buang).delete()
    Eviden.objects.bulk_create(baru)
    return bool(buang or baru)


def _same_work(baris: Any) -> list[Any]:
    """By what two months' rows are the same work: the year's result and words, or words alone."""
    kata = " ".join(baris.uraian.split()).casefold()
    tahun = baris.hasil_kerja_id or baris.kegiatan_tugas_id
    return [(tahun, kata), kata] if tahun else [kata]


def _action(actor: Actor, pegawai_id: int) -> str:
    return DIRI if actor.person_id == pegawai_id else PETUGAS


def _trail(actor: Actor, realisasi: Realisasi, jumlah: int) -> None:
    record(
        actor=actor,
        aksi=_action(actor, realisasi.pegawai_id),
        objek=realisasi,
        person_id=realisasi.pegawai_id,
        keterangan=f"{jumlah} baris realisasi disimpan",
    )
