"""The manual's pages: by role, one's own first, and each task by itself."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from selaras.core.permissions import actor_of, requires
from selaras.core.permissions.catalog import role
from selaras.web.panduan.isi import Panduan, all_pages, page


@requires("beranda.view")
def show_manual(request: HttpRequest) -> HttpResponse:
    """Tasks of one's roles first, then everybody else's; ?q= narrows by words."""
    peran = [nama for nama in actor_of(request).peran if nama != "pengguna"]
    cari = request.GET.get("q", "").strip()
    cocok = [p for p in all_pages() if _fits(p, cari)]
    milik = [p for p in cocok if not p.peran or set(p.peran) & set(peran)]
    konteks = {
        "jalur": [("Beranda", reverse("web:beranda")), ("Panduan", "")],
        "q": cari,
        "milik": [(p, _titles(p)) for p in milik],
        "lain": [(p, _titles(p)) for p in cocok if p not in milik],
    }
    return render(request, "web/panduan/daftar.html", konteks)


@requires("beranda.view")
def show_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One task, step by step."""
    isi = page(slug)
    if isi is None:
        raise Http404("panduan tidak ditemukan")
    jalur = [("Beranda", reverse("web:beranda")), ("Panduan", reverse("panduan:daftar"))]
    konteks = {"panduan": isi, "peran": _titles(isi), "jalur": [*jalur, (isi.judul, "")]}
    return render(request, "web/panduan/satu.html", konteks)


def _titles(panduan: Panduan) -> str:
    return ", ".join(role(nama).judul for nama in panduan.peran) or "Semua"


def _fits(panduan: Panduan, cari: str) -> bool:
    teks = f"{panduan.judul} {panduan.ringkas} {panduan.teks}".casefold()
    return all(kata in teks for kata in cari.casefold().split())
