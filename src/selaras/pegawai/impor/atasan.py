"""Import of superiors that differ from the one the post gives, dated; rings are refused."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from selaras.core.impor.lazim import mulai, nip_pegawai, sampai
from selaras.core.impor.riwayat import SpecRiwayat
from selaras.core.impor.spec import Baris, Kolom, Konteks, good
from selaras.core.impor.urai import nip, teks
from selaras.core.masa.ruas import Riwayat
from selaras.pegawai.models import AtasanKhusus
from selaras.pegawai.rujukan import resolve_pegawai
from selaras.pegawai.selectors.atasan import chain_above, stands_above
from selaras.pegawai.services import save_histories


class ImporAtasan(SpecRiwayat):
    kode = "atasan-khusus"
    judul = "Atasan khusus"
    uraian = "Atasan langsung yang berbeda dari susunan jabatan, dengan masa berlakunya."
    aksi = "pegawai.edit"
    aksi_lihat = "pegawai.view"
    urutan = 55
    kunci = ("nip", "mulai")
    model = AtasanKhusus
    berjangka = True
    isi = {"nip_atasan": "atasan_id", "alasan": "alasan"}
    kolom = (
        nip_pegawai(),
        Kolom("nip_atasan", "NIP atasan", nip, wajib=True, contoh="197501012000031002",
              sinonim=("atasan", "nip atasan langsung", "nip pejabat penilai")),
        Kolom("alasan", "Alasan", teks(160), wajib=True, contoh="Penugasan tim percepatan",
              sinonim=("keterangan",)),
        mulai(),
        sampai(),
    )  # fmt: skip

    def key(self, baris: Baris, ctx: Konteks) -> tuple[Any, ...]:
        return (baris.nilai["nip"], self.mulai(baris, ctx))

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        resolve_pegawai(baris, ctx, self.aksi)
        resolve_pegawai(baris, ctx, self.aksi, kolom="nip_atasan", ke="atasan_id")
        for b in good(baris):
            if b.nilai["nip"] == b.nilai["nip_atasan"]:
                b.wrong("nip_atasan", "Pegawai tidak dapat menjadi atasannya sendiri.")

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        """A superior who is led by this person, at however many steps, by post, by what stands or
        by this file, makes a ring."""
        super().compare(baris, ctx)
        benar = good(baris)
        for hari in {self.mulai(b, ctx) for b in benar}:
            berkas = {
                b.rujukan["pegawai_id"]: b.rujukan["atasan_id"]
                for b in benar
                if self._holds(b, hari, ctx)
            }
            mulai_hari_ini = [b for b in benar if self.mulai(b, ctx) == hari]
            dari = {b.rujukan["atasan_id"] for b in mulai_hari_ini}
            atasan = chain_above(dari, hari, berkas)
            for b in mulai_hari_ini:
                if stands_above(b.rujukan["pegawai_id"], b.rujukan["atasan_id"], atasan):
                    nama, lain = b.rujukan["pegawai_id_nama"], b.rujukan["atasan_id_nama"]
                    b.wrong("nip_atasan", f"Atasan melingkar: {lain} sendiri di bawah {nama}.")

    def _holds(self, b: Baris, hari: date, ctx: Konteks) -> bool:
        return self.mulai(b, ctx) <= hari and (b.get("sampai") is None or hari < b.nilai["sampai"])

    def named(self, isi: Mapping[str, Any]) -> dict[str, Any]:
        return {k: v for k, v in super().named(isi).items() if k != "nip_atasan"} | (
            {"nip_atasan": isi["atasan_id"]} if "atasan_id" in isi else {}
        )

    def save(self, riwayat: Mapping[int, Riwayat], ctx: Konteks) -> None:
        save_histories(actor=ctx.actor, model=AtasanKhusus, riwayat=riwayat)
