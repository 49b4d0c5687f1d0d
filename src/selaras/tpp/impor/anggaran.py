"""Import of the year's TPP budget: one row an SKPD."""

from collections.abc import Sequence

from selaras.core.impor.spec import Baris, Kolom, Konteks, Spec, show_rupiah
from selaras.core.impor.urai import bulat, pengenal, rupiah_anggaran, teks
from selaras.organisasi.rujukan import by_code, load_units
from selaras.tpp.models import AnggaranTPP
from selaras.tpp.services.anggaran import save_anggaran

ISI = ("pagu", "dasar")


class ImporAnggaranTPP(Spec):
    kode = "anggaran-tpp"
    judul = "Anggaran TPP"
    uraian = "Pagu TPP setahun tiap SKPD, supaya belanja dapat dibandingkan dengan anggarannya."
    aksi = "anggaran.import"
    aksi_lihat = "ringkasan.view"
    urutan = 97
    kunci = ("kode_unit", "tahun")
    kolom = (
        Kolom("kode_unit", "Kode SKPD", pengenal(32), wajib=True, contoh="4.01",
              sinonim=("kode unit", "kode")),
        Kolom("tahun", "Tahun anggaran", bulat(2015, 2100), wajib=True, contoh="2025",
              sinonim=("tahun",)),
        Kolom("pagu", "Pagu setahun", rupiah_anggaran, wajib=True, contoh="4.500.000.000",
              sinonim=("pagu", "anggaran"), tampil=show_rupiah),
        Kolom("dasar", "Dasar", teks(160), contoh="DPA 2025", sinonim=("nomor DPA",)),
    )  # fmt: skip

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        units = by_code(load_units(ctx.instansi_id), ctx.sejak)
        for b in baris:
            unit = units.get(b.nilai["kode_unit"])
            if unit is None:
                b.wrong("kode_unit", "Tidak ada unit dengan kode ini.")
            elif unit.jenis != "skpd":
                b.wrong("kode_unit", "Anggaran dicatat pada SKPD, bukan pada unit di bawahnya.")
            else:
                b.rujukan["skpd_id"] = unit.id

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        del ctx
        qs = AnggaranTPP.objects.filter(
            skpd_id__in={b.rujukan["skpd_id"] for b in baris},
            tahun__in={b.nilai["tahun"] for b in baris},
        )
        ada = {(r["skpd_id"], r["tahun"]): r for r in qs.values("skpd_id", "tahun", *ISI)}
        for b in baris:
            lama = ada.get((b.rujukan["skpd_id"], b.nilai["tahun"]))
            b.found(lama, {k: b.nilai[k] for k in ISI if k in b.nilai})

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        rows = [
            AnggaranTPP(
                skpd_id=b.rujukan["skpd_id"],
                tahun=b.nilai["tahun"],
                pagu=b.nilai["pagu"],
                dasar=b.get("dasar") or "",
            )
            for b in baris
        ]
        save_anggaran(actor=ctx.actor, rows=rows)
