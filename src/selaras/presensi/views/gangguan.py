"""Outages: the list, declaring one with its effect shown beforehand, withdrawing, witnesses."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from selaras.core.drafts.services import hapus_draf
from selaras.core.files.models import Berkas
from selaras.core.files.purposes import limits_of
from selaras.core.files.services import take_berkas
from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.format import waktu_zona
from selaras.core.halaman.formulir import form_page
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import access, actor_of, can, requires, rows
from selaras.core.workflow.engine import apply, available, history
from selaras.core.workflow.errors import LangkahDitolak
from selaras.hukum import HukumError
from selaras.presensi.forms_gangguan import CabutGangguanForm, GangguanForm
from selaras.presensi.models import GangguanPresensi, KesaksianHadir
from selaras.presensi.selectors import KalenderKosong
from selaras.presensi.selectors.gangguan import Akibat, effect_of
from selaras.presensi.services.benah.gangguan import (
    check_declaration,
    declare_gangguan,
    withdraw_gangguan,
)
from selaras.presensi.views.jadwal import government_of

KEPERLUAN = "presensi.gangguan"
_HUBUNGAN = ("unit__skpd", "mesin__situs", "tempat", "instansi")


@requires("gangguan.view")
def list_outages(request: HttpRequest) -> HttpResponseBase:
    """Outages within reach, the latest first."""
    actor = actor_of(request)
    boleh = can(actor, "gangguan.declare")
    qs = rows(actor, "gangguan.view", GangguanPresensi.objects.select_related(*_HUBUNGAN))
    return Daftar(
        request,
        qs,
        [
            Kolom("mulai", "Mulai", lambda g: _saat(g, "mulai"), urut="mulai",
                  tautan=lambda g: reverse("presensi:gangguan_satu", args=[g.pk])),
            Kolom("sampai", "Sampai", lambda g: _saat(g, "sampai"), urut="sampai"),
            Kolom("tempat", "Di mana", lambda g: g.di_mana),
            Kolom("jenis", "Penyebab", lambda g: g.get_jenis_display(), urut="jenis"),
            Kolom("alasan", "Penjelasan"),
            Kolom("keadaan", "Keadaan", lambda g: "dicabut" if g.dicabut_pada else "berlaku",
                  jenis="status"),
        ],
        nama="gangguan",
        berkas="gangguan-presensi",
        cari=("alasan", "unit__nama", "mesin__nama"),
        cari_kata="Unit, mesin, penjelasan",
        urut="-mulai",
        saringan=[
            Saringan("jenis", "Penyebab", lambda qs, v: qs.filter(jenis=v),
                     GangguanPresensi.Jenis.choices),
            Saringan("berlaku", "Hanya yang berlaku",
                     lambda qs, _: qs.filter(dicabut_pada=None), jenis="centang"),
        ],
        kosong=Kosong(
            "Belum ada gangguan yang dinyatakan",
            "Mesin mati atau ponsel tidak dapat dipakai? Nyatakan supaya tidak ada yang dirugikan.",
            reverse("presensi:gangguan_baru") if boleh else "",
            "Nyatakan gangguan" if boleh else "",
        ),
    ).respond(
        "presensi/gangguan.html",
        judul="Gangguan presensi",
        jalur=[("Beranda", reverse("web:beranda")), ("Gangguan presensi", "")],
        boleh=boleh,
    )  # fmt: skip


@requires("gangguan.declare")
def declare(request: HttpRequest) -> HttpResponse:
    """First what it would change, then, pressed again, for good."""
    actor = actor_of(request)
    instansi = government_of(actor)
    form = GangguanForm(
        request.POST or None, actor=actor, instansi=instansi,
        initial={"hari_mulai": actor.day(), "hari_sampai": actor.day()},
    )  # fmt: skip
    terlampir: list[Berkas] = []
    pesan: list[str] = []
    akibat: Akibat | None = None
    if request.method == "POST":
        terlampir, pesan = take_berkas(request, "bukti", keperluan=KEPERLUAN)
        if form.is_valid() and not pesan:
            isi = form.pernyataan(terlampir[0] if terlampir else None)
            try:
                check_declaration(isi=isi, instansi=instansi, actor=actor)
                if request.POST.get("sah"):
                    g = declare_gangguan(
                        isi=isi, instansi=instansi, kunci=form.cleaned_data["kunci"], actor=actor,
                        at=actor.at,
                    )  # fmt: skip
                    hapus_draf(actor.user_id, "gangguan", at=actor.at)
                    messages.success(request, "Gangguan dinyatakan. Hari-harinya dihitung ulang.")
                    return redirect("presensi:gangguan_satu", g.pk)
                akibat = effect_of(isi.baris(instansi), kini=actor.at)
            except PermissionDenied as galat:
                form.add_error(None, str(galat) or "Tempat itu di luar wilayah Anda.")
            except (ValidationError, HukumError, KalenderKosong) as galat:
                form.add_error(None, galat if isinstance(galat, ValidationError) else str(galat))
    konteks = {
        "form": form, "akibat": akibat, "terlampir": terlampir, "pesan_berkas": " ".join(pesan),
        "batas": limits_of(KEPERLUAN, actor), "batal": reverse("presensi:gangguan"),
        "jalur": _trail("Nyatakan"),
    }  # fmt: skip
    status = 422 if form.is_bound and (form.errors or pesan) else 200
    return render(request, "presensi/gangguan_baru.html", konteks, status=status)


@requires("gangguan.view")
def show_outage(request: HttpRequest, pk: int) -> HttpResponse:
    """One outage: whom it names, what it took off, which questions are open."""
    actor = actor_of(request)
    g = access(GangguanPresensi.objects.select_related(*_HUBUNGAN), pk, actor, "gangguan.view")
    akibat: Akibat | None = None
    galat = ""
    if g.dicabut_pada is None:
        try:
            akibat = effect_of(g, kini=actor.at)
        except (HukumError, KalenderKosong) as salah:
            galat = str(salah)
    saksi = rows(actor, "presensi.view", g.kesaksian.select_related("pegawai"))
    konteks = {
        "g": g, "mulai": _saat(g, "mulai"), "sampai": _saat(g, "sampai"), "akibat": akibat,
        "galat": galat, "saksi": saksi.order_by("tanggal", "pegawai__nama")[:500],
        "boleh": g.dicabut_pada is None and can(actor, "gangguan.declare", g),
        "jalur": _trail(g.di_mana),
    }  # fmt: skip
    return render(request, "presensi/gangguan_satu.html", konteks)


@requires("gangguan.declare")
def withdraw_outage(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw it with a reason."""
    actor = actor_of(request)
    g = access(GangguanPresensi.objects.select_related(*_HUBUNGAN), pk, actor, "gangguan.declare")
    form = CabutGangguanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_gangguan(gangguan=g, alasan=form.cleaned_data["alasan"], actor=actor, at=actor.at)
        messages.success(request, "Gangguan dicabut. Hari-harinya kembali dinilai dari ketukan.")
        return redirect("presensi:gangguan_satu", g.pk)
    konteks = {
        "judul": f"Cabut gangguan {g.di_mana}", "form": form, "tombol": "Cabut",
        "ringkas": "Hari yang tersentuh kembali dinilai dari ketukan apa adanya.",
        "batal": reverse("presensi:gangguan_satu", args=[g.pk]), "jalur": _trail("Cabut"),
    }  # fmt: skip
    return form_page(request, konteks)


@requires("presensi.view")
def show_witness(request: HttpRequest, pk: int) -> HttpResponse:
    """Was she there? The superior answers; the person sees the answer."""
    actor = actor_of(request)
    qs = KesaksianHadir.objects.select_related("pegawai", *(f"gangguan__{n}" for n in _HUBUNGAN))
    dokumen = access(qs, pk, actor, "presensi.view")
    if request.method == "POST":
        try:
            langkah = apply(
                dokumen, request.POST.get("langkah", "")[:24], actor=actor,
                reason=request.POST.get("alasan", "")[:500],
            )  # fmt: skip
            messages.success(request, langkah.pesan or "Tersimpan.")
        except LookupError:
            messages.error(request, "Langkah itu tidak dikenal.")
        except LangkahDitolak as galat:
            messages.error(request, str(galat))
        return redirect("presensi:kesaksian", dokumen.pk)
    g = dokumen.gangguan
    konteks: dict[str, Any] = {
        "k": dokumen, "g": g, "mulai": _saat(g, "mulai"), "sampai": _saat(g, "sampai"),
        "langkah": available(dokumen, actor), "riwayat": history(dokumen),
        "jalur": [("Beranda", reverse("web:beranda")), ("Hadir saat gangguan", "")],
        "pratinjau": "pratinjau" in request.GET,
        "dasar": "web/laci_potongan.html" if "pratinjau" in request.GET else "web/base.html",
    }  # fmt: skip
    return render(request, "presensi/kesaksian.html", konteks)


def _saat(g: GangguanPresensi, nama: str) -> str:
    """On the clock of the place."""
    zona = g.instansi.zona
    if g.mesin is not None:
        zona = g.mesin.zona
    elif g.unit is not None:
        zona = g.unit.zona or (g.unit.skpd.zona if g.unit.skpd else "") or zona
    return waktu_zona(getattr(g, nama), zona)


def _trail(judul: str) -> list[tuple[str, str]]:
    return [
        ("Beranda", reverse("web:beranda")),
        ("Gangguan presensi", reverse("presensi:gangguan")),
        (judul, ""),
    ]
