"""Lines of the protocol, one by one and at random; bodies cut anywhere."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.perangkat.adms.badan import BadanTerputus, decode, read_lines
from selaras.perangkat.adms.baris import (
    Jawaban,
    LogMesin,
    NamaPin,
    Rusak,
    TapMesin,
    read_answers,
    read_oper,
    read_options,
    read_tap,
)
from selaras.perangkat.adms.gerbang import is_listed
from selaras.perangkat.adms.jawaban import machine_name, order_line

EPOCH = datetime(1970, 1, 1)
PIN = st.from_regex(r"[0-9A-Za-z][0-9A-Za-z._/-]{0,23}", fullmatch=True)
WAKTU = st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31)).map(
    lambda w: w.replace(microsecond=0)
)


@given(PIN, WAKTU, st.integers(0, 255), st.integers(0, 255), st.sampled_from([7, 10]))
def test_a_well_formed_line_says_what_was_put_in(
    pin: str, waktu: datetime, status: int, verifikasi: int, kolom: int
) -> None:
    ekor = "\t".join(["0"] * (kolom - 5)) + "\t"
    baris = f"  {pin} \t{waktu:%Y-%m-%d %H:%M:%S}\t{status}\t{verifikasi}\t\t{ekor}"
    isi = read_tap(baris)
    assert isinstance(isi, TapMesin)
    assert EPOCH + timedelta(seconds=isi.detik) == waktu
    assert (isi.pin, isi.status, isi.verifikasi, isi.kode_kerja) == (pin, status, verifikasi, "")


@given(st.text(max_size=300))
def test_anything_at_all_is_a_tap_or_a_reason(teks: str) -> None:
    isi = read_tap(teks)
    assert isinstance(isi, TapMesin) or (isinstance(isi, Rusak) and isi.alasan)
    read_oper(teks)
    read_options(teks.split(","))
    read_answers(teks.splitlines())


@given(st.binary(max_size=400))
def test_any_bytes_become_text_that_a_database_can_hold(isi: bytes) -> None:
    teks = decode(isi)
    assert "\x00" not in teks
    teks.encode("utf-8")


@given(PIN, WAKTU, st.data())
def test_a_line_cut_anywhere_never_becomes_another_time(
    pin: str, waktu: datetime, data: st.DataObject
) -> None:
    baris = f"{pin}\t{waktu:%Y-%m-%d %H:%M:%S}\t0\t1\t\t0\t0\t"
    isi = read_tap(baris[: data.draw(st.integers(0, len(baris)))])
    if isinstance(isi, TapMesin):
        assert EPOCH + timedelta(seconds=isi.detik) == waktu and isi.pin == pin


@pytest.mark.parametrize(
    "waktu",
    ["2025-02-29 07:00:00", "2025-11-31 07:00:00", "2025-11-03 24:00:00", "2025-11-03 07:60:00",
     "2025-11-03 07:00:60", "2025-11-03 07:00", "2025-1-3 07:00:00", "03-11-2025 07:00:00",
     "2025-11-03T07:00:00Z", "٢٠٢٥-11-03 07:00:00", ""],
)  # fmt: skip
def test_times_that_do_not_exist_are_not_guessed(waktu: str) -> None:
    assert isinstance(read_tap(f"1\t{waktu}\t0\t1"), Rusak)


@given(st.lists(st.binary(max_size=200).filter(lambda b: b"\n" not in b), max_size=40), st.data())
def test_a_body_is_the_same_lines_however_it_arrives(
    baris: list[bytes], data: st.DataObject
) -> None:
    badan = b"\n".join(baris)
    sisa = [badan]

    def baca(n: int) -> bytes:
        ambil = min(n, data.draw(st.integers(1, 64)))
        bagian, sisa[0] = sisa[0][:ambil], sisa[0][ambil:]
        return bagian

    hasil = [b.isi for b in read_lines(baca, len(badan))]
    assert hasil == [b.rstrip(b"\r") for b in baris if b.strip()]


def test_half_a_body_ends_in_an_error_and_its_half_line_is_never_seen() -> None:
    dilihat: list[bytes] = []
    badan = iter([b"1\t2025-11-03 07:00:00\n2\t2025-11-03 0", b""])
    with pytest.raises(BadanTerputus):
        for satu in read_lines(lambda n: next(badan), 500):
            dilihat.append(satu.isi)
    assert dilihat == [b"1\t2025-11-03 07:00:00"]


def test_an_endless_line_takes_no_room() -> None:
    potong = [b"x" * 65_536] * 40 + [b"\n1\t2025-11-03 07:00:00"]
    panjang = sum(map(len, potong))
    sumber = iter(potong)
    hasil = list(read_lines(lambda n: next(sumber), panjang))
    assert [(len(b.isi), b.utuh) for b in hasil] == [(4096, False), (21, True)]


def test_the_machines_log_names_and_templates() -> None:
    assert read_oper("OPLOG 21\t1\t2025-11-03 07:28:41\t0\t0\t0\t0") == LogMesin(
        21, "1", 20_395 * 86_400 + 26_921, ""
    )
    assert read_oper("USER PIN=1157\tName=BUDI\tPri=14\tPasswd=99\tCard=") == NamaPin(
        "1157", "BUDI", True
    )
    for templat in ("FP PIN=1\tTMP=x", "FACE PIN=1", "USERPIC PIN=1", "BIODATA Pin=1"):
        assert read_oper(templat) is None
    rusak = read_oper("USER PIN=\tPasswd=rahasia")
    assert isinstance(rusak, Rusak) and "rahasia" not in rusak.mentah


def test_answers_to_orders_and_what_follows_them() -> None:
    jawaban, lain = read_answers(
        ["ID=7&Return=0&CMD=DATA", "ID=8&Return=-1002&CMD=X", "~DeviceName=X903", "UserCount=5"]
    )
    assert [(j.nomor, j.jadi) for j in jawaban] == [(7, True), (8, False)]
    assert isinstance(jawaban[0], Jawaban)
    assert read_options(lain) == {"DeviceName": "X903", "UserCount": "5"}


def test_an_order_cannot_be_slipped_into_another() -> None:
    baris = order_line(
        5, "kirim_pengguna", {"pin": "1\nC:6:CLEAR DATA", "nama": "A\nC:7:CLEAR LOG\tPri=14"}
    )
    assert "\n" not in baris and baris.count("Pri=") == 2
    assert baris.split("\t")[1] == "Name=A C:7:CLEAR LOG Pri=14"
    assert "PIN=1C6CLEARDATA\t" in baris
    with pytest.raises(KeyError):
        order_line(1, "hapus_semua", {})


@given(st.text(max_size=80))
def test_a_name_fits_the_machine(nama: str) -> None:
    rapi = machine_name(nama)
    assert len(rapi.encode()) <= 24 and rapi.isprintable() and "\t" not in rapi


@pytest.mark.parametrize(
    ("alamat", "boleh", "jadi"),
    [
        ("10.20.3.15", "10.20.3.0/24", True),
        ("10.20.4.15", "10.20.3.0/24, 10.20.4.15", True),
        ("10.20.4.16", "10.20.3.0/24, 10.20.4.15", False),
        ("::ffff:10.20.3.15", "10.20.3.15", True),
        ("2001:db8::7", "2001:db8::/32", True),
        ("", "10.0.0.0/8", False),
        ("10.0.0.1", "bukan alamat", False),
    ],
)
def test_addresses_and_networks(alamat: str, boleh: str, jadi: bool) -> None:
    assert is_listed(alamat, boleh) is jadi
