"""Pages of statistics: who we are, how that changed, who leaves; each figure opens its list."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from selaras.aturan.simpeg.statistik import DIMENSI, Baris, Tabel
from selaras.core.halaman.daftar import Daftar, Kosong
from selaras.core.halaman.format import angka
from selaras.core.halaman.garis import line
from selaras.core.halaman.kolom import Kolom
from selaras.core.masa.simpan import any_of
from selaras.core.permissions import requires, rows
from selaras.pegawai.models import Pegawai
from selaras.simpeg.jenis import IDENTITAS, UMUM
from selaras.simpeg.selectors.keadaan import load_keadaan
from selaras.simpeg.statistik.cakupan import Cakupan, scope, with_law
from selaras.simpeg.statistik.kelompok import LEWAT, PENSIUN, WILAYAH, Kelompok, groups
from selaras.simpeg.statistik.selectors import (
    Statistik,
    is_known,
    spread,
    statistics,
    takes_long,
)
from selaras.simpeg.statistik.wilayah import Persebaran

LIHAT = "statistik.view"
BATANG = ("status", "golongan", "pendidikan", "jenis_jabatan", "eselon", "jenjang", "kelas",
          "agama", "generasi", "masa_kerja")  # fmt: skip
TERTINGGI = 1000
JUDUL = {PENSIUN: "Pensiun", WILAYAH: "Wilayah"}


@require_safe
@requires(LIHAT)
@with_law
def show(request: HttpRequest) -> HttpResponse:
    """One sentence, the pyramid, the trend, and a table with a picture for every subject."""
    c = scope(request, LIHAT)
    if _must_wait(request, c):
        return _waiting(request, c, "Statistik pegawai", "ringkas")
    s = _count(request, c)
    konteks = {
        **_frame(request, c, "ringkas"),
        "s": s,
        "piramida": pyramid(s.tabel["usia"]),
        "bagian": [
            {"tabel": s.tabel[kode], "baris": bars(s.tabel[kode], c, request)} for kode in BATANG
            if s.tabel[kode].jumlah
        ],
        "skpd": bars(s.tabel["skpd"], c, request) if c.unit is None else [],
        "tren": _trend(s),
        "jk": _gender(s),
    }  # fmt: skip
    return render(request, "simpeg/statistik/ringkas.html", konteks)


@require_safe
@requires(LIHAT)
@with_law
def projection(request: HttpRequest) -> HttpResponse:
    """Ten years of retirements against the need."""
    c = scope(request, LIHAT)
    if _must_wait(request, c):
        return _waiting(request, c, "Proyeksi pensiun", "proyeksi")
    s = _count(request, c)
    puncak = max((p.jumlah for p in s.pensiun), default=0) or 1
    konteks = {
        **_frame(request, c, "proyeksi"),
        "s": s,
        "jumlah": sum(p.jumlah for p in s.pensiun),
        "baris": [
            {"p": p, "lebar": p.jumlah * TERTINGGI // puncak, "kurang": s.kebutuhan - p.tersisa,
             "url": _people_url(c, PENSIUN, str(p.tahun))}
            for p in s.pensiun
        ],
        "lewat_url": _people_url(c, PENSIUN, LEWAT),
    }  # fmt: skip
    return render(request, "simpeg/statistik/proyeksi.html", konteks)


@require_safe
@requires(LIHAT)
@with_law
def show_map(request: HttpRequest) -> HttpResponse:
    """Where people work, on the region's outline and in a table."""
    c = scope(request, LIHAT)
    s = spread(c.instansi, c.pada, unit=c.unit, segar=request.GET.get("segar") == "1")
    konteks = _frame(request, c, "peta") | {"peta": s}
    if s is not None:
        konteks |= {"bidang": areas(s), "baris": area_rows(s, c), "tinggi": round(s.gambar.tinggi)}
        if s.luar and c.actor.reach(UMUM):
            konteks["luar_url"] = _people_url(c, WILAYAH, "")
    elif c.actor.reach("buku.make"):
        konteks["unggah"] = reverse("buku:peta")
    return render(request, "simpeg/statistik/peta.html", konteks)


@require_safe
@requires(UMUM)
@with_law
def people(request: HttpRequest) -> HttpResponseBase:
    """Those behind a figure, as far as the person may see people (her religion: her identity).

    Whose figures one may see reaches further than whose files: a leader counts everybody.
    """
    c = scope(request, LIHAT)
    kode, nilai = request.GET.get("dimensi", ""), request.GET.get("nilai", "")
    kelompok = groups(c.instansi, c.pada, kode, c.unit)
    if kelompok is None:
        raise Http404("kelompok tidak dikenal")
    satu = kelompok.get(nilai, Kelompok(nilai))
    lihat = IDENTITAS if kode == "agama" else UMUM
    ids = any_of(satu.pegawai_ids)
    qs = rows(c.actor, lihat, Pegawai.objects.filter(pk__in=ids), at=c.pada)
    unduh = request.GET.get("unduh") == "xlsx"
    fakta: dict[int, dict[str, Any]] = {}

    def fact(nama: str) -> Any:  # who left since the groups were counted has none
        return lambda p: fakta.get(p.pk, {}).get(nama)

    daftar = Daftar(
        request, qs,
        [
            Kolom("nama", "Nama", nilai=lambda p: p, jenis="orang", urut="nama~",
                  tautan=lambda p: reverse("simpeg:berkas", args=[p.pk])),
            Kolom("golongan", "Golongan", fact("golongan")),
            Kolom("jabatan", "Jabatan", fact("jabatan")),
            Kolom("unit", "Unit", fact("unit")),
            Kolom("usia", "Usia", fact("usia"), jenis="angka", urut="tanggal_lahir"),
            Kolom("pensiun", "TMT pensiun", fact("tmt_pensiun"), jenis="tanggal"),
        ],
        nama="pegawai", berkas="pegawai-kelompok", cari=("nama", "nip"), cari_kata="Nama atau NIP",
        urut="nama",
        kosong=Kosong("Tidak ada pegawai yang dapat Anda lihat",
                      "Jumlahnya dihitung dari semua pegawai; daftar ini hanya memuat yang boleh "
                      "Anda buka."),
    )  # fmt: skip
    tampil = satu.pegawai_ids if unduh else [p.pk for p in daftar.halaman.object_list]
    frame = load_keadaan(c.instansi.pk, c.pada, pegawai_ids=tampil)
    fakta |= {r["pegawai_id"]: r for r in frame.iter_rows(named=True)}
    judul = JUDUL.get(kode) or DIMENSI[kode].judul
    return daftar.respond(
        judul=f"{judul}: {satu.label or 'belum tercatat'}",
        ringkas=f"{c.nama}, keadaan {c.pada:%d-%m-%Y}: {angka(len(satu.pegawai_ids))} pegawai"
        + (
            "."
            if daftar.disaring or len(satu.pegawai_ids) == daftar.halaman.paginator.count
            else "; di bawah ini yang berkasnya boleh Anda buka."
        ),
        jalur=[("Beranda", "/"), ("Statistik", reverse("statistik:ringkas")), (judul, "")],
    )


def bars(t: Tabel, c: Cakupan, request: HttpRequest) -> list[dict[str, Any]]:
    """A table's rows with their bars; each opens its people where that is allowed."""
    puncak = max((b.jumlah for b in t.baris), default=0) or 1
    buka = bool(c.actor.reach(IDENTITAS if t.kode == "agama" else UMUM))
    return [
        {
            "b": b,
            "pria": b.pria * TERTINGGI // puncak,
            "wanita": b.wanita * TERTINGGI // puncak,
            "persen": f"{b.jumlah * 1000 // max(t.jumlah, 1) / 10:.1f}".replace(".", ","),
            "url": _people_url(c, t.kode, b.kunci) if buka else "",
        }
        for b in t.baris
    ]


def pyramid(t: Tabel) -> list[dict[str, Any]]:
    """Age bands, the oldest on top: men to the left, women to the right, on a scale of 520."""
    puncak = max((n for b in t.baris for n in (b.pria, b.wanita)), default=0) or 1

    def row(b: Baris, ke: int) -> dict[str, Any]:
        pria, wanita = b.pria * 220 // puncak, b.wanita * 220 // puncak
        return {"b": b, "y": ke * 24, "teks": ke * 24 + 15, "pria": pria, "x_pria": 225 - pria,
                "wanita": wanita}  # fmt: skip

    baris = [b for b in reversed(t.baris) if b.kunci]
    return [row(b, n) for n, b in enumerate(baris)]


def areas(s: Persebaran) -> list[dict[str, Any]]:
    """The outline's areas as SVG takes them."""
    return [
        {"nama": nama, "x": str(x), "y": str(y), "kelas": s.shade(nama),
         "jumlah": s.jumlah.get(nama, 0),
         "cincin": [" ".join(f"{a},{b}" for a, b in satu) for satu in cincin]}
        for nama, cincin, x, y in s.gambar.wilayah
    ]  # fmt: skip


def area_rows(s: Persebaran, c: Cakupan) -> list[dict[str, Any]]:
    """The same as a table, the fullest first; each opens its people where that is allowed."""
    jumlah = sorted(((s.jumlah.get(nama, 0), nama) for nama, *_ in s.gambar.wilayah),
                    key=lambda b: (-b[0], b[1]))  # fmt: skip
    buka = bool(c.actor.reach(UMUM))
    return [
        {"nama": nama, "jumlah": n, "lebar": n * TERTINGGI // max(s.orang, 1),
         "url": _people_url(c, WILAYAH, nama) if buka and n else ""}
        for n, nama in jumlah
    ]  # fmt: skip


def _trend(s: Statistik) -> dict[str, Any]:
    atas = max((t.jumlah for t in s.tren), default=0)
    jenis = (("Semua", "satu", "jumlah"), ("PNS", "dua", "pns"), ("PPPK", "tiga", "pppk"))
    return {
        "baris": s.tren,
        "garis": [
            line(judul, kode, [(f"{t.pada:%d-%m-%Y}", getattr(t, nama), angka(getattr(t, nama)))
                               for t in s.tren], bawah=0, atas=atas)
            for judul, kode, nama in jenis
        ],
        "skala": (angka(atas), "0", f"{s.tren[0].pada.year}" if s.tren else "",
                  f"{s.tren[-1].pada.year}" if s.tren else ""),
    }  # fmt: skip


def _gender(s: Statistik) -> tuple[int, int]:
    t = s.tabel["status"]
    return t.pria, t.wanita


def _people_url(c: Cakupan, dimensi: str, nilai: str) -> str:
    tanya = {"dimensi": dimensi, "nilai": nilai, "pada": c.pada.isoformat()}
    if c.unit:
        tanya["unit"] = str(c.unit.pk)
    return f"{reverse('statistik:orang')}?{urlencode(tanya)}"


def _count(request: HttpRequest, c: Cakupan) -> Statistik:
    segar = request.GET.get("segar") == "1"
    return statistics(c.instansi.pk, c.pada, at=c.actor.at, unit=c.unit, segar=segar)


def _must_wait(request: HttpRequest, c: Cakupan) -> bool:
    """Whether the page stands first and asks for the figures then (?hitung=1)."""
    if request.GET.get("hitung") == "1":
        return False
    tahu = request.GET.get("segar") != "1" and is_known(c.instansi.pk, c.pada, c.unit)
    return not tahu and takes_long(c.instansi.pk, c.unit)


def _waiting(request: HttpRequest, c: Cakupan, judul: str, kini: str) -> HttpResponse:
    konteks = _frame(request, c, kini) | {"judul_nanti": judul}
    return render(request, "simpeg/statistik/menghitung.html", konteks)


def _frame(request: HttpRequest, c: Cakupan, kini: str) -> dict[str, Any]:
    isi = request.GET.copy()
    for nama in ("hitung", "segar"):  # once, not for the links of the page
        isi.pop(nama, None)
    tanya = isi.urlencode()
    return {
        "c": c,
        "tanya": tanya,
        "tab": [
            ("Ringkas", f"{reverse('statistik:ringkas')}?{tanya}", kini == "ringkas"),
            ("Proyeksi pensiun", f"{reverse('statistik:proyeksi')}?{tanya}", kini == "proyeksi"),
            ("Peta", f"{reverse('statistik:peta')}?{tanya}", kini == "peta"),
        ],
        "jalur": [("Beranda", "/"), ("Statistik pegawai", "")],
    }
