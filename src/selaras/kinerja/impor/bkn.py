"""Import of predicates from the national e-Kinerja's export: one row per person and month or year.

A month that both sources judged follows the region's rule; both stay on record.
"""

import re
from collections.abc import Sequence
from typing import Any

from selaras.aturan.predikat import predikat as predikat_sel
from selaras.core.impor.lazim import nip_pegawai
from selaras.core.impor.spec import Baris, Kolom, Konteks, Spec
from selaras.core.impor.urai import periode, pilihan, pilihan_kata
from selaras.core.masa.simpan import any_of
from selaras.kinerja.impor.hasil import PREDIKAT
from selaras.kinerja.models import Penilaian, Predikat, Rating
from selaras.kinerja.selectors.penilai import last_day, rules_of
from selaras.kinerja.selectors.sumber import BKN, LOKAL, source_of
from selaras.kinerja.services.sumber import write_months
from selaras.pegawai.models import RiwayatJabatan
from selaras.pegawai.rujukan import resolve_pegawai

_TAHUN = re.compile(r"^(?:tahun\s*)?(20\d{2})$", re.IGNORECASE)
TAMPIL = {str(r.value): r.label for r in Rating}
LAIN = {
    "1": ("diatas ekspektasi", "di atas"),
    "2": ("sesuai",),
    "3": ("dibawah ekspektasi", "di bawah"),
}
rating = pilihan_kata(TAMPIL, LAIN)  # in any of the export's words
ISI = ("predikat", "hasil", "perilaku")


def masa(sel: str) -> int:
    """A month (202510), or a year alone as tahun x 100."""
    tahun = _TAHUN.match(sel.strip())
    return int(tahun[1]) * 100 if tahun else periode(sel)


class ImporPredikatBKN(Spec):
    kode = "predikat-bkn"
    judul = "Predikat e-Kinerja BKN"
    uraian = "Predikat bulanan atau tahunan dari ekspor e-Kinerja BKN."
    aksi = "kinerja.record"
    aksi_lihat = "kinerja.view"
    urutan = 66
    kunci = ("nip", "periode")
    catatan = (
        "Untuk daerah yang sumbernya e-Kinerja BKN atau gabungan; rencana tidak diisi dua kali.",
        "Bulan menjadi penilaian periodik, tahun saja menjadi penilaian tahunan.",
    )
    kolom = (
        nip_pegawai(),
        Kolom("periode", "Bulan atau tahun", masa, wajib=True, contoh="2025-10",
              sinonim=("periode", "bulan", "tahun", "periode penilaian", "bulan penilaian"),
              tampil=lambda v: f"{v // 100}-{v % 100:02d}" if v % 100 else str(v // 100)),
        Kolom("hasil", "Rating hasil kerja", rating, contoh="Sesuai ekspektasi",
              pilihan=tuple(r.label for r in Rating),
              sinonim=("hasil kerja", "rating hasil", "hasilkinerja"),
              tampil=lambda v: TAMPIL.get(v, "")),
        Kolom("perilaku", "Rating perilaku kerja", rating, contoh="Sesuai ekspektasi",
              pilihan=tuple(r.label for r in Rating),
              sinonim=("perilaku kerja", "rating perilaku", "perilakukerja"),
              tampil=lambda v: TAMPIL.get(v, "")),
        Kolom("predikat", "Predikat", pilihan(PREDIKAT), contoh="Baik",
              pilihan=tuple(p.label for p in Predikat),
              sinonim=("predikat kinerja", "kuadran kinerja", "kuadran", "nilai"),
              tampil=lambda v: Predikat(v).label if v else ""),
    )  # fmt: skip

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        resolve_pegawai(baris, ctx, self.aksi)
        for b in baris:
            if b.rujukan.get("pegawai_id", 0) == ctx.actor.person_id:
                b.wrong("nip", "Predikat sendiri diambil oleh petugas lain.")
            self._predicate(b, ctx)
        self._units([b for b in baris if b.rujukan.get("pegawai_id")])

    def _predicate(self, b: Baris, ctx: Konteks) -> None:
        """The nine cells say it where the file gives only ratings, and check it where it does."""
        hasil, perilaku = b.nilai.get("hasil"), b.nilai.get("perilaku")
        if hasil and perilaku and "periode" in b.nilai:
            aturan = rules_of(b.nilai["periode"], ctx.instansi_id)
            sel = predikat_sel(int(hasil), int(perilaku), aturan)
            if b.nilai.setdefault("predikat", sel) != sel:
                b.wrong("predikat", f"Menurut kedua ratingnya {Predikat(sel).label}.")
        elif not b.nilai.get("predikat"):
            b.wrong("predikat", "Isi predikat, atau rating hasil kerja dan perilaku.")

    def _units(self, baris: Sequence[Baris]) -> None:
        """The unit of the period's last day; who has none that day keeps the latest."""
        ids = {b.rujukan["pegawai_id"] for b in baris}
        posts = RiwayatJabatan.objects.filter(
            pegawai_id__in=any_of(ids), penugasan=RiwayatJabatan.Penugasan.DEFINITIF
        ).order_by("pegawai_id", "berlaku")
        per: dict[int, list[Any]] = {}
        for row in posts.values_list("pegawai_id", "berlaku", "jabatan__unit_id"):
            per.setdefault(row[0], []).append(row)
        for b in baris:
            hari = last_day(b.nilai["periode"]) if "periode" in b.nilai else None
            punya = per.get(b.rujukan["pegawai_id"], [])
            kini = [r for r in punya if hari and r[1].lower and r[1].lower <= hari]
            if not (dipakai := kini or punya):
                b.wrong("nip", "Pegawai ini belum punya riwayat jabatan.")
            else:
                b.rujukan["unit_id"] = dipakai[-1][2]

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        qs = Penilaian.objects.filter(
            pegawai_id__in=any_of({b.rujukan["pegawai_id"] for b in baris}), sumber=BKN,
            periode__in={b.nilai["periode"] for b in baris},
        )  # fmt: skip
        ada = {(p.pegawai_id, p.periode): p for p in qs}
        sumber = {p: source_of(rules_of(p, ctx.instansi_id)) for p in {
            b.nilai["periode"] for b in baris}}  # fmt: skip
        for b in baris:
            if sumber[b.nilai["periode"]] == LOKAL:
                b.warn("predikat", "Daerah ini memakai penilaian sendiri; ini hanya pembanding.")
            lama = ada.get((b.rujukan["pegawai_id"], b.nilai["periode"]))
            b.rujukan["id"] = lama.pk if lama else None
            isi = (
                {"predikat": lama.predikat, "hasil": _text(lama.hasil),
                 "perilaku": _text(lama.perilaku)}
                if lama
                else None
            )  # fmt: skip
            b.found(isi, {k: b.nilai[k] for k in ISI if k in b.nilai})

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        rows = [_row(b, ctx) for b in baris]
        Penilaian.objects.bulk_create(
            rows, batch_size=5000, update_conflicts=True,
            unique_fields=["pegawai", "jenis", "periode", "skp", "sumber"],
            update_fields=["hasil", "perilaku", "predikat", "selesai_pada", "unit", "diubah_pada",
                           "diubah_oleh"],
        )  # fmt: skip
        for bulan in {r.periode for r in rows if r.periode % 100}:
            aturan = rules_of(bulan, ctx.instansi_id)
            write_months([r for r in rows if r.periode == bulan], aturan, actor=ctx.actor)


def _text(nilai: int | None) -> str | None:
    return None if nilai is None else str(nilai)


def _row(b: Baris, ctx: Konteks) -> Penilaian:
    tahunan = not b.nilai["periode"] % 100
    return Penilaian(
        pegawai_id=b.rujukan["pegawai_id"],
        jenis=Penilaian.Jenis.TAHUNAN if tahunan else Penilaian.Jenis.BULANAN,
        periode=b.nilai["periode"],
        unit_id=b.rujukan["unit_id"],
        hasil=int(b.nilai["hasil"]) if b.nilai.get("hasil") else None,
        perilaku=int(b.nilai["perilaku"]) if b.nilai.get("perilaku") else None,
        predikat=b.nilai["predikat"],
        selesai_pada=ctx.actor.at,
        diubah_pada=ctx.actor.at,
        diubah_oleh_id=ctx.actor.user_id,
        sumber=BKN,
    )
