"""Looking after a machine: orders, who may come from where, the units it serves, its PINs."""

import secrets
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.format import angka
from selaras.core.halaman.formulir import form_page
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor, access, actor_of, can, requires
from selaras.presensi.form_mesin import (
    RAHASIA_BARU,
    RAHASIA_TANPA,
    AkhiriPinForm,
    HapusPenggunaForm,
    KirimUlangForm,
    LayananForm,
    PengamanForm,
    PinBaruForm,
)
from selaras.presensi.models import Mesin, PerintahMesin, PinMesin
from selaras.presensi.selectors.mesin import names_to_send, pins_of, quarantine_of
from selaras.presensi.services import end_pin, release_or_queue, secure_mesin, set_served_units
from selaras.presensi.services.alat.perintah import Isi, cancel_orders, queue_orders

Jenis = PerintahMesin.Jenis


def _mine(request: HttpRequest, pk: int, action: str = "mesin.manage") -> tuple[Actor, Mesin]:
    actor = actor_of(request)
    dengan = Mesin.objects.select_related("situs__instansi", "situs__unit")
    return actor, access(dengan, pk, actor, action)


def _today(actor: Actor, mesin: Mesin) -> date:
    return actor.at.astimezone(ZoneInfo(mesin.zona)).date()


def _form_page(
    request: HttpRequest, mesin: Mesin, *, judul: str, ringkas: str, form: Form, tombol: str,
    batal: str = "",
) -> HttpResponse:  # fmt: skip
    satu = reverse("presensi:mesin_satu", args=[mesin.pk])
    return form_page(
        request,
        {
            "judul": judul,
            "ringkas": ringkas,
            "form": form,
            "tombol": tombol,
            "batal": batal or satu,
            "jalur": [
                ("Beranda", reverse("web:beranda")),
                ("Mesin presensi", reverse("presensi:mesin")),
                (mesin.sn, satu),
                (judul, ""),
            ],
        },
    )


@requires("mesin.manage")
def order(request: HttpRequest, pk: int, jenis: str) -> HttpResponse:
    """Ask the machine for something, after saying what that does."""
    if jenis not in Jenis.values:
        raise Http404("perintah itu tidak ada")
    actor, mesin = _mine(request, pk)
    hari = _today(actor, mesin)
    if jenis == Jenis.KIRIM_ULANG:
        awal = {"dari": hari - timedelta(days=7), "sampai": hari}
        form: Form = KirimUlangForm(request.POST or None, initial=awal)
    elif jenis == Jenis.HAPUS_PENGGUNA:
        form = HapusPenggunaForm(request.POST or None)
    else:
        form = Form(request.POST if request.method == "POST" else None)
    kirim = names_to_send(mesin, hari) if jenis == Jenis.KIRIM_PENGGUNA else []
    if request.method == "POST" and form.is_valid():
        perintah = _orders(jenis, form.cleaned_data, kirim)
        try:
            baru = queue_orders(mesin=mesin, perintah=perintah, actor=actor, at=actor.at)
        except ValidationError as galat:
            form.add_error(None, galat)
        else:
            sudah = len(perintah) - baru
            messages.success(
                request,
                f"{angka(baru)} perintah menunggu diambil mesin."
                + (f" {angka(sudah)} sudah menunggu sebelumnya." if sudah else ""),
            )
            return redirect("presensi:mesin_satu", pk)
    kata = _CONSEQUENCE[jenis](mesin, len(kirim))
    return _form_page(
        request, mesin, judul=str(Jenis(jenis).label), ringkas=kata, form=form, tombol="Perintahkan"
    )


def _orders(jenis: str, isi: dict[str, Any], kirim: list[tuple[str, str]]) -> list[Isi]:
    if jenis == Jenis.KIRIM_PENGGUNA:
        return [Isi(jenis, f"kirim:{pin}", {"pin": pin, "nama": nama}) for pin, nama in kirim]
    if jenis == Jenis.HAPUS_PENGGUNA:
        return [Isi(jenis, f"hapus:{isi['pin']}", {"pin": isi["pin"]})]
    if jenis == Jenis.KIRIM_ULANG:
        rentang = {"dari": isi["dari"].isoformat(), "sampai": isi["sampai"].isoformat()}
        return [Isi(jenis, f"ulang:{rentang['dari']}:{rentang['sampai']}", rentang)]
    return [Isi(jenis, jenis, {})]


_CONSEQUENCE: dict[str, Callable[[Mesin, int], str]] = {
    Jenis.KIRIM_PENGGUNA: lambda m, n: (
        f"{angka(n)} nama dari daftar PIN {m.situs} dikirim ke mesin. Yang sudah ada ditimpa "
        "namanya; sidik jarinya tetap."
    ),
    Jenis.HAPUS_PENGGUNA: lambda m, n: (
        "Pengguna dan sidik jarinya hilang dari mesin ini. Ketukan yang sudah diterima tetap ada."
    ),
    Jenis.MULAI_ULANG: lambda m, n: (
        f"Mesin {m} mati sekitar satu menit lalu menyala lagi. Ketukan di dalamnya tidak hilang."
    ),
    Jenis.INFO: lambda m, n: "Mesin diminta menyebut model, versi dan isinya.",
    Jenis.KIRIM_ULANG: lambda m, n: (
        "Mesin mengirim lagi ketukan hari-hari itu. Yang sudah ada tidak tercatat dua kali."
    ),
}


@requires("mesin.manage")
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Orders that the machine has not fetched are off."""
    actor, mesin = _mine(request, pk)
    jumlah = cancel_orders(mesin=mesin, actor=actor)
    messages.success(request, f"{angka(jumlah)} perintah dibatalkan.")
    return redirect("presensi:mesin_satu", pk)


@requires("mesin.manage")
@require_POST
def take_held(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in what an approved machine's quarantine still holds."""
    actor, mesin = _mine(request, pk)
    if mesin.status != Mesin.Status.DISETUJUI:
        messages.error(request, "Setujui dulu mesinnya, baru ketukannya dapat diambil.")
    else:
        banyak = release_or_queue(mesin=mesin, actor=actor, at=actor.at)
        messages.success(request, f"{angka(banyak)} ketukan yang tertahan diambil.")
    return redirect("presensi:mesin_satu", pk)


@requires("mesin.manage")
def secure(request: HttpRequest, pk: int) -> HttpResponse:
    """From where, and by which path, machines of the site must come."""
    actor, mesin = _mine(request, pk)
    situs = mesin.situs
    awal = {"alamat_mesin": mesin.alamat_boleh, "alamat_situs": situs.alamat_boleh}
    form = PengamanForm(request.POST or None, initial=awal)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        rahasia = situs.rahasia
        if isi["rahasia"] == RAHASIA_BARU:
            rahasia = secrets.token_hex(8)  # to be typed on a machine's keys: digits and a to f
        elif isi["rahasia"] == RAHASIA_TANPA:
            rahasia = ""
        secure_mesin(
            mesin=mesin, alamat_mesin=isi["alamat_mesin"], alamat_situs=isi["alamat_situs"],
            rahasia=rahasia, actor=actor,
        )  # fmt: skip
        messages.success(request, "Pengaman tersimpan.")
        return redirect("presensi:mesin_satu", pk)
    return _form_page(
        request,
        mesin,
        judul="Pengaman",
        ringkas="Satu-satunya tanda pengenal mesin adalah nomor serinya, yang dapat dibaca siapa "
        "saja di badan mesin. Daftar alamat atau jalur rahasia mencegah kiriman tiruan.",
        form=form,
        tombol="Simpan",
    )


@requires("mesin.manage")
def serve(request: HttpRequest, pk: int) -> HttpResponse:
    """Which further units' people tap at the site."""
    actor, mesin = _mine(request, pk)
    awal = {"unit": list(mesin.situs.melayani.values_list("unit_id", flat=True))}
    form = LayananForm(request.POST or None, initial=awal, actor=actor)
    if request.method == "POST" and form.is_valid():
        set_served_units(situs=mesin.situs, unit_list=form.cleaned_data["unit"], actor=actor)
        messages.success(request, "Unit yang dilayani tersimpan.")
        return redirect("presensi:mesin_satu", pk)
    unit = mesin.situs.unit or "belum ada unitnya"
    return _form_page(
        request,
        mesin,
        judul="Unit yang dilayani",
        ringkas=f"Situs {mesin.situs}: {unit}. Pilih unit lain yang pegawainya juga mengetuk di "
        "sini; pengelolanya ikut diberi tahu bila mesinnya diam.",
        form=form,
        tombol="Simpan",
    )


KOLOM_PIN = [
    Kolom("pin", "PIN", urut="pin"),
    Kolom("pegawai", "Pegawai", lambda p: p.pegawai, jenis="orang", urut="pegawai__nama~"),
    Kolom("mulai", "Sejak", lambda p: p.berlaku.lower, jenis="tanggal", urut="berlaku"),
    Kolom("sampai", "Sampai sebelum", lambda p: p.berlaku.upper, jenis="tanggal"),
]


@requires("mesin.view")
def list_pins(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Whose the PINs of the machine's site are and were."""
    actor, mesin = _mine(request, pk, "mesin.view")
    boleh = can(actor, "mesin.manage", mesin)
    ubah = Kolom(
        "akhiri", "", lambda p: "Akhiri" if p.berlaku.upper is None else "",
        tautan=lambda p: (
            reverse("presensi:mesin_pin_akhiri", args=[pk, p.pk]) if p.berlaku.upper is None else ""
        ),
    )  # fmt: skip
    return Daftar(
        request,
        pins_of(mesin.situs),
        [*KOLOM_PIN, ubah] if boleh else KOLOM_PIN,
        nama="PIN",
        berkas=f"pin-{mesin.sn}",
        cari=("pin", "pegawai__nama", "pegawai__nip"),
        cari_kata="PIN, nama, NIP",
        urut="pin",
        kosong=Kosong("Belum ada PIN", "Pasangkan PIN dengan pegawainya, satu-satu."),
    ).respond(
        "presensi/mesin_pin.html",
        judul=f"PIN di {mesin.situs}",
        ringkas=f"Berlaku untuk semua mesin di {mesin.situs}.",
        mesin=mesin,
        boleh=boleh,
        jalur=[
            ("Beranda", reverse("web:beranda")),
            ("Mesin presensi", reverse("presensi:mesin")),
            (mesin.sn, reverse("presensi:mesin_satu", args=[pk])),
            ("PIN", ""),
        ],
    )


@requires("mesin.manage")
def new_pin(request: HttpRequest, pk: int) -> HttpResponse:
    """A PIN to be mapped: on to the page that asks whose it is."""
    _, mesin = _mine(request, pk)
    form = PinBaruForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("presensi:pin_pasang", mesin.situs_id, form.cleaned_data["pin"])
    return _form_page(
        request, mesin, judul="Pasangkan PIN", form=form, tombol="Lanjut",
        ringkas="Nomor PIN seperti yang tampil di mesin; pegawainya disebut sesudah ini.",
        batal=reverse("presensi:mesin_pin", args=[pk]),
    )  # fmt: skip


@requires("mesin.manage")
def close_pin(request: HttpRequest, pk: int, pin_id: int) -> HttpResponse:
    """A PIN is nobody's from a day on."""
    actor, mesin = _mine(request, pk)
    pin = PinMesin.objects.select_related("situs__instansi", "pegawai").filter(
        pk=pin_id, situs=mesin.situs
    ).first()  # fmt: skip
    if pin is None:
        raise Http404("PIN itu tidak ada di situs ini")
    form = AkhiriPinForm(request.POST or None, initial={"sampai": _today(actor, mesin)})
    if request.method == "POST" and form.is_valid():
        try:
            lepas = end_pin(pin=pin, sampai=form.cleaned_data["sampai"], actor=actor)
        except ValidationError as galat:
            form.add_error(None, galat)
        else:
            messages.success(
                request, f"PIN {pin.pin} berakhir; {angka(lepas)} ketukan kini tanpa pemilik."
            )
            return redirect("presensi:mesin_pin", pk)
    return _form_page(
        request, mesin, judul=f"Akhiri PIN {pin.pin}", form=form, tombol="Akhiri",
        ringkas=f"PIN {pin.pin} milik {pin.pegawai}. Sesudah diakhiri, PIN itu boleh dipakai orang "
        "lain.",
        batal=reverse("presensi:mesin_pin", args=[pk]),
    )  # fmt: skip


SARAN = (
    ("masa depan", "Betulkan jam mesin, lalu minta mesin mengirim ulang."),
    ("sebelum 2010", "Jam mesin belum disetel: betulkan, lalu catat koreksi untuk hari itu."),
    ("waktunya tidak terbaca", "Barisnya rusak di mesin atau di jalan: minta kirim ulang."),
    ("kolomnya kurang", "Barisnya terpotong: minta mesin mengirim ulang hari itu."),
    ("terlalu panjang", "Bukan baris ketukan; tidak perlu apa-apa."),
    ("PIN", "Perbaiki nomor pengguna itu di mesin."),
    ("jenis barisnya", "Mesin mengirim jenis baris yang belum dikenal; laporkan modelnya."),
    ("catatan mesin", "Catatan mesin, bukan ketukan; tidak perlu apa-apa."),
)


def advice(alasan: str) -> str:
    """What can be done about a line kept aside."""
    return next((s for kata, s in SARAN if kata in alasan), "Minta mesin mengirim ulang hari itu.")


KOLOM_KARANTINA = [
    Kolom("mesin", "Mesin", "mesin.sn", urut="mesin__sn",
          tautan=lambda k: (
              reverse("presensi:mesin_satu", args=[k.mesin_id]) if k.mesin_id else "")),
    Kolom("mentah", "Isi baris"),
    Kolom("alasan", "Alasan", urut="alasan"),
    Kolom("saran", "Yang dapat dilakukan", lambda k: advice(k.alasan)),
    Kolom("diterima_pada", "Diterima", jenis="waktu", urut="diterima_pada"),
    Kolom("situs", "Situs", "situs.nama", urut="situs__nama~"),
]  # fmt: skip


@requires("mesin.view")
def list_quarantine(request: HttpRequest) -> HttpResponseBase:
    """Lines that could not be taken, why, and what can be done."""
    return Daftar(
        request,
        quarantine_of(actor_of(request)),
        KOLOM_KARANTINA,
        nama="baris",
        berkas="karantina-ketukan",
        cari=("mesin__sn", "situs__nama", "mentah", "alasan"),
        cari_kata="Mesin, situs, isi, alasan",
        urut="-diterima_pada",
        saringan=[
            Saringan(
                "soal", "Soal", lambda qs, v: qs.filter(alasan__icontains=v),
                [("waktunya", "Waktunya"), ("PIN", "PIN"), ("kolomnya", "Kolomnya kurang")],
            )
        ],
        kosong=Kosong("Karantina kosong", "Semua baris yang dikirim mesin dapat dibaca."),
    ).respond(
        judul="Karantina ketukan",
        ringkas="Baris dari mesin yang tidak dapat diambil. Tidak ada yang dibuang.",
        jalur=[
            ("Beranda", reverse("web:beranda")),
            ("Mesin presensi", reverse("presensi:mesin")),
            ("Karantina", ""),
        ],
    )  # fmt: skip
