"""Frames and the plain per-person oracle agree on random months, in every way and region."""

from datetime import date
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.aturan.tpp.orakel import KRITERIA, Orang, hitung_orang

from selaras.aturan.angka import SERATUS_PERSEN
from selaras.aturan.tpp import SEDIKIT, hitung
from selaras.hukum import Aturan, Law, NilaiDaerah

PITA = [{"mulai": 1, "nilai": 5000}, {"mulai": 301, "nilai": 7000}, {"mulai": 901, "nilai": 10000}]
NILAI = [{"mulai": 0, "nilai": 0}, {"mulai": 1000, "nilai": 4000}, {"mulai": 9000, "nilai": 10000}]
CARA = {
    "predikat": {},
    "persen": {},
    "nilai_skp": {"tpp.desimal_faktor": 2},
    "pita_nilai": {"kinerja.pita_nilai": NILAI},
    "menit_ambang": {"kinerja.menit_target": 6750},
    "menit_proporsional": {"kinerja.menit_target": 6000},
    "menit_pita": {"kinerja.menit_target": 6000, "kinerja.menit_pita": PITA},
    "tanpa": {"tpp.bobot": {"produktivitas": 0, "disiplin": 10_000}},
}
LAIN = {
    "pajak.penanggung": "daerah",
    "tpp.pengurang": {"k100": 0, "k40": 4000, "k20": 2000},
    "tpp.mkd7h_bobot": {"produktivitas": 4000, "disiplin": 4000},
    "presensi.apel_per_kali": 200,
}
DAERAH = {
    "balangan 2019": ("balangan", date(2019, 9, 1)),
    "balangan uji coba": ("balangan", date(2020, 2, 1)),
    "balangan 2020": ("balangan", date(2020, 9, 1)),
    "balangan 2025": ("balangan", date(2025, 9, 1)),
    "tulang bawang": ("tulang_bawang", date(2025, 9, 1)),
    "kota 2022": ("kota_6750", date(2022, 9, 1)),
    "kota 2025": ("kota_6750", date(2025, 9, 1)),
    "contoh": ("contoh", date(2025, 10, 1)),
}


def chosen(pilih: dict[str, object]) -> Aturan:
    rows = [NilaiDaerah(k, "templat", date(2000, 1, 1), v, "uji") for k, v in pilih.items()]
    return Law.load().with_nilai_daerah(rows).pada(date(2025, 9, 1), "templat")


CARA_ATURAN = {
    f"{cara}, {basis}{', kehadiran' if kehadiran else ''}": chosen(
        {
            "kinerja.cara": cara,
            "disiplin.basis": basis,
            "disiplin.cara": "persen_kehadiran" if kehadiran else "potongan",
            **isi,
            **LAIN,
        }
    )
    for cara, isi in CARA.items()
    for basis in ("porsi_disiplin", "tpp")
    for kehadiran in ((False, True) if basis == "porsi_disiplin" else (False,))
}
DAERAH_ATURAN = {nama: Law.load().pada(hari, d) for nama, (d, hari) in DAERAH.items()}

uang = st.one_of(st.integers(0, 20_000_000), st.sampled_from([0, 1, 999_999_999, 5_400_000]))
persen = st.integers(0, 100_000_000).map(lambda n: Fraction(n, 100_000_000))
bp_persen = st.integers(0, 12_000).map(lambda n: Fraction(n, 10_000))


@st.composite
def orang(draw: st.DrawFn, aturan: Aturan) -> Orang:
    kriteria = aturan.daftar("tpp.kriteria")
    status = draw(st.sampled_from(sorted(aturan.tabel("tpp.status"))))
    ragam = aturan.daftar("tpp.plt_ragam") if aturan.ada("tpp.plt_ragam") else ()
    pengurang = list(aturan.tabel("tpp.pengurang")) if aturan.ada("tpp.pengurang") else []
    pengurang += [k for k in ("mkd7h", "cuti_penuh") if aturan.ada(f"tpp.{k}_bobot")]
    hari_kerja = draw(st.integers(1, 26))
    kehadiran = aturan.pilihan("disiplin.cara") == "persen_kehadiran"
    return Orang(
        status=status,
        besaran={k: draw(uang) for k in kriteria},
        plt=None if status == "CPNS" else draw(st.sampled_from([None, *ragam])),
        besaran_plt={k: draw(uang) for k in kriteria},
        predikat=draw(st.sampled_from([None, "sangat_baik", "baik", "butuh_perbaikan", "kurang"])),
        capaian=draw(persen),
        menit=draw(st.integers(0, 9_000)),
        kredit_menit=draw(st.integers(0, 3)) * 420,
        disiplin=None if kehadiran else draw(st.one_of(st.none(), persen)),
        potongan=draw(bp_persen),
        apel=draw(st.integers(0, 4)),
        hadir=draw(st.integers(0, hari_kerja)),
        hari_kerja=hari_kerja,
        alpa_sebulan=draw(st.integers(0, 9)) == 0,
        pengurang=draw(st.sampled_from([None, None, *pengurang])),
        hukuman=draw(st.sampled_from([Fraction(0), Fraction(1, 4)])),
        kurang_lalu=draw(st.sampled_from([0, 8_000])),
        lebih_lalu=draw(st.sampled_from([0, 0, 12_345, 10**9])),
        gaji=draw(uang),
        gaji_iwp=draw(st.integers(0, 150_000)),
        gaji_bpjs=draw(st.integers(0, 600_000)),
        gaji_pph=draw(st.integers(0, 100_000)),
        ptkp=draw(st.sampled_from(["TK/0", "TK/2", "K/1", "K/3"])),
        golongan=draw(st.sampled_from(["I/a", "II/d", "III/b", "IV/e"])),
        thr=draw(st.integers(0, 5)) == 0,
        zakat=draw(st.booleans()),
        potongan_lain=draw(st.sampled_from([0, 160_000])),
    )


def skala(x: Fraction | None) -> int | None:
    return None if x is None else int(x * SERATUS_PERSEN)


def baris(o: Orang, aturan: Aturan) -> dict[str, object]:
    return {
        "bulan": 14 if o.thr else aturan.pada.month,
        "status": o.status, "predikat": o.predikat, "capaian": skala(o.capaian),
        "menit": o.menit, "kredit_menit": o.kredit_menit, "disiplin_langsung": skala(o.disiplin),
        "potongan": skala(o.potongan), "apel_absen": o.apel, "hari_hadir": o.hadir,
        "hari_kerja": o.hari_kerja, "alpa_sebulan": o.alpa_sebulan, "plt": o.plt,
        "pengurang": o.pengurang, "hukuman": int(o.hukuman * 10_000),
        "kekurangan_lalu": o.kurang_lalu, "kelebihan_lalu": o.lebih_lalu,
        "gaji_bruto": o.gaji, "gaji_iwp": o.gaji_iwp, "gaji_bpjs": o.gaji_bpjs,
        "gaji_pph": o.gaji_pph, "ptkp": o.ptkp, "golongan": o.golongan, "zakat": o.zakat,
        "potongan_koperasi": o.potongan_lain,
        **{k: o.besaran.get(k) for k in KRITERIA},
        **{f"plt_{k}": o.besaran_plt.get(k) for k in KRITERIA},
    }  # fmt: skip


def frame_of(semua: list[Orang], aturan: Aturan) -> pl.DataFrame:
    return pl.DataFrame([baris(o, aturan) for o in semua], infer_schema_length=None)


@pytest.mark.parametrize("nama", [*CARA_ATURAN, *DAERAH_ATURAN])
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_the_frame_agrees_with_the_plain_oracle(nama: str, data: st.DataObject) -> None:
    aturan = (CARA_ATURAN | DAERAH_ATURAN)[nama]
    semua = data.draw(st.lists(orang(aturan), min_size=1, max_size=12))
    hasil = hitung(frame_of(semua, aturan), aturan)
    assert hasil["galat"].to_list() == [None] * len(semua)
    for o, dapat in zip(semua, hasil.iter_rows(named=True), strict=True):
        harapan = hitung_orang(o, aturan)
        assert {k: dapat[k] for k in harapan} == harapan, o


@pytest.mark.parametrize("nama", ["balangan 2025", "contoh", "kota 2025"])
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_sums_hold_and_nothing_is_negative(nama: str, data: st.DataObject) -> None:
    aturan = DAERAH_ATURAN[nama]
    semua = data.draw(st.lists(orang(aturan), min_size=1, max_size=12))
    for b in hitung(frame_of(semua, aturan), aturan).iter_rows(named=True):
        jumlah = sum(b[f"nilai_{k}"] for k in KRITERIA)
        assert b["jumlah_nilai"] == jumlah
        bersih = jumlah - b["hukuman_rp"] + b["kekurangan_lalu"] - b["kelebihan_dipotong"]
        assert b["bruto"] == bersih
        assert b["diterima"] == b["bruto"] - b["iwp"] - b["pph_pegawai"]
        assert b["netto"] == b["diterima"] - b["zakat_rp"] - b["potongan_lain_rp"]
        assert min(b["netto"], b["diterima"], b["bruto"], b["iwp"], b["bpjs"], b["pph21"]) >= 0
        assert b["gaji_iwp"] + b["iwp"] <= max(120_000, b["gaji_iwp"])


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_better_discipline_never_pays_less(data: st.DataObject) -> None:
    aturan = CARA_ATURAN["predikat, porsi_disiplin"]
    o = data.draw(orang(aturan))
    o.disiplin, o.lebih_lalu = data.draw(persen), 0
    lebih = data.draw(st.integers(0, 100_000_000 - int(o.disiplin * SERATUS_PERSEN)))
    lebih_baik = Orang(**{**o.__dict__, "disiplin": o.disiplin + Fraction(lebih, SERATUS_PERSEN)})
    hasil = hitung(frame_of([o, lebih_baik], aturan), aturan)
    assert hasil["bruto"][0] <= hasil["bruto"][1]


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_person_comes_out_the_same_alone_or_among_others(data: st.DataObject) -> None:
    aturan = DAERAH_ATURAN["balangan 2025"]
    semua = data.draw(st.lists(orang(aturan), min_size=2, max_size=6))
    frame = frame_of(semua, aturan)
    bersama = hitung(frame, aturan)
    banyak = hitung(pl.concat([frame] * (SEDIKIT // len(semua) + 1)), aturan)  # planned otherwise
    assert banyak.head(len(semua)).equals(bersama)
    for n, o in enumerate(semua):
        sendiri = hitung(frame_of([o], aturan), aturan)
        assert sendiri.row(0) == bersama.row(n)
