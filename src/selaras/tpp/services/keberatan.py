"""Objections to a line of one's instrument: filed within days of law, answered, paid if accepted.

Accepted while the month is open, facts are corrected and the month is computed again. Accepted
after the lock it becomes a line of a later month: the sum that the answer names, else the
difference that today's facts give.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from selaras.core.audit.services import record
from selaras.core.files.models import Berkas
from selaras.core.halaman.format import periode_id
from selaras.core.kiriman import one_at_a_time
from selaras.core.permissions import Actor, can, check
from selaras.core.workflow.engine import apply
from selaras.core.workflow.inbox import waits_for
from selaras.hukum import Law
from selaras.pegawai.models import Pegawai
from selaras.periode.models import STATUS_TERKUNCI, PeriodeUnit
from selaras.tpp.masa import masa_of
from selaras.tpp.models import InstrumenPenilaian, KeberatanTPP, SusulanTPP
from selaras.tpp.selectors.berlaku import current_instruments
from selaras.tpp.services.hitung_bulan import compute_frame
from selaras.tpp.services.tahanan import next_open_month

Status = KeberatanTPP.Status


class KeberatanDitolak(ValueError):
    """An objection or answer that cannot be taken so; the message is for whoever tried."""


@dataclass(frozen=True, slots=True)
class Baris:
    """The line objected to, as the person saw it."""

    kode: str
    judul: str
    nilai: str


@transaction.atomic
def file_objection(
    *,
    pegawai: Pegawai,
    periode: int,
    baris: Baris,
    uraian: str,
    kunci: uuid.UUID,
    actor: Actor,
    at: datetime,
    bukti: Berkas | None = None,
) -> KeberatanTPP:
    """The employee says what is wrong with a line; sending it twice files it once."""
    check(actor, "tpp.object", pegawai)
    if actor.person_id != pegawai.pk:
        raise KeberatanDitolak("Keberatan diajukan oleh pegawainya sendiri.")
    one_at_a_time(kunci)
    if (ada := KeberatanTPP.objects.filter(kunci=kunci).first()) is not None:
        return ada
    instrumen = current_instruments(periode).filter(pegawai=pegawai).first()
    if instrumen is None:
        raise KeberatanDitolak("Instrumen bulan ini belum dihitung, jadi belum ada yang tetap.")
    terbuka = KeberatanTPP.objects.filter(
        pegawai=pegawai, periode=periode, baris=baris.kode, status=Status.DIAJUKAN
    )
    if terbuka.exists():
        raise KeberatanDitolak("Keberatan atas baris ini sudah diajukan dan menunggu jawaban.")
    if (batas := last_day(pegawai, instrumen)) is not None and actor.day(at) > batas:
        raise KeberatanDitolak(f"Keberatan atas bulan ini paling lambat {batas:%d-%m-%Y}.")
    aturan = Law.load().pada(
        masa_of(periode, pegawai.instansi.daerah).awal, pegawai.instansi.daerah
    )
    jawab = actor.day(at) + timedelta(days=aturan.nilai("tpp.keberatan_jawab_hari"))
    satu = KeberatanTPP.objects.create(
        pegawai=pegawai, skpd_id=instrumen.skpd_id, unit_id=instrumen.unit_id, periode=periode,
        baris=baris.kode, judul_baris=baris.judul[:80], nilai_baris=baris.nilai[:60],
        uraian=uraian.strip(), bukti=bukti, kunci=kunci, batas_jawab=jawab,
    )  # fmt: skip
    apply(satu, "submit", actor=actor, at=at)
    return satu


def last_day(pegawai: Pegawai, instrumen: InstrumenPenilaian) -> date | None:
    """Until when a locked month may be objected to; an open one has no end yet."""
    bulan = PeriodeUnit.objects.filter(
        periode=instrumen.periode, skpd_id=instrumen.skpd_id, status__in=STATUS_TERKUNCI
    ).first()
    if bulan is None or bulan.dikunci_pada is None:
        return None
    daerah = pegawai.instansi.daerah
    aturan = Law.load().pada(masa_of(instrumen.periode, daerah).awal, daerah)
    return localdate(bulan.dikunci_pada) + timedelta(days=aturan.nilai("tpp.keberatan_ajukan_hari"))


def may_answer(actor: Actor, keberatan: KeberatanTPP) -> bool:
    """By her role, or because it waits for her: as superior, or by a mandate."""
    return can(actor, "tpp.answer_objection", keberatan) or waits_for(
        actor, KeberatanTPP, keberatan.pk
    )


@transaction.atomic
def answer_objection(
    *,
    keberatan: KeberatanTPP,
    putusan: str,
    jawaban: str,
    actor: Actor,
    at: datetime,
    nilai_rp: int | None = None,
    law: Law | None = None,
) -> KeberatanTPP:
    """Accept or refuse, with the reason; never one's own. Answering it again changes nothing."""
    satu = (
        KeberatanTPP.objects.select_for_update(of=("self",))
        .select_related("pegawai__instansi", "skpd")
        .get(pk=keberatan.pk)
    )
    if satu.diputus_oleh_id is not None and satu.diputus_oleh_id == actor.user_id:
        return satu
    if not may_answer(actor, satu):
        raise PermissionDenied("Keberatan itu tidak menunggu jawaban Anda.")
    if satu.pegawai_id == actor.person_id:
        raise KeberatanDitolak("Keberatan sendiri dijawab oleh orang lain.")
    if satu.status != Status.DIAJUKAN:
        return satu
    if not jawaban.strip():
        raise KeberatanDitolak("Isi alasannya: pegawai berhak tahu mengapa.")
    if putusan not in (Status.DISETUJUI, Status.DITOLAK):
        raise KeberatanDitolak("Pilih terima atau tolak.")
    if putusan == Status.DISETUJUI and _locked(satu):
        satu.susulan = _line(satu, nilai_rp, at, law)
    satu.jawaban = jawaban.strip()
    satu.save(update_fields=["jawaban", "susulan"])
    langkah = "accept" if putusan == Status.DISETUJUI else "reject"
    apply(satu, langkah, actor=actor, reason=satu.jawaban, at=at)
    record(
        actor=actor, aksi="tpp.answer_objection", objek=satu, person_id=satu.pegawai_id,
        sesudah={"status": putusan, "susulan": satu.susulan.nilai_rp if satu.susulan else None},
        keterangan=jawaban,
    )  # fmt: skip
    return satu


@transaction.atomic
def withdraw_objection(*, keberatan: KeberatanTPP, actor: Actor) -> KeberatanTPP:
    """The employee takes it back while nobody has answered."""
    satu = KeberatanTPP.objects.select_for_update(of=("self",)).get(pk=keberatan.pk)
    if satu.pegawai_id != actor.person_id:
        raise KeberatanDitolak("Hanya yang mengajukan yang dapat mencabutnya.")
    if satu.status == Status.DIAJUKAN:
        apply(satu, "withdraw", actor=actor)
    return satu


def _locked(satu: KeberatanTPP) -> bool:
    return PeriodeUnit.objects.filter(
        periode=satu.periode, skpd_id=satu.skpd_id, status__in=STATUS_TERKUNCI
    ).exists()


def _line(satu: KeberatanTPP, nilai_rp: int | None, at: datetime, law: Law | None) -> SusulanTPP:
    instrumen = current_instruments(satu.periode).get(pegawai_id=satu.pegawai_id)
    lama = instrumen.jumlah_nilai - instrumen.hukuman_rp
    if nilai_rp is None:
        nilai_rp = _difference(satu, lama, at, law)
    if not nilai_rp:
        raise KeberatanDitolak(
            "Data sekarang memberi angka yang sama dengan yang dikunci. Perbaiki dulu datanya, "
            "atau isi selisih yang dibayarkan."
        )
    sebab = f"Keberatan diterima: {satu.judul_baris} {periode_id(satu.periode)}"
    return SusulanTPP.objects.create(
        pegawai_id=satu.pegawai_id, asal_periode=satu.periode,
        masuk_periode=next_open_month(satu.periode, satu.skpd_id), nilai_rp=nilai_rp,
        jenis=SusulanTPP.Jenis.KEBERATAN, sebab=sebab[:200], bruto_lama=lama,
        bruto_baru=lama + nilai_rp, dicatat_pada=at,
    )  # fmt: skip


def _difference(satu: KeberatanTPP, lama: int, at: datetime, law: Law | None) -> int:
    """What the month would pay more today, less what earlier lines of it already carry."""
    hasil = compute_frame(
        instansi=satu.pegawai.instansi, periode=satu.periode, pegawai_ids=[satu.pegawai_id],
        kini=at, law=law,
    ).hasil  # fmt: skip
    if not hasil.height or hasil["galat"][0] is not None:
        raise KeberatanDitolak("Bulannya tidak dapat dihitung dari data sekarang.")
    baru = int(hasil["jumlah_nilai"][0]) - int(hasil["hukuman_rp"][0])
    sudah = SusulanTPP.objects.filter(
        pegawai_id=satu.pegawai_id, asal_periode=satu.periode
    ).exclude(jenis=SusulanTPP.Jenis.TAHANAN)
    return baru - lama - sum(sudah.values_list("nilai_rp", flat=True))
