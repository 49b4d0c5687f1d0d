"""The worked examples of a day, from YAML."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from selaras.aturan.presensi import StatusHari

from . import presensi_contoh as susun

CONTOH = yaml.safe_load((Path(__file__).parent / "contoh_harian.yaml").read_text())


@pytest.mark.parametrize("contoh", CONTOH, ids=[c["nama"] for c in CONTOH])
@pytest.mark.parametrize("zona", ["WIB", "WITA", "WIT"])
def test_example_comes_out_as_written(contoh: dict, zona: str) -> None:
    tanggal: date = contoh["tanggal"]
    lain: dict[str, object] = {"zona": zona}
    if "izin" in contoh:
        lain["izin"] = susun.izin(contoh["izin"], tanggal, tanggal)
    if "libur" in contoh:
        lain["libur"] = susun.frame_libur((tanggal, contoh["libur"] == "cuti_bersama"))
    if contoh.get("jadwal") == "malam":
        lain |= {"jadwal": susun.MALAM, "jadwal_id": 2}
    hasil = susun.sehari(
        tanggal,
        contoh["ketukan"],
        p=susun.parameter(**contoh.get("parameter", {})),
        ramadan=susun.frame_ramadan((date(2026, 2, 19), date(2026, 3, 20))),
        **lain,
    )
    assert StatusHari(hasil["kode"]).name == contoh["kode"]
    assert hasil["potongan_bp"] == contoh["bp"]
    assert hasil["menit_tl"] == contoh.get("tl", 0)
    assert hasil["menit_psw"] == contoh.get("psw", 0)
