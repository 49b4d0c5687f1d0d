"""The audit pack: a sample of persons with everything their month's pay stands on, as one archive.

The sample is drawn by a seed that stands in the pack, so that anybody draws the same people again;
each file's checksum stands in the list of contents. Nothing is computed here.
"""

import hashlib
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from selaras.aturan.presensi import StatusHari
from selaras.core.halaman.csv_teks import csv_rows
from selaras.core.halaman.status import STATUS, STATUS_HARI
from selaras.core.permissions import Actor, rows
from selaras.cuti.models import Ketidakhadiran
from selaras.hukum import Law
from selaras.kinerja.models import Eviden, PenilaianBulanan
from selaras.laporan.instrumen.dokumen import print_instruments
from selaras.pegawai.models import Pegawai
from selaras.presensi.lembar import read_days
from selaras.presensi.models import Ketukan, KoreksiPresensi, LembarPresensi
from selaras.tpp.masa import Masa, masa_of
from selaras.tpp.models import InstrumenPenilaian, PembayaranTPP, SusulanTPP, TahananPembayaran
from selaras.tpp.selectors.berlaku import current_instruments
from selaras.tpp.selectors.rincian import lines_of


@dataclass(frozen=True, slots=True)
class Sampel:
    """Who is audited and how they were chosen; `dari` = how many they were chosen from.

    tidak_ada  NIPs asked for without an instrument within reach
    """

    periode: int
    pegawai_ids: Sequence[int]
    dari: int
    cara: str
    tidak_ada: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Isi:
    """One file of the pack."""

    nama: str
    bita: bytes


def draw(actor: Actor, periode: int, *, jumlah: int, benih: int) -> Sampel:
    """`jumlah` people at random out of everybody computed within reach; the same for a seed."""
    semua = list(_reach(actor, periode).order_by("pegawai_id").values_list("pegawai_id", flat=True))
    terpilih = random.Random(benih).sample(semua, min(jumlah, len(semua)))  # noqa: S311 - repeatable
    return Sampel(periode, sorted(terpilih), len(semua), f"acak, benih {benih}")


def pick(actor: Actor, periode: int, nip: Iterable[str]) -> Sampel:
    """These people, as far as they are within reach."""
    milik, diminta = _reach(actor, periode), list(nip)
    ada = dict(milik.filter(pegawai__nip__in=diminta).values_list("pegawai__nip", "pegawai_id"))
    tidak_ada = [n for n in diminta if n not in ada]
    cara = "dipilih menurut NIP"
    return Sampel(periode, sorted(ada.values()), milik.count(), cara, tidak_ada)


def _reach(actor: Actor, periode: int) -> Any:
    return rows(actor, "audit.export", current_instruments(periode))


def person_files(instrumen: InstrumenPenilaian, at: datetime) -> Iterator[Isi]:
    """Everything of one person's month; `instrumen` with pegawai, skpd__instansi joined."""
    p, periode = instrumen.pegawai, instrumen.periode
    instansi = instrumen.skpd.instansi
    masa = masa_of(periode, instansi.daerah)
    zona = ZoneInfo(instansi.zona)
    cetak = print_instruments([instrumen], skpd=instrumen.skpd, at=at.astimezone(UTC))
    yield Isi("instrumen.pdf", cetak.isi)
    mentah = {
        str(f.column): getattr(instrumen, f.attname)
        for f in InstrumenPenilaian._meta.concrete_fields
        if f.column
    }
    yield Isi("instrumen.json", json.dumps(mentah, indent=1, sort_keys=True).encode())
    yield _table(
        "ketukan.csv", ("waktu", "situs", "mesin", "sumber", "diterima"), _taps(p, masa, zona)
    )
    yield _table("hari.csv", ("tanggal", "status", "masuk", "pulang", "menit_tl", "menit_psw",
                              "potongan_bp"), _days(p, masa))  # fmt: skip
    yield _table("surat.csv", ("jenis", "nomor", "tanggal", "sejak", "sampai", "keterangan"),
                 _letters(p, masa))  # fmt: skip
    yield _table("kinerja.csv", ("apa", "isi", "keterangan", "sha256"), _work(p, masa))
    yield _table("hukum.csv", ("baris", "nilai", "rumus", "kunci", "dasar"), _law(instrumen, masa))
    yield _table("pembayaran.csv", ("apa", "status", "tanggal", "rupiah", "keterangan"),
                 _payment(p, periode))  # fmt: skip


def _table(nama: str, kepala: Sequence[str], baris: Iterable[Sequence[Any]]) -> Isi:
    return Isi(nama, csv_rows(chain([kepala], baris)).encode("utf-8-sig"))


def _taps(p: Pegawai, masa: Masa, zona: ZoneInfo) -> Iterator[Sequence[Any]]:
    """As they came, on the clock of the place; a day before and after for night shifts."""
    awal = datetime.combine(masa.awal, datetime.min.time(), zona) - timedelta(days=1)
    akhir = datetime.combine(masa.akhir, datetime.min.time(), zona) + timedelta(days=2)
    milik = Ketukan.objects.filter(pegawai=p, waktu__gte=awal, waktu__lt=akhir)
    for k in milik.select_related("situs", "mesin").order_by("waktu"):
        yield (
            k.waktu.astimezone(zona).isoformat(), k.situs.nama, str(k.mesin or ""),
            k.get_sumber_display(), k.diterima_pada.astimezone(zona).isoformat(),
        )  # fmt: skip


def _days(p: Pegawai, masa: Masa) -> Iterator[Sequence[Any]]:
    lembar = LembarPresensi.objects.filter(pegawai=p, periode=masa.dasar).first()
    for n, h in enumerate(read_days(lembar.hari, masa.akhir.day) if lembar else [], start=1):
        yield (
            masa.awal.replace(day=n), STATUS[STATUS_HARI[StatusHari(h.kode)]].kata, _jam(h.masuk),
            _jam(h.pulang), h.menit_tl, h.menit_psw, h.potongan_bp,
        )  # fmt: skip


def _jam(menit: int | None) -> str:
    return "" if menit is None else f"{menit // 60:02d}:{menit % 60:02d}"


def _letters(p: Pegawai, masa: Masa) -> Iterator[Sequence[Any]]:
    """Absences by letter, and the days that were corrected: from and to as times of that day."""
    for k in Ketidakhadiran.objects.antara(masa.awal, masa.akhir).filter(pegawai=p):
        dicabut = " (dicabut)" if k.dicabut_pada else ""
        akhir = k.berlaku.upper - timedelta(days=1) if k.berlaku.upper else None
        yield f"{k.jenis}{dicabut}", k.no_surat, k.tanggal_surat, k.berlaku.lower, akhir, (
            k.keterangan)  # fmt: skip
    koreksi = KoreksiPresensi.objects.filter(pegawai=p, tanggal__range=(masa.awal, masa.akhir))
    for c in koreksi.order_by("tanggal"):
        dicabut = " (dibatalkan)" if c.dibatalkan_pada else ""
        yield (
            f"Koreksi presensi{dicabut}", "", c.tanggal, _jam(c.masuk), _jam(c.pulang), c.alasan,
        )  # fmt: skip


def _work(p: Pegawai, masa: Masa) -> Iterator[Sequence[Any]]:
    """The month's result, then every piece of evidence of its report with its checksum."""
    for h in PenilaianBulanan.objects.filter(pegawai=p, periode=masa.dasar):
        yield "Hasil bulan", h.predikat or h.persen_bp or h.menit, h.sumber, ""
    eviden = Eviden.objects.filter(
        baris__realisasi__pegawai=p, baris__realisasi__periode=masa.dasar
    )
    for e in eviden.select_related("berkas"):
        isi, sidik = (e.berkas.nama, e.berkas.sha256) if e.berkas else (e.tautan, "")
        yield "Eviden", isi, e.keterangan, sidik


def _law(instrumen: InstrumenPenilaian, masa: Masa) -> Iterator[Sequence[Any]]:
    aturan = Law.load().pada(masa.awal, instrumen.skpd.instansi.daerah)
    for b in lines_of([instrumen], aturan)[instrumen.pegawai_id]:
        yield b.judul, b.nilai, b.rumus, b.kunci_hukum, str(b.dasar) if b.dasar else ""


def _payment(p: Pegawai, periode: int) -> Iterator[Sequence[Any]]:
    for t in TahananPembayaran.objects.filter(pegawai=p, periode=periode):
        yield (
            "Tahanan", "dilepas" if t.dilepas_pada else "ditahan", t.dilepas_pada, "",
            f"{t.prasyarat}: {t.alasan} {t.catatan_lepas}".strip(),
        )  # fmt: skip
    bayar = PembayaranTPP.objects.filter(pegawai=p, daftar__periode=periode)
    for b in bayar.select_related("daftar"):
        yield (
            f"Transfer ke-{b.ke}", b.status, b.tanggal, b.netto,
            f"SP2D {b.daftar.no_sp2d or '-'} hash {b.daftar.hash_daftar} {b.alasan}".strip(),
        )  # fmt: skip
    for s in SusulanTPP.objects.filter(pegawai=p, asal_periode=periode):
        yield "Susulan", s.jenis, s.masuk_periode, s.nilai_rp, s.sebab


def contents(sampel: Sampel, berkas: Sequence[tuple[str, str, int]], at: datetime) -> Isi:
    """The pack's list of contents: how the sample was drawn, and each file's checksum."""
    teks = StringIO()
    teks.write(
        f"Paket audit TPP {sampel.periode}\nDisusun {at.isoformat()}\n"
        f"{len(sampel.pegawai_ids)} orang dari {sampel.dari}, {sampel.cara}\n\nSHA-256\n"
    )
    teks.writelines(f"{sidik}  {nama}  {ukuran} bita\n" for nama, sidik, ukuran in berkas)
    return Isi("ISI.txt", teks.getvalue().encode())


def checksum(isi: bytes) -> str:
    return hashlib.sha256(isi).hexdigest()
