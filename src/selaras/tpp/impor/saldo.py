"""Import of the tax balance before the first month computed here: one row a person a year."""

from collections.abc import Sequence

from selaras.core.impor.lazim import nip_pegawai
from selaras.core.impor.spec import Baris, Kolom, Konteks, Spec, show_rupiah
from selaras.core.impor.urai import bulat, rupiah
from selaras.core.masa.simpan import any_of
from selaras.pegawai.rujukan import resolve_pegawai
from selaras.tpp.models import SaldoPajak
from selaras.tpp.services.saldo import save_saldo

UANG = ("bruto", "iuran_pensiun", "pph21")
ISI = ("sampai_bulan", "jumlah_bulan", *UANG)


class ImporSaldoPajak(Spec):
    kode = "saldo-pajak"
    judul = "Saldo pajak tahun berjalan"
    uraian = "Penghasilan dan PPh 21 setahun sebelum bulan pertama yang dihitung di sini."
    aksi = "gaji.import"
    aksi_lihat = "gaji.view"
    urutan = 95
    kunci = ("nip", "tahun")
    catatan = ("Diperlukan sekali saja, supaya Desember dapat menghitung ulang pajak setahun.",)
    kolom = (
        nip_pegawai(),
        Kolom("tahun", "Tahun pajak", bulat(2020, 2100), wajib=True, contoh="2025"),
        Kolom("sampai_bulan", "Sampai bulan", bulat(1, 11), wajib=True, contoh="9",
              sinonim=("bulan terakhir",), bantuan="Bulan terakhir yang sudah termasuk."),
        Kolom("jumlah_bulan", "Jumlah bulan bekerja", bulat(1, 11), wajib=True, contoh="9",
              sinonim=("bulan bekerja",)),
        Kolom("bruto", "Bruto gaji dan TPP", rupiah, wajib=True, contoh="110.000.000",
              sinonim=("penghasilan bruto",), tampil=show_rupiah),
        Kolom("iuran_pensiun", "Iuran pensiun", rupiah, wajib=True, contoh="1.900.000",
              tampil=show_rupiah, bantuan="Tulis 0 bila tidak membayar iuran pensiun."),
        Kolom("pph21", "PPh 21 dipotong", rupiah, wajib=True, contoh="3.300.000",
              sinonim=("pph 21", "pajak dipotong"), tampil=show_rupiah),
    )  # fmt: skip

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        resolve_pegawai(baris, ctx, self.aksi)

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        ids = {b.rujukan["pegawai_id"] for b in baris}
        tahun = {b.nilai["tahun"] for b in baris}
        qs = SaldoPajak.objects.filter(pegawai_id__in=any_of(ids), tahun__in=tahun)
        ada = {(s["pegawai_id"], s["tahun"]): s for s in qs.values("pegawai_id", "tahun", *ISI)}
        for b in baris:
            lama = ada.get((b.rujukan["pegawai_id"], b.nilai["tahun"]))
            b.rujukan["lama"] = lama or {}
            b.found(lama, {k: b.nilai[k] for k in ISI if k in b.nilai})
            if b.nilai["jumlah_bulan"] > b.nilai["sampai_bulan"]:
                b.wrong("jumlah_bulan", "Lebih banyak dari bulan yang sudah lewat.")

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        rows = [
            SaldoPajak(
                pegawai_id=b.rujukan["pegawai_id"],
                tahun=b.nilai["tahun"],
                **{k: b.nilai.get(k, b.rujukan["lama"].get(k, 0)) for k in ISI},
            )
            for b in baris
        ]
        save_saldo(actor=ctx.actor, rows=rows)
