"""Counting a file's lines: the same figures as reading them all, in little memory."""

import tracemalloc
from pathlib import Path

import pytest

from selaras.perangkat.attlog import BukanAttlog, count_attlog, read_attlog


def _file(tmp_path: Path, isi: bytes) -> Path:
    path = tmp_path / "attlog.dat"
    path.write_bytes(isi)
    return path


@pytest.mark.parametrize("sandi", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("akhir", ["\n", "\r\n", "\r"])
def test_counting_gives_what_reading_gives(tmp_path: Path, sandi: str, akhir: str) -> None:
    baris = [
        "1\t2025-10-01 07:30:00\t1\t0",
        "1\t2025-10-01 07:30:00\t1\t0",
        "2\t2025-10-01 16:00:00\t1\t1",
        "",
        "3\tbukan waktu\t1\té" if sandi == "cp1252" else "3\tbukan waktu\t1\t1",
    ]
    path = _file(tmp_path, akhir.join(baris).encode(sandi))
    dihitung = count_attlog(path).ringkasan()
    assert dihitung == read_attlog(path).ringkasan()
    assert (dihitung["baris"], dihitung["ketukan"], dihitung["pin"]) == (4, 2, 2)
    assert [r["baris"] for r in dihitung["contoh_rusak"]] == [5]  # blank lines keep their number


def test_a_file_of_mostly_nonsense_is_refused_by_both(tmp_path: Path) -> None:
    path = _file(tmp_path, b"1\t2025-10-01 07:30:00\n" + b"bukan apa-apa\n" * 30)
    for cara in (count_attlog, read_attlog):
        with pytest.raises(BukanAttlog, match="hanya 1 dari 31 baris"):
            cara(path)


def test_memory_stays_near_the_size_of_the_file(tmp_path: Path) -> None:
    satu = "".join(
        f"{n % 97:>9}\t2025-10-01 07:{n % 60:02}:{n % 59:02}\t1\t0\n" for n in range(999)
    )
    path = _file(tmp_path, satu.encode() * 40)
    tracemalloc.start()
    try:
        assert count_attlog(path).baris == 39_960
        puncak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert puncak < 3 * path.stat().st_size + 4_000_000  # all lines as objects would be 12 times
