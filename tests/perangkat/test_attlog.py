"""Reading any machine's log: variants, broken lines and files that are something else."""

import json
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.cli import main
from selaras.perangkat.attlog import BukanAttlog, parse_attlog

DASAR = (
    ("126", "2025-10-06 07:30:05"),
    ("7", "2025-10-06 07:31:00"),
    ("126", "2025-10-06 16:00:00"),
)


def berkas(*kolom: str, akhir: str = "\n", pemisah: str = "\t") -> str:
    """Lines of DASAR with columns given as a template: {pin}, {waktu}, or fixed text."""
    return "".join(
        pemisah.join(k.format(pin=pin, waktu=waktu, tgl=waktu[:10], jam=waktu[11:]) for k in kolom)
        + akhir
        for pin, waktu in DASAR
    )


VARIAN = {
    "six columns, padded PIN": berkas("{pin:>9}", "{waktu}", "1", "0", "1", "0").encode(),
    "five columns": berkas("{pin}", "{waktu}", "0", "1", "0").encode(),
    "four columns": berkas("{pin}", "{waktu}", "0", "1").encode(),
    "only PIN and time": berkas("{pin}", "{waktu}").encode(),
    "ten columns as pushed": berkas("{pin}", "{waktu}", "0", "1", *["0"] * 6).encode(),
    "empty columns between": berkas("{pin}", "{waktu}", "1", "1", "", "0", "0", "").encode(),
    "device before PIN": berkas("101", "{pin}", "{waktu}", "0", "1", "0").encode(),
    "time before PIN": berkas("{waktu}", "{pin}", "1", "0").encode(),
    "CRLF": berkas("{pin}", "{waktu}", "1", "0", "1", "0", akhir="\r\n").encode(),
    "CR alone": berkas("{pin}", "{waktu}", "1", "0", "1", "0", akhir="\r").encode(),
    "UTF-8 BOM": berkas("{pin}", "{waktu}", "1", "0", "1", "0").encode("utf-8-sig"),
    "UTF-16 BOM": berkas("{pin}", "{waktu}", "1", "0", "1", "0").encode("utf-16"),
    "UTF-16 without BOM": berkas("{pin}", "{waktu}", "1", "0", "1", "0").encode("utf-16-le"),
    "no final newline": berkas("{pin}", "{waktu}", "1", "0", "1", "0").rstrip().encode(),
    "blank lines": berkas("{pin}", "{waktu}", "1", "0", akhir="\n\n \n").encode(),
    "commas": berkas("{pin}", "{waktu}", "1", "0", pemisah=",").encode(),
    "semicolons and quotes": berkas('"{pin}"', '"{waktu}"', "1", "0", pemisah=";").encode(),
    "blanks": berkas("{pin}", "{waktu}", "1", "0", pemisah="  ").encode(),
    "date and clock apart": berkas("{pin}", "{tgl}", "{jam}", "1", "0").encode(),
    "slashes": berkas("{pin}", "{waktu}", "1").replace("2025-10-06", "2025/10/06").encode(),
    "Indonesian dates": berkas("{pin}", "{waktu}", "1")
    .replace("2025-10-06", "06/10/2025")
    .encode(),
    "old end mark": berkas("{pin}", "{waktu}", "1", "0").encode() + b"\x1a\x00\x00",
    "repeats": berkas("{pin}", "{waktu}", "1", "0").encode() * 2,
    "unsorted": b"\n".join(
        reversed(berkas("{pin}", "{waktu}", "1", "0", "1", "0").encode().splitlines())
    ),
}


@pytest.mark.parametrize("isi", VARIAN.values(), ids=VARIAN.keys())
def test_every_variant_holds_the_same_taps(isi: bytes) -> None:
    hasil = parse_attlog(isi)
    assert not hasil.rusak
    assert {(t.pin, t.waktu.isoformat(" ")) for t in hasil.tap} == set(DASAR)
    ringkasan = hasil.ringkasan()
    assert (ringkasan["ketukan"], ringkasan["pin"]) == (3, 2)
    assert (ringkasan["dari"], ringkasan["sampai"]) == (
        "2025-10-06T07:30:05",
        "2025-10-06T16:00:00",
    )


def test_alphanumeric_pins_and_clocks_without_seconds_are_read() -> None:
    hasil = parse_attlog(b"    EMP-20001\t2025-10-06 07:30\t99\t0\t3\t0\n")
    assert [(t.pin, t.waktu) for t in hasil.tap] == [("EMP-20001", datetime(2025, 10, 6, 7, 30))]


@pytest.mark.parametrize(
    ("baris", "alasan"),
    [
        ("126\t2025-02-30 07:30:00\t1", "waktunya tidak terbaca: '2025-02-30 07:30:00'"),
        ("126\t2025-10-06 24:00:00\t1", "waktunya tidak terbaca: '2025-10-06 24:00:00'"),
        ("126\t0000-00-00 00:00:00\t1", "waktunya tidak terbaca: '0000-00-00 00:00:00'"),
        ("126\t2025-10-06 07:3", "waktunya tidak terbaca: '2025-10-06 07:3'"),
        ("\t2025-10-06 07:30:00\t1", "PIN kosong"),
        ("12?6\t2025-10-06 07:30:00\t1", "PIN bukan angka atau huruf"),
        ("126", "kolomnya kurang: PIN dan waktu harus ada"),
        ("1\t2025-10-06 07:30:00" + "\t0" * 20, "kolomnya terlalu banyak"),
    ],
)
def test_a_broken_line_is_named_and_the_others_are_read(baris: str, alasan: str) -> None:
    isi = berkas("{pin}", "{waktu}", "1", "0") + "\n" + baris + "\n"
    hasil = parse_attlog(isi.encode())
    assert len(hasil.tap) == 3
    assert [(r.baris, r.alasan) for r in hasil.rusak] == [(5, alasan)]
    assert hasil.baris == 4


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        (b"", "kosong"),
        (b"\n \r\n", "kosong"),
        (b"PK\x03\x04xxxx", "Excel"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n", "gambar PNG"),
        (bytes(range(256)) * 20, "biner"),
        (b"nama,nip,tanggal lahir\nBudi,198001,1980-01-01\n", "tidak ada kolom PIN dan waktu"),
        (b"Halo dunia\nini surat biasa\n", "tidak ada kolom PIN dan waktu"),
        (b"satu\n" * 20 + b"1\t2025-10-06 07:30:00\n", "hanya 1 dari 21 baris"),
        ("catatan".encode("utf-16"), "tidak ada kolom"),
    ],
)
def test_another_kind_of_file_is_refused_with_its_kind(isi: bytes, pesan: str) -> None:
    with pytest.raises(BukanAttlog, match=pesan):
        parse_attlog(isi)


def test_months_and_days_are_told_by_the_whole_file() -> None:
    amerika = parse_attlog(b"1\t10/06/2025 07:30:00\n1\t10/16/2025 07:30:00\n")
    assert amerika.tap[0].waktu == datetime(2025, 10, 6, 7, 30)
    kita = parse_attlog(b"1\t10/06/2025 07:30:00\n1\t16/10/2025 07:30:00\n")
    assert kita.tap[0].waktu == datetime(2025, 6, 10, 7, 30)


def test_columns_beyond_pin_and_time_are_named_where_their_values_tell() -> None:
    usb = parse_attlog(berkas("{pin}", "{waktu}", "1", "0", "15", "0").encode())
    assert usb.susunan.nama_lain == ("mesin", "status", "verifikasi", "kode_kerja")
    dorong = parse_attlog(b"1\t2025-10-06 07:30:00\t0\t15\t0\n2\t2025-10-06 16:00:00\t1\t15\t0\n")
    assert dorong.susunan.nama_lain == ("status", "verifikasi", "kode_kerja")
    gelap = parse_attlog(berkas("{pin}", "{waktu}", "1", "1", "0").encode())
    assert gelap.susunan.nama_lain == ("", "", "")
    assert gelap.tap[0].sisa == ("1", "1", "0")


def test_a_machine_may_say_its_own_order() -> None:
    isi = b"1\t5\t2025-10-06 07:30:00\t0\n"
    hasil = parse_attlog(isi, urutan="pin,mesin,waktu,status")
    assert (hasil.tap[0].pin, hasil.susunan.nama_lain) == ("1", ("mesin", "status"))


@given(
    st.lists(
        st.tuples(
            st.from_regex(r"[0-9]{1,8}", fullmatch=True),
            st.datetimes(datetime(2010, 1, 1), datetime(2035, 1, 1)).map(
                lambda w: w.replace(microsecond=0)
            ),
        ),
        min_size=1,
    ),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_was_written_is_read_back(taps: list[tuple[str, datetime]], akhir: str) -> None:
    isi = "".join(f"{p:>9}\t{w:%Y-%m-%d %H:%M:%S}\t1\t0\t1\t0{akhir}" for p, w in taps)
    assert [(t.pin, t.waktu) for t in parse_attlog(isi.encode()).tap] == taps


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_stumble(isi: bytes) -> None:
    try:
        parse_attlog(isi)
    except BukanAttlog as galat:
        assert str(galat).startswith("Berkas")


def test_the_command_prints_the_agreed_object_and_codes(tmp_path, capsys) -> None:
    baik, rusak, bukan = (tmp_path / n for n in ("a.dat", "b.dat", "c.xlsx"))
    baik.write_text(berkas("{pin}", "{waktu}", "1", "0", "1", "0"))
    rusak.write_text(berkas("{pin}", "{waktu}", "1", "0") + "omong kosong\n" * 12)
    bukan.write_bytes(b"PK\x03\x04")
    assert main(["presensi", "baca", str(baik), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "baris": 3,
        "ketukan": 3,
        "pin": 2,
        "dari": "2025-10-06T07:30:05",
        "sampai": "2025-10-06T16:00:00",
        "rusak": 0,
        "contoh_rusak": [],
    }
    assert main(["presensi", "baca", str(rusak), "--json"]) == 3
    isi = json.loads(capsys.readouterr().out)
    assert (isi["baris"], isi["rusak"], len(isi["contoh_rusak"])) == (15, 12, 10)
    assert isi["contoh_rusak"][0]["baris"] == 4
    assert main(["presensi", "baca", str(bukan), "--json"]) == 2
    keluaran = capsys.readouterr()
    assert keluaran.out == ""
    assert keluaran.err.count("\n") == 1
    assert "Excel" in keluaran.err
    assert main(["presensi", "baca", str(tmp_path / "tiada.dat")]) == 2
    assert "tidak ditemukan" in capsys.readouterr().err
