"""Import of agreed deductions: one row a person and kind, since a day."""

from collections.abc import Sequence

from selaras.core.impor.lazim import mulai, nip_pegawai, sampai
from selaras.core.impor.riwayat import note
from selaras.core.impor.spec import Baris, Kolom, Konteks, Spec, show_rupiah
from selaras.core.impor.urai import pilihan, rupiah, teks
from selaras.core.masa.ruas import Riwayat
from selaras.pegawai.rujukan import resolve_pegawai
from selaras.tpp.services.potongan import AKSI, load_deductions, refusal, save_deductions

JENIS = {
    "zakat": ("zakat profesi",),
    "korpri": ("iuran korpri",),
    "koperasi": ("simpan pinjam", "angsuran koperasi"),
    "lain": ("lain-lain", "lainnya"),
}


class ImporPotonganTPP(Spec):
    kode = "potongan-tpp"
    judul = "Potongan TPP"
    uraian = "Zakat, iuran Korpri, koperasi dan potongan lain dengan surat kesediaan."
    aksi = AKSI
    aksi_lihat = "potongan.view"
    urutan = 96
    kunci = ("nip", "jenis")
    catatan = (
        "Yang baru menutup yang lama sejenis sehari sebelumnya; zakat tanpa rupiah.",
        "Sebulan dipotong menurut yang berlaku pada tanggal satu.",
    )
    kolom = (
        nip_pegawai(),
        Kolom("jenis", "Jenis potongan", pilihan(JENIS), wajib=True, contoh="koperasi",
              pilihan=tuple(JENIS), sinonim=("potongan",)),
        Kolom("nilai", "Rupiah sebulan", rupiah, contoh="150.000", tampil=show_rupiah,
              sinonim=("nilai", "jumlah", "rupiah"), bantuan="Kosong untuk zakat."),
        Kolom("no_surat", "Nomor surat kesediaan", teks(60), wajib=True,
              contoh="900/12/KESEDIAAN/2025", sinonim=("nomor surat", "surat kesediaan")),
        mulai(),
        sampai(),
    )  # fmt: skip

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        resolve_pegawai(baris, ctx, self.aksi)
        for b in baris:
            if "jenis" in b.nilai and (kata := refusal(b.nilai["jenis"], b.get("nilai") or 0)):
                b.wrong("nilai", kata)

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        ada = {
            jenis: load_deductions(
                jenis, {b.rujukan["pegawai_id"] for b in baris if b.nilai["jenis"] == jenis}
            )
            for jenis in sorted({b.nilai["jenis"] for b in baris})
        }
        for b in sorted(baris, key=lambda b: b.get("mulai") or ctx.sejak):
            awal, akhir = b.get("mulai") or ctx.sejak, b.get("sampai")
            riwayat = ada[b.nilai["jenis"]].setdefault(b.rujukan["pegawai_id"], Riwayat([]))
            b.rujukan["riwayat"] = riwayat
            if akhir is not None and akhir <= awal:
                b.wrong("sampai", "Tanggal berakhir mendahului tanggal mulai.")
                continue
            isi = {"nilai_rp": b.get("nilai") or 0, "no_surat": b.nilai["no_surat"]}
            hasil = riwayat.set_since(awal, isi, akhir)
            note(
                b, hasil, _named(isi), _named(hasil.lama),
                mulai=("mulai", awal), sampai=("sampai", akhir),
            )  # fmt: skip

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        riwayat: dict[str, dict[int, Riwayat]] = {}
        for b in baris:
            milik = riwayat.setdefault(b.nilai["jenis"], {})
            milik[b.rujukan["pegawai_id"]] = b.rujukan["riwayat"]
        save_deductions(actor=ctx.actor, riwayat=riwayat)


def _named(isi: object) -> dict[str, object]:
    nama = {"nilai_rp": "nilai", "no_surat": "no_surat"}
    return {nama[k]: v for k, v in dict(isi).items() if k in nama}  # type: ignore[call-overload]
