"""The only writer of a year's plan: begin, fill in, copy, amend, decide.

Status moves by core.workflow alone; what a decision does to versions stands in kinerja.workflow.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Model

from selaras.core.audit.services import record
from selaras.core.halaman.format import tanggal
from selaras.core.permissions import Actor
from selaras.core.workflow.engine import Langkah, apply
from selaras.kinerja.models import (
    SKP,
    EkspektasiPerilaku,
    Generasi,
    HasilKerja,
    Indikator,
    KegiatanTugas,
    LampiranSKP,
    TugasTambahan,
)
from selaras.kinerja.selectors.kewajiban import in_use
from selaras.kinerja.selectors.pejabat import Masa, jenis_skp, rules_for
from selaras.kinerja.selectors.skp import read_isi
from selaras.kinerja.services.lembar import (
    Kiriman,
    Terkirim,
    check_open,
    mark_written,
    save_rows,
)
from selaras.pegawai.models import Pegawai

TAUTAN = ("hasil_atasan_1", "hasil_atasan_2")


class TidakDapatMenyusun(Exception):
    """Why no plan can be made; the message is for the person."""


@transaction.atomic
def begin_skp(*, actor: Actor, pegawai: Pegawai, masa: Masa, kunci: UUID) -> SKP:
    """Begin a plan for a stretch of the year; pressing twice begins one.

    A plan in force at an earlier post ends where this one begins: both are kept.
    """
    check_writer(actor, pegawai.pk)
    Pegawai.objects.select_for_update(of=("self",)).get(pk=pegawai.pk)
    if ada := SKP.objects.filter(kunci=kunci).first():
        return ada
    aturan = rules_for(pegawai, masa.mulai)
    if aturan.generasi == Generasi.PP30:
        raise TidakDapatMenyusun(
            f"{tanggal(masa.mulai)} memakai PP 30/2019: nilainya dicatat petugas, tidak "
            "disusun di sini."
        )
    check_in_use(pegawai, masa.mulai, actor)
    tumpang = SKP.objects.filter(
        pegawai=pegawai, berlaku_kini=True, masa__overlap=masa.rentang
    ).order_by("-masa")
    for lain in tumpang:
        if lain.masa.lower >= masa.mulai:
            return lain
        lain.masa = DateRange(lain.masa.lower, masa.mulai)
        lain.save(update_fields=["masa"])
        record(
            actor=actor,
            aksi="rencana.own",
            objek=lain,
            sesudah={"sampai": masa.mulai.isoformat()},
            keterangan="Berakhir karena SKP baru di jabatan berikutnya.",
            person_id=pegawai.pk,
        )
    skp = SKP.objects.create(
        pegawai=pegawai,
        tahun=masa.mulai.year,
        masa=masa.rentang,
        generasi=aturan.generasi,
        jenis=jenis_skp(masa.jabatan),
        jabatan=masa.jabatan,
        unit=masa.jabatan.unit,
        kunci=kunci,
    )
    record(actor=actor, aksi="rencana.own", objek=skp, sesudah={"masa": str(masa.rentang)},
           person_id=pegawai.pk)  # fmt: skip
    return skp


def check_in_use(pegawai: Pegawai, hari: date, actor: Actor) -> None:
    """A unit that has not switched kinerja on, then or by now, asks for no plans."""
    kini = actor.day()
    if not in_use([pegawai.pk], max(hari, kini)) and not in_use([pegawai.pk], hari):
        raise TidakDapatMenyusun(
            "Unit Anda belum memakai e-Kinerja di sini. Tanggal mulainya ditetapkan admin."
        )


@transaction.atomic
def save_skp(*, actor: Actor, skp_id: int, kiriman: Kiriman) -> SKP:
    """Keep what was typed, whole or not. Raises LembarTertutup or LembarBerubah and keeps nothing.

    Rows that were not sent stay; only rows named in `hapus` go.
    """
    skp = lock_skp(skp_id)
    check_writer(actor, skp.pegawai_id)
    check_open(skp, kiriman)
    baris, hapus = kiriman.baris, kiriman.hapus
    milik = {"skp_id": skp.pk}
    hasil = [_without_links(r) for r in baris.get("h", [])]
    berubah = save_rows(HasilKerja, milik, hasil, hapus)
    berubah |= _save_measures(skp, baris.get("u", []), hapus)
    berubah |= _save_links(skp, baris.get("h", []))
    berubah |= save_rows(LampiranSKP, milik, baris.get("l", []), hapus)
    berubah |= save_rows(KegiatanTugas, milik, baris.get("k", []), hapus)
    berubah |= save_rows(TugasTambahan, milik, baris.get("t", []), hapus)
    berubah |= _save_behaviour(skp, kiriman.kepala.get("perilaku", {}))
    pendekatan = kiriman.kepala.get("pendekatan", skp.pendekatan)
    if pendekatan != skp.pendekatan:
        skp.pendekatan = pendekatan
        skp.save(update_fields=["pendekatan"])
        berubah = True
    if berubah:
        mark_written(skp, kiriman, actor.at)
    return skp


def _without_links(r: Terkirim) -> Terkirim:
    return Terkirim(r.kunci, r.urutan, {k: v for k, v in r.nilai.items() if k not in TAUTAN})


def _save_measures(skp: SKP, rows: list[Terkirim], hapus: frozenset[UUID]) -> bool:
    """Measures stand under results, which have their keys by now."""
    berubah = False
    for pk, kunci in skp.hasil_kerja.values_list("pk", "kunci"):
        milik = [r for r in rows if r.induk == kunci]
        if milik or hapus:
            berubah |= save_rows(Indikator, {"hasil_kerja_id": pk}, milik, hapus)
    return berubah


def _save_links(skp: SKP, rows: Iterable[Terkirim]) -> bool:
    """Point results to those of the superior; what the page did not offer is left alone."""
    berubah = False
    hasil = {h.kunci: h for h in skp.hasil_kerja.prefetch_related("hasil_atasan")}
    for r in rows:
        dipilih = [int(v) for k in TAUTAN if (v := r.nilai.get(k))]
        if r.kunci not in hasil or not any(k in r.nilai for k in TAUTAN):
            continue
        h = hasil[r.kunci]
        if {a.pk for a in h.hasil_atasan.all()} != set(dipilih):
            h.hasil_atasan.set(dipilih)
            berubah = True
    return berubah


def _save_behaviour(skp: SKP, perilaku: Mapping[str, str]) -> bool:
    ada = dict(skp.ekspektasi_perilaku.values_list("nilai", "ekspektasi"))
    beda = {n: e for n, e in perilaku.items() if ada.get(n, "") != e}
    EkspektasiPerilaku.objects.bulk_create(
        [EkspektasiPerilaku(skp=skp, nilai=n, ekspektasi=e) for n, e in beda.items()],
        update_conflicts=True,
        unique_fields=["skp", "nilai"],
        update_fields=["ekspektasi"],
    )
    return bool(beda)


@transaction.atomic
def copy_rows(*, actor: Actor, skp: SKP, sumber: SKP, versi_sama: bool = False) -> int:
    """Copy another plan's rows into this one; how many. Rows with the same words are left out.

    `versi_sama` keeps keys, links, expectations: the next version of the same plan.
    """
    kini = lock_skp(skp.pk)
    check_writer(actor, kini.pegawai_id)
    check_open(kini, Kiriman())
    isi, ada = read_isi(sumber), read_isi(kini)
    sudah = {b.uraian.casefold() for b in (*ada.hasil, *ada.kegiatan, *ada.tambahan)}
    banyak = 0
    for urutan, h in enumerate(isi.hasil, start=len(ada.hasil) + 1):
        if h.uraian.casefold() in sudah:
            continue
        banyak += 1
        baru = _copy(h, kini, urutan, tetap=versi_sama)
        if versi_sama or h.skp.pegawai_id == kini.pegawai_id:
            baru.hasil_atasan.set(
                [a.pk for a in h.hasil_atasan.all() if versi_sama or _over(a.skp, kini)]
            )
        for i in h.indikator.all():
            _copy(i, kini, i.urutan, tetap=versi_sama, hasil_kerja=baru)
    for nomor, k in enumerate((*isi.kegiatan, *isi.tambahan), start=len(ada.kegiatan) + 1):
        if k.uraian.casefold() not in sudah:
            banyak += 1
            _copy(k, kini, nomor, tetap=versi_sama)
    _save_behaviour(kini, {n: e for n, e in isi.perilaku.items() if not ada.perilaku.get(n)})
    if not ada.lampiran:
        for satu in isi.lampiran:
            _copy(satu, kini, satu.urutan, tetap=versi_sama)
    mark_written(kini, Kiriman(), actor.at)
    return banyak


def _over(atasan: SKP, skp: SKP) -> bool:
    """Whether a superior's plan holds on some day of this one: last year's is not served again."""
    bersama = atasan.masa.lower < skp.masa.upper and skp.masa.lower < atasan.masa.upper
    return bool(atasan.berlaku_kini and bersama)


def _copy(baris: Any, skp: SKP, urutan: int, *, tetap: bool, **lain: Any) -> Any:
    """A row of another plan as a row of this one; remarks and results of work stay behind."""
    model: type[Model] = type(baris)
    tinggal = {"id", "skp", "hasil_kerja", "kunci", "urutan", "catatan_atasan"}
    if not tetap:
        tinggal.add("ekspektasi")
    isi = {
        f.attname: getattr(baris, f.attname)
        for f in model._meta.concrete_fields
        if f.name not in tinggal and not f.name.startswith("realisasi")
    }
    isi["kunci"] = baris.kunci if tetap else uuid4()
    if hasattr(baris, "urutan"):
        isi["urutan"] = urutan
    return model._default_manager.create(**isi, **(lain or {"skp": skp}))


@transaction.atomic
def begin_addendum(*, actor: Actor, skp_id: int, alasan: str, kunci: UUID) -> SKP:
    """A new version of an approved plan; the old one holds until this one is approved."""
    lama = lock_skp(skp_id)
    check_writer(actor, lama.pegawai_id)
    if ada := SKP.objects.filter(kunci=kunci).first():
        return ada
    if lama.status != "disetujui" or not lama.berlaku_kini:
        raise TidakDapatMenyusun("Hanya SKP yang disetujui dan berlaku yang dapat diubah.")
    jalan = SKP.objects.filter(adendum_dari=lama).exclude(status__in=["ditolak", "dibatalkan"])
    if ada := jalan.first():
        return ada
    pernah = SKP.objects.filter(
        pegawai_id=lama.pegawai_id, tahun=lama.tahun, masa__overlap=lama.masa
    )
    versi = max(pernah.values_list("versi", flat=True)) + 1
    baru = SKP.objects.create(
        pegawai_id=lama.pegawai_id,
        tahun=lama.tahun,
        masa=lama.masa,
        generasi=lama.generasi,
        jenis=lama.jenis,
        pendekatan=lama.pendekatan,
        jabatan_id=lama.jabatan_id,
        unit_id=lama.unit_id,
        penilai_id=lama.penilai_id,
        versi=versi,
        adendum_dari=lama,
        alasan_adendum=alasan.strip()[:300],
        berlaku_kini=False,
        kunci=kunci,
    )
    copy_rows(actor=actor, skp=baru, sumber=lama, versi_sama=True)
    record(actor=actor, aksi="rencana.own", objek=baru, sesudah={"adendum_dari": lama.pk},
           keterangan=alasan, person_id=lama.pegawai_id)  # fmt: skip
    return baru


@transaction.atomic
def decide_skp(
    *,
    actor: Actor,
    skp: SKP,
    langkah: str,
    alasan: str = "",
    per_baris: Mapping[UUID, tuple[str, str]] | None = None,
    versi: int | None = None,
) -> Langkah:
    """Approve, send back or reject, with an expectation and a remark on each row.

    The words are written first, so that the guards see them; a refused step takes them back.
    """
    model = KegiatanTugas if skp.generasi == Generasi.PP46 else HasilKerja
    write_words(model, {"skp_id": skp.pk}, per_baris or {})
    catatan = {str(k): {"ekspektasi": e, "catatan": c} for k, (e, c) in (per_baris or {}).items()
               if e or c}  # fmt: skip
    return apply(skp, langkah, actor=actor, reason=alasan, catatan=catatan or None, versi=versi)


def write_words(
    model: type[Model], milik: Mapping[str, Any], per_baris: Mapping[UUID, tuple[str, str]]
) -> None:
    """The superior's expectation and remark of each row; the writer's own words are untouched."""
    rows: list[Any] = list(model._default_manager.filter(**milik, kunci__in=list(per_baris)))
    for b in rows:
        b.ekspektasi, b.catatan_atasan = per_baris[b.kunci]
    model._default_manager.bulk_update(rows, ["ekspektasi", "catatan_atasan"])


def lock_skp(skp_id: int) -> SKP:
    """The plan for this transaction alone, so that two pages never write at once."""
    skp: SKP = (
        SKP.objects.select_for_update(of=("self",))
        .select_related("pegawai", "jabatan", "unit")
        .get(pk=skp_id)
    )
    return skp


def check_writer(actor: Actor, pegawai_id: int) -> None:
    """A plan is written by whom it is about; the superior decides and never edits it."""
    if not actor.sistem and actor.person_id != pegawai_id:
        raise PermissionDenied("SKP disusun oleh pegawainya sendiri.")


def day_within(masa: DateRange, actor: Actor) -> date:
    """Today, or the nearest day of the plan: whom the superior was then."""
    hari = actor.day()
    mulai: date = masa.lower
    terakhir: date = masa.upper - timedelta(days=1)
    return min(max(hari, mulai), terakhir)
