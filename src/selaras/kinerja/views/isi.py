"""The grid of people x result: each row saves itself; without scripts the whole page is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST

from selaras.core.halaman.daftar import Daftar, Kosong
from selaras.core.halaman.format import angka, periode_id
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor, actor_of, requires
from selaras.kinerja.forms import JUDUL, HasilForm
from selaras.kinerja.selectors import CaraNilai, month_results, months, ways
from selaras.kinerja.services import Hasil, record_hasil_many
from selaras.kinerja.views.daftar import filters
from selaras.periode.selectors import locked_skpd_ids
from selaras.periode.services import PeriodeTerkunci

AKSI = "kinerja.record"
TANPA_KINERJA = "Dibayar dari presensi saja."
SUSULAN = "susulan"


@dataclass(frozen=True, slots=True)
class Baris:
    """A person's row: its form, or why it cannot be filled in."""

    pegawai: Any
    formulir: HasilForm
    kolom: tuple[str, ...]
    sebab: str = ""

    @property
    def isian(self) -> list[tuple[Any, str]]:
        """A cell for each column of the grid: the field and what was stored, or nothing."""
        ada = {f.name: (f, awal) for f, awal in self.formulir.isian}
        return [ada.get(k, (None, "")) for k in self.kolom]

    @property
    def tetap(self) -> str:
        """What is stored, in words, for a row that cannot be filled in."""
        isi = []
        for nama, judul in JUDUL.items():
            nilai = getattr(self.pegawai, nama)
            if nama in self.formulir.fields and nilai not in (None, ""):
                field = self.formulir.fields[nama]
                kata = dict(getattr(field, "choices", ())).get(nilai, field.prepare_value(nilai))
                isi.append(f"{judul}: {kata}")
        return ", ".join(isi) or "Belum dinilai"


class Kisi(Daftar):
    """The list whose rows are forms."""

    terkirim: Mapping[str, Any] | None = None
    cara: Mapping[int, CaraNilai]
    periode: int
    actor: Actor

    @property
    def susulan(self) -> bool:
        """Whether the reader chose to record results of locked months as well."""
        return self.request.GET.get(SUSULAN) == "1"

    @cached_property
    def terkunci(self) -> set[int]:
        """SKPD of this page's people whose month is locked."""
        orang = self.halaman.object_list
        return locked_skpd_ids(self.periode, {p.skpd_id for p in orang if p.skpd_id})

    @cached_property
    def baris(self) -> list[Baris]:
        """This page's rows, each with its form."""
        return [self._baris(p) for p in self.halaman.object_list]

    @property
    def dapat_diisi(self) -> bool:
        """Whether any row of this page can be filled in."""
        return any(not b.sebab for b in self.baris)

    def _baris(self, pegawai: Any) -> Baris:
        cara = self.cara[pegawai.instansi_id]
        sebab = cara.galat
        if pegawai.pk == self.actor.person_id:
            sebab = "Hasil Anda sendiri dicatat atasan atau petugas lain."
        elif pegawai.skpd_id in self.terkunci and not self.susulan:
            sebab = "Bulannya sudah terkunci."
        elif not cara.kolom:
            sebab = sebab or TANPA_KINERJA
        return Baris(pegawai, form_of(pegawai, cara, self.terkirim), self.kolom_isian, sebab)

    @property
    def kolom_isian(self) -> tuple[str, ...]:
        """The columns to fill in: what any of the governments shown asks for."""
        return tuple(k for k in JUDUL if any(k in c.kolom for c in self.cara.values()))

    @property
    def judul_kolom(self) -> list[str]:
        """Their headings."""
        return [JUDUL[k] for k in self.kolom_isian]

    def respond(self, template: str = "kinerja/isi.html", **context: Any) -> HttpResponseBase:
        """The page, or for htmx the grid alone."""
        htmx = getattr(self.request, "htmx", None)
        if htmx and htmx.target == "daftar":
            template = "kinerja/kisi.html"
        response = render(self.request, template, {"daftar": self, **context})
        patch_vary_headers(response, ["HX-Request"])
        return response


def form_of(pegawai: Any, cara: CaraNilai, data: Mapping[str, Any] | None = None) -> HasilForm:
    """The fields of one person, filled with what is stored or with what was sent."""
    form = HasilForm(
        data,
        prefix=f"p{pegawai.pk}",
        kolom=cara.kolom,
        nama=pegawai.nama,
        initial={k: getattr(pegawai, k) for k in cara.kolom},
    )
    if data is not None and not form.lengkap:
        return form_of(pegawai, cara)
    return form


@requires("kinerja.record")
def fill_in(request: HttpRequest) -> HttpResponseBase:
    """The grid of a unit's month, or of one's subordinates; POST saves all its changed rows."""
    actor = actor_of(request)
    bulan = months(actor)
    periode = bulan.chosen(request.GET.get("periode", ""))
    kisi = Kisi(
        request,
        month_results(actor, AKSI, periode),
        nama="pegawai",
        kolom=[Kolom("nama", "Pegawai", urut="nama~")],
        cari=("nama", "nip"),
        cari_kata="Nama atau NIP",
        saringan=filters(actor, AKSI, bulan, periode, cara := ways(periode)),
        urut="nama",
        bisa_unduh=False,
        kosong=Kosong("Tidak ada yang dapat Anda nilai pada bulan ini"),
    )
    kisi.cara, kisi.periode, kisi.actor = cara, periode, actor
    konteks: dict[str, Any] = {
        "periode": periode,
        "jalur": [
            ("Beranda", reverse("web:beranda")),
            ("Hasil kinerja", f"{reverse('kinerja:daftar')}?periode={periode}"),
            (f"Catat {periode_id(periode)}", ""),
        ],
    }
    if request.method != "POST":
        return kisi.respond(**konteks)
    return _save_page(request, kisi, konteks)


def _save_page(request: HttpRequest, kisi: Kisi, konteks: dict[str, Any]) -> HttpResponseBase:
    """Write the rows that the page's reader changed; wrong ones come back with their reason."""
    kisi.terkirim = request.POST
    diubah = [b.formulir for b in kisi.baris if not b.sebab and b.formulir.has_changed()]
    hasil = {int(str(f.prefix).removeprefix("p")): _result(f) for f in diubah if f.is_valid()}
    try:
        tersimpan = record_hasil_many(
            actor=kisi.actor, periode=kisi.periode, hasil=hasil, susulan=kisi.susulan
        )
    except PeriodeTerkunci as error:
        messages.error(request, str(error))
        return redirect(request.get_full_path())
    messages.success(request, f"{angka(len(tersimpan))} hasil kinerja tersimpan.")
    if salah := len(diubah) - len(hasil):
        messages.error(request, f"{angka(salah)} isian belum tersimpan; sebabnya di sampingnya.")
        response = kisi.respond(**konteks)
        response.status_code = 422
        return response
    return redirect(request.get_full_path())


@require_POST
@requires("kinerja.record")
def save_row(request: HttpRequest, periode: int, pk: int) -> HttpResponse:
    """Save one row as soon as it changes; answers with what became of it."""
    actor = actor_of(request)
    if not 1 <= periode % 100 <= 12 or not 2000 <= periode // 100 <= 2200:
        raise Http404("Bulan itu tidak ada.")
    pegawai = month_results(actor, AKSI, periode).select_related("instansi").filter(pk=pk).first()
    if pegawai is None:
        raise Http404("Pegawai itu tidak ada dalam daftar Anda pada bulan ini.")
    cara = ways(periode)[pegawai.instansi_id]
    form = form_of(pegawai, cara, request.POST)
    konteks: dict[str, Any] = {"formulir": form, "pegawai": pegawai, "at": actor.at}
    if not cara.kolom:
        konteks["galat"] = cara.galat or TANPA_KINERJA
    elif not form.is_bound:
        konteks["galat"] = "Isian tidak terkirim lengkap. Muat ulang halaman ini."
    elif form.is_valid():
        try:
            record_hasil_many(
                actor=actor, periode=periode, hasil={pk: _result(form)},
                susulan=request.GET.get(SUSULAN) == "1",
            )  # fmt: skip
            konteks["tersimpan"] = True
        except PeriodeTerkunci as error:
            konteks["galat"] = str(error)
    status = 200 if konteks.get("tersimpan") else 422
    return render(request, "kinerja/keadaan.html", konteks, status=status)


def _result(form: HasilForm) -> Hasil:
    return form.cleaned_data  # type: ignore[return-value]
