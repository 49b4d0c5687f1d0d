"""Import of monthly results: predikat, percentage, minutes or SKP score, whichever applies."""

from collections.abc import Sequence
from typing import Any

from selaras.core.impor.lazim import nip_pegawai
from selaras.core.impor.spec import Baris, Kolom, Konteks, Spec, show_persen
from selaras.core.impor.urai import bulat, periode, persen, pilihan, teks
from selaras.core.masa.simpan import any_of
from selaras.kinerja.models import PenilaianBulanan, Predikat
from selaras.kinerja.services import HASIL, save_hasil
from selaras.pegawai.rujukan import resolve_pegawai
from selaras.periode.models import STATUS_TERKUNCI, PeriodeUnit

PREDIKAT = {
    p.value: (p.label, singkat) for p, singkat in zip(
        Predikat, ("sb", "b", "bp", "k", "sk"), strict=True
    )
}  # fmt: skip
ISI = ("predikat", "persen_bp", "menit", "nilai_skp_bp", "keterangan")


class ImporHasilKerja(Spec):
    kode = "hasil-kerja"
    judul = "Hasil kerja bulanan"
    uraian = "Predikat, persen, menit atau nilai SKP tiap orang tiap bulan."
    aksi = "kinerja.record"
    aksi_lihat = "kinerja.view"
    urutan = 65
    kunci = ("nip", "periode")
    catatan = ("Isi kolom yang dipakai aturan daerah; kolom lain dikosongkan.",)
    kolom = (
        nip_pegawai(),
        Kolom("periode", "Bulan", periode, wajib=True, contoh="2025-10",
              sinonim=("periode", "bulan kinerja", "bulan tahun"),
              tampil=lambda v: f"{v // 100}-{v % 100:02d}"),
        Kolom("predikat", "Predikat", pilihan(PREDIKAT), contoh="Baik",
              pilihan=tuple(p.label for p in Predikat), sinonim=("predikat kinerja", "hasil"),
              tampil=lambda v: Predikat(v).label if v else ""),
        Kolom("persen_bp", "Capaian (%)", persen(), contoh="97,5", tampil=show_persen,
              sinonim=("capaian", "persen", "produktivitas", "persentase", "nilai kinerja")),
        Kolom("menit", "Menit disetujui", bulat(0, 60_000), contoh="6750",
              sinonim=("menit", "total menit", "menit kerja")),
        Kolom("nilai_skp_bp", "Nilai SKP", persen(0, 12_000), contoh="91,25", tampil=show_persen,
              sinonim=("skp", "nilai prestasi", "nilai")),
        Kolom("keterangan", "Keterangan", teks(200), sinonim=("catatan",)),
    )  # fmt: skip

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        resolve_pegawai(baris, ctx, self.aksi)
        for b in baris:
            if b.rujukan.get("pegawai_id", 0) == ctx.actor.person_id:
                b.wrong("nip", "Hasil kinerja sendiri dicatat oleh atasan atau petugas lain.")
            if not any(b.teks.get(k) for k in ISI[:4]):
                b.wrong("predikat", "Isi predikat, capaian, menit, atau nilai SKP.")

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        ids = {b.rujukan["pegawai_id"] for b in baris}
        bulan = {b.nilai["periode"] for b in baris}
        qs = PenilaianBulanan.objects.filter(pegawai_id__in=any_of(ids), periode__in=bulan)
        ada = {
            (p["pegawai_id"], p["periode"]): p
            for p in qs.values("pegawai_id", "periode", "menit_aktivitas", *HASIL)
        }
        terkunci = self._locked(ctx, bulan)
        for b in baris:
            lama: dict[str, Any] | None = ada.get((b.rujukan["pegawai_id"], b.nilai["periode"]))
            b.rujukan["lama"] = lama or {}
            b.found(lama, {k: b.nilai[k] for k in ISI if k in b.nilai})
            if b.nilai["periode"] in terkunci and b.perubahan:
                b.warn(
                    "periode",
                    "Bulan ini sudah terkunci (sebagian unit atau semua). Bila unitnya termasuk, "
                    "yang sudah dibayar tidak berubah; selisihnya menjadi susulan di bulan "
                    "berikut.",
                )

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        save_hasil(actor=ctx.actor, rows=[_row(b) for b in baris])

    def _locked(self, ctx: Konteks, bulan: set[int]) -> set[int]:
        return set(
            PeriodeUnit.objects.filter(
                skpd__instansi_id=ctx.instansi_id, periode__in=bulan, status__in=STATUS_TERKUNCI
            ).values_list("periode", flat=True)
        )


def _row(b: Baris) -> PenilaianBulanan:
    isi = {k: b.nilai.get(k, b.rujukan["lama"].get(k)) for k in ISI}
    for kosong in ("predikat", "keterangan"):
        isi[kosong] = isi[kosong] or ""
    return PenilaianBulanan(
        pegawai_id=b.rujukan["pegawai_id"],
        periode=b.nilai["periode"],
        sumber="impor",
        menit_aktivitas="menit" not in b.nilai and b.rujukan["lama"].get("menit_aktivitas", False),
        **isi,
    )
