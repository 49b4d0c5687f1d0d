"""Takes lines of the region's catalogue into a year's plan that is open to its writer.

The catalogue's target is a month's (KatalogRencana), so that only its words and unit come along.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from selaras.core.permissions import Actor
from selaras.kinerja.models import (
    SKP,
    Generasi,
    HasilKerja,
    Indikator,
    KatalogRencana,
    KegiatanTugas,
)
from selaras.kinerja.services.lembar import Kiriman, check_open, mark_written
from selaras.kinerja.services.skp import check_writer, lock_skp


@transaction.atomic
def take_lines(*, actor: Actor, skp: SKP, lines: Sequence[KatalogRencana]) -> int:
    """Add these lines as rows of the plan; how many. Words that stand there are left out."""
    kini = lock_skp(skp.pk)
    check_writer(actor, kini.pegawai_id)
    check_open(kini, Kiriman())
    lama = kini.generasi == Generasi.PP46
    ada: Any = kini.kegiatan_tugas if lama else kini.hasil_kerja
    sudah = {u.casefold() for u in ada.values_list("uraian", flat=True)}
    urutan = ada.aggregate(n=Max("urutan"))["n"] or 0
    banyak = 0
    for satu in lines:
        if satu.uraian.casefold() in sudah:
            continue
        sudah.add(satu.uraian.casefold())
        banyak += 1
        _add(kini, satu, urutan + banyak, lama=lama)
    if banyak:
        mark_written(kini, Kiriman(), actor.at)
    return banyak


def _add(skp: SKP, satu: KatalogRencana, urutan: int, *, lama: bool) -> None:
    if lama:
        KegiatanTugas.objects.create(
            skp=skp, urutan=urutan, uraian=satu.uraian, satuan=satu.satuan, target_kualitas=100
        )
        return
    hasil = HasilKerja.objects.create(skp=skp, urutan=urutan, uraian=satu.uraian)
    if satu.satuan:
        Indikator.objects.create(
            hasil_kerja=hasil, aspek=Indikator.Aspek.KUANTITAS, uraian=f"Jumlah {satu.satuan}"
        )
