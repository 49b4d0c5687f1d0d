"""The parallel run's pages: months handed in, a month by cause, one person side by side."""

from typing import Any

import polars as pl
from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from selaras.core.halaman import format as fmt
from selaras.core.halaman.daftar import Kosong, Saringan
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor, actor_of, requires
from selaras.hukum import HukumError
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.tpp.lab.daftar import DaftarBingkai
from selaras.tpp.lab.jalan import own_law
from selaras.tpp.paralel.baca import compare_month
from selaras.tpp.paralel.layanan import mark_understood, unmark
from selaras.tpp.paralel.models import SelisihDipahami
from selaras.tpp.paralel.ringkas import BEDA, counts, counts_by_month
from selaras.tpp.paralel.sebab import JUDUL, SEBAB, grouped
from selaras.tpp.views.periode import first_day

# Lines of a person: (title, our column, the old system's, kind)
GARIS = (
    ("TPP dasar", "dasar_rp", "lama_dasar", "rupiah"),
    ("Nilai produktivitas", "produktivitas_bp", "lama_produktivitas_bp", "persen"),
    ("Nilai disiplin", "disiplin_bp", "lama_disiplin_bp", "persen"),
    ("TPP bruto", "bruto", "lama_bruto", "rupiah"),
    ("PPh 21 dipotong", "pajak", "lama_pajak", "rupiah"),
    ("Iuran JKN 1%", "iwp", "lama_iwp", "rupiah"),
    ("Potongan lain", "potongan", "lama_potongan", "rupiah"),
    ("Diterima", "diterima", "lama_netto", "rupiah"),
)


class TandaForm(forms.Form):
    """Why a difference is all right."""

    keterangan = forms.CharField(
        label="Keterangan", max_length=300, help_text="Mis. sistem lama memakai kelas jabatan 2024."
    )


def _instansi(actor: Actor) -> Instansi:
    """The government whose months are compared: the first within reach."""
    reach = actor.reach("paralel.view")
    semua = Instansi.objects.order_by("pk")
    if not reach.everywhere:
        milik = UnitKerja.objects.filter(path__in=reach.paths).values("instansi_id")
        semua = semua.filter(Q(pk__in=reach.instansi) | Q(pk__in=milik))
    satu = semua.first()
    if satu is None:
        raise Http404("tidak ada pemerintah daerah dalam jangkauan")
    return satu


@require_safe
@requires("paralel.view")
def list_months(request: HttpRequest) -> HttpResponse:
    """Months of which the old system's result has been handed in."""
    actor = actor_of(request)
    instansi = _instansi(actor)
    bulan = counts_by_month(instansi, actor, lambda p: _frame(instansi, p, actor))
    konteks = {
        "bulan": bulan,
        "boleh": bool(actor.reach("paralel.record")),
        "jalur": [("Beranda", reverse("web:beranda")), ("Sistem lama", "")],
    }
    return render(request, "tpp/paralel/daftar.html", konteks)


def _frame(instansi: Instansi, periode: int, actor: Actor) -> pl.DataFrame:
    first_day(periode)
    try:
        return compare_month(instansi, periode, own_law(instansi.daerah, periode), actor)
    except HukumError as error:
        raise Http404(str(error)) from error


@require_safe
@requires("paralel.view")
def show_month(request: HttpRequest, periode: int) -> HttpResponseBase:
    """A month: causes with people and rupiah, then everybody, differences first."""
    actor = actor_of(request)
    instansi = _instansi(actor)
    frame = _frame(instansi, periode, actor)
    if frame["lama_bruto"].is_null().all():
        raise Http404("bulan ini belum punya hasil sistem lama")
    hitung = counts(frame)
    daftar = DaftarBingkai(
        request,
        frame.with_columns(besar=_weight()),  # type: ignore[arg-type]
        nama="orang",
        berkas=f"sistem-lama-{periode}",
        kolom=_columns(periode),
        cari=("nama", "nip"),
        cari_kata="Nama atau NIP",
        saringan=[
            Saringan("sebab", "Sebab", lambda f, v: f.filter(pl.col("sebab") == v),
                     pilihan=[(s.kode, s.judul) for s in SEBAB]),
            Saringan("paham", "Keadaan", _understood,  # type: ignore[arg-type]
                     pilihan=[("belum", "Belum dipahami"), ("sudah", "Sudah dipahami")]),
        ],
        urut="-selisih",
        kunci="nip",
        bernama=lambda f: f.to_dicts(),
        cocok=_matching,
        kosong=Kosong("Tidak ada orang untuk disandingkan"),
    )  # fmt: skip
    return daftar.respond(
        "tpp/paralel/bulan.html",
        judul=f"Sistem lama · {fmt.periode_id(periode)}",
        periode=periode,
        sebab=grouped(frame),
        hitung=hitung,
        boleh=bool(actor.reach("paralel.record")),
        jalur=[*_trail(), (fmt.periode_id(periode), "")],
        ringkas=(
            f"{fmt.angka(hitung['sama'])} dari {fmt.angka(hitung['orang'])} orang sama. "
            f"{fmt.angka(hitung['beda'])} berbeda, {fmt.angka(hitung['dipahami'])} sudah dipahami."
        ),
    )


def _weight() -> pl.Expr:
    """By what the list starts: real differences by size, equal ones last."""
    nyata = pl.col("sebab").is_in(BEDA)
    besar = pl.max_horizontal(pl.col("selisih_bruto").abs(), pl.col("selisih_netto").abs())
    return pl.when(nyata).then(besar + 2).otherwise(besar)


def _matching(frame: pl.DataFrame, q: str) -> pl.DataFrame:
    for kata in q.casefold().split():
        nama = pl.col("nama").str.to_lowercase().str.contains(kata, literal=True)
        frame = frame.filter(nama.fill_null(False) | pl.col("nip").str.contains(kata, literal=True))
    return frame


def _understood(frame: pl.DataFrame, v: str) -> pl.DataFrame:
    beda = frame.filter(pl.col("sebab").is_in(BEDA))
    return beda.filter(pl.col("dipahami") if v == "sudah" else ~pl.col("dipahami"))


def _columns(periode: int) -> list[Kolom]:
    return [
        Kolom("nama", "Pegawai", nilai=lambda b: b["nama"] or b["nip"], urut="nama",
              tautan=lambda b: reverse("paralel:orang", args=[periode, b["nip"]])),
        Kolom("nip", "NIP", jenis="nip", urut="nip", tampil=False),
        Kolom("unit", "Unit", urut="unit"),
        Kolom("sebab", "Sebab", nilai=lambda b: JUDUL[b["sebab"]], urut="sebab"),
        Kolom("lama_bruto", "Bruto lama", jenis="rupiah", urut="lama_bruto", jumlah=True),
        Kolom("bruto", "Bruto di sini", jenis="rupiah", urut="bruto", jumlah=True),
        Kolom("selisih", "Selisih bruto", nilai="selisih_bruto", jenis="rupiah", urut="besar",
              jumlah="selisih_bruto"),
        Kolom("selisih_netto", "Selisih diterima", jenis="rupiah", urut="selisih_netto",
              jumlah=True),
        Kolom("keterangan", "Dipahami",
              nilai=lambda b: b["keterangan"] if b["dipahami"]
              else ("angkanya berubah sejak ditandai" if b["keterangan"] else None)),
    ]  # fmt: skip


@requires("paralel.view")
def show_person(request: HttpRequest, periode: int, nip: str) -> HttpResponse:
    """One person's lines on both sides, and the mark."""
    actor = actor_of(request)
    instansi = _instansi(actor)
    satu = _frame(instansi, periode, actor).filter(pl.col("nip") == nip)
    if satu.is_empty():
        raise Http404("orang ini tidak ada pada bulan itu")
    b = satu.row(0, named=True)
    konteks = {
        "b": b,
        "sebab": next(s for s in SEBAB if s.kode == b["sebab"]),
        "baris": [_line(b, *g) for g in GARIS],
        "periode": periode,
        "nip": nip,
        "tanda": SelisihDipahami.objects.filter(instansi=instansi, periode=periode, nip=nip)
        .select_related("oleh")
        .first(),
        "form": TandaForm() if actor.reach("paralel.record") else None,
        "instrumen": reverse("tpp:bulan", args=[periode, b["pegawai_id"]])
        if b["pegawai_id"] and b["bruto"] is not None
        else "",
        "jalur": [
            *_trail(),
            (fmt.periode_id(periode), reverse("paralel:bulan", args=[periode])),
            (b["nama"] or nip, ""),
        ],
    }
    return render(request, "tpp/paralel/orang.html", konteks)


def _line(b: dict[str, Any], judul: str, sini: str, lama: str, jenis: str) -> dict[str, Any]:
    tulis = fmt.persen_bp if jenis == "persen" else fmt.rupiah
    beda = None if b[sini] is None or b[lama] is None else b[lama] - b[sini]
    return {
        "judul": judul,
        "lama": "tidak disebut" if b[lama] is None else tulis(b[lama]),
        "sini": tulis(b[sini]),
        "beda": "" if not beda else tulis(beda),
    }


@require_POST
@requires("paralel.record")
def mark(request: HttpRequest, periode: int) -> HttpResponse:
    """Mark one person's difference, or all of one cause, as understood; or take a mark back."""
    actor = actor_of(request)
    instansi = _instansi(actor)
    nip, sebab = request.POST.get("nip", ""), request.POST.get("sebab", "")
    if request.POST.get("cabut"):
        unmark(actor=actor, instansi=instansi, periode=periode, nip=nip)
        return redirect("paralel:orang", periode, nip)
    form = TandaForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Tulis keterangannya dulu: mengapa selisih ini wajar.")
        return _back(periode, nip)
    frame = _frame(instansi, periode, actor)
    pilih = frame.filter((pl.col("nip") == nip) if nip else (pl.col("sebab") == sebab))
    pilih = pilih.filter(pl.col("sebab").is_in(BEDA))
    jumlah = mark_understood(
        actor=actor, instansi=instansi, periode=periode,
        selisih=list(pilih.select("nip", "selisih_bruto", "selisih_netto").iter_rows()),
        keterangan=form.cleaned_data["keterangan"],
    )  # fmt: skip
    messages.success(request, f"{jumlah} selisih ditandai dipahami.")
    return _back(periode, nip)


def _back(periode: int, nip: str) -> HttpResponse:
    return redirect("paralel:orang", periode, nip) if nip else redirect("paralel:bulan", periode)


def _trail() -> list[tuple[str, str]]:
    return [("Beranda", reverse("web:beranda")), ("Sistem lama", reverse("paralel:daftar"))]
