"""Gathers the book's facts, has it typeset, keeps it."""

import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import polars as pl
from django.core.files.base import ContentFile
from pypdf import PdfReader

from selaras.core.audit.services import record
from selaras.core.dokumen import in_turn, render_apart, render_pdf
from selaras.core.permissions import Actor
from selaras.core.permissions.policy import check
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.simpeg.bezetting.selectors import by_agency
from selaras.simpeg.buku.isi import Bahan, document, names_volume
from selaras.simpeg.buku.selectors import map_block
from selaras.simpeg.models import BukuProfil
from selaras.simpeg.selectors.keadaan import law_of, load_keadaan
from selaras.simpeg.statistik.selectors import Statistik, summarise

TEMPLAT = Path(__file__).parents[1] / "buku.typ"
BUAT = "buku.make"
# So many names stand in the book itself; more fill volumes of their own, so that memory is bounded.
NAMA_SEJILID = 4_000
Kabar = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Pesanan:
    """What is asked for."""

    instansi: Instansi
    unit: UnitKerja | None
    pada: date
    kertas: str = "a4"
    dengan_nama: bool = False
    penanda: Mapping[str, str] | None = None
    pengantar: tuple[str, ...] = ()

    @property
    def lingkup(self) -> str:
        return self.unit.nama if self.unit else "Seluruh perangkat daerah"


@dataclass(frozen=True, slots=True)
class Jilid:
    """A finished volume."""

    nama: str
    isi: bytes
    halaman: int
    orang: int


def gather(p: Pesanan, at: datetime) -> Bahan:
    """Facts and counts of the scope on the day."""
    frame = load_keadaan(p.instansi.pk, p.pada, [p.unit.pk] if p.unit else None)
    aturan = law_of(p.instansi.pk, p.pada)
    hitung: Statistik = summarise(frame, aturan, p.instansi.pk, p.pada, at=at, unit=p.unit)
    skpd = sorted(set(frame["skpd_id"].drop_nulls().to_list()))
    return Bahan(
        instansi=p.instansi.nama, lingkup=p.lingkup, pada=p.pada, dibuat=at, frame=frame,
        aturan=aturan, statistik=hitung,
        bezetting=by_agency(p.instansi.pk, p.pada, skpd) if p.unit is None else (),
        kertas=p.kertas, dengan_nama=p.dengan_nama, peta=map_block(p.instansi, frame),
        penyusun="Badan Kepegawaian", penanda=p.penanda, pengantar=p.pengantar,
        unit=p.unit.nama if p.unit else "",
    )  # fmt: skip


def volumes(b: Bahan, *, at: datetime, kabar: Kabar = lambda kata: None) -> Iterator[Jilid]:
    """The book, and where names are many, volumes of names after it."""
    terpisah = b.dengan_nama and b.frame.height > NAMA_SEJILID
    kabar("Menyusun buku")
    utama = replace(b, dengan_nama=b.dengan_nama and not terpisah)
    isi = render_pdf(TEMPLAT, document(utama), at=at, universal=True)
    yield _volume("buku-profil.pdf", isi, b.frame.height)
    if not terpisah:
        return
    jilid = enumerate(_portions(b.frame), start=2)
    for satu in in_turn(jilid, lambda nomor: _names(b, *nomor, at)):
        kabar(f"Daftar nama, jilid {satu.nama[-6:-4]}")
        yield satu


def _names(b: Bahan, ke: int, frame: pl.DataFrame, at: datetime) -> Jilid:
    """A volume of names, typeset in a process of its own: sixteen in this one fill gigabytes."""
    data = names_volume(b, frame, f"Daftar nama, jilid {ke}")
    isi = render_apart(TEMPLAT, data, at=at, universal=True)
    return _volume(f"daftar-nama-jilid-{ke:02d}.pdf", isi, frame.height)


def _portions(frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Whole agencies together while they fit; a large one is a volume, or several."""
    kumpul: list[pl.DataFrame] = []
    for milik in frame.sort("skpd", maintain_order=True).partition_by("skpd", maintain_order=True):
        for awal in range(0, milik.height, NAMA_SEJILID):
            satu = milik.slice(awal, NAMA_SEJILID)
            if kumpul and sum(f.height for f in kumpul) + satu.height > NAMA_SEJILID:
                yield pl.concat(kumpul)
                kumpul = []
            kumpul.append(satu)
    if kumpul:
        yield pl.concat(kumpul)


def _volume(nama: str, isi: bytes, orang: int) -> Jilid:
    return Jilid(nama, isi, len(PdfReader(BytesIO(isi)).pages), orang)


def keep(actor: Actor, p: Pesanan, jilid: list[Jilid], *, at: datetime) -> BukuProfil:
    """Store the book (a ZIP when it has volumes) and note who made it."""
    check(actor, BUAT, p.unit or p.instansi)
    buku = BukuProfil(
        instansi=p.instansi, unit=p.unit, pada=p.pada, kertas=p.kertas, dengan_nama=p.dengan_nama,
        halaman=sum(j.halaman for j in jilid), orang=jilid[0].orang, dibuat_pada=at,
        dibuat_oleh_id=actor.user_id,
    )  # fmt: skip
    dasar = f"buku-profil-{p.instansi.kode.lower()}-{p.pada:%Y%m%d}-{p.kertas}"
    if len(jilid) == 1:
        buku.berkas.save(f"{dasar}.pdf", ContentFile(jilid[0].isi), save=False)
    else:
        arsip = BytesIO()
        with zipfile.ZipFile(arsip, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as isi:
            for j in jilid:
                isi.writestr(j.nama, j.isi)
        buku.berkas.save(f"{dasar}.zip", ContentFile(arsip.getvalue()), save=False)
    buku.save()
    record(actor=actor, aksi=BUAT, objek=buku, instansi_id=p.instansi.pk,
           keterangan=f"{buku.halaman} halaman, {buku.orang} pegawai")  # fmt: skip
    return buku
