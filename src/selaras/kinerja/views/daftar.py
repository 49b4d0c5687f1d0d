"""The month's results of everyone within reach, those without one as easy to find."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan, sehalaman
from selaras.core.halaman.format import angka, periode_id
from selaras.core.halaman.kolom import Kolom, Sel
from selaras.core.permissions import Actor, actor_of, requires
from selaras.kinerja.forms import JUDUL
from selaras.kinerja.models import Predikat
from selaras.kinerja.selectors import (
    CaraNilai,
    count_unrated,
    month_results,
    months,
    rated,
    unrated,
    ways,
)
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.selectors.sebulan import PilihanBulan, in_unit, unit_choices

BELUM = "_belum"  # how many have no result, counted with the rows
BELUM_DINILAI = format_html('<span class="redup">{}</span>', "belum dinilai")
SUMBER = {"tangan": "Dicatat", "impor": "Berkas"}


@requires("kinerja.view")
def list_results(request: HttpRequest) -> HttpResponseBase:
    """People obliged to have a result of work in a month, with it or without."""
    actor = actor_of(request)
    bulan = months(actor)
    periode = bulan.chosen(request.GET.get("periode", ""))
    cara = ways(periode)
    daftar = Daftar(
        request,
        month_results(actor, "kinerja.view", periode),
        nama="pegawai",
        berkas=f"kinerja-{periode}",
        kolom=_columns(cara),
        cari=("nama", "nip"),
        cari_kata="Nama atau NIP",
        saringan=filters(actor, "kinerja.view", bulan, periode, cara),
        urut="nama",
        ikut={BELUM: count_unrated(cara)},
        kosong=Kosong(
            "Belum ada yang wajib e-Kinerja pada bulan ini",
            "Daftarnya mengikuti status pegawai yang berlaku pada bulan itu.",
        ),
    )
    return daftar.respond(
        "kinerja/daftar.html",
        periode=periode,
        ringkas=_summary(daftar, cara),
        galat=next((c.galat for c in cara.values() if c.galat), ""),
        boleh_catat=bool(actor.reach("kinerja.record")),
        jalur=[("Beranda", reverse("web:beranda")), ("Hasil kinerja", "")],
    )


def filters(
    actor: Actor, aksi: str, bulan: PilihanBulan, periode: int, cara: Mapping[int, CaraNilai]
) -> list[Saringan]:
    """Month, unit, predicate and who has no result yet; the grid has the same."""

    def unit(rows: QuerySet[Any], nilai: str) -> QuerySet[Any]:
        return in_unit(rows, periode, UnitKerja.objects.get(pk=nilai))

    saringan = [
        Saringan("periode", "Bulan", sehalaman, semua=periode_id(bulan.bawaan),
                 pilihan=[(str(p), periode_id(p)) for p in bulan.semua if p != bulan.bawaan]),
        Saringan("belum", "Belum dinilai", lambda rows, _: rows.filter(unrated(cara, periode)),
                 jenis="centang"),
    ]  # fmt: skip
    if pilihan := unit_choices(actor, aksi, periode):
        saringan.insert(1, Saringan("unit", "Unit", unit, pilihan=pilihan))
    if any("predikat" in c.kolom for c in cara.values()):
        saringan.insert(-1, Saringan("predikat", "Predikat",
                                     lambda rows, v: rows.filter(rated(periode, "predikat", v)),
                                     pilihan=Predikat.choices))  # fmt: skip
    return saringan


def _columns(cara: Mapping[int, CaraNilai]) -> list[Kolom]:
    dipakai = {k for c in cara.values() for k in c.kolom}
    jenis = {"predikat": "teks", "menit": "menit"}
    return [
        Kolom("nama", "Pegawai", nilai=lambda p: p, jenis="orang", urut="nama~",
              tautan=_person_url),
        Kolom("nip", "NIP", tampil=False),
        Kolom("unit_nama", "Unit", urut="post_akhir__jabatan__unit__nama~"),
        Kolom("jabatan_nama", "Jabatan", urut="post_akhir__jabatan__nama~", tampil=False),
        *(
            Kolom(
                k, judul, nilai=_label if k == "predikat" else k, jenis=jenis.get(k, "persen"),
                urut=k, tampil=k in dipakai, gambar=_result,
            )
            for k, judul in JUDUL.items()
        ),
        Kolom("sumber", "Asal", nilai=lambda p: SUMBER.get(p.sumber, p.sumber), urut="sumber"),
        Kolom("keterangan", "Keterangan", tampil=False),
    ]  # fmt: skip


def _result(sel: Sel) -> SafeString:
    """One result, or that there is none: never a zero."""
    if sel.nilai is None:
        return BELUM_DINILAI
    return conditional_escape(sel.teks)


def _label(pegawai: Any) -> str | None:
    return Predikat(pegawai.predikat).label if pegawai.predikat else None


def _person_url(pegawai: Any) -> str:
    try:
        return reverse("pegawai:satu", args=[pegawai.pk])
    except NoReverseMatch:
        return ""


def _summary(daftar: Daftar, cara: Mapping[int, CaraNilai]) -> str:
    """18 dari 20 orang sudah dinilai: over what the filters leave."""
    if not (semua := daftar.halaman.paginator.count):
        return ""
    if not any(c.kolom for c in cara.values()):
        return "Daerah ini membayar TPP dari presensi saja, jadi hasil kinerja tidak dihitung."
    if daftar.nilai["belum"]:
        return f"{angka(semua)} pegawai belum dinilai."
    belum = daftar.hitungan[BELUM]
    if not belum:
        return f"Semua {angka(semua)} pegawai sudah dinilai."
    sudah = angka(semua - belum)
    return f"{sudah} dari {angka(semua)} pegawai sudah dinilai, {angka(belum)} belum."
