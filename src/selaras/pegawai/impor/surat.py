"""Refuses, at its cell, a letter's number that another row has already."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from django.db import models

from selaras.core.impor.spec import Baris, Konteks, good
from selaras.core.masa.simpan import any_of
from selaras.pegawai.nomor_sk import Surat, letter_clashes


def refuse_used_letters(
    baris: Sequence[Baris],
    ctx: Konteks,
    model: type[models.Model],
    *,
    of_file: Callable[[Baris], Hashable],
    of_row: Callable[[Any], Hashable],
) -> None:
    """`of_file` and `of_row` name a person's row alike; one query for all rows of the file."""
    bersurat = [b for b in good(baris) if b.get("no_sk")]
    baru = [
        Surat(b.rujukan["pegawai_id"], of_file(b), b.nilai["no_sk"], b.get("tanggal_sk"))
        for b in bersurat
    ]
    senomor: models.QuerySet[Any] = model._default_manager.exclude(no_sk="").filter(
        pegawai__instansi_id=ctx.instansi_id, no_sk__in=any_of({s.nomor for s in baru}, "text")
    )
    tercatat = (Surat(r.pegawai_id, of_row(r), r.no_sk, r.tanggal_sk) for r in senomor)
    for b, kata in zip(bersurat, letter_clashes(baru, tercatat if baru else ()), strict=True):
        if kata:
            b.wrong("no_sk", kata)
