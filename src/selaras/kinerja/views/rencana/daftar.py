"""Lists of plans: a superior's team with what may be approved at once, an officer's units."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from selaras.aturan.jadwal import Rentang
from selaras.core.halaman.bagian import badge
from selaras.core.halaman.banyaknya import just_changed, remembered
from selaras.core.halaman.daftar import Daftar, Kosong, Saringan, sehalaman
from selaras.core.halaman.format import angka, periode_id
from selaras.core.halaman.kolom import Kolom, Sel
from selaras.core.halaman.status import status_of
from selaras.core.permissions import Actor, actor_of, requires, rows
from selaras.core.workflow.engine import apply_many
from selaras.kinerja.models import RencanaBulan
from selaras.kinerja.selectors.progres import (
    BELUM,
    HAL,
    URUTAN,
    count_lacking,
    in_state,
    lacking,
    people_with_plans,
    progress,
    superior_posts,
)
from selaras.kinerja.selectors.rencana import after, before, unlike_templates
from selaras.kinerja.views.rencana import dasar
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.selectors.sebulan import in_unit, unit_choices

MUNDUR = 12
KATA = {s: "Belum disusun" if s == BELUM else status_of(s).kata for s in URUTAN}


@requires("rencana.decide")
def team(request: HttpRequest) -> HttpResponseBase:
    """One's team: who has planned, who waits, what may be approved at once."""
    actor = actor_of(request)
    periode = _chosen(request, actor)
    orang = people_with_plans(actor, "rencana.decide", periode).exclude(pk=actor.person_id or 0)
    daftar = _list(
        request, actor, orang, periode, "rencana.decide", berkas=f"rencana-tim-{periode}"
    )
    sekaligus = alike(actor)
    jumlah = _month_states(orang)
    daftar.semua = lambda _tepat: sum(jumlah.values())
    return daftar.respond(
        "kinerja/rencana/tim.html",
        judul="Rencana tim",
        periode=periode,
        sekaligus=sekaligus,
        contoh=sekaligus[:5],
        ringkas=_summary(jumlah, periode),
        jalur=[dasar.BERANDA, ("Rencana tim", "")],
    )


@requires("rencana.view")
def unit(request: HttpRequest) -> HttpResponseBase:
    """Everyone within reach; the share of each SKPD, which all add up to, once the page stands."""
    actor = actor_of(request)
    periode = _chosen(request, actor)
    orang = people_with_plans(actor, "rencana.view", periode)
    bulanan = request.GET.get("jenis") == "bulan"
    if request.GET.get("bagian") == "skpd":
        return _agencies(request, orang, periode, bulanan=bulanan)
    daftar = _list(request, actor, orang, periode, "rencana.view", berkas=f"rencana-{periode}")
    alamat = request.path
    return daftar.respond(
        "kinerja/rencana/unit.html",
        judul="Rencana unit",
        periode=periode,
        tab=[
            ("SKP", f"{alamat}?periode={periode}", not bulanan),
            ("Rencana bulanan", f"{alamat}?periode={periode}&jenis=bulan", bulanan),
        ],
        jalur=[dasar.BERANDA, ("Rencana unit", "")],
    )


def _agencies(
    request: HttpRequest, orang: QuerySet[Any], periode: int, *, bulanan: bool
) -> HttpResponse:
    """The SKPD, the least advanced first: a part of the page, asked for by it."""
    kemajuan = progress(orang, "rencana_status" if bulanan else "skp_status", periode)
    kepala = [KATA[s] for s in URUTAN]
    konteks = {"kemajuan": kemajuan, "kepala": kepala, "periode": periode, "bulanan": bulanan}
    return render(request, "kinerja/rencana/unit_skpd.html", konteks)


def _chosen(request: HttpRequest, actor: Actor) -> int:
    kini = actor.month()
    diminta = request.GET.get("periode", "")
    boleh = {str(p) for p in _months(kini)}
    return int(diminta) if diminta in boleh else kini


def _months(kini: int) -> list[int]:
    """The next month, this one and a year back."""
    semua = [after(kini)]
    while len(semua) < MUNDUR + 2:
        semua.append(before(semua[-1]))
    return semua


def _list(
    request: HttpRequest,
    actor: Actor,
    orang: QuerySet[Any],
    periode: int,
    aksi: str,
    *,
    berkas: str,
) -> Daftar:
    kini = actor.month()
    pilihan = [(s, KATA[s]) for s in URUTAN]

    def di_unit(rows_: QuerySet[Any], nilai: str) -> QuerySet[Any]:
        return in_unit(rows_, periode, UnitKerja.objects.get(pk=nilai))

    saringan = [
        Saringan("periode", "Bulan", sehalaman, semua=periode_id(kini),
                 pilihan=[(str(p), periode_id(p)) for p in _months(kini) if p != kini]),
        Saringan("skp", "SKP", lambda q, v: in_state(q, "skp_status", v), pilihan=pilihan),
        Saringan("bulan", "Rencana bulanan", lambda q, v: in_state(q, "rencana_status", v),
                 pilihan=pilihan),
    ]  # fmt: skip
    if unit_pilihan := unit_choices(actor, aksi, periode):
        saringan.insert(1, Saringan("unit", "Unit", di_unit, pilihan=unit_pilihan))
    return Daftar(
        request,
        orang,
        nama="pegawai",
        berkas=berkas,
        kolom=_columns(),
        cari=("nama", "nip"),
        cari_kata="Nama atau NIP",
        saringan=saringan,
        urut="nama",
        kosong=Kosong(
            "Belum ada yang menyusun rencana di bawah Anda",
            "Daftarnya mengikuti jabatan dan atasan yang berlaku pada bulan itu.",
        ),
    )


def _columns() -> list[Kolom]:
    return [
        Kolom("nama", "Pegawai", nilai=lambda p: p, jenis="orang", urut="nama~"),
        Kolom("nip", "NIP", tampil=False),
        Kolom("jabatan_nama", "Jabatan", urut="post_akhir__jabatan__nama~"),
        Kolom("unit_nama", "Unit", urut="post_akhir__jabatan__unit__nama~", tampil=False),
        Kolom("skp_status", "SKP", nilai=lambda p: _state(p.skp_status), jenis="status",
              urut="skp_status", gambar=_badge, tautan=lambda p: _link("kinerja:skp", p.skp_id)),
        Kolom("rencana_status", "Rencana bulan ini", nilai=lambda p: _state(p.rencana_status),
              jenis="status", urut="rencana_status", gambar=_badge,
              tautan=lambda p: _link("kinerja:rencana", p.rencana_id)),
    ]  # fmt: skip


def _state(status: str | None) -> str:
    return status or BELUM


def _badge(sel: Sel) -> SafeString:
    """The state of a plan, leading to it."""
    if sel.url:
        return format_html('<a href="{}">{}</a>', sel.url, badge(sel.nilai))
    return badge(sel.nilai, "Belum disusun")


def _link(nama: str, pk: int | None) -> str:
    return reverse(nama, args=[pk]) if pk else ""


def _month_states(orang: QuerySet[Any]) -> Mapping[str, int]:
    """State of the month's plan -> people of the team."""
    return Counter(s or BELUM for s in orang.order_by().values_list("rencana_status", flat=True))


def _summary(jumlah: Mapping[str, int], periode: int) -> str:
    """14 orang: 3 rencana Desember menunggu Anda, 2 belum menyusun."""
    semua = sum(jumlah.values())
    if not semua:
        return ""
    bulan = periode_id(periode)
    return (
        f"{angka(semua)} orang: {jumlah.get('diajukan', 0)} rencana {bulan} menunggu Anda, "
        f"{jumlah.get('disetujui', 0)} disetujui, {jumlah.get(BELUM, 0)} belum menyusun."
    )


def alike(actor: Actor) -> list[RencanaBulan]:
    """Waiting plans of the team whose every row stands in a checked source."""
    menunggu = list(
        rows(actor, "rencana.decide", RencanaBulan.objects.filter(status="diajukan"))
        .exclude(pegawai_id=actor.person_id or 0)
        .select_related("pegawai")
        .order_by("pegawai__nama", "periode")[:500]
    )
    beda = unlike_templates(menunggu)
    return [r for r in menunggu if not beda[r.pk]]


@require_POST
@requires("rencana.decide")
def approve_alike(request: HttpRequest) -> HttpResponse:
    """Approve at once those that are as last month or as the catalogue; looked at once more."""
    actor = actor_of(request)
    dilihat = set(request.POST.getlist("pk"))
    boleh = [r.pk for r in alike(actor) if str(r.pk) in dilihat]
    hasil = apply_many(RencanaBulan.objects.filter(pk__in=boleh), "approve", actor=actor)
    if hasil.jadi:
        messages.success(request, f"{angka(hasil.jadi)} rencana disetujui.")
    for _, sebab in hasil.lewat[:3]:
        messages.error(request, sebab)
    if lain := len(dilihat) - hasil.jadi:
        messages.warning(request, f"{angka(lain)} tidak disetujui: berubah sejak Anda melihatnya.")
    return redirect("kinerja:rencana_tim")


@requires("rencana.view")
def readiness(request: HttpRequest) -> HttpResponseBase:
    """Before the period opens: who cannot plan yet, why, and what puts it right."""
    actor = actor_of(request)
    hari = dasar.today(actor)
    periode = hari.year * 100 + hari.month
    orang = people_with_plans(actor, "rencana.view", periode)
    hal = next((h for h in HAL if h.kode == request.GET.get("hal")), HAL[0])
    alamat = reverse("kinerja:rencana_kesiapan")
    kurang = remembered(
        orang, lambda: count_lacking(orang, hari), tentang=(alamat, hari),
        tepat=just_changed(request),
    )  # fmt: skip
    tab = [(h.judul, f"{alamat}?hal={h.kode}", h is hal, angka(kurang[h.kode])) for h in HAL]
    daftar = Daftar(
        request,
        lacking(orang, hal.kode, hari),
        nama="pegawai",
        berkas=f"belum-siap-{hal.kode}",
        kolom=[
            Kolom("nama", "Pegawai", nilai=lambda p: p, jenis="orang", urut="nama~",
                  tautan=lambda p: reverse("pegawai:satu", args=[p.pk])),
            Kolom("jabatan_nama", "Jabatan", urut="post_akhir__jabatan__nama~"),
            Kolom("unit_nama", "Unit", urut="post_akhir__jabatan__unit__nama~"),
            Kolom("sebab", "Sebab", nilai=lambda p: _why(p, hal.kode)),
        ],
        cari=("nama", "nip"),
        cari_kata="Nama atau NIP",
        saringan=[Saringan("hal", "Hal", lambda q, _: q, bawaan=hal.kode,
                           pilihan=[(h.kode, h.judul) for h in HAL], semua=HAL[0].judul)],
        urut="nama",
        semua=lambda _tepat: kurang[hal.kode],
        kosong=Kosong("Semuanya siap", "Tidak ada pegawai dengan kekurangan ini."),
    )  # fmt: skip
    _attach_why(list(daftar.halaman.object_list), hal.kode, periode)
    return daftar.respond(
        "kinerja/rencana/kesiapan.html",
        judul="Kesiapan menyusun rencana",
        ringkas=hal.saran,
        tab=tab,
        jalur=[dasar.BERANDA, ("Rencana unit", reverse("kinerja:rencana_unit")), ("Kesiapan", "")],
    )


def _attach_why(orang: Sequence[Any], kode: str, periode: int) -> None:
    if kode == "atasan":
        jabatan = superior_posts([p.pk for p in orang], Rentang.bulan(periode).akhir)
        for p in orang:
            p.sebab = f"Kosong: {jabatan.get(p.pk, '')}"


def _why(p: Any, kode: str) -> str:
    sebab: str = getattr(p, "sebab", "")
    return sebab or next(h.judul for h in HAL if h.kode == kode)
