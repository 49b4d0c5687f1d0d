"""Import of obligations that hold TPP back: LHKPN lists, unmet yearly SKP, TGR, assets."""

from collections.abc import Sequence
from typing import Any

from selaras.core.impor.lazim import mulai, nip_pegawai
from selaras.core.impor.spec import Baris, Kolom, Konteks, Spec, show_rupiah
from selaras.core.impor.urai import pilihan, rupiah, tanggal, teks
from selaras.core.masa import berlaku_sejak
from selaras.core.masa.simpan import any_of
from selaras.pegawai.kewajiban import save_obligations
from selaras.pegawai.models import KewajibanPegawai
from selaras.pegawai.rujukan import resolve_pegawai

JENIS = {
    "skp_tahunan": ("skp tahunan", "skp", "dokumen skp tahunan"),
    "lhkpn": ("lhkasn", "lhkpn/lhkasn"),
    "tgr": ("tuntutan ganti rugi",),
    "aset": ("pengembalian aset", "barang milik daerah", "bmd"),
}


class ImporKewajiban(Spec):
    kode = "kewajiban"
    judul = "Kewajiban yang menahan TPP"
    uraian = "LHKPN, SKP tahunan, TGR dan pengembalian aset yang belum atau sudah dipenuhi."
    aksi = "kewajiban.record"
    aksi_lihat = "kewajiban.view"
    urutan = 87
    kunci = ("nip", "jenis", "uraian")
    catatan = ("Isi 'dipenuhi' untuk menutup kewajiban yang sudah tercatat.",)
    kolom = (
        nip_pegawai(),
        Kolom("jenis", "Kewajiban", pilihan(JENIS), wajib=True, contoh="lhkpn",
              pilihan=tuple(JENIS), sinonim=("jenis kewajiban",)),
        Kolom("uraian", "Uraian", teks(160), wajib=True, contoh="LHKPN tahun 2024",
              sinonim=("keterangan",)),
        Kolom("no_surat", "Nomor surat", teks(60), contoh="700/12/INSP/2025"),
        Kolom("nilai", "Nilai", rupiah, contoh="12.500.000", tampil=show_rupiah,
              sinonim=("nilai tgr", "rupiah")),
        mulai("Jatuh tempo", "jatuh tempo", wajib=True),
        # the first day that it holds nothing back any more, as when it is entered by hand
        Kolom("sampai", "Dipenuhi", tanggal, contoh="15-11-2025",
              sinonim=("tanggal dipenuhi", "tgl dipenuhi"),
              bantuan="Tanggal dipenuhi; sejak hari itu tidak menahan TPP lagi."),
    )  # fmt: skip

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        resolve_pegawai(baris, ctx, self.aksi)

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        del ctx
        ids = {b.rujukan["pegawai_id"] for b in baris}
        qs = KewajibanPegawai.objects.filter(pegawai_id__in=any_of(ids)).order_by("berlaku")
        ada = {(k.pegawai_id, k.jenis, k.uraian): k for k in qs}
        for b in baris:
            lama = ada.get((b.rujukan["pegawai_id"], b.nilai["jenis"], b.nilai["uraian"]))
            b.rujukan["lama"] = lama
            akhir = b.get("sampai")
            if akhir is not None and akhir <= b.nilai["mulai"]:
                b.wrong("sampai", "Tanggal dipenuhi mendahului jatuh tempo.")
                continue
            isi: dict[str, Any] = {
                k: b.nilai[k] for k in ("no_surat", "nilai", "mulai", "sampai") if k in b.nilai
            }
            b.found(_stated(lama) if lama else None, isi)

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        baru: list[KewajibanPegawai] = []
        ubah: list[KewajibanPegawai] = []
        for b in baris:
            lama: KewajibanPegawai | None = b.rujukan["lama"]
            satu = lama or KewajibanPegawai(
                pegawai_id=b.rujukan["pegawai_id"], jenis=b.nilai["jenis"],
                uraian=b.nilai["uraian"],
            )  # fmt: skip
            satu.no_surat = b.get("no_surat", satu.no_surat) or ""
            satu.nilai_rp = b.get("nilai", satu.nilai_rp) or 0
            akhir = b.get("sampai") or (lama.berlaku.upper if lama else None)
            satu.berlaku = berlaku_sejak(b.nilai["mulai"], akhir)
            (ubah if lama else baru).append(satu)
        save_obligations(actor=ctx.actor, baru=baru, ubah=ubah)


def _stated(k: KewajibanPegawai) -> dict[str, object]:
    return {
        "no_surat": k.no_surat, "nilai": k.nilai_rp, "mulai": k.berlaku.lower,
        "sampai": k.berlaku.upper,
    }  # fmt: skip
