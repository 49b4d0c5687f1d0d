"""What the months before the sample's first left behind, and deductions agreed to in writing."""

from collections.abc import Callable
from datetime import date
from functools import cache

import polars as pl

from selaras.contoh.acak import angka
from selaras.contoh.bingkai_orang import N, T, bernomor, masa_status, rentang
from selaras.contoh.dunia import Dunia
from selaras.contoh.gaji import hitung_gaji
from selaras.contoh.orang import Orang
from selaras.hukum import Law

BULAN_ANGGARAN = 14
SAMPAI_BULAN = 9  # the sample's own months begin in October
# kind, per mille of people, rupiah a month (zakat is a percentage of law)
POTONGAN = [("zakat", 60, 0), ("korpri", 700, 10_000), ("koperasi", 120, 150_000)]


@cache
def _ter() -> tuple[dict[str, int], dict[int, list[tuple[int, int]]]]:
    """Category by PTKP and the monthly rates of each (PMK 168/2023), from the law's files."""
    aturan = Law.load().pada(date(2025, 9, 1), "contoh")
    tarif = {
        nomor: [(j.mulai, j.nilai) for j in aturan.jenjang(f"pajak.ter_{huruf}")]
        for nomor, huruf in enumerate("abc", 1)
    }
    return dict(aturan.tabel("pajak.kategori_ter")), tarif


def pph_bulanan(ptkp: str, bruto: int) -> int:
    """A month's income tax by the effective rate."""
    kategori, tarif = _ter()
    bp = [nilai for mulai, nilai in tarif[kategori[ptkp]] if mulai <= bruto][-1]
    return bruto * bp // 10_000


def _bulan_bekerja(o: Orang) -> int:
    """How many of the months before the sample's first she was paid here."""
    mulai = masa_status(o)[0][1][0]
    if mulai.year < 2025:
        return SAMPAI_BULAN
    return max(0, SAMPAI_BULAN + (mulai.day == 1) - mulai.month)


def _saldo(d: Dunia) -> pl.DataFrame:
    skema = dict.fromkeys(
        ("pegawai_id", "tahun", "sampai_bulan", "jumlah_bulan", "bruto", "iuran_pensiun", "pph21"),
        N,
    )
    baris = []
    for o in d.orang:
        bulan = _bulan_bekerja(o)
        if bulan < 1 or not o.gaji or o.status == "NONASN":
            continue
        gaji = hitung_gaji(o)
        tpp = sum(o.post.besaran or ()) * (80 if o.status == "CPNS" else 100) // 100
        pph = pph_bulanan(o.ptkp or "TK/0", gaji.bruto + tpp)
        jumlah = [bulan * rp for rp in (gaji.bruto + tpp, gaji.iuran_pensiun, pph)]
        baris.append((o.id, 2025, SAMPAI_BULAN, bulan, *jumlah))
    return bernomor(skema, baris)


def _potongan(d: Dunia) -> pl.DataFrame:
    return bernomor(
        {"pegawai_id": N, "jenis": T, "nilai_rp": N, "no_surat": T, "berlaku": T},
        [
            (o.id, jenis, rp, f"Surat kesediaan {jenis} {o.id:04d}/2025", rentang((awal, None)))
            for o in d.orang
            for jenis, per_mil, rp in POTONGAN
            # Whom a story pays by hand has no deductions besides.
            if o.wajib and not o.tertib and angka(f"potongan.{jenis}", 1000, o.id) < per_mil
            for awal in [max(date(2025, 1, 1), o.tmt)]
        ],
    )


def _anggaran(d: Dunia) -> pl.DataFrame:
    """A year of everybody's TPP with THR and the 13th month, five percent to spare."""
    setahun: dict[int, int] = {}
    for o in d.orang:
        skpd = o.post.unit.skpd.id
        setahun[skpd] = setahun.get(skpd, 0) + sum(o.post.besaran or ()) * BULAN_ANGGARAN
    return bernomor(
        {"skpd_id": N, "tahun": N, "pagu": N, "dasar": T},
        [(s, 2025, rp * 105 // 100 // 1_000_000 * 1_000_000, "DPA 2025") for s, rp in
         sorted(setahun.items())],
    )  # fmt: skip


TABEL: dict[str, Callable[[Dunia], pl.DataFrame]] = {
    "tpp_saldopajak": _saldo,
    "tpp_potongantpp": _potongan,
    "tpp_anggarantpp": _anggaran,
}
