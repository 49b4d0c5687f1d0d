"""Imports of a file's rows, one for each kind with a natural key; made from the kind itself.

A row is found again by the kind's unique columns; cells that are empty change nothing.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models

from selaras.core.halaman.format import kecil
from selaras.core.impor.lazim import nip_pegawai
from selaras.core.impor.spec import Baris, Kolom, Konteks, Spec, good, show
from selaras.core.impor.urai import Urai, bulat, pilihan, pilihan_kata, tanggal, teks, ya_tidak
from selaras.core.masa.simpan import any_of
from selaras.core.permissions import can
from selaras.pegawai.impor.pegawai import GOLONGAN
from selaras.pegawai.impor.surat import refuse_used_letters
from selaras.pegawai.models import Pegawai
from selaras.pegawai.rujukan import resolve_pegawai
from selaras.simpeg.forms import SATU_SURAT
from selaras.simpeg.jenis import DAFTAR, GAJI, IDENTITAS, KELUARGA, UMUM, JenisRiwayat
from selaras.simpeg.pertentangan import SATU_LETAK, contradictions, once_only

AKSI = "pegawai.edit"
MAKS_BILANGAN = 32_767
# Relatives have no number of their own: the same name in the same relation is the same person.
KUNCI_LAIN = {"keluarga": ("hubungan", "nama")}
# What offices write for levels of schooling, beside the words of SIASN's table.
JENJANG = {
    "05": ("MI",), "10": ("SMP", "MTs"), "15": ("SMA", "SMU", "MA"), "17": ("SMK", "STM", "SMEA"),
    "18": ("SPG",), "20": ("D1", "DI"), "25": ("D2", "DII"), "30": ("D3", "DIII"),
    "35": ("D4", "DIV"), "40": ("S1", "Sarjana"), "45": ("S2", "Magister"),
    "50": ("S3", "Doktor"),
}  # fmt: skip
BOLEH = {UMUM, IDENTITAS, KELUARGA, GAJI}  # health never comes by the sheet


class ImporBerkas(Spec):
    """The import of one kind."""

    aksi = AKSI
    urutan = 60

    def __init__(self, jenis: JenisRiwayat, kunci: tuple[str, ...]) -> None:
        self.jenis, self.model, self.pokok = jenis, jenis.model, kunci
        meta = {
            "kode": f"berkas-{jenis.kode}",
            "judul": f"Berkas: {kecil(jenis.judul)}",
            "uraian": f"{jenis.judul} banyak pegawai sekaligus; satu baris satu catatan.",
            "aksi_lihat": jenis.lihat,
            "kunci": ("nip", *kunci),
            "kolom": (nip_pegawai(), *(_column(jenis, n, n in kunci) for n in _fields(jenis))),
            "catatan": ("Sel kosong berarti tidak diubah. Baris dikenali dari "
                        + ", ".join(_title(jenis, n) for n in kunci) + ".",),
        }  # fmt: skip
        for nama, nilai in meta.items():
            setattr(self, nama, nilai)

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        if not can(ctx.actor, self.jenis.lihat):
            for b in baris:
                b.wrong("nip", f"Anda belum berwenang atas {kecil(self.jenis.judul)}.")
            return
        resolve_pegawai(baris, ctx, self.aksi)

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        if self.jenis.kode in SATU_SURAT:
            refuse_used_letters(
                baris, ctx, self.model,
                of_file=lambda b: tuple(b.get(n) for n in self.pokok),
                of_row=lambda r: tuple(getattr(r, n) for n in self.pokok),
            )  # fmt: skip
        ids = {b.rujukan["pegawai_id"] for b in baris}
        lahir = dict(Pegawai.objects.filter(pk__in=any_of(ids)).values_list("pk", "tanggal_lahir"))
        ada: dict[tuple[Any, ...], Any] = {
            (satu.pegawai_id, *(getattr(satu, n) for n in self.pokok)): satu
            for satu in self._stored(ids)
        }
        for b in baris:
            pegawai = b.rujukan["pegawai_id"]
            isi = {n: b.nilai[n] for n in _fields(self.jenis) if n in b.nilai}
            lama = ada.get((pegawai, *(isi.get(n) for n in self.pokok)))
            tercatat = {} if lama is None else {n: getattr(lama, n) for n in _fields(self.jenis)}
            sudah = set(contradictions(tercatat, lahir.get(pegawai)))  # what quality names
            for kolom, kata in contradictions({**tercatat, **isi}, lahir.get(pegawai)):
                if (kolom, kata) not in sudah:
                    b.wrong(kolom, kata)
            b.rujukan |= {"lama": lama, "isi": isi}
            if not b.salah:
                b.found(None if lama is None else {n: tercatat[n] for n in isi}, isi)
        self._refuse_second(good(baris), ada.values())

    def _refuse_second(self, baris: Sequence[Baris], ada: Iterable[Any]) -> None:
        """Appointed as CPNS, or schooled before it, one is once: stored or in the same sheet."""
        kode = self.jenis.kode
        if kode not in SATU_LETAK:
            return
        kolom, kata = SATU_LETAK[kode]
        pertama = {
            (satu.pegawai_id, sekali): satu
            for satu in ada if (sekali := once_only(kode, {kolom: getattr(satu, kolom)}))
        }  # fmt: skip
        for b in baris:
            if sekali := once_only(kode, b.rujukan["isi"]):
                ini = b.rujukan["lama"] or b
                if pertama.setdefault((b.rujukan["pegawai_id"], sekali), ini) is not ini:
                    b.wrong(kolom, kata)

    def _stored(self, ids: set[int]) -> models.QuerySet[Any]:
        return self.model._default_manager.filter(pegawai_id__in=any_of(ids))

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        del ctx  # the import's own entry names who and what
        baru: list[Any] = []
        ubah: list[Any] = []
        for b in baris:
            satu = b.rujukan["lama"] or self.model(pegawai_id=b.rujukan["pegawai_id"])
            for nama, nilai in b.rujukan["isi"].items():
                setattr(satu, nama, nilai)
            (ubah if b.rujukan["lama"] else baru).append(satu)
        self.model._default_manager.bulk_create(baru, batch_size=5000)
        if ubah:
            self.model._default_manager.bulk_update(ubah, list(_fields(self.jenis)), 1000)


def _fields(jenis: JenisRiwayat) -> tuple[str, ...]:
    """The sheet's NIP is whose file it is; a relative's own number is written on her page."""
    return tuple(n for n in jenis.isian if n != "nip")


def _title(jenis: JenisRiwayat, nama: str) -> str:
    return str(getattr(jenis.model._meta.get_field(nama), "verbose_name", nama))


def _column(jenis: JenisRiwayat, nama: str, pokok: bool) -> Kolom:
    field: Any = jenis.model._meta.get_field(nama)
    judul = _title(jenis, nama)
    wajib = pokok or (
        not field.blank and not field.has_default() and not isinstance(field, models.BooleanField)
    )
    return Kolom(
        nama, judul[:1].upper() + judul[1:], _reader(field), wajib=wajib,
        pilihan=tuple(_words(field).values()), bantuan=str(field.help_text or ""),
        tampil=lambda nilai: _words(field).get(str(nilai)) or show(nilai),
    )  # fmt: skip


def _words(field: Any) -> dict[str, str]:
    """What a column's codes are called."""
    return {str(kode): str(kata) for kode, kata in field.flatchoices}


def _reader(field: Any) -> Urai:
    if field.name == "golongan":
        return pilihan(GOLONGAN)
    if field.flatchoices:
        return pilihan_kata(_words(field), JENJANG if field.name == "tingkat" else None)
    for kelas, urai in ((models.DateField, tanggal), (models.BooleanField, ya_tidak)):
        if isinstance(field, kelas):
            return urai
    if isinstance(field, models.PositiveSmallIntegerField):
        return bulat(0, MAKS_BILANGAN)
    if isinstance(field, models.IntegerField):
        return bulat()
    return teks(field.max_length or 160)


def natural_key(jenis: JenisRiwayat) -> tuple[str, ...]:
    """The columns that make a row of a person one and the same; () where there are none."""
    for c in jenis.model._meta.constraints:
        if isinstance(c, models.UniqueConstraint) and c.condition is None and len(c.fields) > 1:
            return tuple(n for n in c.fields if n != "pegawai")
    return ()


def imports() -> list[ImporBerkas]:
    """One for each kind that has a natural key; who imports must be allowed to see the kind."""
    return [
        ImporBerkas(j, kunci)
        for j in DAFTAR
        if not j.masa and j.lihat in BOLEH and (kunci := KUNCI_LAIN.get(j.kode) or natural_key(j))
    ]
