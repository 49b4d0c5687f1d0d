"""Import of the catalogue of usual work."""

from collections.abc import Sequence
from decimal import Decimal

from selaras.core.impor.spec import Baris, Kolom, Konteks, Spec
from selaras.core.impor.urai import bulat, teks, ya_tidak
from selaras.kinerja.models import KatalogRencana
from selaras.kinerja.services.rencana import save_katalog


class ImporKatalogRencana(Spec):
    kode = "katalog-rencana"
    judul = "Katalog rencana kerja"
    uraian = "Pekerjaan yang lazim tiap jabatan, ditawarkan saat pegawai menyusun rencana bulanan."
    aksi = "katalog_rencana.edit"
    aksi_lihat = "katalog_rencana.edit"
    urutan = 66
    kunci = ("jabatan", "uraian")
    catatan = ("Jabatan kosong = ditawarkan kepada semua jabatan.",)
    kolom = (
        Kolom("uraian", "Rencana kerja", teks(500), wajib=True, contoh="Menyusun laporan bulanan",
              sinonim=("uraian", "kegiatan", "pekerjaan", "rencana")),
        Kolom("jabatan", "Nama jabatan", teks(160), contoh="Analis Kebijakan",
              sinonim=("jabatan",)),
        Kolom("kuantitas", "Target", bulat(1, 9_999_999), contoh="1",
              sinonim=("target", "kuantitas", "jumlah")),
        Kolom("satuan", "Satuan", teks(40), contoh="laporan", sinonim=("satuan", "output")),
        Kolom("aktif", "Ditawarkan", ya_tidak, contoh="ya", sinonim=("aktif",)),
    )  # fmt: skip

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        """Nothing outside the file is named."""

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        ada = {
            (k.jabatan, k.uraian): k
            for k in KatalogRencana.objects.filter(instansi_id=ctx.instansi_id)
        }
        for b in baris:
            lama = ada.get((b.nilai.get("jabatan", ""), b.nilai["uraian"]))
            isi = {
                "kuantitas": b.nilai.get("kuantitas"),
                "satuan": b.nilai.get("satuan", ""),
                "aktif": b.nilai.get("aktif", True),
            }
            kini = {
                "kuantitas": int(lama.kuantitas) if lama and lama.kuantitas is not None else None,
                "satuan": lama.satuan if lama else "",
                "aktif": lama.aktif if lama else True,
            }
            b.found(kini if lama else None, isi)

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        save_katalog(
            actor=ctx.actor,
            rows=[
                KatalogRencana(
                    instansi_id=ctx.instansi_id,
                    jabatan=b.nilai.get("jabatan", ""),
                    uraian=b.nilai["uraian"],
                    kuantitas=Decimal(k) if (k := b.nilai.get("kuantitas")) is not None else None,
                    satuan=b.nilai.get("satuan", ""),
                    aktif=b.nilai.get("aktif", True),
                )
                for b in baris
            ],
        )
