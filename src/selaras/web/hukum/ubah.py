"""The officer's screen of law: set a government's own value, see what it does, withdraw it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import access, actor_of, requires, rows
from selaras.core.permissions.registry import units
from selaras.hukum import Jenjang, Law, NotInForce
from selaras.hukum.words import summary
from selaras.kinerja.sumber_tasks import start_again
from selaras.organisasi.hukum import NilaiDitolak, proposed, set_nilai, withdraw
from selaras.organisasi.models import Instansi, NilaiDaerah
from selaras.periode.models import STATUS_TERKUNCI, PeriodeUnit
from selaras.tpp.services.pengaruh import Pengaruh, effect, first_day_of, last_month
from selaras.web.hukum import selectors
from selaras.web.hukum.isian import NilaiForm, to_text

BERANDA = ("Beranda", "/")
DITURUNKAN = "Predikat bulan yang sudah dinilai disesuaikan di belakang layar."


@requires("hukum.edit")
def decisions(request: HttpRequest) -> HttpResponseBase:
    """Values set here, in force and withdrawn."""
    law = Law.load()

    def nilai(n: NilaiDaerah) -> str:
        if n.kunci not in law.keys:
            return "kunci ini tidak ada lagi"
        return summary(selectors.declaration(law, n.kunci), _as_law(n.nilai))

    def judul(n: NilaiDaerah) -> str:
        return selectors.declaration(law, n.kunci).judul if n.kunci in law.keys else n.kunci

    def berlaku(qs: QuerySet[Any], _: str) -> QuerySet[Any]:
        return qs.filter(dicabut_pada=None)

    return Daftar(
        request,
        rows(actor_of(request), "hukum.edit", NilaiDaerah.objects.select_related("instansi",
                                                                                  "dicatat_oleh")),
        nama="nilai daerah",
        berkas="nilai-daerah",
        kolom=[
            Kolom("aturan", "Aturan", nilai=judul, urut="kunci",
                  tautan=lambda n: reverse("hukum:keputusan_satu", args=[n.pk])),
            Kolom("nilai", "Nilai", nilai=nilai),
            Kolom("berlaku", "Berlaku", nilai=_span, urut="berlaku"),
            Kolom("peraturan", "Peraturan", urut="peraturan~"),
            Kolom("keyakinan", "Keyakinan", nilai=lambda n: n.get_keyakinan_display()),
            Kolom("keadaan", "Keadaan",
                  nilai=lambda n: "Dicabut" if n.dicabut_pada else "Tersimpan"),
            Kolom("dicatat", "Dicatat", nilai="dicatat_pada", jenis="waktu", urut="dicatat_pada"),
            Kolom("kunci", "Kunci", tampil=False),
        ],
        cari=("kunci", "peraturan"),
        cari_kata="Kunci atau peraturan",
        saringan=[Saringan("tersimpan", "Tanpa yang dicabut", berlaku, jenis="centang")],
        urut="-dicatat",
        kosong=Kosong("Belum ada nilai yang ditetapkan di sini",
                      "Buka satu aturan, lalu pilih Tetapkan nilai daerah.",
                      reverse("hukum:daftar"), "Hukum dan aturan"),
    ).respond(
        judul="Nilai daerah",
        jalur=[BERANDA, ("Hukum dan aturan", reverse("hukum:daftar")), ("Nilai daerah", "")],
    )  # fmt: skip


@requires("hukum.edit")
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them with its ground; from here it is withdrawn."""
    n = access(
        NilaiDaerah.objects.select_related("instansi", "dicatat_oleh"), pk, actor_of(request),
        "hukum.edit",
    )  # fmt: skip
    law = Law.load()
    judul = selectors.declaration(law, n.kunci).judul if n.kunci in law.keys else n.kunci
    konteks = {
        "n": n,
        "judul_aturan": judul,
        "nilai": to_text(selectors.declaration(law, n.kunci), _as_law(n.nilai)).splitlines()
        if n.kunci in law.keys else [str(n.nilai)],
        "masa": _span(n),
        "jalur": [BERANDA, ("Hukum dan aturan", reverse("hukum:daftar")),
                  ("Nilai daerah", reverse("hukum:keputusan")), (judul, "")],
    }  # fmt: skip
    return render(request, "web/hukum/keputusan.html", konteks)


@require_POST
@requires("hukum.edit")
def withdraw_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a value; what it changed in locked months comes as arrears."""
    actor = actor_of(request)
    n = access(NilaiDaerah, pk, actor, "hukum.edit")
    with transaction.atomic():
        withdraw(actor=actor, nilai=n, at=actor.at)
        diturunkan = start_again(n.kunci, n.instansi_id, n.berlaku.lower, actor=actor)
    kata = "Dicabut. Aturan semula berlaku lagi, juga untuk bulan yang lalu."
    messages.success(request, f"{kata} {DITURUNKAN}" if diturunkan else kata)
    return redirect("hukum:keputusan")


@requires("hukum.edit")
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Set a value: tried first on the last month, then stored."""
    actor, law = actor_of(request), Law.load()
    if key not in law.keys:
        raise Http404(f"Aturan '{key}' tidak dikenal.")
    parameter = selectors.declaration(law, key)
    instansi = list(units().governments(actor.reach("hukum.edit")))
    if not instansi:
        raise Http404("Tidak ada pemerintah daerah dalam wilayah Anda.")
    hari = actor.day()
    form = NilaiForm(
        request.POST or None, parameter=parameter, instansi=instansi,
        initial={"nilai": _now(law, key, hari, instansi[0][0]), "mulai": hari.replace(day=1)},
    )  # fmt: skip
    konteks: dict[str, Any] = {
        "p": parameter,
        "form": form,
        "jalur": [BERANDA, ("Hukum dan aturan", reverse("hukum:daftar")),
                  (parameter.judul, reverse("hukum:parameter", args=[key])),
                  ("Tetapkan nilai daerah", "")],
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            if "simpan" in request.POST:
                with transaction.atomic():
                    n = set_nilai(actor=actor, nilai=form.row(), at=actor.at)
                    diturunkan = start_again(key, n.instansi_id, n.berlaku.lower, actor=actor)
                kata = "Nilai daerah tersimpan dan berlaku bagi hitungan."
                messages.success(request, f"{kata} {DITURUNKAN}" if diturunkan else kata)
                return redirect("hukum:keputusan")
            konteks["pengaruh"] = _effect(form, law)
            konteks["terkunci"] = _locked_since(form)
        except NilaiDitolak as error:
            form.add_error(error.bidang, str(error))
    status = 422 if form.errors else 200
    return render(request, "web/hukum/ubah.html", konteks, status=status)


def _now(law: Law, key: str, hari: date, instansi_id: int) -> str:
    daerah = Instansi.objects.values_list("daerah", flat=True).get(pk=instansi_id)
    try:
        segmen = law.segment(key, hari, daerah if daerah in law.daerah else None)
    except NotInForce:
        return ""
    return to_text(selectors.declaration(law, key), segmen.nilai)


def _effect(form: NilaiForm, law: Law) -> Pengaruh:
    """Tried as if it had held in the last month computed."""
    usul = form.row()
    proposed(usul, law)  # a value that doesn't fit is refused before anything is computed
    periode = last_month(usul.instansi)
    if periode is None:
        return Pengaruh(galat="Belum ada bulan yang selesai dihitung untuk dicoba.")
    nanti = proposed(form.row(mulai=first_day_of(periode)), law)
    return effect(usul.instansi, periode, kini=law, nanti=nanti)


def _locked_since(form: NilaiForm) -> int:
    """Locked months that the value reaches back into."""
    d = form.cleaned_data
    mulai = d["mulai"].year * 100 + d["mulai"].month
    terkunci = PeriodeUnit.objects.filter(
        skpd__instansi_id=d["instansi"], status__in=STATUS_TERKUNCI, periode__gte=mulai
    )
    return terkunci.order_by().values("periode").distinct().count()


def _span(n: NilaiDaerah) -> str:
    akhir = f" sampai sebelum {n.berlaku.upper:%d-%m-%Y}" if n.berlaku.upper else " dan seterusnya"
    return f"{n.berlaku.lower:%d-%m-%Y}{akhir}"


def _as_law(nilai: Any) -> Any:
    """A stored value as the law's own types, for words."""
    if isinstance(nilai, list):
        return tuple(Jenjang(x["mulai"], x["nilai"]) if isinstance(x, dict) else x for x in nilai)
    return nilai
