"""The only writer of monthly plans: begin, fill in, copy, decide.

An addendum raises the document's version; a row changed in it ends and a new one with the same key
begins, so that what was approved before stays readable (kinerja.workflow moves the state).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from selaras.aturan.jadwal import Rentang
from selaras.core.halaman.format import periode_id
from selaras.core.permissions import Actor
from selaras.core.workflow.engine import Langkah, apply
from selaras.kinerja.models import KatalogRencana, RencanaBaris, RencanaBulan
from selaras.kinerja.selectors.pejabat import posts_on, rules_for
from selaras.kinerja.selectors.rencana import HASIL, after, current_rows, links_of
from selaras.kinerja.services.lembar import Kiriman, Terkirim, check_open, mark_written
from selaras.kinerja.services.skp import TidakDapatMenyusun, check_in_use, write_words
from selaras.pegawai.models import Pegawai
from selaras.periode.selectors import locked_skpd_ids

BARIS_TERBANYAK = 60


@transaction.atomic
def begin_rencana(*, actor: Actor, pegawai: Pegawai, periode: int, kunci: UUID) -> RencanaBulan:
    """Begin a month's plan; pressing twice, or on two devices, begins one."""
    _own(actor, pegawai.pk)
    Pegawai.objects.select_for_update(of=("self",)).get(pk=pegawai.pk)
    ada = RencanaBulan.objects.filter(pegawai=pegawai, periode=periode).exclude(
        status__in=["ditolak", "dibatalkan"]
    )
    if found := RencanaBulan.objects.filter(kunci=kunci).first() or ada.first():
        return found
    bulan = Rentang.bulan(periode)
    if periode > after(actor.month()):
        raise TidakDapatMenyusun("Rencana disusun paling jauh untuk bulan depan.")
    if not rules_for(pegawai, bulan.awal).bulanan_dipakai:
        raise TidakDapatMenyusun("Daerah Anda tidak memakai rencana kerja bulanan.")
    check_in_use(pegawai, bulan.akhir, actor)
    post = posts_on([pegawai.pk], bulan.akhir).get(pegawai.pk)
    if post is None:
        raise TidakDapatMenyusun(
            "Jabatan Anda pada bulan itu belum tercatat. Hubungi pengelola kepegawaian SKPD Anda."
        )
    if locked_skpd_ids(periode, [post.unit.skpd_id or 0]):
        raise TidakDapatMenyusun(
            f"{periode_id(periode)} sudah terkunci untuk unit Anda: rencana dan realisasinya tidak "
            "diisi lagi."
        )
    tautan = links_of(pegawai.pk, periode)
    return RencanaBulan.objects.create(
        pegawai=pegawai, periode=periode, skp=tautan.skp, unit=post.unit, kunci=kunci
    )


@transaction.atomic
def save_rencana(*, actor: Actor, rencana_id: int, kiriman: Kiriman) -> RencanaBulan:
    """Keep what was typed, whole or not; rows that were not sent stay."""
    rencana = _locked(rencana_id)
    _own(actor, rencana.pegawai_id)
    check_open(rencana, kiriman)
    if _write(rencana, kiriman.baris.get("b", []), kiriman.hapus):
        mark_written(rencana, kiriman, actor.at)
    return rencana


def _write(rencana: RencanaBulan, rows: Sequence[Terkirim], hapus: Iterable[UUID]) -> bool:
    ada = {b.kunci: b for b in current_rows(rencana)}
    berubah = False
    for r in rows:
        nilai = {**_fields(r.nilai), "urutan": r.urutan}
        lama = ada.get(r.kunci)
        if lama is None:
            if any(r.nilai.get(k) not in (None, "") for k in ("uraian", "kuantitas", "satuan")):
                RencanaBaris.objects.create(
                    rencana=rencana, kunci=r.kunci, sejak_versi=rencana.versi, **nilai
                )
                berubah = True
            continue
        beda = {k: v for k, v in nilai.items() if getattr(lama, k) != v}
        if beda.keys() - {"urutan"}:
            berubah = True
            _replace(lama, rencana.versi, beda)
        elif beda:
            RencanaBaris.objects.filter(pk=lama.pk).update(**beda)
    for kunci in hapus:
        if kunci in ada:
            berubah = True
            _end(ada[kunci], rencana.versi)
    return berubah


def _fields(nilai: Mapping[str, Any]) -> dict[str, Any]:
    """The link of a form ("h12") as the two columns it stands for."""
    isi = {k: v for k, v in nilai.items() if k != "tautan"}
    if "tautan" in nilai:
        kode = nilai["tautan"] or ""
        isi["hasil_kerja_id"] = int(kode[1:]) if kode.startswith(HASIL) else None
        isi["kegiatan_tugas_id"] = int(kode[1:]) if kode[:1] == "k" else None
    return isi


def _replace(lama: RencanaBaris, versi: int, beda: Mapping[str, Any]) -> None:
    """Change a row of this version in place; one of an approved version ends and a new begins."""
    if lama.sejak_versi == versi:
        RencanaBaris.objects.filter(pk=lama.pk).update(**beda)
        return
    RencanaBaris.objects.filter(pk=lama.pk).update(sampai_versi=versi - 1)
    isi = {
        f.attname: getattr(lama, f.attname) for f in lama._meta.concrete_fields if not f.primary_key
    }
    isi |= {**beda, "sejak_versi": versi, "sampai_versi": None, "ekspektasi": "",
            "catatan_atasan": ""}  # fmt: skip
    RencanaBaris.objects.create(**isi)


def _end(lama: RencanaBaris, versi: int) -> None:
    if lama.sejak_versi == versi:
        lama.delete()
    else:
        RencanaBaris.objects.filter(pk=lama.pk).update(sampai_versi=versi - 1)


@transaction.atomic
def copy_into(*, actor: Actor, rencana: RencanaBulan, dari: Sequence[Any]) -> int:
    """Add rows of another plan or lines of the catalogue; those already there are left out."""
    kini = _locked(rencana.pk)
    _own(actor, kini.pegawai_id)
    check_open(kini, Kiriman())
    ada = current_rows(kini)
    sudah = {b.uraian.casefold() for b in ada}
    tautan = links_of(kini.pegawai_id, kini.periode)
    boleh = {kode for kode, _ in tautan.pilihan}
    urutan = (kini.baris.aggregate(n=Max("urutan"))["n"] or 0) + 1
    baru: list[RencanaBaris] = []
    for b in dari:
        if b.uraian.casefold() in sudah or len(ada) + len(baru) >= BARIS_TERBANYAK:
            continue
        sudah.add(b.uraian.casefold())
        sama = getattr(b, "hasil_kerja_id", None)
        baru.append(
            RencanaBaris(
                rencana=kini,
                kunci=uuid4(),
                sejak_versi=kini.versi,
                urutan=urutan + len(baru),
                uraian=b.uraian,
                kuantitas=b.kuantitas,
                satuan=b.satuan,
                hasil_kerja_id=sama if f"{HASIL}{sama}" in boleh else None,
            )
        )
    RencanaBaris.objects.bulk_create(baru)
    if baru:
        mark_written(kini, Kiriman(), actor.at)
    return len(baru)


@transaction.atomic
def decide_rencana(
    *,
    actor: Actor,
    rencana: RencanaBulan,
    langkah: str,
    alasan: str = "",
    per_baris: Mapping[UUID, tuple[str, str]] | None = None,
    versi: int | None = None,
) -> Langkah:
    """Approve, send back or reject a month's plan, with a word on each row."""
    milik = {"rencana_id": rencana.pk, "sampai_versi__isnull": True}
    write_words(RencanaBaris, milik, per_baris or {})
    catatan = {str(k): {"ekspektasi": e, "catatan": c} for k, (e, c) in (per_baris or {}).items()
               if e or c}  # fmt: skip
    return apply(rencana, langkah, actor=actor, reason=alasan, catatan=catatan or None, versi=versi)


@transaction.atomic
def save_katalog(*, actor: Actor, rows: Sequence[KatalogRencana]) -> None:
    """Create and change many lines of the catalogue; the import leaves the entry in the trail."""
    del actor
    KatalogRencana.objects.bulk_create(
        rows,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["instansi", "jabatan", "uraian"],
        update_fields=["kuantitas", "satuan", "aktif"],
    )


def _locked(pk: int) -> RencanaBulan:
    rencana: RencanaBulan = (
        RencanaBulan.objects.select_for_update(of=("self",)).select_related("pegawai").get(pk=pk)
    )
    return rencana


def _own(actor: Actor, pegawai_id: int) -> None:
    if not actor.sistem and actor.person_id != pegawai_id:
        raise PermissionDenied("Rencana kerja disusun oleh pegawainya sendiri.")
