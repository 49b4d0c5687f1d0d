"""The rows of a team's lists as text: by a template one takes as long as reading its sheet."""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from selaras.core.halaman.bagian import KUNCI, address, badge, label, person
from selaras.kinerja.models import Generasi
from selaras.kinerja.selectors.berkala import TAHUNAN
from selaras.kinerja.selectors.penilaian import Lembar

BAIK = ("sangat_baik", "baik")


def assessed_rows(lembar: Iterable[Lembar], periode: int) -> SafeString:
    """Those whose month is assessed, each with the word for it."""
    buka = address("kinerja:nilai", periode, KUNCI)
    return _list(
        (x, label("hijau" if x.predikat in BAIK else "kuning", x.predikat_kata),
         _link(buka(x.pegawai.pk), "Lihat", f"penilaian {x.pegawai.nama}"))
        for x in lembar
    )  # fmt: skip


def waiting_rows(lembar: Iterable[Lembar], periode: int) -> SafeString:
    """Those whose month cannot be assessed yet, and where their report stands."""
    buka = address("kinerja:nilai", periode, KUNCI)
    return _list(
        (x, f"<span>{badge(x.realisasi.status) if x.realisasi else 'Belum ada realisasi'}</span>",
         _link(buka(x.pegawai.pk), "Lihat", f"realisasi {x.pegawai.nama}") if x.realisasi else "")
        for x in lembar
    )  # fmt: skip


def whole_rows(lembar: Iterable[Lembar], jenis: str, periode: int) -> SafeString:
    """A team's year or quarter: the months as squares, and what came of it."""
    utuh = address("kinerja:nilai_utuh", jenis, periode, KUNCI)
    lama = address("kinerja:nilai_pp46", KUNCI)

    def link(x: Lembar) -> str:
        if x.skp is None:
            return ""
        dahulu = x.skp.generasi == Generasi.PP46 and jenis == TAHUNAN
        url = lama(x.skp.pk) if dahulu else utuh(x.pegawai.pk)
        return _link(url, "Nilai" if x.dapat_dinilai else "Lihat", f"setahun {x.pegawai.nama}")

    return _list((x, f"{_months(x)}<span>{_outcome(x)}</span>", link(x)) for x in lembar)


def _outcome(x: Lembar) -> str:
    if x.selesai:
        return label("hijau", x.predikat_kata, "check")
    if x.skp is None:
        return '<span class="redup">SKP tahun ini belum disetujui</span>'
    if x.belum_waktu:
        return f'<span class="redup">{escape(x.belum_waktu)}</span>'
    return label("garis", "Belum dinilai", "clock")


def _months(x: Lembar) -> str:
    warna = ("tidak" if n is None else escape(n.predikat) for _, n in x.bulanan)
    pita = "".join(f'<span class="predikat-{w}"></span>' for w in warna)
    return f'<span class="nilai-bulan" aria-hidden="true">{pita}</span>'


def _link(url: str, kata: str, tentang: str) -> str:
    return f'<a href="{url}">{kata}<span class="hanya-pembaca"> {escape(tentang)}</span></a>'


def _list(baris: Iterable[tuple[Lembar, str, str]]) -> SafeString:
    butir = "".join(
        f"<li>{person(x.pegawai, jabatan=x.pegawai.jabatan_nama)}{tengah}{tautan}</li>"
        for x, tengah, tautan in baris
    )
    daftar = f'<ul class="nilai-sudah">{butir}</ul>' if butir else ""
    return mark_safe(daftar)  # noqa: S308 - every word escaped above
