"""Import of the posts' TPP by criterion, dated: the newer amount closes the older."""

from collections.abc import Mapping, Sequence

from selaras.core.impor.lazim import kode_jabatan, kode_unit, mulai
from selaras.core.impor.riwayat import SpecRiwayat
from selaras.core.impor.spec import Baris, Kolom, Konteks, show_rupiah
from selaras.core.impor.urai import rupiah, teks
from selaras.core.masa.ruas import Riwayat
from selaras.organisasi.models import BesaranTPP
from selaras.organisasi.rujukan import resolve_jabatan
from selaras.organisasi.services import CRITERIA, save_besaran

NAMA = {
    "bk": "Beban kerja",
    "pk": "Prestasi kerja",
    "kk": "Kondisi kerja",
    "tb": "Tempat bertugas",
    "kp": "Kelangkaan profesi",
    "po": "Pertimbangan objektif lainnya",
}


class ImporBesaran(SpecRiwayat):
    kode = "besaran-tpp"
    judul = "Besaran TPP jabatan"
    uraian = "Rupiah TPP tiap jabatan per kriteria menurut keputusan kepala daerah."
    aksi = "organisasi.edit"
    aksi_lihat = "organisasi.view"
    urutan = 30
    kunci = ("kode_unit", "kode_jabatan", "mulai")
    model = BesaranTPP
    pemilik = "jabatan_id"
    isi = {**CRITERIA, "dasar": "dasar"}
    bawa = tuple(CRITERIA.values())
    kolom = (
        kode_unit(wajib=False),
        kode_jabatan(),
        *(
            Kolom(k, NAMA[k], rupiah, sinonim=(k, f"tpp {NAMA[k]}", f"TPP {k}"),
                  contoh="2.250.000" if k in {"bk", "pk"} else "0", tampil=show_rupiah,
                  bantuan="Rupiah per bulan; kosong = tidak berubah (jabatan baru: 0).")
            for k in CRITERIA
        ),
        Kolom("dasar", "Dasar", teks(200), sinonim=("keputusan", "dasar hukum"),
              contoh="Keputusan Bupati 188.45/12/2025"),
        mulai(),
    )  # fmt: skip

    def key(self, baris: Baris, ctx: Konteks) -> tuple[object, ...]:
        return (baris.rujukan.get("jabatan_id", baris.nomor), self.mulai(baris, ctx))

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        for b in baris:
            if not any(k in b.nilai for k in CRITERIA):
                b.wrong("bk", "Isi sedikitnya satu kriteria TPP.")
        resolve_jabatan(baris, ctx, ctx.actor.reach(self.aksi))

    def save(self, riwayat: Mapping[int, Riwayat], ctx: Konteks) -> None:
        save_besaran(actor=ctx.actor, riwayat=riwayat)
