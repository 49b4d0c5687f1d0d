"""Import of missed roll calls: one row a person a day."""

from collections.abc import Mapping, Sequence
from datetime import date

from selaras.core.impor.lazim import nip_pegawai
from selaras.core.impor.spec import Baris, Kolom, Konteks, Spec
from selaras.core.impor.urai import tanggal, teks
from selaras.core.masa.simpan import any_of
from selaras.cuti.models import Ketidakhadiran
from selaras.pegawai.rujukan import resolve_pegawai
from selaras.presensi.models import TidakApel
from selaras.presensi.services.benah.apel import AKSI, BELUM, absence_text, save_tidak_apel


class ImporApel(Spec):
    kode = "apel"
    judul = "Tidak apel"
    uraian = "Pegawai yang tidak mengikuti apel, per tanggal. Yang hadir tidak perlu ditulis."
    aksi = AKSI
    aksi_lihat = "presensi.view"
    urutan = 65
    kunci = ("nip", "tanggal")
    catatan = (
        "Mengurangi nilai disiplin bila aturan daerah menilai apel.",
        "Tanggal di bulan yang sudah terkunci menjadi susulan bulan berikutnya.",
    )
    kolom = (
        nip_pegawai(),
        Kolom("tanggal", "Tanggal apel", tanggal, wajib=True, contoh="06-10-2025",
              sinonim=("tanggal", "tgl", "tgl apel", "hari apel")),
        Kolom("keterangan", "Keterangan", teks(160), contoh="Apel Senin",
              sinonim=("alasan", "catatan", "jenis apel")),
    )  # fmt: skip

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        resolve_pegawai(baris, ctx, self.aksi)
        for b in baris:
            if (hari := b.get("tanggal")) and hari > ctx.actor.day():
                b.wrong("tanggal", BELUM)

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        ids = {b.rujukan["pegawai_id"] for b in baris}
        izin = _absences(ids)
        berlaku = TidakApel.objects.filter(
            pegawai_id__in=any_of(ids), dibatalkan_pada=None,
            tanggal__in={b.nilai["tanggal"] for b in baris},
        )  # fmt: skip
        ada = {(t.pegawai_id, t.tanggal): t for t in berlaku}
        for b in baris:
            pegawai_id, hari = b.rujukan["pegawai_id"], b.nilai["tanggal"]
            lama = ada.get((pegawai_id, hari))
            b.rujukan["lama"] = lama
            sebelum = None if lama is None else {"keterangan": lama.keterangan}
            baru = {k: b.nilai[k] for k in ("keterangan",) if k in b.nilai}
            b.found(sebelum, baru if lama else {"tanggal": hari, **baru})
            if lama is None and (k := _on(izin.get(pegawai_id, ()), hari)):
                b.wrong("tanggal", absence_text(k))

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        rows = []
        for b in baris:
            satu = b.rujukan["lama"] or TidakApel(
                pegawai_id=b.rujukan["pegawai_id"], tanggal=b.nilai["tanggal"],
                dicatat_pada=ctx.actor.at,
            )  # fmt: skip
            satu.keterangan = b.nilai.get("keterangan", satu.keterangan)
            rows.append(satu)
        save_tidak_apel(actor=ctx.actor, rows=rows)


def _absences(ids: set[int]) -> Mapping[int, list[Ketidakhadiran]]:
    """Approved absences of whole days, by person."""
    hasil: dict[int, list[Ketidakhadiran]] = {}
    for k in Ketidakhadiran.objects.filter(
        pegawai_id__in=any_of(ids), dicabut_pada=None, jenis__sehari_penuh=True
    ).select_related("jenis"):
        hasil.setdefault(k.pegawai_id, []).append(k)
    return hasil


def _on(izin: Sequence[Ketidakhadiran], hari: date) -> Ketidakhadiran | None:
    return next((k for k in izin if hari in k.berlaku), None)
