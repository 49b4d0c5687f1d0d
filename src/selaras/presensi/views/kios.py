"""Kiosks: what officers keep of them, and the full-screen page where people tap with a PIN."""

from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from selaras.core.halaman.daftar import Daftar, Kosong
from selaras.core.halaman.formulir import form_page
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor, access, actor_of, public, requires, rows
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai, RiwayatJabatan
from selaras.presensi.models import Kios, PinKios, TempatPresensi
from selaras.presensi.services.gawai.kios import (
    asks_picture,
    bind_browser,
    create_kios,
    issue_code,
    issue_pin,
    kios_of_key,
    revoke_kios,
    set_pin,
    tap_at_kios,
)

AKSI = "kios.manage"
KUE = "selaras_kios"
SETAHUN = 365 * 24 * 3600
TERBANYAK = 12
KURANG = 2


class KiosForm(forms.Form):
    """A kiosk: its name and the unit whose people tap there."""

    nama = forms.CharField(label="Nama kios", max_length=120, help_text="Mis. Lobi Kantor Camat.")
    unit = forms.ModelChoiceField(
        label="Unit", queryset=UnitKerja.objects.none(),
        help_text="Pegawai unit ini dan semua unit di bawahnya dapat mengetuk.",
    )  # fmt: skip
    tempat = forms.ModelChoiceField(
        label="Tempat presensi", queryset=TempatPresensi.objects.none(), required=False
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit, tempat = self.fields["unit"], self.fields["tempat"]
        unit.queryset = rows(actor, AKSI, UnitKerja.objects.all())  # type: ignore[attr-defined]
        tempat.queryset = rows(actor, AKSI, TempatPresensi.objects.all())  # type: ignore[attr-defined]


class PinForm(forms.Form):
    """One's own PIN, twice."""

    pin = forms.CharField(
        label="PIN enam angka", max_length=6, strip=True,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "new-password"}),
    )  # fmt: skip
    ulang = forms.CharField(
        label="Sekali lagi", max_length=6, strip=True,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "new-password"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if isi.get("pin") and isi.get("ulang") and isi["pin"] != isi["ulang"]:
            self.add_error("ulang", "Kedua PIN berbeda.")
        return isi


@requires(AKSI)
def list_kios(request: HttpRequest) -> HttpResponseBase:
    """Kiosks within reach."""
    actor = actor_of(request)
    return Daftar(
        request,
        rows(actor, AKSI, Kios.objects.all()).select_related("situs", "unit", "tempat"),
        [
            Kolom("nama", "Nama", "situs.nama", urut="situs__nama~",
                  tautan=lambda k: reverse("presensi:kios_satu", args=[k.pk])),
            Kolom("unit", "Unit", "unit.nama", urut="unit__nama~"),
            Kolom("keadaan", "Keadaan", "keadaan", jenis="status"),
            Kolom("terpasang_pada", "Terpasang", jenis="waktu", urut="terpasang_pada"),
        ],
        nama="kios",
        berkas="kios",
        cari=("situs__nama", "unit__nama"),
        cari_kata="Nama atau unit",
        urut="nama",
        kosong=Kosong("Belum ada kios", "Kios adalah tablet atau komputer di kantor untuk pegawai "
                      "tanpa ponsel.", reverse("presensi:kios_baru"), "Buat kios"),
    ).respond(
        "presensi/kios_daftar.html", judul="Kios presensi",
        jalur=[("Beranda", reverse("web:beranda")), ("Kios presensi", "")],
    )  # fmt: skip


@requires(AKSI)
def new_kios(request: HttpRequest) -> HttpResponse:
    """Make a kiosk; the page after it shows the code once."""
    actor = actor_of(request)
    form = KiosForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            kios, kode = create_kios(
                unit=isi["unit"], nama=isi["nama"].strip(), tempat=isi["tempat"], actor=actor,
                at=actor.at,
            )  # fmt: skip
        except ValidationError as galat:
            form.add_error("nama", galat)
        else:
            return _show_code(request, kios, kode)
    konteks = {
        "judul": "Buat kios", "form": form, "tombol": "Buat kios",
        "ringkas": "Sesudah dibuat, Anda mendapat kode untuk memasangkan satu peramban.",
        "batal": reverse("presensi:kios"), "jalur": _trail("Buat kios"),
    }  # fmt: skip
    return form_page(request, konteks)


@requires(AKSI)
def show_kios(request: HttpRequest, pk: int) -> HttpResponse:
    """One kiosk and what may be done with it."""
    actor = actor_of(request)
    qs = Kios.objects.select_related("situs__instansi", "unit", "tempat")
    kios = access(qs, pk, actor, AKSI)
    konteks = {"kios": kios, "jalur": _trail(str(kios)), "zona": kios.situs.instansi.zona}
    return render(request, "presensi/kios_satu.html", konteks)


@requires(AKSI)
@require_POST
def renew_code(request: HttpRequest, pk: int) -> HttpResponse:
    """A new code; the browser bound before takes no more taps."""
    actor = actor_of(request)
    kios = access(Kios, pk, actor, AKSI)
    return _show_code(request, kios, issue_code(kios=kios, actor=actor, at=actor.at))


@requires(AKSI)
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """The kiosk takes no more taps."""
    actor = actor_of(request)
    revoke_kios(kios=access(Kios, pk, actor, AKSI), actor=actor, at=actor.at)
    messages.success(request, "Kios dicabut; ketukan lamanya tetap ada.")
    return redirect("presensi:kios_satu", pk)


@requires(AKSI)
def give_pin(request: HttpRequest, pegawai_id: int) -> HttpResponse:
    """A PIN on paper for one who has no account or phone; shown once."""
    actor = actor_of(request)
    pegawai = access(Pegawai, pegawai_id, actor, AKSI)
    pin = ""
    if request.method == "POST":
        pin = issue_pin(pegawai=pegawai, actor=actor, at=actor.at)
    konteks = {"pegawai": pegawai, "pin": pin, "jalur": _trail(f"PIN {pegawai}"),
               "ada": PinKios.objects.filter(pegawai=pegawai).exists()}  # fmt: skip
    return render(request, "presensi/kios_pin.html", konteks)


@requires(AKSI)
def find_for_pin(request: HttpRequest) -> HttpResponse:
    """From a NIP to the page that gives that person a PIN."""
    nip = "".join(c for c in request.GET.get("nip", "") if c.isdigit())[:18]
    ada = rows(actor_of(request), AKSI, Pegawai.objects.filter(nip=nip)).first()
    if ada is None:
        messages.error(request, "Tidak ada pegawai dengan NIP itu di wilayah Anda.")
        return redirect("presensi:kios")
    return redirect("presensi:kios_pin", ada.pk)


@requires("kios.own")
@never_cache
def own_pin(request: HttpRequest) -> HttpResponse:
    """Choose one's own PIN."""
    actor = actor_of(request)
    pegawai = Pegawai.objects.filter(pk=actor.person_id or 0).first()
    if pegawai is None:
        raise PermissionDenied("PIN kios hanya untuk pegawai.")
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_pin(pegawai=pegawai, pin=form.cleaned_data["pin"], actor=actor, at=actor.at)
        except ValidationError as galat:
            form.add_error("pin", galat)
        else:
            messages.success(request, "PIN kios Anda terpasang.")
            return redirect("akun:saya")
    konteks = {
        "judul": "PIN kios saya", "form": form, "tombol": "Pasang PIN",
        "ringkas": "Untuk mengetuk di tablet kantor tanpa ponsel. Hanya Anda yang tahu PIN ini.",
        "batal": reverse("akun:saya"),
        "jalur": [("Akun saya", reverse("akun:saya")), ("PIN kios", "")],
    }  # fmt: skip
    return form_page(request, konteks)


# The kiosk's own pages: nobody is signed in there, the browser's key opens them.


@public("peramban kios dipasangkan dengan kode sekali pakai")
@never_cache
def bind(request: HttpRequest) -> HttpResponse:
    """Bind this browser by the officer's code."""
    galat = ""
    if request.method == "POST":
        actor = actor_of(request)
        hasil = bind_browser(kode=request.POST.get("kode", "")[:40], actor=actor, at=actor.at)
        if hasil is not None:
            jawab = redirect("presensi:kios_layar")
            jawab.set_cookie(
                KUE, hasil[1], max_age=SETAHUN, httponly=True, samesite="Strict",
                secure=bool(settings.SESSION_COOKIE_SECURE), path=reverse("presensi:kios_layar"),
            )  # fmt: skip
            return jawab
        galat = "Kode itu tidak dikenal atau sudah lewat. Mintalah kode baru kepada petugas."
    return render(request, "presensi/kios_pasang.html", {"galat": galat},
                  status=422 if galat else 200)  # fmt: skip


@public("kunci peramban kios yang membukanya")
@never_cache
def screen(request: HttpRequest) -> HttpResponse:
    """The kiosk's page: find oneself; ?q= finds without scripts as well."""
    kios = kios_of_key(request.COOKIES.get(KUE, ""))
    if kios is None:
        return redirect("presensi:kios_pasang")
    q = request.GET.get("q", "").replace("\x00", "").strip()[:60]
    konteks = {"kios": kios, "q": q, "orang": _people(kios, q, actor_of(request)), "kurang": KURANG}
    htmx = getattr(request, "htmx", None)
    templat = "presensi/kios_orang.html" if htmx else "presensi/kios_layar.html"
    return render(request, templat, konteks)


@public("kunci peramban kios yang membukanya")
@never_cache
def tap(request: HttpRequest, pegawai_id: int) -> HttpResponse:
    """The PIN of one person, and what came of it."""
    kios = kios_of_key(request.COOKIES.get(KUE, ""))
    if kios is None:
        return redirect("presensi:kios_pasang")
    actor = actor_of(request)
    pegawai = _of_unit(kios, actor).filter(pk=pegawai_id).first()
    if pegawai is None:
        raise Http404("bukan pegawai unit ini")
    konteks: dict[str, Any] = {"kios": kios, "pegawai": pegawai, "kunci": uuid4(),
                               "selfie": asks_picture(kios, actor.at)}  # fmt: skip
    if request.method == "POST":
        kunci = uuid4()
        with suppress(ValueError):
            kunci = UUID(request.POST.get("kunci", ""))
        hasil = tap_at_kios(
            kios=kios, pegawai=pegawai, pin=request.POST.get("pin", "")[:12], kunci=kunci,
            at=actor.at, foto=request.FILES.get("selfie"),
        )  # fmt: skip
        if hasil.waktu is not None:
            zona = ZoneInfo(kios.situs.instansi.zona)
            konteks |= {"hasil": hasil, "jam": f"{hasil.waktu.astimezone(zona):%H.%M.%S}"}
            return render(request, "presensi/kios_hasil.html", konteks)
        konteks["galat"] = hasil.pesan
    status = 422 if "galat" in konteks else 200
    return render(request, "presensi/kios_ketuk.html", konteks, status=status)


def _of_unit(kios: Kios, actor: Actor) -> QuerySet[Pegawai]:
    """Who works in the kiosk's unit or below it today."""
    hari = actor.day()
    di_sini = RiwayatJabatan.objects.pada(hari).filter(
        jabatan__unit__path__startswith=kios.unit.path
    )
    return Pegawai.objects.filter(pk__in=di_sini.values("pegawai_id"))


def _people(kios: Kios, q: str, actor: Actor) -> list[Pegawai]:
    if len(q) < KURANG:
        return []
    cocok = _of_unit(kios, actor)
    for kata in q.split():
        cocok = cocok.filter(Q(nama__icontains=kata) | Q(nip__startswith=kata))
    return list(cocok.order_by("nama")[:TERBANYAK])


def _show_code(request: HttpRequest, kios: Kios, kode: str) -> HttpResponse:
    alamat = request.build_absolute_uri(reverse("presensi:kios_pasang"))
    konteks = {"kios": kios, "kode": kode, "alamat": alamat, "jalur": _trail(str(kios))}
    jawab = render(request, "presensi/kios_kode.html", konteks)
    jawab["Cache-Control"] = "no-store"
    return jawab


def _trail(judul: str) -> list[tuple[str, str]]:
    return [("Beranda", reverse("web:beranda")), ("Kios presensi", reverse("presensi:kios")),
            (judul, "")]  # fmt: skip
