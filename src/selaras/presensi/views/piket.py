"""Who is on duty in a unit by date; asking a colleague to take a duty; the exchange itself."""

from datetime import date
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from selaras.aturan.jadwal import Rentang
from selaras.core.halaman.format import tanggal_pendek
from selaras.core.halaman.formulir import form_page
from selaras.core.permissions import Actor, actor_of, requires, rows
from selaras.core.workflow.engine import apply, available, history
from selaras.core.workflow.errors import LangkahDitolak
from selaras.core.workflow.words import history_lines
from selaras.hukum import HukumError, Law
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import Roster, TukarJaga
from selaras.presensi.selectors.roster import Isi, Tanda, find_marks, load_cells
from selaras.presensi.selectors.tukar import (
    TERBUKA,
    colleagues,
    dates_of,
    duties,
    duties_of_colleagues,
    duty_on,
    unit_of,
    visible,
)
from selaras.presensi.services.kerja.tukar import OWN, ask_swap
from selaras.presensi.views.unit import chosen_period, offered_periods
from selaras.presensi.workflow.tukar import said


class TukarForm(forms.Form):
    """Whom to ask, and which duty is taken in return."""

    kunci = forms.UUIDField(widget=forms.HiddenInput)
    rekan = forms.ModelChoiceField(label="Rekan", queryset=Pegawai.objects.none())
    ganti = forms.ModelChoiceField(
        label="Sebagai gantinya Anda mengambil", queryset=Roster.objects.none(), required=False,
        empty_label="tidak ada, rekan hanya menggantikan",
        help_text="Pilih jaga milik rekan yang sama.",
    )  # fmt: skip
    alasan = forms.CharField(label="Alasan", max_length=200)

    def __init__(self, *args: Any, pegawai: Pegawai, tanggal: date, kini: date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        rekan: Any = self.fields["rekan"]
        rekan.queryset = colleagues(pegawai, tanggal)
        ganti: Any = self.fields["ganti"]
        ganti.queryset = duties_of_colleagues(pegawai, tanggal, kini)
        ganti.label_from_instance = _duty_words

    def clean(self) -> dict[str, Any]:
        isi: dict[str, Any] = super().clean() or self.cleaned_data
        ganti, rekan = isi.get("ganti"), isi.get("rekan")
        if ganti and rekan and ganti.pegawai_id != rekan.pk:
            self.add_error("ganti", f"Jaga itu bukan milik {rekan.nama}.")
        return isi


@require_safe
@requires("jadwal.view")
def list_duties(request: HttpRequest) -> HttpResponse:
    """A month of the unit, day by day; one's own duties can be exchanged."""
    actor = actor_of(request)
    periode = chosen_period(request)
    kini = _today(actor)
    pilihan = _units(actor, kini)
    unit = _chosen(request, pilihan)
    rentang = Rentang.bulan(periode)
    hari = duties(unit, rentang, actor) if unit else {}
    milik = sum(1 for tugas in hari.values() for t in tugas if t.milik)
    menunggu = {
        t.tanggal: t
        for t in TukarJaga.objects.filter(
            pegawai_id=actor.person_id or 0, status__in=TERBUKA,
            tanggal__range=(rentang.awal, rentang.akhir),
        )
    }  # fmt: skip
    konteks = {
        "jalur": [("Beranda", reverse("web:beranda")), ("Piket dan jaga", "")],
        "unit": unit, "pilihan": pilihan, "periode": periode, "milik": milik, "kini": kini,
        "bulan": offered_periods(_next(periode)),
        "hari": [(t, tugas, menunggu.get(t)) for t, tugas in hari.items()],
        "permintaan": list(visible(actor).order_by("-diminta_pada")[:10]),
    }  # fmt: skip
    return render(request, "presensi/piket.html", konteks)


@requires(OWN)
def ask(request: HttpRequest, tanggal: str) -> HttpResponse:
    """Ask a colleague to take one's duty of that date."""
    actor = actor_of(request)
    hari = _day(tanggal)
    jaga = duty_on(actor.person_id or 0, hari)
    if jaga is None:
        raise Http404("tidak ada jaga pada tanggal itu")
    form = TukarForm(
        request.POST or None, pegawai=jaga.pegawai, tanggal=hari, kini=_today(actor),
        initial={"kunci": uuid4()},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            tukar = ask_swap(
                pegawai=jaga.pegawai, tanggal=hari, rekan=isi["rekan"], alasan=isi["alasan"],
                tanggal_rekan=isi["ganti"].tanggal if isi["ganti"] else None, kunci=isi["kunci"],
                actor=actor,
            )  # fmt: skip
        except (ValidationError, LangkahDitolak) as galat:
            form.add_error(None, galat.messages[0] if isinstance(galat, ValidationError)
                           else str(galat))  # fmt: skip
        else:
            messages.success(request, f"{tukar.rekan.nama} diminta menjawab.")
            return redirect("presensi:tukar_satu", tukar.pk)
    konteks = {
        "judul": f"Tukar jaga {tanggal_pendek(hari)}", "form": form, "tombol": "Minta tukar",
        "ringkas": f"{jaga.jadwal}. Rekan menjawab dulu, lalu atasan menyetujui; sesudah itu "
        "jadwal jaga berubah.",
        "batal": reverse("presensi:piket"), "jalur": _trail("Tukar jaga"),
    }  # fmt: skip
    return form_page(request, konteks)


@requires("jadwal.view")
def show_swap(request: HttpRequest, pk: int) -> HttpResponse:
    """The exchange, what speaks against it, and the next step of whoever looks."""
    actor = actor_of(request)
    tukar = visible(actor).filter(pk=pk).first()
    if tukar is None:
        raise Http404("tukar jaga tidak ditemukan")
    if request.method == "POST":
        try:
            langkah = apply(
                tukar, request.POST.get("langkah", "")[:24], actor=actor,
                reason=request.POST.get("alasan", "")[:500],
            )  # fmt: skip
            messages.success(request, langkah.pesan or "Tersimpan.")
        except LookupError:
            messages.error(request, "Langkah itu tidak dikenal.")
        except LangkahDitolak as galat:
            messages.error(request, str(galat))
        return redirect("presensi:tukar_satu", tukar.pk)
    pratinjau = "pratinjau" in request.GET
    konteks = {
        "t": tukar, "kata": said(tukar), "pratinjau": pratinjau,
        "tanda": _marks(tukar) if tukar.status in TERBUKA else [],
        "langkah": [] if pratinjau else available(tukar, actor),
        "riwayat": history_lines(history(tukar)), "jalur": _trail("Tukar jaga"),
        "dasar": "web/laci_potongan.html" if pratinjau else "web/base.html",
    }  # fmt: skip
    return render(request, "presensi/tukar_satu.html", konteks)


def _marks(t: TukarJaga) -> list[tuple[str, date, Tanda]]:
    """Overlaps and short rests that the exchange would bring: a warning, not a refusal."""
    tanggal = dates_of(t)
    rentang = Rentang(tanggal[0], (tanggal[-1] - tanggal[0]).days + 1)
    ids = [t.pegawai_id, t.rekan_id]
    sel = load_cells(ids, rentang.diperluas)
    kosong = Isi("", "")
    for hari in tanggal:
        satu, dua = ((p, hari) for p in ids)
        sel[satu], sel[dua] = sel.get(dua, kosong), sel.get(satu, kosong)
    nama = {t.pegawai_id: t.pegawai.nama, t.rekan_id: t.rekan.nama}
    try:
        aturan = Law.load().pada(tanggal[0], t.pegawai.instansi.daerah)
        tanda = find_marks(t.pegawai.instansi_id, ids, rentang, sel, aturan)
    except HukumError:
        return []
    return [(nama[p], hari, m) for (p, hari), m in sorted(tanda.items())]


def _units(actor: Actor, kini: date) -> list[UnitKerja]:
    """One's own unit first, then those whose rosters one draws (at most 300)."""
    sendiri = unit_of(actor.person_id, kini) if actor.person_id else None
    semua = list(rows(actor, "jadwal.edit", UnitKerja.objects.pada(kini)).order_by("path")[:300])
    return semua if sendiri is None else [sendiri, *(u for u in semua if u.pk != sendiri.pk)]


def _chosen(request: HttpRequest, pilihan: list[UnitKerja]) -> UnitKerja | None:
    diminta = request.GET.get("unit", "")
    if not diminta:
        return pilihan[0] if pilihan else None
    unit = next((u for u in pilihan if str(u.pk) == diminta), None)
    if unit is None:
        raise Http404("unit tidak ditemukan")
    return unit


def _duty_words(r: Roster) -> str:
    return f"{r.pegawai.nama}: {tanggal_pendek(r.tanggal)}, {r.jadwal}"


def _today(actor: Actor) -> date:
    pegawai = Pegawai.objects.select_related("instansi").filter(pk=actor.person_id or 0).first()
    zona = pegawai.zona if pegawai else "Asia/Jakarta"
    return actor.at.astimezone(ZoneInfo(zona)).date()


def _day(teks: str) -> date:
    try:
        hari = parse_date(teks)
    except ValueError:
        hari = None
    if hari is None:
        raise Http404("tanggal tidak ada")
    return hari


def _next(periode: int) -> int:
    return periode + 1 if periode % 100 < 12 else periode + 89


def _trail(judul: str) -> list[tuple[str, str]]:
    return [
        ("Beranda", reverse("web:beranda")),
        ("Piket dan jaga", reverse("presensi:piket")),
        (judul, ""),
    ]
