"""Imports of discipline sanctions and of TPP reductions: periods that may not overlap."""

from collections.abc import Mapping, Sequence
from datetime import date

from selaras.core.impor.lazim import mulai, nip_pegawai, nomor_sk, sampai, tanggal_sk
from selaras.core.impor.riwayat import SpecRiwayat
from selaras.core.impor.spec import Baris, Kolom, Konteks, show_persen
from selaras.core.impor.urai import pengenal, persen, pilihan, teks
from selaras.core.masa.ruas import Riwayat
from selaras.hukum import Law
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import HukumanDisiplin, PenguranganTPP
from selaras.pegawai.rujukan import resolve_pegawai
from selaras.pegawai.services import save_histories

TINGKAT = {"ringan": ("r", "hukdis ringan"), "sedang": ("s", "hukdis sedang"),
           "berat": ("b", "hukdis berat")}  # fmt: skip


class ImporHukuman(SpecRiwayat):
    kode = "hukuman"
    judul = "Hukuman disiplin"
    uraian = "Hukuman disiplin yang memotong TPP selama masanya."
    aksi = "disiplin.record"
    aksi_lihat = "disiplin.view"
    urutan = 80
    kunci = ("nip", "mulai")
    model = HukumanDisiplin
    berjangka = True
    isi = {"tingkat": "tingkat", "potongan": "potongan_bp", "no_sk": "no_sk",
           "tanggal_sk": "tanggal_sk"}  # fmt: skip
    kolom = (
        nip_pegawai(),
        Kolom("tingkat", "Tingkat", pilihan(TINGKAT), wajib=True, contoh="ringan",
              pilihan=tuple(TINGKAT), sinonim=("tingkat hukuman", "jenis hukuman")),
        Kolom("potongan", "Potongan TPP (%)", persen(), contoh="25", tampil=show_persen,
              sinonim=("potongan", "potongan tpp", "persen potongan"),
              bantuan="Persen TPP yang dipotong tiap bulan, mis. 25."),
        nomor_sk(wajib=True),
        tanggal_sk(wajib=True),
        mulai("Mulai", wajib=True),
        sampai("Sampai", wajib=True),
    )  # fmt: skip

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        resolve_pegawai(baris, ctx, self.aksi)

    def save(self, riwayat: Mapping[int, Riwayat], ctx: Konteks) -> None:
        save_histories(actor=ctx.actor, model=HukumanDisiplin, riwayat=riwayat)


class ImporPengurangan(SpecRiwayat):
    kode = "pengurangan-tpp"
    judul = "Pengurangan TPP"
    uraian = "Pengurang TPP menurut aturan daerah (mis. k40) selama masanya."
    aksi = "disiplin.record"
    aksi_lihat = "disiplin.view"
    urutan = 85
    kunci = ("nip", "mulai")
    model = PenguranganTPP
    berjangka = True
    isi = {"kode": "kode", "alasan": "alasan"}
    kolom = (
        nip_pegawai(),
        Kolom("kode", "Kode pengurang", pengenal(12), wajib=True, contoh="k40",
              sinonim=("pengurang", "kode pengurangan"),
              bantuan="Kode seperti di aturan daerah (Hukum dan aturan: tpp.pengurang)."),
        Kolom("alasan", "Alasan", teks(160), wajib=True, contoh="Tugas belajar",
              sinonim=("keterangan",)),
        mulai("Mulai", wajib=True),
        sampai("Sampai"),
    )  # fmt: skip

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        resolve_pegawai(baris, ctx, self.aksi)
        daerah = Instansi.objects.values_list("daerah", flat=True).get(pk=ctx.instansi_id)
        law, dikenal = Law.load(), dict[date, frozenset[str]]()
        for b in baris:
            hari = b.get("mulai")
            if "kode" not in b.nilai or hari is None:
                continue
            if hari not in dikenal:
                dikenal[hari] = _reductions(law, hari, daerah)
            if b.nilai["kode"] not in dikenal[hari]:
                ada = ", ".join(sorted(dikenal[hari])) or "tidak ada"
                b.wrong("kode", f"Tidak dikenal aturan daerah pada tanggal itu; yang ada: {ada}.")

    def save(self, riwayat: Mapping[int, Riwayat], ctx: Konteks) -> None:
        save_histories(actor=ctx.actor, model=PenguranganTPP, riwayat=riwayat)


def _reductions(law: Law, hari: date, daerah: str) -> frozenset[str]:
    """The codes of reductions that the region's law has on a day."""
    aturan = law.pada(hari, daerah)
    return frozenset(aturan.tabel("tpp.pengurang") if aturan.ada("tpp.pengurang") else ())
