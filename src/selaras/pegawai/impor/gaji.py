"""Import of monthly salary: one row per person and month, replaced as a whole file says."""

from collections.abc import Sequence

from selaras.core.impor.lazim import nip_pegawai
from selaras.core.impor.spec import Baris, Kolom, Konteks, Spec, show_rupiah
from selaras.core.impor.urai import periode, rupiah
from selaras.core.masa.simpan import any_of
from selaras.pegawai.models import GajiBulanan
from selaras.pegawai.rujukan import resolve_pegawai
from selaras.pegawai.services import save_gaji

UANG = ("bruto", "iwp", "bpjs", "pph", "iuran_pensiun")
AKIBAT_KOSONG = {
    "iwp": "TPP bulan ini belum dapat dihitung",
    "bpjs": "TPP bulan ini belum dapat dihitung",
    "pph": "seluruh PPh 21 bulan ini dibebankan pada TPP",
    "iuran_pensiun": "pajak setahun (Desember) belum dapat dihitung",
}


def _uang(nama: str, judul: str, *sinonim: str, wajib: bool = False, contoh: str = "") -> Kolom:
    return Kolom(
        nama, judul, rupiah, wajib=wajib, sinonim=sinonim, contoh=contoh, tampil=show_rupiah
    )


class ImporGaji(Spec):
    kode = "gaji"
    judul = "Gaji bulanan"
    uraian = "Gaji yang dibayar, dasar pajak dan iuran di samping TPP."
    aksi = "gaji.import"
    aksi_lihat = "gaji.view"
    urutan = 90
    kunci = ("nip", "periode")
    kolom = (
        nip_pegawai(),
        Kolom("periode", "Bulan", periode, wajib=True, contoh="2025-10",
              sinonim=("periode", "bulan gaji", "bulan tahun"),
              tampil=lambda v: f"{v // 100}-{v % 100:02d}"),
        _uang("bruto", "Gaji bruto", "gaji kotor", "jumlah kotor", "bruto", "penghasilan kotor",
              wajib=True, contoh="4.812.000"),
        _uang("iwp", "IWP 1%", "iwp", "iwp 1", "potongan iwp", contoh="44.000"),
        _uang("bpjs", "BPJS 4%", "bpjs", "tunjangan bpjs", "bpjs pemberi kerja",
              contoh="176.000"),
        _uang("pph", "PPh 21 gaji", "pph", "pph 21", "pajak"),
        _uang("iuran_pensiun", "Iuran pensiun", "iwp 8%", "pensiun", "iwp 8"),
    )  # fmt: skip

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        resolve_pegawai(baris, ctx, self.aksi)

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        ids = {b.rujukan["pegawai_id"] for b in baris}
        bulan = {b.nilai["periode"] for b in baris}
        qs = GajiBulanan.objects.filter(pegawai_id__in=any_of(ids), periode__in=bulan)
        ada = {
            (g["pegawai_id"], g["periode"]): g for g in qs.values("pegawai_id", "periode", *UANG)
        }
        for b in baris:
            baru = {k: b.nilai[k] for k in UANG if k in b.nilai}
            lama = ada.get((b.rujukan["pegawai_id"], b.nilai["periode"]))
            b.rujukan["lama"] = lama or {}
            b.found(lama, baru)
            for k, akibat in AKIBAT_KOSONG.items():
                if k not in b.nilai and not lama:
                    b.warn(k, f"Belum diketahui: {akibat}. Tulis 0 bila memang tidak ada.")
            if b.nilai["bruto"] and b.nilai["bruto"] < 100_000:
                b.warn("bruto", "Gaji bruto di bawah Rp100.000; apakah satuannya ribu rupiah?")

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        rows = [
            GajiBulanan(
                pegawai_id=b.rujukan["pegawai_id"],
                periode=b.nilai["periode"],
                **{k: b.nilai.get(k, b.rujukan["lama"].get(k)) for k in UANG},
            )
            for b in baris
        ]
        save_gaji(actor=ctx.actor, rows=rows, kolom=UANG)
