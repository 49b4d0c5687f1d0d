"""Parts of the kit that stand in every cell of a list, drawn without a template of their own.

A template costs some 300 µs, these some 10: a page of 25 people has fifty of them. What they look
like stands here alone; {% ikon %}, {% lencana %}, {% orang %}, {% nomor_nip %} and
{% opsi %} call them.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape
from typing import Any

from django.core.signals import setting_changed
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from selaras.core.halaman import format as fmt
from selaras.core.halaman.status import Status, status_of

_SELECTED = SafeString(" selected")
KUNCI = 987654321  # stands in an address for the key


def _plain(kata: Any) -> str:
    """As conditional_escape does; nearly all is plain text, which needs no look at its type."""
    return escape(kata) if type(kata) is str else conditional_escape(kata)


@lru_cache(maxsize=1024, typed=True)  # safe and unsafe words are different
def icon(nama: str, judul: str = "") -> SafeString:
    """An icon of the sprite: decorative, or named by `judul` for those who cannot see it."""
    alamat = f"{static('vendor/ikon.svg')}#{nama}"
    if judul:
        return format_html(
            '<svg class="ikon" role="img" aria-label="{}"><use href="{}"/></svg>', judul, alamat
        )
    return format_html(
        '<svg class="ikon" aria-hidden="true" focusable="false"><use href="{}"/></svg>', alamat
    )


def badge(status: Any, kata: str = "") -> SafeString:
    """A state's badge; `kata` says it in other words where the page knows better."""
    tampak = status_of(status)
    return label(tampak.warna, kata or tampak.kata, tampak.ikon)


def missing(kata: str) -> SafeString:
    """The badge of what is not there and should be."""
    return badge(Status(kata, "alert-triangle", "kuning"))


@lru_cache(maxsize=1024, typed=True)  # safe and unsafe words are different
def label(warna: str, kata: str, ikon: str = "") -> SafeString:
    """Words in a badge's shape, for what is no state of its own."""
    gambar = icon(ikon) if ikon else ""
    return format_html('<span class="lencana lencana-{}">{}{}</span>', warna, gambar, kata)


def nip_number(nilai: str) -> SafeString:
    """A NIP in groups of 8-6-1-3 that can be copied."""
    nip = _plain(nilai)
    return mark_safe(  # noqa: S308 - escaped word by word
        f'<span class="nip"><span>{_plain(fmt.nip(nilai))}</span><button type="button" '
        f'class="tombol-salin" data-salin="{nip}" aria-label="Salin NIP {nip}" '
        f'title="Salin NIP">{icon("copy")}</button></span>'
    )


def person(pegawai: Any, url: str = "", jabatan: object = "", unit: object = "") -> SafeString:
    """Initials, name with titles, post, unit (words or rows) and NIP of any object."""
    nama = str(getattr(pegawai, "nama_lengkap", "") or getattr(pegawai, "nama", pegawai))
    nip = getattr(pegawai, "nip", "")
    tempat = " · ".join(str(bagian) for bagian in (jabatan, unit) if bagian)
    disebut = (
        f'<a class="orang-nama" href="{_plain(url)}">{_plain(nama)}</a>'
        if url
        else f'<span class="orang-nama">{_plain(nama)}</span>'
    )
    redup = f'<span class="redup">{_plain(tempat)}</span>' if tempat else ""
    return mark_safe(  # noqa: S308 - escaped word by word
        f'<div class="orang"><span class="avatar-kecil" aria-hidden="true">'
        f"{_plain(fmt.inisial(nama))}</span><div>{disebut}{redup}"
        f"{nip_number(nip) if nip else ''}</div></div>"
    )


def _forget(*, setting: str, **_: Any) -> None:
    """Static files may stand elsewhere in the next test."""
    if setting in {"STATIC_URL", "STORAGES"}:
        icon.cache_clear()
        label.cache_clear()


setting_changed.connect(_forget)


def address(nama: str, *args: Any) -> Callable[[Any], str]:
    """The address of a page whose one key, KUNCI among `args`, changes from row to row: working
    it out costs a row of a long list a tenth of its time."""
    awal, akhir = reverse(nama, args=args).split(str(KUNCI))
    return lambda kunci: f"{awal}{kunci}{akhir}"


def options(pilihan: Iterable[tuple[Any, str]], dipilih: Any = None) -> SafeString:
    """The choices of a select, compared as words: an address has nothing else."""
    kini = "" if dipilih is None else str(dipilih)
    bagian = []
    for kode, kata in pilihan:  # hundreds of units: each by format_html is a tenth of a page
        teks = str(kode)
        tanda = _SELECTED if teks == kini else ""
        bagian.append(f'<option value="{_plain(teks)}"{tanda}>{_plain(kata)}</option>')
    return mark_safe("".join(bagian))  # noqa: S308 - escaped word by word
