"""The body of a unit's month: people x days as one string, since a template a cell is too slow.

A cell says what it is in letters; its colour repeats that. Cells of the same day and outcome are
the same text, made once.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape

from django.utils.safestring import SafeString, mark_safe

from selaras.aturan.presensi import NOMOR_JENIS, StatusHari
from selaras.core.halaman.bagian import KUNCI, address
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
    if not lembar:
        return mark_safe("")
    hari_ke_1, bulan = (
        address("tpp:hari", lembar[0].periode, KUNCI, 1),
        address("tpp:bulan", lembar[0].periode, KUNCI),
    )
    hari = decode([b.hari for b in lembar]).tolist()
    tepi = [(k, f'<td class="angka j" data-judul="{escape(k.judul)}">') for k in jumlah]
    ada: dict[_Cell, tuple[str, str]] = {}
    baris = []
    for satu, isi in zip(lembar, hari, strict=True):
        url = hari_ke_1(satu.pegawai_id).removesuffix("1/")
        sel = [_name(satu, bulan(satu.pegawai_id))]
        for n in kolom_hari:
            kode, jenis, _, _, tl, psw, _ = isi[n - 1]
            kunci = (n, kode, jenis, tl, psw)
            if kunci not in ada:
                ada[kunci] = _cell(*kunci)
            awal, akhir = ada[kunci]
            sel.append(f"{awal}{url}{akhir}")
        sel.extend(f"{awal}{escape(k.bentuk(k.ambil(satu)).teks)}</td>" for k, awal in tepi)
        baris.append(f"<tr>{''.join(sel)}</tr>")
    return mark_safe("\n".join(baris))  # noqa: S308 - every part is escaped or our own


_SUMS = frozenset({"hari_kerja", "hadir"})


def _name(satu: LembarPresensi, url: str) -> str:
    orang = satu.pegawai
    return (
        f'<th scope="row"><a class="orang-nama" href="{url}">{escape(orang.nama_lengkap)}</a>'
        f'<small class="redup">{escape(nip(orang.nip))}</small></th>'
    )


def _cell(n: int, kode: int, jenis: int, tl: int, psw: int) -> tuple[str, str]:
    """What stands before and after the address up to the day."""
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
        f'<td class="k" data-h="{n}"><a class="petak petak-{status.warna}" href="',
        f'{n}/" aria-label="Tanggal {n}: {escape(kata)}">{escape(huruf)}{tambahan}</a></td>',
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
