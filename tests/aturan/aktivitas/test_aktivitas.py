"""Worked examples of daily activities, and what holds whatever is entered."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from selaras.aturan.aktivitas import (
    Entri,
    HariAktif,
    ParameterAktivitas,
    batas_isi,
    batas_setuju,
    periksa_entri,
    periksa_hari,
    putusan_lewat,
    saldo_bulan,
    target_bulan,
    tempatkan,
    with_kredit,
    with_menit_diakui,
)
from selaras.aturan.aktivitas.periksa import tumpang
from selaras.aturan.angka import SERATUS_PERSEN
from selaras.aturan.kinerja import with_produktivitas, with_skala
from selaras.aturan.presensi import KOSONG, NOMOR_JENIS, StatusHari
from selaras.hukum import Aturan, Law, NilaiDaerah

SOAL = yaml.safe_load((Path(__file__).parent / "contoh.yaml").read_text())
SENIN = date(2025, 12, 15)


def _soal(bagian: str) -> list[Any]:
    return [pytest.param(s, id=s["nama"]) for s in SOAL[bagian]]


def _aturan(daerah: str = "contoh", pada: date = SENIN, pilih: dict[str, Any] | None = None):
    baris = [
        NilaiDaerah(k, daerah, date(2000, 1, 1), v, "contoh soal") for k, v in (pilih or {}).items()
    ]
    return Law.load().with_nilai_daerah(baris).pada(pada, daerah)


def _menit(jam: str) -> int:
    return int(jam[:2]) * 60 + int(jam[3:])


def _entri(isi: dict[str, Any]) -> Entri:
    return Entri(**{**isi, "mulai": _menit(isi["mulai"])})


def _produktivitas(aturan: Aturan, menit: int, kredit: int) -> str:
    """Through the very functions of the month's computation."""
    baris = pl.LazyFrame(
        {
            "menit": [menit], "kredit_menit": [kredit], "predikat": ["baik"], "capaian": [0],
            "alpa_penuh": [False], "ganti_bp": [None], "hanya_presensi": [False],
            "disiplin_langsung": [None], "hari_kerja": [22], "galat": [None],
        },
        schema_overrides={"ganti_bp": pl.Int64, "galat": pl.String, "disiplin_langsung": pl.Int64},
    )  # fmt: skip
    hasil = with_produktivitas(with_skala(baris, aturan), aturan).collect().row(0, named=True)
    perseratus = hasil["produktivitas"] * 10_000 // hasil["skala"]
    bulat, sisa = divmod(perseratus, 100)
    return f"{bulat}.{sisa:02d}" if sisa else str(bulat)


@pytest.mark.parametrize("soal", _soal("bulan"))
def test_a_month_comes_out(soal: dict[str, Any]) -> None:
    aturan = _aturan(**soal["aturan"])
    p = ParameterAktivitas.dari(aturan)
    menit = soal["hari"]["menit"] * soal["hari"]["kali"]
    kredit = sum(p.kredit[kode] * n for kode, n in soal["kredit"].items())
    saldo = saldo_bulan(
        disetujui=menit, menunggu=0, kredit=kredit, target=target_bulan(aturan, hari_kerja=22)
    )
    bulat, sisa = divmod(saldo.capaian_bp or 0, 100)
    hasil = {
        "diakui": saldo.diakui, "sisa": saldo.sisa,
        "capaian": f"{bulat}.{sisa:02d}" if sisa else str(bulat),
        "produktivitas": _produktivitas(aturan, menit, kredit),
    }  # fmt: skip
    assert hasil == soal["hasil"]
    assert SERATUS_PERSEN


@pytest.mark.parametrize("soal", _soal("entri"))
def test_an_entry_is_taken_or_refused_beside_its_field(soal: dict[str, Any]) -> None:
    aturan = _aturan(soal.get("daerah", "contoh"), pilih=soal.get("pilih"))
    p = ParameterAktivitas.dari(aturan)
    hari = HariAktif(
        **{
            "tanggal": SENIN, "hari_ini": date(2025, 12, 18), "masuk": 450, "pulang": 960,
            "lain": tuple(_entri(e) for e in soal.get("lain", ())), **soal.get("hari", {}),
        }
    )  # fmt: skip
    entri = tempatkan(_entri(soal["entri"]), hari, p)
    temuan = periksa_entri(entri, hari, p)
    for jenis, peringatan in (("galat", False), ("peringatan", True)):
        dapat = {t.ruas: t.pesan for t in temuan if t.peringatan is peringatan}
        assert dapat.keys() == soal.get(jenis, {}).keys(), temuan
        for ruas, kata in soal.get(jenis, {}).items():
            assert kata in dapat[ruas]
    assert entri.mulai == soal.get("mulai", entri.mulai)


@pytest.mark.parametrize("soal", _soal("tutup"))
def test_the_month_closes_by_rule(soal: dict[str, Any]) -> None:
    p = replace(ParameterAktivitas.dari(_aturan()), lewat_waktu=soal.get("lewat", "tetap_menunggu"))
    if "batas" in soal:
        assert batas_setuju(soal["tanggal"], p) == soal["batas"]
    else:
        assert putusan_lewat(soal["tanggal"], soal["hari_ini"], p) == soal["putusan"]


@pytest.mark.parametrize("soal", _soal("kehadiran"))
def test_presence_bounds_what_counts(soal: dict[str, Any]) -> None:
    p = replace(ParameterAktivitas.dari(_aturan()), kehadiran=soal["cara"], istirahat=60)
    kode = None if soal["kode"] is None else int(StatusHari[soal["kode"]])
    hari = pl.DataFrame(
        {
            "menit": [soal["menit"]],
            "kode": [kode],
            "masuk": [soal.get("masuk") or KOSONG],
            "pulang": [soal.get("pulang") or KOSONG],
        },
        schema={"menit": pl.Int32, "kode": pl.UInt8, "masuk": pl.Int16, "pulang": pl.Int16},
    )
    assert with_menit_diakui(hari, p)["diakui"].to_list() == [soal["diakui"]]


def test_days_of_leave_duty_and_holidays_carry_their_credit() -> None:
    p = ParameterAktivitas.dari(_aturan("kota_6750", date(2025, 9, 1)))
    hari = pl.DataFrame(
        {
            "kode": [StatusHari.IZIN, StatusHari.IZIN, StatusHari.LIBUR, StatusHari.LIBUR,
                     StatusHari.LIBUR, StatusHari.HADIR],
            "jenis": [NOMOR_JENIS["CT"], NOMOR_JENIS["CLTN"], 0, 0, 0, NOMOR_JENIS["CT"]],
            "libur": [0, 0, 1, 2, 0, 0],
        }
    )  # fmt: skip
    assert with_kredit(hari, p)["kredit"].to_list() == [420, 0, 420, 420, 0, 0]


def test_the_last_day_for_entering_goes_by_the_persons_own_working_days() -> None:
    p = replace(ParameterAktivitas.dari(_aturan()), batas_hari=3)
    kerja = [SENIN + timedelta(days=n) for n in (0, 1, 2, 3, 4, 7, 8)]  # Mon-Fri, Mon, Tue
    assert batas_isi(SENIN, kerja, p) == SENIN + timedelta(days=3)
    # Wednesday: Thu, Fri, Mon are the three; the days until Tuesday's beginning still serve
    assert batas_isi(SENIN + timedelta(days=2), kerja, p) == SENIN + timedelta(days=7)
    assert batas_isi(SENIN + timedelta(days=8), kerja, p) is None


entri_acak = st.builds(
    Entri, mulai=st.integers(0, 1439), menit=st.integers(-10, 600),
    standar=st.none() | st.integers(1, 240), volume=st.integers(1, 10),
)  # fmt: skip


@given(st.lists(entri_acak, max_size=12))
def test_what_is_taken_never_overlaps_and_stays_in_the_window(semua: list[Entri]) -> None:
    p = ParameterAktivitas.dari(_aturan())
    diterima: list[Entri] = []
    for e in semua:
        hari = HariAktif(SENIN, date(2025, 12, 18), masuk=450, pulang=960, lain=tuple(diterima))
        if not [t for t in periksa_entri(e, hari, p) if not t.peringatan]:
            diterima.append(e)
    menit = [m for e in diterima for m in range(e.mulai, e.selesai)]
    assert len(menit) == len(set(menit))
    assert all(450 - p.kelonggaran_jam <= m < 960 + p.kelonggaran_jam for m in menit)
    assert sum(e.menit for e in diterima) <= 510 + 2 * p.kelonggaran_jam
    assert all(0 < e.menit <= p.menit_maks for e in diterima)


@given(entri_acak, entri_acak)
def test_overlap_is_mutual(a: Entri, b: Entri) -> None:
    assert tumpang(a, b) == tumpang(b, a)


@given(
    st.integers(0, 1440), st.sampled_from(["tanpa", "tk_nol", "batas_hadir"]),
    st.sampled_from(list(StatusHari)), st.integers(0, 1440), st.integers(0, 2880),
)  # fmt: skip
def test_presence_only_ever_takes_away(menit, cara, kode, masuk, pulang) -> None:
    p = replace(ParameterAktivitas.dari(_aturan()), kehadiran=cara)
    hari = pl.DataFrame(
        {"menit": [menit], "kode": [int(kode)], "masuk": [masuk], "pulang": [pulang]}
    )
    diakui = with_menit_diakui(hari, p)["diakui"][0]
    assert 0 <= diakui <= menit
    if cara != "tanpa" and kode == StatusHari.TK:
        assert diakui == 0


@given(
    st.integers(0, 12_000), st.integers(0, 12_000), st.integers(0, 9_000),
    st.none() | st.integers(1, 12_000), st.integers(0, 23),
)  # fmt: skip
def test_the_balance_adds_up(disetujui, menunggu, kredit, target, tersisa) -> None:
    s = saldo_bulan(disetujui=disetujui, menunggu=menunggu, kredit=kredit, target=target)
    assert s.terisi == disetujui + menunggu + kredit
    assert s.sisa == max(0, (target or 0) - s.terisi)
    if target:
        assert 0 <= s.capaian_bp <= s.terisi_bp <= 10_000
        assert (s.capaian_bp == 10_000) == (s.diakui >= target)
        if (sehari := s.per_hari(tersisa)) is not None:
            assert sehari * tersisa >= s.sisa > (sehari - 1) * tersisa or s.sisa == sehari == 0


def test_a_day_both_free_and_closed_says_both_and_invites_nobody() -> None:
    p = ParameterAktivitas.dari(_aturan())
    minggu = HariAktif(date(2025, 12, 14), date(2025, 12, 18), hari_kerja=p.batas_hari + 1)
    (temuan,) = periksa_hari(minggu, p)
    assert temuan.pesan.startswith("Hari itu bukan hari kerja Anda. Sudah lewat batas isi")
    assert "perintah lembur" not in temuan.pesan
    (temuan,) = periksa_hari(replace(minggu, hari_kerja=0), p)
    assert "lewat" not in temuan.pesan
