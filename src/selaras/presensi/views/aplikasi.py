"""Other attendance applications: keys by which they send, sources that are asked."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from selaras.core.halaman.daftar import Daftar, Kosong
from selaras.core.halaman.formulir import form_page
from selaras.core.halaman.kolom import Kolom
from selaras.core.jobs.services import AlreadyRunning
from selaras.core.permissions import access, actor_of, can, requires
from selaras.presensi.forms_aplikasi import KunciForm, SumberForm
from selaras.presensi.models import KunciAplikasi, Situs, SumberTarik
from selaras.presensi.selectors.aplikasi import counts, gaps, keys_of, sources_of
from selaras.presensi.services.luar.kunci_aplikasi import make_key, revoke_key
from selaras.presensi.services.luar.tarik import ask_now, save_source

LIHAT, URUS = "aplikasi.view", "aplikasi.manage"


@requires(LIHAT)
def list_sources(request: HttpRequest) -> HttpResponseBase:
    """Sources that are asked, with their health."""
    actor = actor_of(request)
    return Daftar(
        request,
        sources_of(actor),
        [
            Kolom("nama", "Aplikasi", urut="nama~",
                  tautan=lambda s: reverse("presensi:sumber_satu", args=[s.pk])),
            Kolom("keadaan", "Keadaan", "keadaan", jenis="status"),
            Kolom("berhasil_pada", "Terakhir berhasil", jenis="waktu", urut="berhasil_pada"),
            Kolom("berikut_pada", "Berikutnya", jenis="waktu", urut="berikut_pada"),
            Kolom("galat", "Galat terakhir"),
            Kolom("jenis", "Jenis", "get_jenis_display"),
        ],
        nama="sumber",
        berkas="sumber-ketukan",
        cari=("nama", "alamat"),
        cari_kata="Nama atau alamat",
        urut="nama",
        kosong=Kosong(
            "Belum ada sumber tarikan",
            "Bila instansi sudah punya aplikasi presensi, ketukannya dapat diambil terjadwal dari "
            "sana, atau aplikasi itu mengirim sendiri dengan kunci.",
        ),
    ).respond(
        "presensi/aplikasi.html", judul="Aplikasi presensi lain", boleh=bool(actor.reach(URUS)),
        jalur=_trail(),
    )  # fmt: skip


@requires(LIHAT)
def show_source(request: HttpRequest, pk: int) -> HttpResponse:
    """One source: health, days without data, what came."""
    actor = actor_of(request)
    qs = SumberTarik.objects.select_related("instansi", "situs__instansi")
    sumber = access(qs, pk, actor, LIHAT)
    hari_ini = actor.at.astimezone(ZoneInfo(sumber.instansi.zona)).date()
    konteks = {
        "s": sumber,
        "zona": sumber.instansi.zona,
        "celah": gaps(sumber.situs, hari_ini=hari_ini, mulai=sumber.mulai),
        "hari": counts(sumber.situs, hari_ini=hari_ini),
        "boleh": can(actor, URUS, sumber),
        "jalur": _trail(str(sumber)),
    }
    return render(request, "presensi/sumber_satu.html", konteks)


@requires(URUS)
@never_cache
def edit_source(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Connect an application, or change how it is asked."""
    actor = actor_of(request)
    sumber = SumberTarik() if pk is None else access(
        SumberTarik.objects.select_related("instansi", "situs"), pk, actor, URUS
    )  # fmt: skip
    awal = {k: getattr(sumber, k) for k in ("nama", "jenis", "alamat", "perangkat", "mulai",
                                            "jeda_menit", "aktif")}  # fmt: skip
    if pk is None and actor.instansi_id:
        awal["instansi"] = actor.instansi_id
    form = SumberForm(request.POST or None, initial=awal, actor=actor, sumber=sumber)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        form.fill(sumber)
        try:
            with transaction.atomic():
                sumber = save_source(
                    sumber=sumber, instansi=isi.get("instansi") or sumber.instansi,
                    rahasia=isi["rahasia"], situs=isi.get("situs"), actor=actor, at=actor.at,
                )  # fmt: skip
        except ValidationError as galat:
            form.add_error(None, galat)
        except IntegrityError:
            form.add_error("nama", "Nama itu sudah dipakai sumber lain.")
        else:
            messages.success(request, "Tersimpan. Tarikan berikutnya menyusul sebentar lagi.")
            return redirect("presensi:sumber_satu", sumber.pk)
    konteks = {
        "judul": f"Ubah {sumber}" if pk else "Tarik dari aplikasi lain", "form": form,
        "ringkas": "Selaras menghubungi aplikasi itu menurut jadwal dan mengambil ketukan barunya.",
        "tombol": "Simpan",
        "batal": reverse("presensi:sumber_satu", args=[pk]) if pk else reverse("presensi:aplikasi"),
        "jalur": _trail("Ubah" if pk else "Tarik dari aplikasi lain"),
    }  # fmt: skip
    return form_page(request, konteks)


@requires(URUS)
@require_POST
def pull_now(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the source at once, in the background."""
    actor = actor_of(request)
    sumber = access(SumberTarik, pk, actor, URUS)
    try:
        pekerjaan = ask_now(sumber=sumber, actor=actor)
    except AlreadyRunning as galat:
        pekerjaan = galat.pekerjaan
    return redirect(pekerjaan)


@requires(LIHAT)
def list_keys(request: HttpRequest) -> HttpResponseBase:
    """Keys, who made them and when they were last used."""
    actor = actor_of(request)
    return Daftar(
        request,
        keys_of(actor).select_related("dibuat_oleh"),
        [
            Kolom("nama", "Aplikasi", urut="nama~",
                  tautan=lambda k: reverse("presensi:kunci_satu", args=[k.pk])),
            Kolom("keadaan", "Keadaan", "keadaan", jenis="status"),
            Kolom("dipakai_pada", "Terakhir dipakai", jenis="waktu", urut="dipakai_pada"),
            Kolom("awalan", "Awalan kunci", lambda k: f"{k.awalan}…"),
            Kolom("dibuat_pada", "Dibuat", jenis="waktu", urut="dibuat_pada"),
            Kolom("dibuat_oleh", "Oleh", lambda k: k.dibuat_oleh or "Sistem"),
        ],
        nama="kunci",
        berkas="kunci-aplikasi",
        cari=("nama", "awalan"),
        cari_kata="Nama atau awalan",
        urut="nama",
        kosong=Kosong(
            "Belum ada kunci",
            "Dengan kunci, aplikasi presensi lain mengirim ketukan ke Selaras.",
        ),
    ).respond(
        "presensi/kunci_daftar.html", judul="Kunci aplikasi", boleh=bool(actor.reach(URUS)),
        jalur=_trail("Kunci aplikasi"),
    )  # fmt: skip


@requires(URUS)
@never_cache
def new_key(request: HttpRequest) -> HttpResponse:
    """Make a key; the answer shows it, this once."""
    actor = actor_of(request)
    awal = {"instansi": actor.instansi_id} if actor.instansi_id else None
    form = KunciForm(request.POST or None, initial=awal, actor=actor)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            kunci, rahasia = make_key(
                instansi=isi["instansi"], nama=isi["nama"].strip(), situs=isi["situs"],
                lingkup=isi["lingkup"], actor=actor, at=actor.at,
            )  # fmt: skip
        except ValidationError as galat:
            form.add_error("nama", galat)
        else:
            konteks = {
                "kunci": kunci, "rahasia": rahasia, "jalur": _trail(kunci.nama),
                "alamat": request.build_absolute_uri(reverse("api:ketukan")),
                "alamat_fingerspot": KunciAplikasi.Lingkup.KIRIM in kunci.lingkup
                and request.build_absolute_uri(reverse("api:fingerspot", args=[rahasia])),
            }  # fmt: skip
            return render(request, "presensi/kunci_jadi.html", konteks)
    konteks = {
        "judul": "Buat kunci aplikasi", "form": form, "tombol": "Buat kunci",
        "ringkas": "Kunci tampil sekali saja sesudah dibuat; salin ke aplikasi itu.",
        "batal": reverse("presensi:kunci"), "jalur": _trail("Buat kunci"),
    }  # fmt: skip
    return form_page(request, konteks)


@requires(LIHAT)
def show_key(request: HttpRequest, pk: int) -> HttpResponse:
    """One key: what it may do, its last use, days without data."""
    actor = actor_of(request)
    qs = KunciAplikasi.objects.select_related("instansi", "situs__instansi", "dibuat_oleh")
    kunci = access(qs, pk, actor, LIHAT)
    situs: Situs = kunci.situs
    hari_ini = actor.at.astimezone(ZoneInfo(kunci.instansi.zona)).date()
    konteks = {
        "k": kunci,
        "zona": kunci.instansi.zona,
        "lingkup": [str(KunciAplikasi.Lingkup(nilai).label) for nilai in kunci.lingkup],
        "celah": gaps(situs, hari_ini=hari_ini),
        "hari": counts(situs, hari_ini=hari_ini),
        "boleh": can(actor, URUS, kunci),
        "jalur": _trail(kunci.nama),
    }
    return render(request, "presensi/kunci_satu.html", konteks)


@requires(URUS)
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """The key opens nothing from now on."""
    actor = actor_of(request)
    revoke_key(kunci=access(KunciAplikasi, pk, actor, URUS), actor=actor, at=actor.at)
    messages.success(request, "Kunci dicabut; ketukan yang sudah masuk tetap ada.")
    return redirect("presensi:kunci_satu", pk)


def _trail(judul: str = "") -> list[tuple[str, str]]:
    jalur = [("Beranda", reverse("web:beranda")), ("Aplikasi presensi lain", "")]
    if judul:
        jalur[1] = ("Aplikasi presensi lain", reverse("presensi:aplikasi"))
        jalur.append((judul, ""))
    return jalur
