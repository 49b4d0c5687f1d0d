"""What a file is stands in its content; its name is only what people call it."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.files.conftest import arsip, docx, gambar, pdf

from selaras.core.files.errors import BerkasDitolak
from selaras.core.files.kinds import recognise
from selaras.core.files.names import clean_name, fit
from selaras.core.files.purposes import Batas

MIB = 1024 * 1024
SEMUA = Batas(10 * MIB)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def named(nama: str, isi: bytes, batas: Batas = SEMUA) -> str:
    return fit(nama, recognise(io.BytesIO(isi)), batas)[0]


@pytest.mark.parametrize(
    ("isi", "mime"),
    [
        (pdf(), "application/pdf"),
        (gambar("JPEG"), "image/jpeg"),
        (gambar("PNG"), "image/png"),
        (gambar("WEBP"), "image/webp"),
        (docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (
            arsip(mimetype="application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
        ),
        (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "application/vnd.ms-excel"),
    ],
)
def test_kinds_that_are_taken_are_known_by_content(isi: bytes, mime: str) -> None:
    jenis = recognise(io.BytesIO(isi)).jenis
    assert jenis is not None
    assert jenis.mime == mime


@pytest.mark.parametrize(
    ("nama", "isi", "kata"),
    [
        ("a.pdf", b"", "kosong"),
        ("a.pdf", b"MZ\x90\0" + b"\0" * 200, "program"),
        ("a.pdf", b"<html><script>alert(1)</script>", "halaman web"),
        ("a.png", b'<svg xmlns="x"><script/></svg>', "halaman web"),
        ("a.docx", arsip(apa="x"), "arsip ZIP"),
        ("a.pdf", b"Rar!\x1a\x07\0" + b"\0" * 50, "arsip RAR"),
        ("a.jpg", b"\0\0\0\x18ftypheic" + b"\0" * 50, "foto HEIC"),
        ("a.pdf", b"\0\0\0\x18ftypmp42" + b"\0" * 50, "video"),
        ("a.jpg", gambar("JPEG")[:40], "gambar yang rusak"),
        ("a.txt", b"halo dunia", "teks biasa"),
        (
            "a.docx",
            arsip(**{"[Content_Types].xml": "", "word__vbaProject.bin": ""}),
            "berisi makro",
        ),
        (
            "a.docx",
            OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "dilindungi kata sandi",
        ),
        ("a.docx", b"PK\x03\x04" + b"\0" * 60, "arsip yang rusak"),
    ],
)
def test_what_is_not_taken_is_called_by_its_name(nama: str, isi: bytes, kata: str) -> None:
    with pytest.raises(BerkasDitolak, match=kata) as galat:
        named(nama, isi)
    assert "Isian lain tetap tersimpan" in str(galat.value)


def test_a_picture_named_pdf_is_refused_with_what_to_do() -> None:
    with pytest.raises(BerkasDitolak) as galat:
        named("SK.pdf", gambar())
    assert str(galat.value).startswith(
        "Berkas 'SK.pdf' ternyata gambar. Unggah PDF-nya, isian lain sudah tersimpan."
    )


def test_a_kind_that_the_purpose_does_not_take_is_refused() -> None:
    with pytest.raises(BerkasDitolak, match="di sini hanya PDF"):
        named("foto.jpg", gambar(), Batas(MIB, ("pdf",)))


@pytest.mark.parametrize(
    ("nama", "isi", "menjadi"),
    [
        ("foto.jpeg", gambar("JPEG"), "foto.jpeg"),
        ("foto.jpg", gambar("PNG"), "foto.png"),
        ("SK Kepala", pdf(), "SK Kepala.pdf"),
        ("laporan.final", pdf(), "laporan.final.pdf"),
        ("SK.PDF", pdf(), "SK.PDF"),
    ],
)
def test_the_ending_says_what_the_file_is(nama: str, isi: bytes, menjadi: str) -> None:
    assert named(nama, isi) == menjadi


@pytest.mark.parametrize(
    ("nama", "menjadi"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\SK.pdf", "SK.pdf"),
        ("..", "berkas"),
        ("", "berkas"),
        ("<img src=x onerror=alert(1)>.pdf", "img src=x onerror=alert(1).pdf"),
        ("gaji\u202efdp.exe", "gajifdp.exe"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        (".pdf", "pdf"),
    ],
)
def test_names_lose_paths_and_tricks(nama: str, menjadi: str) -> None:
    assert clean_name(nama) == menjadi


@given(st.text(max_size=300))
def test_no_name_reaches_out_of_its_place(nama: str) -> None:
    bersih = clean_name(nama)
    assert 0 < len(bersih) <= 120
    assert not set(bersih) & set('<>:"/\\|?*' + "\x00\r\n")
    assert bersih.strip(". ") == bersih
    assert clean_name(bersih) == bersih


@given(st.binary(max_size=400), st.sampled_from(["", "PK\x03\x04", "%PDF-", "\xff\xd8\xff"]))
def test_any_bytes_are_told_apart_without_falling(isi: bytes, awal: str) -> None:
    assert recognise(io.BytesIO(awal.encode("latin-1") + isi)).sebut


def test_words_tell_what_is_taken() -> None:
    assert SEMUA.maks_mib == "10"
    assert ".pdf" in SEMUA.terima.split(",")
    assert Batas(MIB // 2, ("pdf",)).kata == "PDF, paling besar 0,5 MB."
