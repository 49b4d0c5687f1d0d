"""The body of a unit's month: people x days as one string, since a template a cell is too slow.

A cell says what it is in letters; its colour repeats that. Cells of the same day and outcome are
the same text, made once.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from selaras.aturan.presensi import NOMOR_JENIS, StatusHari
from selaras.core.halaman.daftar import Daftar
from selaras.core.halaman.format import nip, tanggal_id
from selaras.core.halaman.status import STATUS_HARI, status_of
from selaras.presensi.lembar import decode
from selaras.presensi.models import LembarPresensi

KODE_JENIS = {nomor: kode for kode, nomor in NOMOR_JENIS.items()}
# Letters of each outcome; minutes or the kind of absence follow.
HURUF: Mapping[int, str] = {
    StatusHari.LIBUR: "–", StatusHari.HADIR: "✓", StatusHari.TL: "TL", StatusHari.PSW: "PS",
    StatusHari.TL_PSW: "TP", StatusHari.TK: "TK", StatusHari.IZIN: "", StatusHari.BELUM: "·",
}  # fmt: skip
_Cell = tuple[int, int, int, int, int]


def draw_rows(daftar: Daftar) -> SafeString:
    """The rows of this page of the list; the columns that the reader kept."""
    lembar: list[LembarPresensi] = list(daftar.halaman.object_list)
    tampil = {k.nama for k in daftar.kolom_tampil}
    kolom_hari = [n for n in range(1, 32) if f"h{n}" in tampil]
    jumlah = [k for k in daftar.kolom_tampil[1:] if not k.nama.startswith("h") or k.nama in _SUMS]
    hari = decode([b.hari for b in lembar]).tolist() if lembar else []
    awalan, akhiran = _day_address(lembar[0].periode) if lembar else ("", "")
    ada: dict[_Cell, str] = {}
    baris = []
    for satu, isi in zip(lembar, hari, strict=True):
        url = f"{awalan}{satu.pegawai_id}{akhiran}"
        sel = [_name(satu)]
        for n in kolom_hari:
            kode, jenis, _, _, tl, psw, _ = isi[n - 1]
            kunci = (n, kode, jenis, tl, psw)
            teks = ada.get(kunci)
            if teks is None:
                teks = ada[kunci] = _cell(*kunci)
            sel.append(teks.replace("@", url, 1))
        sel.extend(_sum(k.sel(satu).teks, k.judul) for k in jumlah)
        baris.append(f"<tr>{''.join(sel)}</tr>")
    return mark_safe("\n".join(baris))  # noqa: S308 - every part is escaped or our own


_SUMS = frozenset({"hari_kerja", "hadir"})


def _name(satu: LembarPresensi) -> str:
    orang = satu.pegawai
    return format_html(
        '<th scope="row"><a class="orang-nama" href="{}">{}</a>'
        '<small class="redup">{}</small></th>',
        reverse("tpp:bulan", args=[satu.periode, satu.pegawai_id]),
        orang.nama_lengkap,
        nip(orang.nip),
    )


def _day_address(periode: int) -> tuple[str, str]:
    """What stands before and after the person in a day's address; the day itself comes last."""
    contoh = reverse("tpp:hari", args=[periode, 987654321, 31])
    awalan, sisa = contoh.split("987654321")
    return awalan, sisa.removesuffix("31/")


def _cell(n: int, kode: int, jenis: int, tl: int, psw: int) -> str:
    """@ stands for the address up to the day."""
    status = status_of(STATUS_HARI[kode])
    kata = status.kata
    if kode == StatusHari.IZIN:
        huruf = KODE_JENIS.get(jenis, "I")
        kata = f"{kata} {huruf}"
    else:
        huruf = HURUF[kode]
    menit = tl + psw
    tambahan = f"<small>{menit}</small>" if menit else ""
    if menit:
        kata = f"{kata} {menit} menit"
    return (
        f'<td class="k" data-h="{n}"><a class="petak petak-{status.warna}" href="@{n}/" '
        f'aria-label="Tanggal {n}: {conditional_escape(kata)}">'
        f"{conditional_escape(huruf)}{tambahan}</a></td>"
    )


def _sum(teks: str, judul: str) -> str:
    return (
        f'<td class="angka j" data-judul="{conditional_escape(judul)}">'
        f"{conditional_escape(teks)}</td>"
    )


def legend() -> Iterable[tuple[str, str]]:
    """Letters and what they mean."""
    for kode, huruf in HURUF.items():
        if huruf:
            yield huruf, status_of(STATUS_HARI[kode]).kata
    yield "CT, DL, …", "Cuti, dinas atau izin menurut kodenya"


def day_title(periode: int, n: int) -> str:
    """The weekday and date of a column."""
    return tanggal_id(date(periode // 100, periode % 100, n))
