"""Import of a month as the old system paid it: one row a person, components where it has them."""

from collections.abc import Sequence

from selaras.core.impor.lazim import nip_pegawai
from selaras.core.impor.spec import Baris, Kolom, Konteks, Spec, good, show_persen, show_rupiah
from selaras.core.impor.urai import periode, persen, rupiah, teks
from selaras.core.masa.simpan import any_of
from selaras.core.permissions import rows as within
from selaras.pegawai.models import Pegawai
from selaras.tpp.paralel.layanan import save_old_results
from selaras.tpp.paralel.models import HasilLama

ANGKA = ("bruto", "netto", "dasar", "produktivitas_bp", "disiplin_bp", "pajak", "iwp", "potongan")


def _uang(nama: str, judul: str, *sinonim: str, wajib: bool = False, contoh: str = "") -> Kolom:
    return Kolom(
        nama, judul, rupiah, wajib=wajib, sinonim=sinonim, contoh=contoh, tampil=show_rupiah
    )


class ImporSistemLama(Spec):
    kode = "sistem-lama"
    judul = "Hasil TPP sistem lama"
    uraian = "TPP sebulan menurut sistem yang dipakai sebelumnya, untuk disandingkan per orang."
    aksi = "paralel.record"
    aksi_lihat = "paralel.view"
    urutan = 120
    kunci = ("nip", "periode")
    catatan = (
        "Hanya disandingkan; tidak mengubah hitungan di sini.",
        "Makin lengkap komponennya, makin jelas sebab selisihnya.",
    )
    kolom = (
        nip_pegawai(),
        Kolom("periode", "Bulan", periode, wajib=True, contoh="2025-10",
              sinonim=("periode", "bulan tahun", "masa"),
              tampil=lambda v: f"{v // 100}-{v % 100:02d}"),
        Kolom("nama", "Nama", teks(160), sinonim=("nama pegawai", "nama lengkap")),
        _uang("bruto", "TPP bruto", "jumlah tpp", "tpp kotor", "bruto", "jumlah kotor",
              wajib=True, contoh="3.908.000"),
        _uang("netto", "Diterima", "netto", "jumlah diterima", "dibayar", "tpp bersih",
              contoh="3.712.000"),
        _uang("dasar", "TPP dasar", "besaran", "besaran tpp", "tpp jabatan", "basic tpp",
              contoh="4.000.000"),
        Kolom("produktivitas_bp", "Nilai produktivitas", persen(), contoh="100%",
              sinonim=("produktivitas", "nilai kinerja", "kinerja"), tampil=show_persen),
        Kolom("disiplin_bp", "Nilai disiplin", persen(), contoh="94,25%",
              sinonim=("disiplin", "kehadiran", "nilai kehadiran"), tampil=show_persen),
        _uang("pajak", "PPh 21 dipotong", "pph 21", "pph", "pajak", contoh="156.000"),
        _uang("iwp", "Iuran JKN 1%", "iwp 1%", "bpjs 1%", "iwp", contoh="39.080"),
        _uang("potongan", "Potongan lain", "zakat", "potongan", contoh="0"),
    )  # fmt: skip

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        nip = {b.nilai["nip"] for b in baris if "nip" in b.nilai}
        dikenal = Pegawai.objects.filter(instansi_id=ctx.instansi_id, nip__in=any_of(nip, "text"))
        semua = dict(dikenal.values_list("nip", "pk"))
        boleh = set(within(ctx.actor, self.aksi, dikenal).values_list("pk", flat=True))
        for b in good(baris):
            pegawai_id = semua.get(b.nilai["nip"])
            if pegawai_id is None:
                b.warn("nip", "Tidak dikenal di sini: muncul sebagai 'hanya di sistem lama'.")
            elif pegawai_id not in boleh:
                b.wrong("nip", "Di luar unit yang Anda urus.")
            b.rujukan["pegawai_id"] = pegawai_id

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        ada = HasilLama.objects.filter(
            instansi_id=ctx.instansi_id,
            nip__in=any_of({b.nilai["nip"] for b in baris}, "text"),
            periode__in={b.nilai["periode"] for b in baris},
        )
        lama = {(r["nip"], r["periode"]): r for r in ada.values("nip", "periode", "nama", *ANGKA)}
        for b in baris:
            baru = {k: b.nilai[k] for k in ("nama", *ANGKA) if k in b.nilai}
            b.found(lama.get((b.nilai["nip"], b.nilai["periode"])), baru)

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        save_old_results(
            actor=ctx.actor,
            rows=[
                HasilLama(
                    instansi_id=ctx.instansi_id,
                    periode=b.nilai["periode"],
                    nip=b.nilai["nip"],
                    nama=b.get("nama") or "",
                    pegawai_id=b.rujukan["pegawai_id"],
                    berkas=ctx.nama_berkas[:200],
                    **{k: b.get(k) for k in ANGKA},
                )
                for b in baris
            ],
        )
