"""Import of approved absences: what would overlap is refused and names the other letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from selaras.core.impor.lazim import last_day, mulai, nip_pegawai, show_last_day
from selaras.core.impor.spec import Baris, Kolom, Konteks, Spec
from selaras.core.impor.urai import pilihan, tanggal, teks
from selaras.core.masa.ruas import period_text
from selaras.core.masa.simpan import any_of
from selaras.cuti.jenis import JENIS
from selaras.cuti.models import JenisKetidakhadiran, Ketidakhadiran
from selaras.cuti.services import LAMA_MAKS, IsiKetidakhadiran, save_ketidakhadiran
from selaras.pegawai.rujukan import resolve_pegawai

PILIHAN = {
    kode: (nama, *lain)
    for (kode, (nama, *_)), lain in (
        ((k, v), {"DL": ("perjalanan dinas", "spt", "dinas"), "CS": ("sakit",), "TB": ("tubel",),
                  "CM": ("cuti bersalin",), "CAP": ("alasan penting",), "CT": ("cuti",)}.get(k, ()))
        for k, v in JENIS.items()
    )
}  # fmt: skip
ATRIBUT = ("no_surat", "tanggal_surat", "keterangan")


@dataclass(slots=True)
class Absen:
    """An absence that stands, stored or from a row above."""

    id: int | None
    jenis_id: int
    nama: str
    penuh: bool
    mulai: date
    sampai: date
    isi: dict[str, Any]

    def blocks(self, lain: "Absen") -> bool:
        """Two absences share no day, except two different permits for a part of it."""
        sebagian = not self.penuh and not lain.penuh and self.jenis_id != lain.jenis_id
        return not sebagian and self.mulai < lain.sampai and lain.mulai < self.sampai


class ImporKetidakhadiran(Spec):
    kode = "ketidakhadiran"
    judul = "Cuti, dinas, izin"
    uraian = "Ketidakhadiran yang disetujui, dengan nomor dan tanggal suratnya."
    aksi = "cuti.record"
    aksi_lihat = "cuti.view"
    urutan = 60
    kunci = ("nip", "jenis", "mulai")
    kolom = (
        nip_pegawai(),
        Kolom("jenis", "Jenis", pilihan(PILIHAN), wajib=True, contoh="CT", pilihan=tuple(PILIHAN),
              sinonim=("jenis cuti", "jenis izin", "kode", "jenis ketidakhadiran"),
              bantuan="; ".join(f"{k} {v[0].lower()}" for k, v in PILIHAN.items()) + "."),
        mulai("Mulai", "dari", "dari tanggal", wajib=True),
        Kolom("sampai", "Sampai", last_day, contoh="03-01-2025", tampil=show_last_day,
              sinonim=("sampai tanggal", "selesai", "s.d.", "tanggal selesai"),
              bantuan="Hari terakhir (ikut dihitung); kosong = sehari."),
        Kolom("no_surat", "Nomor surat", teks(60), wajib=True, contoh="850/12/BKPSDM/2025",
              sinonim=("no surat", "nomor", "no spt", "nomor izin", "no surat izin")),
        Kolom("tanggal_surat", "Tanggal surat", tanggal, wajib=True, contoh="30-12-2024",
              sinonim=("tgl surat", "tanggal spt")),
        Kolom("keterangan", "Keterangan", teks(200), sinonim=("alasan", "keperluan")),
    )  # fmt: skip

    def key(self, baris: Baris, ctx: Konteks) -> tuple[Any, ...]:
        return (baris.nilai["nip"], baris.nilai["jenis"], baris.nilai["mulai"])

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        resolve_pegawai(baris, ctx, self.aksi)
        jenis = {j.kode: j for j in JenisKetidakhadiran.objects.all()}
        for b in baris:
            if b.get("jenis") and b.nilai["jenis"] not in jenis:
                b.wrong("jenis", f"Jenis {b.nilai['jenis']} belum ada di sistem ini.")
            b.rujukan["jenis"] = jenis.get(b.get("jenis", ""))

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        ada = self._load({b.rujukan["pegawai_id"] for b in baris})
        for b in sorted(baris, key=lambda b: b.nilai["mulai"]):
            self._state(b, ada.setdefault(b.rujukan["pegawai_id"], []))

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        rows = [
            IsiKetidakhadiran(
                id=b.rujukan["absen"].id,
                pegawai_id=b.rujukan["pegawai_id"],
                jenis_id=b.rujukan["absen"].jenis_id,
                mulai=b.rujukan["absen"].mulai,
                sampai=b.rujukan["absen"].sampai,
                isi=b.rujukan["absen"].isi,
            )
            for b in baris
        ]
        save_ketidakhadiran(actor=ctx.actor, rows=rows)

    def _load(self, ids: set[int]) -> dict[int, list[Absen]]:
        qs = Ketidakhadiran.objects.filter(
            pegawai_id__in=any_of(ids), dicabut_pada__isnull=True
        ).select_related("jenis")
        ada: dict[int, list[Absen]] = {}
        for k in qs:
            isi = {n: getattr(k, n) for n in ATRIBUT}
            awal, akhir = k.berlaku.lower, k.berlaku.upper
            absen = Absen(k.pk, k.jenis_id, k.jenis.nama, k.jenis.sehari_penuh, awal, akhir, isi)
            ada.setdefault(k.pegawai_id, []).append(absen)
        return ada

    def _state(self, b: Baris, ada: list[Absen]) -> None:
        jenis, awal = b.rujukan["jenis"], b.nilai["mulai"]
        akhir = b.get("sampai") or awal + timedelta(days=1)
        if not 0 < (akhir - awal).days <= LAMA_MAKS:
            b.wrong("sampai", "Hari terakhir mendahului hari pertama, atau lebih dari empat tahun.")
            return
        sendiri = next((a for a in ada if a.jenis_id == jenis.pk and a.mulai == awal), None)
        isi = {n: b.nilai[n] for n in ATRIBUT if n in b.nilai}
        baru = Absen(sendiri.id if sendiri else None, jenis.pk, jenis.nama, jenis.sehari_penuh,
                     awal, akhir, {**(sendiri.isi if sendiri else {}), **isi})  # fmt: skip
        if lain := next((a for a in ada if a is not sendiri and a.blocks(baru)), None):
            b.wrong(
                "mulai",
                f"Bertumpang dengan {lain.nama.lower()} {period_text(lain.mulai, lain.sampai)} "
                f"(surat {lain.isi['no_surat']}).",
            )
            return
        if sendiri:
            ada.remove(sendiri)
        ada.append(baru)
        b.rujukan["absen"] = baru
        lama = {**sendiri.isi, "sampai": sendiri.sampai} if sendiri else None
        b.found(lama, {**isi, "sampai": akhir})
