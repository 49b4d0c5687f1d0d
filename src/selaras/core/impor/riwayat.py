"""A Spec for one effective-dated history: each row of the file is a statement about one owner.

"Since" histories (golongan, post, account) let the newer close the older; "period" histories
(sanction, Plt, override) refuse what overlaps and name the other row.
"""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django.db import models

from selaras.core.impor.spec import Baris, Konteks, Spec, show
from selaras.core.masa.ruas import Akibat, Hasil, Isi, Riwayat, period_text
from selaras.core.masa.simpan import any_of, load_riwayat


class SpecRiwayat(Spec):
    """Columns named in `isi` become columns of the model; `mulai`/`sampai` bound them."""

    model: ClassVar[type[models.Model]]
    pemilik: ClassVar[str] = "pegawai_id"
    isi: ClassVar[Mapping[str, str]]  # column of the file -> column of the model
    bawa: ClassVar[tuple[str, ...]] = ()
    berjangka: ClassVar[bool] = False

    @abstractmethod
    def save(self, riwayat: Mapping[int, Riwayat], ctx: Konteks) -> None:
        """Write through the app's service."""

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        ada = self.load({b.rujukan[self.pemilik] for b in baris})
        for b in sorted(baris, key=lambda b: self.mulai(b, ctx)):
            riwayat = ada.setdefault(b.rujukan[self.pemilik], Riwayat([], frozenset(self.bawa)))
            b.rujukan["riwayat"] = riwayat
            self.state(b, riwayat, ctx)

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        self.save({b.rujukan[self.pemilik]: b.rujukan["riwayat"] for b in baris}, ctx)

    def load(self, pemilik: set[int]) -> dict[int, Riwayat]:
        """The histories of these owners; one query."""
        qs = self.model._default_manager.filter(**{f"{self.pemilik}__in": any_of(pemilik)})
        return load_riwayat(qs, self.pemilik, tuple(self.isi.values()), self.bawa)

    def state(self, b: Baris, riwayat: Riwayat, ctx: Konteks) -> None:
        """Apply the row's statement to the history in memory and note what it changes."""
        mulai, sampai = self.mulai(b, ctx), b.get("sampai")
        if sampai is not None and sampai <= mulai:
            b.wrong("sampai", "Tanggal berakhir mendahului tanggal mulai.")
            return
        isi = self.values(b)
        if self.berjangka:
            hasil = riwayat.set_period(mulai, sampai, isi)
        else:
            hasil = riwayat.set_since(mulai, isi, sampai)
        note(
            b,
            hasil,
            self.named(isi),
            self.named(hasil.lama),
            mulai=("mulai", mulai),
            sampai=("sampai", sampai),
        )

    def mulai(self, b: Baris, ctx: Konteks) -> date:
        hasil: date = b.get("mulai") or ctx.sejak
        return hasil

    def values(self, b: Baris) -> Isi:
        """The columns this row states: what its file gives, nothing else."""
        return {
            field: b.rujukan.get(field, b.get(kolom))
            for kolom, field in self.isi.items()
            if kolom in b.nilai
        }

    def named(self, isi: Mapping[str, Any]) -> dict[str, Any]:
        """Model columns under the names of the file's columns."""
        return {kolom: isi[field] for kolom, field in self.isi.items() if field in isi}


def note(
    b: Baris,
    hasil: Hasil,
    baru: Mapping[str, Any],
    lama: Mapping[str, Any],
    *,
    mulai: tuple[str, date],
    sampai: tuple[str, date | None] = ("sampai", None),
    bagian: bool = False,
) -> None:
    """Write the effect of a statement on the row: new, changed from what to what, or refused.

    `bagian` = the statement is one of several of a row whose subject was noted before.
    """
    if hasil.akibat is Akibat.TUMPANG and hasil.ruas is not None:
        lain = hasil.ruas
        isi = ", ".join(show(v) for v in lain.isi.values() if isinstance(v, str) and v)
        b.wrong(
            mulai[0],
            f"Bertumpang dengan yang sudah ada: {isi or 'data lain'} "
            f"({period_text(lain.mulai, lain.sampai)}).",
        )
    elif hasil.akibat is Akibat.BARU:
        isi_baru = {**baru, mulai[0]: mulai[1], sampai[0]: sampai[1]}
        if bagian:
            b.part({}, {k: v for k, v in isi_baru.items() if v is not None})
        else:
            b.found(None, isi_baru)
    elif hasil.akibat is Akibat.BERUBAH:
        b.part(lama, baru)
        if sampai[1] is not None:
            b.part({sampai[0]: hasil.lama_sampai}, {sampai[0]: sampai[1]})
        if hasil.ruas is not None and hasil.ruas.id is None:
            b.part({}, {mulai[0]: mulai[1]})
