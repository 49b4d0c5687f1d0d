"""The working calendar: holidays and cuti bersama of a year, and Ramadan."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.format import HARI, tanggal_id, tanggal_pendek
from selaras.core.halaman.formulir import form_page
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor, actor_of, can, requires
from selaras.organisasi.models import Instansi
from selaras.presensi.forms import LiburForm, RamadanForm
from selaras.presensi.models import HariLibur, PeriodeRamadan
from selaras.presensi.services import delete_libur, save_libur, save_ramadan
from selaras.presensi.services.kerja.jam_berubah import Ikut
from selaras.presensi.services.kerja.kalender import seeded_years
from selaras.presensi.views.jadwal import follow_words


@requires("kalender.view")
def show_calendar(request: HttpRequest) -> HttpResponseBase:
    """Holidays of a year (this one first) with Ramadan below them."""
    actor = actor_of(request)
    boleh = can(actor, "kalender.edit")
    tahun = str(actor.day().year)
    return Daftar(
        request,
        _visible(actor).select_related("instansi"),
        [
            Kolom("tanggal", "Tanggal", lambda h: tanggal_pendek(h.tanggal), urut="tanggal",
                  tautan=(lambda h: reverse("presensi:libur", args=[h.pk])) if boleh else None),
            Kolom("hari", "Hari", lambda h: HARI[h.tanggal.weekday()]),
            Kolom("nama", "Nama", urut="nama~"),
            Kolom("jenis", "Jenis", lambda h: "Cuti bersama" if h.cuti_bersama else "Hari libur",
                  urut="cuti_bersama"),
            Kolom("lingkup", "Lingkup", lambda h: str(h.instansi) if h.instansi else "Nasional"),
            Kolom("sumber", "Sumber", urut="sumber"),
        ],
        nama="hari",
        berkas="hari-libur",
        cari=("nama",),
        cari_kata="Nama hari",
        urut="tanggal",
        saringan=[
            Saringan(
                "tahun", "Tahun", lambda qs, v: qs.filter(tanggal__year=int(v)),
                [(str(t), str(t)) for t in seeded_years(actor.at)], bawaan=tahun,
            )
        ],
        kosong=Kosong("Kalender masih kosong", "Isi hari libur dan cuti bersama tahun ini."),
    ).respond(
        "presensi/kalender.html",
        judul="Kalender kerja",
        jalur=[("Beranda", reverse("web:beranda")), ("Kalender kerja", "")],
        ramadan=PeriodeRamadan.objects.order_by("-tahun")[:4],
        boleh=boleh,
    )  # fmt: skip


@requires("kalender.edit")
def edit_holiday(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Enter a holiday of one's government, or change one."""
    actor = actor_of(request)
    libur = _holiday(actor, pk) if pk else None
    awal = (
        {n: getattr(libur, n) for n in ("tanggal", "nama", "cuti_bersama", "sumber")}
        if libur
        else {}
    )
    form = LiburForm(request.POST or None, initial=awal)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        instansi = libur.instansi if libur else _government(actor)
        ikut: list[Ikut] = []
        if libur and libur.tanggal != isi["tanggal"]:
            ikut += delete_libur(libur=libur, actor=actor)
        ikut += save_libur(instansi=instansi, actor=actor, **isi)[1]
        messages.success(request, f"{isi['nama']} tersimpan. {follow_words(ikut)}".strip())
        return redirect("presensi:kalender")
    return render(
        request,
        "presensi/libur.html",
        {
            "judul": "Ubah hari libur" if libur else "Tambah hari libur",
            "ringkas": "Hari itu dihitung ulang bagi semua pegawai. Bulan yang sudah terkunci "
            "tidak berubah; selisihnya menjadi susulan.",
            "form": form,
            "libur": libur,
            "batal": reverse("presensi:kalender"),
            "jalur": [
                ("Beranda", reverse("web:beranda")),
                ("Kalender kerja", reverse("presensi:kalender")),
                ("Ubah", ""),
            ],
        },
        status=422 if form.errors else 200,
    )


@requires("kalender.edit")
@require_POST
def remove_holiday(request: HttpRequest, pk: int) -> HttpResponse:
    """The date is a working day again."""
    actor = actor_of(request)
    libur = _holiday(actor, pk)
    ikut = delete_libur(libur=libur, actor=actor)
    kata = f"{tanggal_id(libur.tanggal)} kini hari kerja."
    messages.success(request, f"{kata} {follow_words(ikut)}".strip())
    return redirect("presensi:kalender")


@requires("kalender.edit")
def edit_ramadan(request: HttpRequest, tahun: int) -> HttpResponse:
    """The first and last day of a year's Ramadan."""
    actor = actor_of(request)
    ada = PeriodeRamadan.objects.filter(tahun=tahun).first()
    awal: dict[str, Any] = {"tahun": tahun}
    if ada:
        awal |= {"mulai": ada.mulai, "sampai": ada.sampai, "perkiraan": ada.perkiraan}
    form = RamadanForm(request.POST or None, initial=awal)
    if request.method == "POST" and form.is_valid():
        try:
            _, ikut = save_ramadan(actor=actor, **form.cleaned_data)
        except ValidationError as galat:
            form.add_error(None, galat)
        else:
            kata = f"Ramadan {form.cleaned_data['tahun']} tersimpan. {follow_words(ikut)}"
            messages.success(request, kata.strip())
            return redirect("presensi:kalender")
    return form_page(
        request,
        {
            "judul": f"Ramadan {tahun}",
            "ringkas": "Menentukan jam kerja Ramadan pada semua jadwal.",
            "form": form,
            "batal": reverse("presensi:kalender"),
            "jalur": [
                ("Beranda", reverse("web:beranda")),
                ("Kalender kerja", reverse("presensi:kalender")),
                ("Ubah", ""),
            ],
        },
    )


def _visible(actor: Actor) -> QuerySet[HariLibur]:
    """National days, and those of one's own government."""
    pemda = _government(actor)
    return HariLibur.objects.filter(Q(instansi__isnull=True) | Q(instansi=pemda))


def _holiday(actor: Actor, pk: int) -> HariLibur:
    libur = _visible(actor).select_related("instansi").filter(pk=pk).first()
    if libur is None:
        raise Http404("hari libur tidak ditemukan")
    return libur


def _government(actor: Actor) -> Instansi | None:
    """One's own government; an account without one enters national days."""
    ids = [actor.instansi_id, *(w.instansi_id for w in actor.wewenang)]
    return Instansi.objects.filter(pk__in=[i for i in ids if i][:1]).first()
