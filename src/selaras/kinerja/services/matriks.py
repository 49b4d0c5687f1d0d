"""Writes the matriks peran hasil, and begins people's plans from it.

The leader decides who contributes what; each person still writes and submits her own plan.
"""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from selaras.core.audit.services import record
from selaras.core.permissions import Actor
from selaras.core.workflow.engine import touch
from selaras.kinerja.models import SKP, Generasi, HasilKerja, PeranHasil
from selaras.kinerja.selectors.matriks import contributions
from selaras.kinerja.selectors.pejabat import jenis_skp, posts_on, rules_for, stretches
from selaras.kinerja.services.lembar import TERBUKA
from selaras.kinerja.services.skp import day_within
from selaras.pegawai.models import Pegawai
from selaras.pegawai.selectors.atasan import led_by_post


@transaction.atomic
def save_matrix(*, actor: Actor, skp: SKP, isi: Mapping[tuple[int, int], str]) -> int:
    """Keep the cells that were sent: (person, leader's result) -> contribution; how many changed.

    Raises PermissionDenied for another leader's matrix or people that are not led by her.
    """
    _own(actor, skp)
    hari = day_within(skp.masa, actor)
    tim = set(Pegawai.objects.filter(pk__in=led_by_post(skp.pegawai_id, hari)).values_list(
        "pk", flat=True))  # fmt: skip
    hasil = set(skp.hasil_kerja.values_list("pk", flat=True))
    if any(p not in tim or h not in hasil for p, h in isi):
        raise PermissionDenied("Matriks ini hanya untuk bawahan dan hasil kerja Anda sendiri.")
    ada = {
        (p.pegawai_id, p.hasil_atasan_id): p.kontribusi
        for p in PeranHasil.objects.select_for_update().filter(hasil_atasan__skp=skp)
    }
    beda = {k: v.strip()[:1000] for k, v in isi.items() if ada.get(k, "") != v.strip()[:1000]}
    PeranHasil.objects.bulk_create(
        [PeranHasil(pegawai_id=p, hasil_atasan_id=h, kontribusi=v) for (p, h), v in beda.items()],
        update_conflicts=True,
        unique_fields=["hasil_atasan", "pegawai"],
        update_fields=["kontribusi", "diubah_pada"],
    )
    if beda:
        record(actor=actor, aksi="rencana.decide", objek=skp,
               sesudah={"matriks": len(beda)}, keterangan="Matriks peran hasil diisi.")  # fmt: skip
    return len(beda)


@transaction.atomic
def spread(*, actor: Actor, skp: SKP) -> tuple[int, list[str]]:
    """Turn contributions into rows of people's plans, each linked to the leader's result.

    People without a plan get a draft; plans that are submitted or approved stay as they are.
    Answers how many rows were made and whose plans were left alone.
    """
    _own(actor, skp)
    hari = day_within(skp.masa, actor)
    bagian: dict[int, list[tuple[str, list[int]]]] = {}
    for (pegawai_id, kata), hasil_ids in contributions(skp).items():
        bagian.setdefault(pegawai_id, []).append((kata, hasil_ids))
    orang = {p.pk: p for p in Pegawai.objects.filter(pk__in=bagian).select_for_update()}
    rencana = {
        s.pegawai_id: s
        for s in SKP.objects.select_for_update(of=("self",)).filter(
            pegawai_id__in=orang, berlaku_kini=True, masa__contains=hari
        )
    }
    banyak, tertutup = 0, []
    for pegawai_id, isi in bagian.items():
        milik = rencana.get(pegawai_id) or _draft(orang[pegawai_id], skp.tahun, hari)
        if milik is None or milik.status not in TERBUKA:
            tertutup.append(orang[pegawai_id].nama)
            continue
        banyak += _add(milik, isi, actor)
    return banyak, tertutup


def _draft(pegawai: Pegawai, tahun: int, hari: date) -> SKP | None:
    """An empty plan for the person's post on the day, which she will complete."""
    if pegawai.pk not in posts_on([pegawai.pk], hari):
        return None
    masa = next(m for m in stretches(pegawai, tahun) if m.mulai <= hari < m.sampai)
    if masa.skp is not None or rules_for(pegawai, masa.mulai).generasi != Generasi.PANRB6:
        return masa.skp
    return SKP.objects.create(
        pegawai=pegawai, tahun=tahun, masa=masa.rentang, jenis=jenis_skp(masa.jabatan),
        jabatan=masa.jabatan, unit=masa.jabatan.unit,
    )  # fmt: skip


def _add(milik: SKP, isi: list[tuple[str, list[int]]], actor: Actor) -> int:
    """Rows that the plan does not have yet; a row with the same words only gains its links."""
    ada = {h.uraian.casefold(): h for h in milik.hasil_kerja.all()}
    urutan = (milik.hasil_kerja.aggregate(n=Max("urutan"))["n"] or 0) + 1
    banyak = 0
    for kata, hasil_ids in isi:
        baris = ada.get(kata.casefold())
        if baris is None:
            baris = HasilKerja.objects.create(skp=milik, uraian=kata[:500], urutan=urutan + banyak)
            banyak += 1
        baris.hasil_atasan.add(*hasil_ids)
    if banyak:
        SKP.objects.filter(pk=milik.pk).update(diubah_pada=actor.at, layar=None)
        touch(milik, at=actor.at)
    return banyak


def _own(actor: Actor, skp: SKP) -> None:
    if not actor.sistem and actor.person_id != skp.pegawai_id:
        raise PermissionDenied("Matriks peran hasil diisi oleh pimpinannya sendiri.")
