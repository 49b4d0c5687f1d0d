"""Days -> one line per person: counts, minutes by band, deductions, absences, runs of alpa."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from selaras.aturan.jadwal import Libur
from selaras.aturan.presensi.kisi import Tanda
from selaras.aturan.presensi.kode import KOSONG, NOMOR_JENIS, PITA, StatusHari
from selaras.aturan.presensi.parameter import ParameterPresensi
from selaras.aturan.presensi.status import HasilHari, Keadaan

_Jumlah = NDArray[np.int16] | NDArray[np.int32]


def ringkas(
    hasil: HasilHari, keadaan: Keadaan, tanpa_jadwal: Tanda, p: ParameterPresensi
) -> dict[str, _Jumlah]:
    """The columns documented in `bulan.HasilPresensi`, one value per person."""
    kode = hasil.kode
    kerja = kode != StatusHari.LIBUR
    alpa = kode == StatusHari.TK
    hadir = (kode >= StatusHari.HADIR) & (kode <= StatusHari.TL_PSW)
    izin = kode == StatusHari.IZIN
    sebagian = hadir & (hasil.jenis > 0)
    kolom: dict[str, _Jumlah] = {
        "hari_kerja": _hitung(kerja),
        "hadir": _hitung(hadir),
        "hadir_izin": _hitung(izin & np.isin(hasil.jenis, list(p.hadir_oleh_izin))),
        "alpa": _hitung(alpa),
        "belum": _hitung(kode == StatusHari.BELUM),
        "tanpa_masuk": _hitung(hadir & (hasil.tingkat_tl > 0) & (hasil.masuk == KOSONG)),
        "tanpa_pulang": _hitung(hadir & (hasil.tingkat_psw > 0) & (hasil.pulang == KOSONG)),
        "libur_hari_kerja": _hitung(keadaan.libur > 0),
        "cuti_bersama": _hitung(keadaan.libur == Libur.CUTI_BERSAMA),
        "tanpa_jadwal": _hitung(tanpa_jadwal),
        "potongan_bp": hasil.potongan_bp.sum(axis=0, dtype=np.int32),
        "izin_tanpa_nilai": _hitung((izin | sebagian) & ~p.izin_ada[hasil.jenis]),
    }
    for nama, tingkat, menit in (
        ("tl", hasil.tingkat_tl, hasil.menit_tl),
        ("psw", hasil.tingkat_psw, hasil.menit_psw),
    ):
        for n in range(1, PITA + 1):
            kena = tingkat == n
            kolom[f"{nama}{n}"] = _hitung(kena)
            kolom[f"menit_{nama}{n}"] = (menit * kena).sum(axis=0, dtype=np.int32)
    ada_izin = bool((izin | sebagian).any())
    for nama, nomor in NOMOR_JENIS.items():
        kolom[f"hari_{nama.lower()}"] = (
            _hitung((izin | sebagian) & (hasil.jenis == nomor))
            if ada_izin
            else np.zeros(kode.shape[1], np.int16)
        )
    return kolom | _runtun_alpa(kerja, alpa)


def _hitung(tanda: Tanda) -> NDArray[np.int16]:
    jumlah: NDArray[np.int16] = tanda.sum(axis=0, dtype=np.int16)
    return jumlah


def _runtun_alpa(kerja: Tanda, alpa: Tanda) -> dict[str, _Jumlah]:
    """Longest run of alpa over working days, and the runs that touch both ends of the span.

    Free days neither lengthen nor break a run (PP 94/2021 counts working days). With the end
    runs a caller joins months: akhir of one + awal of the next.
    """
    jumlah = kerja.shape[1]
    kini, terpanjang, awal = (np.zeros(jumlah, np.int16) for _ in range(3))
    utuh = np.ones(jumlah, np.bool_)  # nothing but alpa so far
    for hari in range(kerja.shape[0]):
        kini = np.where(kerja[hari], np.where(alpa[hari], kini + 1, 0), kini).astype(np.int16)
        utuh &= alpa[hari] | ~kerja[hari]
        np.maximum(terpanjang, kini, out=terpanjang)
        awal = np.where(utuh, kini, awal)
    return {"alpa_runtun": terpanjang, "alpa_awal": awal, "alpa_akhir": kini}


def ke_frame(pegawai_id: NDArray[np.int64], bagian: list[dict[str, _Jumlah]]) -> pl.DataFrame:
    """Join the blocks of persons into one frame in their order."""
    data = {
        nama: np.concatenate([b[nama] for b in bagian]) if len(bagian) > 1 else bagian[0][nama]
        for nama in bagian[0]
    }
    return pl.DataFrame({"pegawai_id": pegawai_id, **data})


def jumlah_lembar(hari: NDArray[np.void]) -> dict[str, _Jumlah]:
    """The sums that a month sheet carries, from its days alone, (orang, hari) of kode.HARI.

    Always derived whole, never added to: a day that changes can't leave a sum behind.
    """
    kode = np.ascontiguousarray(hari["kode"].T)
    telat = (kode == StatusHari.TL) | (kode == StatusHari.TL_PSW)
    cepat = (kode == StatusHari.PSW) | (kode == StatusHari.TL_PSW)
    alpa = kode == StatusHari.TK
    return {
        "hari_kerja": _hitung(kode != StatusHari.LIBUR),
        "hadir": _hitung((kode >= StatusHari.HADIR) & (kode <= StatusHari.TL_PSW)),
        "izin": _hitung(kode == StatusHari.IZIN),
        "alpa": _hitung(alpa),
        "belum": _hitung(kode == StatusHari.BELUM),
        "tl": _hitung(telat),
        "psw": _hitung(cepat),
        "tanpa_masuk": _hitung(telat & (hari["masuk"].T == KOSONG)),
        "tanpa_pulang": _hitung(cepat & (hari["pulang"].T == KOSONG)),
        "menit_tl": hari["menit_tl"].sum(axis=1, dtype=np.int32),
        "menit_psw": hari["menit_psw"].sum(axis=1, dtype=np.int32),
        "potongan_bp": hari["potongan_bp"].sum(axis=1, dtype=np.int32),
        "alpa_runtun": _runtun_alpa(kode != StatusHari.LIBUR, alpa)["alpa_runtun"],
    }
