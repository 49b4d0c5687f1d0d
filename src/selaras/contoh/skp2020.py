"""The trial of January to March 2020 as seed 002 tells it: plans under PP 46/2011 and their days.

Posts held before 2021 are not on record in the sample: a plan names the post held now.
"""

from datetime import date

import polars as pl

from selaras.contoh.acak import angka
from selaras.contoh.bingkai_aktivitas import sudah_bertugas
from selaras.contoh.bingkai_orang import rentang
from selaras.contoh.dunia import Dunia
from selaras.contoh.kosakata import karya
from selaras.contoh.orang import Orang
from selaras.contoh.rencana import Rencana, atasan_pada

TAHUN = 2020
PENDEK = 4
MASA = rentang((date(TAHUN, 1, 1), date(TAHUN + 1, 1, 1)))
DIAJUKAN, DIPUTUS = "2020-01-08T02:00:00+00:00", "2020-01-14T03:00:00+00:00"


def skp_uji_coba(r: Rencana, d: Dunia) -> None:
    """Add everybody's plan of 2020, its targets and what came of the year."""
    atasan = atasan_pada(d, date(2025, 12, 1))
    for o in sudah_bertugas(d):
        pimpinan = atasan(o)
        skp = r.tambah(
            "kinerja_skp", pegawai_id=o.id, tahun=TAHUN, masa=MASA, generasi="pp46",
            jenis="jajf", jabatan_id=o.post.id, unit_id=o.post.unit.id,
            penilai_id=pimpinan and pimpinan.id, status="disetujui", diajukan_pada=DIAJUKAN,
            diputus_pada=DIPUTUS,
        )  # fmt: skip
        _kegiatan(r, o, skp)


def _kegiatan(r: Rencana, o: Orang, skp: int) -> None:
    for n, (uraian, banyak, satuan, bulan) in enumerate(karya(o.post).kegiatan, 1):
        lempar = angka("skp2020", 100, o.id, n)
        r.tambah(
            "kinerja_kegiatantugas", skp_id=skp, urutan=n,
            uraian=uraian.replace("<unit>", o.post.unit.nama), satuan=satuan,
            target_kuantitas=banyak, target_kualitas=100, target_waktu=bulan,
            realisasi_kuantitas=max(banyak * (92 + lempar % 12) // 100, 1),
            realisasi_kualitas=80 + lempar % 14, realisasi_waktu=bulan,
        )  # fmt: skip
    if angka("tambahan2020", 10, o.id) < 3:
        r.tambah("kinerja_tugastambahan", skp_id=skp, jenis="tambahan",
                 uraian="Anggota tim gugus tugas kabupaten",
                 nomor_surat=f"800/{o.id:03d}/{TAHUN}")  # fmt: skip
    nilai = [78 + angka("perilaku2020", 15, o.id, n) for n in range(6)]
    nama = ("orientasi_pelayanan", "integritas", "komitmen", "disiplin", "kerja_sama")
    r.tambah("kinerja_perilakupp46", skp_id=skp, **dict(zip(nama, nilai, strict=False)),
             kepemimpinan=nilai[5] if o.post.resep.eselon else None)  # fmt: skip


def tautkan(entri: pl.DataFrame, r: Rencana) -> pl.DataFrame:
    """Adds kegiatan_tugas_id: days of 2020 serve the plan's activity whose words they share.

    Of a month's days no more than its share of the year's target; the rest is other work.
    """
    entri = entri.with_row_index("urut")
    milik = _targets(r)
    kata = entri.filter(pl.col("tanggal").dt.year() == TAHUN).select(
        "urut", "pegawai_id", bulan=pl.col("tanggal").dt.month(), kata=_words("uraian")
    )
    cocok = (
        kata.join(milik, on="pegawai_id")
        .with_columns(sama=pl.col("kata").list.set_intersection("kata_kegiatan").list.len())
        .filter(pl.col("sama") > 0)
        .sort("urut", "sama", "kegiatan_tugas_id", descending=[False, True, False])
        .unique("urut", keep="first", maintain_order=True)
        .filter(pl.int_range(pl.len()).over("pegawai_id", "bulan", "kegiatan_tugas_id")
                < pl.col("sebulan"))
        .select("urut", "kegiatan_tugas_id")
    )  # fmt: skip
    return entri.join(cocok, on="urut", how="left").sort("urut").drop("urut")


def _targets(r: Rencana) -> pl.DataFrame:
    """Each activity of a 2020 plan: whose, its words, how many a month asks for."""
    skp = {s["id"]: s["pegawai_id"] for s in r.tabel["kinerja_skp"] if s["tahun"] == TAHUN}
    baris = [k for k in r.tabel["kinerja_kegiatantugas"] if k["skp_id"] in skp]
    return pl.DataFrame(
        {
            "pegawai_id": [skp[k["skp_id"]] for k in baris],
            "kegiatan_tugas_id": [k["id"] for k in baris],
            "sebulan": [-(-k["target_kuantitas"] // k["target_waktu"]) for k in baris],
            "uraian_kegiatan": [k["uraian"] for k in baris],
        }
    ).with_columns(kata_kegiatan=_words("uraian_kegiatan"))


def _words(kolom: str) -> pl.Expr:
    """The words that say something: the first letters of the longer ones, so that forms agree."""
    kata = pl.col(kolom).str.to_lowercase().str.split(" ")
    return kata.list.eval(
        pl.element().filter(pl.element().str.len_chars() > PENDEK).str.slice(0, PENDEK + 2)
    ).list.unique()
