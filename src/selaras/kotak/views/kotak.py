"""The boxes of a month: counts, movement, people; and a person's own with the reason."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from selaras.aturan.kotak import DISIPLIN, PERILAKU, RAGAM, SKOR, Kotak, boxes
from selaras.core.bilangan import whole_number
from selaras.core.halaman import format as fmt
from selaras.core.halaman.bagian import icon
from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.kolom import Kolom, Sel
from selaras.core.permissions import Actor, actor_of, can, requires
from selaras.hukum import Aturan, Law
from selaras.kotak.models import KasusPembinaan, KotakPegawai
from selaras.kotak.models.kotak import KOLOM
from selaras.kotak.selectors.kasus import case_counts
from selaras.kotak.selectors.kotak import (
    Isi,
    beyond_self,
    direction,
    known_months,
    month_counts,
    over_time,
    own_months,
    people,
    units_within,
)
from selaras.kotak.services.susun import is_stale, refresh
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.models import Pegawai

KUNCI = {SKOR: ("kotak.tepi_skor",), DISIPLIN: ("kotak.tepi_produktivitas", "kotak.tepi_disiplin"),
         PERILAKU: ()}  # fmt: skip
NADA = ("merah", "kuning", "hijau")
ARAH = {"naik": "arrow-up-right", "turun": "arrow-down-right", "tetap": "arrow-right",
        "baru": "plus"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lihat:
    """What is looked at: the month among those known, the kind, the unit."""

    instansi: Instansi
    bulan: list[int]
    periode: int
    ragam: str
    unit: UnitKerja | None

    @property
    def aturan(self) -> Aturan:
        awal = date(self.periode // 100, self.periode % 100, 1)
        return Law.load().pada(awal, self.instansi.daerah)

    def url(self, **ganti: Any) -> str:
        isi = {"ragam": self.ragam, "bulan": self.periode,
               "unit": self.unit.pk if self.unit else "", **ganti}  # fmt: skip
        return "?" + urlencode({k: v for k, v in isi.items() if v != ""})


def _look(request: HttpRequest, actor: Actor) -> Lihat | None:
    """From the address; None where nothing has been computed yet."""
    instansi = _instansi(actor)
    bulan = known_months(instansi.pk)
    if not bulan:
        return None
    get = request.GET
    diminta = whole_number(get.get("bulan"))
    periode = diminta if diminta in bulan else bulan[-1]
    if (letak := whole_number(get.get("geser"))) is not None and letak < len(bulan):
        periode = bulan[letak]
    ragam = get.get("ragam", SKOR)
    unit = None
    if (pk := whole_number(get.get("unit"))) is not None:
        unit = UnitKerja.objects.filter(pk=pk, instansi=instansi).first()
        if unit is None:
            raise Http404("unit tidak ada")
    return Lihat(instansi, bulan, periode, ragam if ragam in RAGAM else SKOR, unit)


def _instansi(actor: Actor) -> Instansi:
    semua = Instansi.objects.order_by("pk")
    pilih = semua.filter(pk=actor.instansi_id).first() if actor.instansi_id else None
    reach = actor.reach("kotak.view")
    if reach.instansi:
        pilih = semua.filter(pk__in=reach.instansi).first()
    elif reach.paths:
        milik = UnitKerja.objects.filter(path__in=reach.paths).values("instansi_id")
        pilih = semua.filter(pk__in=milik).first()
    found = pilih or semua.first()
    if found is None:
        raise Http404("belum ada pemerintah daerah")
    return found


@require_safe
@requires("kotak.view")
def month(request: HttpRequest) -> HttpResponse:
    """Nine boxes of a month with share and count, what moved, and the months behind it."""
    actor = actor_of(request)
    if not beyond_self(actor) and not actor.reach("kotak.view").subordinates:
        return redirect("kotak:saya")
    lihat = _look(request, actor)
    jalur = [("Beranda", reverse("web:beranda")), ("Kotak kinerja", "")]
    if lihat is None:
        return render(request, "kotak/bulan.html", {"jalur": jalur, "kosong": True})
    isi = month_counts(actor, lihat.periode, lihat.ragam, lihat.unit)
    kotak = boxes(lihat.ragam, lihat.aturan)
    konteks = {
        "jalur": jalur,
        "lihat": lihat,
        "kisi": [_cell(k, isi, lihat) for k in kotak],
        "isi": isi,
        "ringkas": _sentence(isi, lihat, kotak),
        "pindah": _flows(isi, lihat),
        "waktu": _time(actor, lihat),
        "tab": [(judul, lihat.url(ragam=r), r == lihat.ragam) for r, judul in RAGAM.items()],
        "unit": units_within(actor, lihat.instansi.pk) if beyond_self(actor) else [],
        "geser": lihat.bulan.index(lihat.periode),
        "basi": is_stale(lihat.instansi, lihat.periode),
        "sumbu": ("Produktivitas", "Disiplin")
        if lihat.ragam == DISIPLIN
        else ("Hasil kerja", "Perilaku"),
        "skor": lihat.ragam == SKOR,
        "tepi": [(lihat.aturan.judul(k), _edge_url(k, lihat.aturan)) for k in KUNCI[lihat.ragam]],
    }
    return render(request, "kotak/bulan.html", konteks)


def _edge_url(kunci: str, aturan: Aturan) -> str:
    """The page of an edge as it held in that month."""
    pada = urlencode({"pada": aturan.pada.isoformat(), "daerah": aturan.daerah or ""})
    return f"{reverse('hukum:parameter', args=[kunci])}?{pada}"


def _cell(k: Kotak, isi: Isi, lihat: Lihat) -> dict[str, Any]:
    n = isi.jumlah.get(k.nomor, 0)
    alamat: dict[str, Any] = {
        "ragam": lihat.ragam, "bulan": lihat.periode, "kotak": k.nomor,
    }  # fmt: skip
    if lihat.unit:
        alamat["unit"] = lihat.unit.pk
    return {
        "k": k,
        "orang": n,
        "bp": (n * 20_000 + isi.orang) // (2 * isi.orang) if isi.orang else 0,
        "lebar": n * 1000 // max(max(isi.jumlah.values(), default=1), 1),
        "masuk": isi.entered(k.nomor),
        "keluar": isi.left(k.nomor),
        "nada": NADA[k.nada],
        "url": reverse("kotak:orang") + "?" + urlencode(alamat),
    }


def _sentence(isi: Isi, lihat: Lihat, kotak: list[Kotak]) -> str:
    if not isi.orang:
        return f"Belum ada yang punya kotak ini pada {fmt.periode_id(lihat.periode)}."
    rendah = sum(isi.jumlah.get(k.nomor, 0) for k in kotak if k.nada == 0)
    arah = isi.arah
    return (
        f"{fmt.periode_id(lihat.periode)}: {fmt.angka(rendah)} dari {fmt.angka(isi.orang)} orang "
        f"perlu pembinaan. Dari bulan lalu {fmt.angka(arah.get('naik', 0))} naik, "
        f"{fmt.angka(arah.get('turun', 0))} turun."
    )


def _flows(isi: Isi, lihat: Lihat) -> list[dict[str, Any]]:
    """Who moved from which box to which, the largest streams first."""
    arus = [(n, lalu, kini) for (lalu, kini), n in isi.pindah.items() if kini and lalu != kini]
    terbesar = max((a[0] for a in arus), default=1)
    hasil = []
    for n, lalu, kini in sorted(arus, reverse=True)[:20]:
        arah = direction(lalu, kini)
        alamat: dict[str, Any] = {
            "ragam": lihat.ragam, "bulan": lihat.periode, "kotak": kini, "lalu": lalu,
        }  # fmt: skip
        hasil.append(
            {"n": n, "lalu": lalu, "kini": kini, "arah": arah,
             "lebar": n * 1000 // terbesar, "url": f"{reverse('kotak:orang')}?{urlencode(alamat)}"}
        )  # fmt: skip
    return hasil


def _time(actor: Actor, lihat: Lihat) -> list[dict[str, Any]]:
    """Each month as one bar of three tones, with its counts."""
    semua = over_time(actor, lihat.ragam, lihat.bulan, lihat.unit)
    return [
        {"periode": p, "url": lihat.url(bulan=p), "kini": p == lihat.periode, **_bar(isi, lihat)}
        for p, isi in semua.items()
    ]


def _bar(isi: dict[int, int], lihat: Lihat) -> dict[str, Any]:
    nada = {k.nomor: k.nada for k in boxes(lihat.ragam, lihat.aturan)}
    orang = [sum(n for k, n in isi.items() if nada[k] == t) for t in range(3)]
    jumlah = sum(orang)
    ruas, x = [], 0
    for t, n in enumerate(orang):
        lebar = n * 1000 // jumlah if jumlah else 0
        ruas.append({"x": x, "lebar": lebar, "nada": NADA[t], "n": n})
        x += lebar
    return {"ruas": ruas, "jumlah": jumlah}


@require_safe
@requires("kotak.view")
def list_people(request: HttpRequest) -> HttpResponseBase:
    """People of a box (or all), with where they came from; a case opens with one press."""
    actor = actor_of(request)
    lihat = _look(request, actor)
    if lihat is None:
        raise Http404("belum ada kotak")
    k = KOLOM[lihat.ragam]
    semua = {b.nomor: b for b in boxes(lihat.ragam, lihat.aturan)}
    orang = people(actor, lihat.periode, lihat.unit).exclude(**{k: 0})
    boleh = bool(actor.reach("kasus.record"))
    nomor = request.GET.get("kotak", "")
    judul = f"Kotak {nomor}" if nomor in {str(n) for n in semua} else "Semua kotak"
    daftar = Daftar(
        request,
        orang.select_related("pegawai", "unit"),
        nama="orang",
        berkas=f"kotak-{lihat.periode}-{nomor or 'semua'}",
        kolom=_people_columns(lihat, semua, boleh),
        cari=("pegawai__nama", "pegawai__nip"),
        cari_kata="Nama atau NIP",
        saringan=[
            Saringan("kotak", "Kotak", lambda qs, v: qs.filter(**{k: int(v)}),
                     pilihan=[(str(n), f"Kotak {n}") for n in semua]),
            Saringan("lalu", "Bulan lalu", lambda qs, v: qs.filter(**{f"{k}_lalu": int(v)}),
                     pilihan=[("0", "Belum ada"), *((str(n), f"Kotak {n}") for n in semua)]),
        ],
        urut="skor",
        kosong=Kosong("Tidak ada orang di kotak ini"),
    )  # fmt: skip
    return daftar.respond(
        "kotak/orang.html",
        judul=f"{judul} · {fmt.periode_id(lihat.periode)}",
        lihat=lihat,
        boleh_buka=boleh,
        tetap={"ragam": lihat.ragam, "bulan": lihat.periode,
               "unit": lihat.unit.pk if lihat.unit else ""},
        jalur=[
            ("Beranda", reverse("web:beranda")),
            ("Kotak kinerja", reverse("kotak:bulan") + lihat.url()),
            (judul, ""),
        ],
    )  # fmt: skip


def _people_columns(lihat: Lihat, semua: dict[int, Kotak], boleh: bool) -> list[Kolom]:
    k = KOLOM[lihat.ragam]

    def pindah(sel: Sel) -> SafeString:
        lalu, kini = getattr(sel.baris, f"{k}_lalu"), getattr(sel.baris, k)
        return _moved(lalu, kini, NADA[semua[kini].nada])

    def buka(sel: Sel) -> SafeString:
        """Where there is something to follow up; of others, a case begins on their own page."""
        baik = semua[getattr(sel.baris, k)].nada == len(NADA) - 1
        return SafeString("") if baik else _open_case(sel)

    kolom = [
        Kolom("pegawai", "Pegawai", jenis="orang", urut="pegawai__nama~",
              tautan=lambda o: reverse("kotak:satu", args=[o.pegawai_id])),
        Kolom("kotak_kini", "Kotak", nilai=k, gambar=pindah, urut=k),
        Kolom("skor", "Perolehan", nilai="skor_bp", jenis="persen", urut="skor_bp"),
        Kolom("produktivitas", "Produktivitas", jenis="persen", urut="produktivitas_bp",
              nilai=lambda o: None if o.produktivitas_bp < 0 else o.produktivitas_bp),
        Kolom("disiplin", "Disiplin", nilai="disiplin_bp", jenis="persen", urut="disiplin_bp"),
        Kolom("unit", "Unit", urut="unit__nama~"),
    ]  # fmt: skip
    if boleh:
        kolom.insert(2, Kolom("buka", "Tindak lanjut", nilai=lambda o: "", gambar=buka))
    return kolom


@cache
def _moved(lalu: int, kini: int, nada: str) -> SafeString:
    """A box and whence: some thirty different cells, however many people."""
    arah = direction(lalu, kini)
    dari = f" dari {lalu}" if lalu and arah != "tetap" else ""
    return format_html(
        '<span class="pindah"><span class="lencana lencana-{}">Kotak {}</span>{}'
        '<span class="redup">{}{}</span></span>',
        nada, kini, icon(ARAH[arah], arah), arah, dari,
    )  # fmt: skip


def _open_case(sel: Sel) -> SafeString:
    """One press opens a case; the form that it sends stands once on the page."""
    return format_html(
        '<button class="btn btn-sm" form="buka-kasus" formaction="{}">{}Buka kasus</button>',
        reverse("kotak:buka", args=[sel.baris.pegawai_id]), icon("message-plus"),
    )  # fmt: skip


@require_safe
@requires("kotak.view")
def own_boxes(request: HttpRequest) -> HttpResponse:
    """The employee's own boxes."""
    person_id = actor_of(request).person_id
    if person_id is None:
        raise Http404("akun tanpa pegawai")
    return _person(request, person_id)


@require_safe
@requires("kotak.view")
def person(request: HttpRequest, pegawai_id: int) -> HttpResponse:
    """One person's boxes over the months, for who may see her."""
    return _person(request, pegawai_id)


def _person(request: HttpRequest, pegawai_id: int) -> HttpResponse:
    actor = actor_of(request)
    pegawai = Pegawai.objects.select_related("instansi").filter(pk=pegawai_id).first()
    if pegawai is None or not can(actor, "kotak.view", pegawai):
        raise Http404("pegawai tidak ada")
    bulan = own_months(pegawai_id)
    terakhir = bulan[-1] if bulan else None
    konteks: dict[str, Any] = {
        "pegawai": pegawai,
        "sendiri": pegawai_id == actor.person_id,
        "bulan": [_month_of(b, pegawai) for b in reversed(bulan)],
        "kini": _why(terakhir, pegawai) if terakhir else None,
        "kasus": KasusPembinaan.objects.filter(pegawai=pegawai).exclude(jenis="disiplin")
        if can(actor, "kasus.view", pegawai)
        else [],
        "boleh_buka": pegawai_id != actor.person_id and can(actor, "kasus.record", pegawai),
        "jalur": [("Beranda", reverse("web:beranda")),
                  ("Kotak kinerja", reverse("kotak:bulan")), (pegawai.nama_lengkap, "")],
    }  # fmt: skip
    return render(request, "kotak/satu.html", konteks)


def _law_of(b: KotakPegawai, pegawai: Pegawai) -> Aturan:
    return Law.load().pada(date(b.periode // 100, b.periode % 100, 1), pegawai.instansi.daerah)


def _month_of(b: KotakPegawai, pegawai: Pegawai) -> dict[str, Any]:
    semua = {k.nomor: k for k in boxes(SKOR, _law_of(b, pegawai))}
    arah = direction(b.kotak_lalu, b.kotak)
    return {"b": b, "k": semua[b.kotak], "nada": NADA[semua[b.kotak].nada], "arah": arah}


def _why(b: KotakPegawai, pegawai: Pegawai) -> list[dict[str, Any]]:
    """Each kind of the latest month: the box, the edge, the figure, the parameters behind it."""
    aturan = _law_of(b, pegawai)
    hasil = []
    for ragam, judul in RAGAM.items():
        nomor = getattr(b, KOLOM[ragam])
        if not nomor:
            continue
        k = next(x for x in boxes(ragam, aturan) if x.nomor == nomor)
        hasil.append(
            {
                "judul": judul,
                "k": k,
                "nada": NADA[k.nada],
                "dasar": [
                    {
                        "judul": aturan.judul(kunci),
                        "dasar": aturan.dasar(kunci),
                        "url": _edge_url(kunci, aturan),
                    }
                    for kunci in KUNCI[ragam]
                ],
            }
        )
    return hasil


@require_safe
@requires("kotak.view")
def card(request: HttpRequest) -> HttpResponse:
    """The leaders' card: the boxes from month to month, and cases going on and closed."""
    actor = actor_of(request)
    if not beyond_self(actor) and not actor.reach("kotak.view").subordinates:
        return HttpResponse("")  # nobody but herself: that is her own page
    lihat = _look(request, actor)
    konteks: dict[str, Any] = {"lihat": lihat}
    if lihat is not None:
        konteks["waktu"] = _time(actor, lihat)
        if actor.reach("kasus.view"):
            konteks["kasus"] = case_counts(actor)
    return render(request, "kotak/ringkas.html", konteks)


@require_POST
@requires("kotak.view")
def make_now(request: HttpRequest) -> HttpResponse:
    """Make the boxes that are older than their runs."""
    actor = actor_of(request)
    jumlah = refresh(_instansi(actor), at=actor.at)
    messages.success(request, f"Kotak {jumlah} bulan unit disusun." if jumlah else "Sudah terbaru.")
    return redirect("kotak:bulan")
