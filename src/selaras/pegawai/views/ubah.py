"""Simple edits of one person: another superior, a post, Plt/Plh, an end."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from selaras.core.permissions import access, actor_of, requires
from selaras.pegawai.forms import AkhirForm, AtasanForm, JabatanForm, PltForm
from selaras.pegawai.models import AtasanKhusus, Pegawai, RiwayatJabatan
from selaras.pegawai.services import (
    Ditolak,
    assign_acting,
    assign_jabatan,
    end_atasan_khusus,
    end_jabatan,
    set_atasan_khusus,
)


@requires("pegawai.edit")
def superior(request: HttpRequest, pk: int) -> HttpResponse:
    """Name another superior for a time."""
    p = _editable(request, pk)
    form = AtasanForm(request.POST or None, actor=actor_of(request), hari=_today(request))

    def save(d: dict[str, Any]) -> None:
        set_atasan_khusus(actor=actor_of(request), pegawai=p, atasan=d["nip"],
                          alasan=d["alasan"], mulai=d["mulai"],
                          sampai=_after(d["terakhir"]))  # fmt: skip

    return _answer(request, p, form, "Atasan khusus", save)


@requires("pegawai.edit")
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a definitive post from a day on."""
    p = _editable(request, pk)
    form = JabatanForm(request.POST or None, actor=actor_of(request), hari=_today(request))

    def save(d: dict[str, Any]) -> None:
        assign_jabatan(actor=actor_of(request), pegawai=p, jabatan=d["jabatan"], mulai=d["mulai"],
                       no_sk=d["no_sk"], tanggal_sk=d["tanggal_sk"])  # fmt: skip

    return _answer(request, p, form, "Jabatan baru", save)


@requires("pegawai.edit")
def acting(request: HttpRequest, pk: int) -> HttpResponse:
    """Plt or Plh for a time."""
    p = _editable(request, pk)
    form = PltForm(request.POST or None, actor=actor_of(request), hari=_today(request))

    def save(d: dict[str, Any]) -> None:
        assign_acting(
            actor=actor_of(request), pegawai=p, jabatan=d["jabatan"], penugasan=d["penugasan"],
            mulai=d["mulai"], sampai=_after(d["terakhir"]), cara_plt=d["cara_plt"],
            no_sk=d["no_sk"], tanggal_sk=d["tanggal_sk"],
        )  # fmt: skip

    return _answer(request, p, form, "Plt atau Plh", save)


@requires("pegawai.edit")
def end_post(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of a post, Plt or Plh."""
    riwayat = access(RiwayatJabatan, pk, actor_of(request), "pegawai.edit")

    def save(d: dict[str, Any]) -> None:
        end_jabatan(actor=actor_of(request), riwayat=riwayat, terakhir=d["terakhir"])

    form = AkhirForm(request.POST or None)
    return _answer(request, riwayat.pegawai, form, f"Akhiri {riwayat.jabatan.nama}", save)


@requires("pegawai.edit")
def end_superior(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of an override."""
    khusus = access(AtasanKhusus, pk, actor_of(request), "pegawai.edit")

    def save(d: dict[str, Any]) -> None:
        end_atasan_khusus(actor=actor_of(request), khusus=khusus, terakhir=d["terakhir"])

    form = AkhirForm(request.POST or None)
    return _answer(request, khusus.pegawai, form, "Akhiri atasan khusus", save)


def _editable(request: HttpRequest, pk: int) -> Pegawai:
    return access(Pegawai, pk, actor_of(request), "pegawai.edit")


def _today(request: HttpRequest) -> date:
    return actor_of(request).day()


def _after(terakhir: date | None) -> date | None:
    return terakhir + timedelta(days=1) if terakhir else None


def _answer(
    request: HttpRequest,
    p: Pegawai,
    form: forms.Form,
    judul: str,
    save: Callable[[dict[str, Any]], None],
) -> HttpResponse:
    """Show the form, or save and go back to the person; what is refused stands on the form."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                save(form.cleaned_data)
            except Ditolak as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, f"{judul}: tersimpan.")
                return redirect("pegawai:satu", pk=p.pk)
    konteks = {
        "p": p,
        "form": form,
        "judul_form": judul,
        "jalur": [("Beranda", "/"), ("Pegawai", reverse("pegawai:daftar")),
                  (p.nama, reverse("pegawai:satu", args=[p.pk])), (judul, "")],
    }  # fmt: skip
    return render(request, "pegawai/ubah.html", konteks, status=status)
