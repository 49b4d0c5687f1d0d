"""Pages of agreed deductions: who has which, one more, ending one."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.formulir import form_page
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import access, actor_of, requires, rows
from selaras.tpp.forms import AkhiriPotonganForm, PotonganForm, today
from selaras.tpp.models import PotonganTPP
from selaras.tpp.services.potongan import PotonganDitolak, end_deduction, record_deduction

ZAKAT = PotonganTPP.Jenis.ZAKAT


@requires("potongan.view")
def list_deductions(request: HttpRequest) -> HttpResponseBase:
    """Deductions within reach, those in force unless asked otherwise."""
    actor = actor_of(request)
    boleh = bool(actor.reach("potongan.record"))
    hari = today(actor)

    def past(qs: QuerySet[PotonganTPP], nilai: str) -> QuerySet[PotonganTPP]:
        lewat = Q(berlaku__fully_lt=(hari, None))
        return qs.filter(lewat) if nilai == "lewat" else qs.exclude(lewat)

    return Daftar(
        request,
        rows(actor, "potongan.view", PotonganTPP.objects.all()).select_related("pegawai"),
        nama="potongan",
        berkas="potongan-tpp",
        kolom=[
            Kolom("pegawai", "Pegawai", jenis="orang", urut="pegawai__nama~",
                  tautan=lambda p: reverse("pegawai:satu", args=[p.pegawai_id])),
            Kolom("jenis", "Potongan", nilai=lambda p: p.get_jenis_display(), urut="jenis"),
            Kolom("nilai_rp", "Rupiah sebulan", jenis="rupiah", urut="nilai_rp",
                  nilai=lambda p: None if p.jenis == ZAKAT else p.nilai_rp),
            Kolom("no_surat", "Surat kesediaan", urut="no_surat"),
            Kolom("mulai", "Mulai", jenis="tanggal", urut="berlaku",
                  nilai=lambda p: p.berlaku.lower),
            Kolom("sampai", "Sampai", jenis="tanggal", nilai=_last_day),
            *([Kolom("tindakan", "Tindakan", nilai=lambda p: "" if p.berlaku.upper else "Akhiri",
                     tautan=lambda p: "" if p.berlaku.upper
                     else reverse("tpp:potongan_akhiri", args=[p.pk]))] if boleh else []),
        ],
        cari=("pegawai__nama", "pegawai__nip", "no_surat"),
        cari_kata="Nama, NIP atau nomor surat",
        saringan=[
            Saringan("jenis", "Potongan", lambda qs, v: qs.filter(jenis=v),
                     pilihan=PotonganTPP.Jenis.choices),
            Saringan("masa", "Masa", past, semua="Semua",
                     pilihan=[("berlaku", "Berlaku sekarang atau nanti"), ("lewat", "Berakhir")]),
        ],
        urut="pegawai",
        kosong=Kosong("Belum ada potongan yang tercatat",
                      "Zakat, Korpri dan koperasi dipotong hanya dengan surat kesediaan.",
                      reverse("tpp:potongan_catat") if boleh else "", "Catat potongan"),
    ).respond(
        "tpp/potongan.html",
        judul="Potongan TPP",
        ringkas="Dipotong sesudah pajak dan JKN, menurut yang berlaku pada tanggal satu.",
        jalur=[("Beranda", reverse("web:beranda")), ("Potongan TPP", "")],
        boleh_catat=boleh,
    )  # fmt: skip


@requires("potongan.record")
def add_deduction(request: HttpRequest) -> HttpResponse:
    """Record what a person agreed to."""
    actor = actor_of(request)
    awal = (today(actor).replace(day=1) + timedelta(days=31)).replace(day=1)
    form = PotonganForm(request.POST or None, actor=actor, initial={"mulai": awal})
    if request.method == "POST" and form.is_valid():
        isi = dict(form.cleaned_data)
        pegawai = isi.pop("nip")
        try:
            record_deduction(actor=actor, pegawai=pegawai, **isi)
        except PotonganDitolak as galat:
            form.add_error(None, str(galat))
        else:
            messages.success(request, f"Potongan {pegawai} tercatat.")
            return redirect("tpp:potongan")
    konteks = {
        "form": form,
        "judul": "Catat potongan",
        "ringkas": "Potongan sejenis yang masih berlaku berakhir sehari sebelumnya.",
        "jalur": [("Potongan TPP", reverse("tpp:potongan")), ("Catat", "")],
        "batal": reverse("tpp:potongan"),
    }
    return form_page(request, konteks)


@requires("potongan.record")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a deduction that was withdrawn or paid off."""
    actor = actor_of(request)
    qs = PotonganTPP.objects.select_related("pegawai")
    potongan = access(qs, pk, actor, "potongan.record")
    form = AkhiriPotonganForm(request.POST or None, initial={"terakhir": today(actor)})
    if request.method == "POST" and form.is_valid():
        try:
            end_deduction(actor=actor, potongan=potongan, **form.cleaned_data)
        except PotonganDitolak as galat:
            form.add_error(None, str(galat))
        else:
            messages.success(request, f"Potongan {potongan.pegawai} berakhir.")
            return redirect("tpp:potongan")
    konteks = {
        "form": form,
        "judul": "Akhiri potongan",
        "ringkas": f"{potongan.pegawai}: {potongan.get_jenis_display()}, {potongan.no_surat}.",
        "jalur": [("Potongan TPP", reverse("tpp:potongan")), ("Akhiri", "")],
        "tombol": "Akhiri",
        "batal": reverse("tpp:potongan"),
    }
    return form_page(request, konteks)


def _last_day(potongan: PotonganTPP) -> object:
    akhir = potongan.berlaku.upper
    return akhir - timedelta(days=1) if akhir else None
