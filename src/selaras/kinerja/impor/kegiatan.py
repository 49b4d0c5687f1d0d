"""Import of the catalogue of tasks: duty, task, standard minutes, other words for it."""

from collections.abc import Sequence
from typing import Any

from selaras.core.impor.spec import Baris, Kolom, Konteks, Spec
from selaras.core.impor.urai import bulat, teks
from selaras.kinerja.aktivitas.services.katalog import save_task
from selaras.kinerja.models import KegiatanKatalog
from selaras.organisasi.models import Jabatan

ISI = ("satuan", "menit_standar", "kata_cari")


class ImporKatalogKegiatan(Spec):
    kode = "katalog-kegiatan"
    judul = "Katalog kegiatan"
    uraian = "Uraian tugas tiap jabatan dengan kegiatan, satuan dan menit standarnya."
    aksi = "katalog_kegiatan.edit"
    aksi_lihat = "katalog_kegiatan.edit"
    urutan = 60
    kunci = ("jabatan", "uraian", "kegiatan")
    catatan = (
        "Jabatan ditulis seperti di peta jabatan; awalannya saja berlaku untuk semua jenjang.",
        "Jabatan dikosongkan bila kegiatannya untuk semua pegawai.",
    )
    kolom = (
        Kolom("jabatan", "Jabatan", teks(160), contoh="Arsiparis",
              sinonim=("nama jabatan", "nomenklatur jabatan")),
        Kolom("uraian", "Uraian tugas", teks(300), wajib=True, contoh="Mengelola arsip",
              sinonim=("tugas", "uraian tugas jabatan", "tugas pokok")),
        Kolom("kegiatan", "Kegiatan", teks(200), wajib=True, contoh="Menyusun daftar arsip",
              sinonim=("nama kegiatan", "aktivitas", "rincian kegiatan")),
        Kolom("satuan", "Satuan", teks(40), contoh="daftar", sinonim=("satuan hasil", "output")),
        Kolom("menit_standar", "Menit standar", bulat(1, 1440), wajib=True, contoh="60",
              sinonim=("menit", "waktu", "norma waktu", "waktu penyelesaian", "standar waktu")),
        Kolom("kata_cari", "Kata lain", teks(300), contoh="inventaris, daftar berkas",
              sinonim=("sinonim", "kata kunci")),
    )  # fmt: skip

    def key(self, baris: Baris, ctx: Konteks) -> tuple[Any, ...]:
        del ctx
        return (baris.get("jabatan") or "", baris.nilai["uraian"], baris.nilai["kegiatan"])

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        nama = {
            n.lower()
            for n in Jabatan.objects.filter(unit__instansi_id=ctx.instansi_id).values_list(
                "nama", flat=True
            )
        }
        for b in baris:
            jabatan = b.get("jabatan")
            if jabatan and not any(n.startswith(jabatan.lower()) for n in nama):
                b.warn("jabatan", f"Belum ada jabatan bernama {jabatan!r} di peta jabatan.")

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        ada = {
            (k["uraian_tugas__nama_jabatan"], k["uraian_tugas__uraian"], k["nama"]): k
            for k in KegiatanKatalog.objects.filter(instansi_id=ctx.instansi_id).values(
                "pk", "nama", "uraian_tugas__nama_jabatan", "uraian_tugas__uraian", *ISI
            )
        }
        for b in baris:
            lama = ada.get(self.key(b, ctx))
            b.rujukan["pk"] = lama["pk"] if lama else None
            b.found(lama, {k: b.nilai[k] for k in ISI if k in b.nilai})

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        lama = KegiatanKatalog.objects.in_bulk([b.rujukan["pk"] for b in baris if b.rujukan["pk"]])
        for b in baris:
            kegiatan = lama.get(b.rujukan["pk"] or 0)
            isi = {
                "nama": b.nilai["kegiatan"],
                "satuan": b.get("satuan") or (kegiatan.satuan if kegiatan else "kegiatan"),
                "menit_standar": b.nilai["menit_standar"],
                "kata_cari": b.get("kata_cari") or (kegiatan.kata_cari if kegiatan else ""),
            }
            save_task(
                actor=ctx.actor, instansi_id=ctx.instansi_id, nama_jabatan=b.get("jabatan") or "",
                uraian=b.nilai["uraian"], isi=isi, kegiatan=kegiatan,
            )  # fmt: skip
