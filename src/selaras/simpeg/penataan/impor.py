"""Import of a draft structure's items: what they do is found on the draft's page, by name."""

from collections.abc import Sequence

from selaras.aturan.simpeg.sotk.bentuk import TINDAKAN
from selaras.core.impor.spec import Baris, Kolom, Konteks, Spec
from selaras.core.impor.urai import bulat, pengenal, pilihan, teks
from selaras.core.permissions import rows
from selaras.organisasi.impor.jabatan import JENIS as JENIS_JABATAN
from selaras.organisasi.impor.unit import JENIS as JENIS_UNIT
from selaras.simpeg.models import ButirPenataan, PenataanOrganisasi
from selaras.simpeg.penataan.services.rancangan import KOLOM, take_items

_TINDAKAN = {t.value: (kata.lower(), t.value.replace("_", " ")) for t, kata in TINDAKAN.items()}


class ImporPenataan(Spec):
    kode = "penataan"
    judul = "Penataan organisasi (SOTK)"
    uraian = (
        "Butir rancangan susunan baru: unit dan jabatan yang dibuat, diubah, digabung, ditutup."
    )
    aksi = "sotk.edit"
    aksi_lihat = "sotk.view"
    urutan = 25
    kunci = ("rancangan", "tindakan", "unit_asal", "jabatan_asal", "nip", "unit", "kode")
    catatan = (
        "Rancangan dibuat dulu di Penataan organisasi; nomornya tertulis di halamannya.",
        "Butir yang sudah ada (tindakan dan kodenya sama) diubah; yang lain ditambahkan di akhir.",
    )
    kolom = (
        Kolom("rancangan", "Rancangan", bulat(1), wajib=True, contoh="7",
              sinonim=("nomor rancangan", "penataan"), bantuan="Nomor rancangan penataan."),
        Kolom("tindakan", "Tindakan", pilihan(_TINDAKAN), wajib=True, contoh="unit_gabung",
              pilihan=tuple(_TINDAKAN), sinonim=("aksi", "perubahan")),
        Kolom("unit_asal", "Kode unit asal", pengenal(32), contoh="1.05",
              sinonim=("unit asal", "unit lama")),
        Kolom("jabatan_asal", "Kode jabatan asal", pengenal(32), sinonim=("jabatan asal",)),
        Kolom("nip", "NIP", pengenal(18), contoh=""),
        Kolom("unit", "Kode unit baru atau tujuan", pengenal(32), contoh="1.04",
              sinonim=("unit", "unit tujuan", "unit baru")),
        Kolom("kode", "Kode jabatan baru atau tujuan", pengenal(32),
              sinonim=("kode jabatan", "jabatan tujuan")),
        Kolom("nama", "Nama baru", teks(160), sinonim=("nama",)),
        Kolom("jenis", "Jenis", pilihan({**JENIS_UNIT, **JENIS_JABATAN})),
        Kolom("induk", "Kode unit induk", pengenal(32), sinonim=("induk",)),
        Kolom("eselon", "Eselon", teks(8)),
        Kolom("kelas", "Kelas", bulat(1, 17), sinonim=("kelas jabatan",)),
        Kolom("kebutuhan", "Kebutuhan", bulat(0, 5000)),
        Kolom("atasan_unit", "Kode unit jabatan atasan", pengenal(32)),
        Kolom("atasan_kode", "Kode jabatan atasan", pengenal(32), sinonim=("atasan",)),
    )  # fmt: skip

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        draf = {
            p.pk: p
            for p in rows(ctx.actor, self.aksi, PenataanOrganisasi.objects.filter(status="draf"))
        }
        for b in baris:
            satu = draf.get(b.get("rancangan"))
            if satu is None and "rancangan" in b.nilai:
                b.wrong("rancangan", "Tidak ada rancangan bernomor itu yang masih draf.")
            b.rujukan["penataan"] = satu

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        del ctx
        ada = {
            (butir.penataan_id, *(getattr(butir, n) for n in self.kunci[1:])): butir
            for butir in ButirPenataan.objects.filter(
                penataan__in={b.rujukan["penataan"].pk for b in baris}
            ).order_by("-nomor")  # of two alike the first is meant
        }
        for b in baris:
            isi = {k: v for k, v in b.nilai.items() if k in KOLOM and v is not None}
            kunci = (b.rujukan["penataan"].pk, *(isi.get(n, "") for n in self.kunci[1:]))
            lama = ada.get(kunci)
            b.rujukan |= {"isi": isi, "butir_id": lama.pk if lama else None}
            b.found({k: getattr(lama, k) for k in isi} if lama else None, isi)

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        milik: dict[int, list[Baris]] = {}
        for b in baris:
            milik.setdefault(b.rujukan["penataan"].pk, []).append(b)
        for kelompok in milik.values():
            take_items(
                actor=ctx.actor, penataan=kelompok[0].rujukan["penataan"],
                rows=[(b.rujukan["butir_id"], b.rujukan["isi"]) for b in kelompok],
            )  # fmt: skip
