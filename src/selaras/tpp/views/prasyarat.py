"""Pages of prerequisites: who owes what, whose payment is held, letting it go."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.format import angka, periode_id
from selaras.core.halaman.formulir import form_page
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import access, actor_of, requires, rows
from selaras.pegawai.kewajiban import record_obligation, settle_obligation
from selaras.pegawai.models import KewajibanPegawai
from selaras.pegawai.services import Ditolak
from selaras.tpp.forms import KewajibanForm, LepasForm, PenuhiForm, today
from selaras.tpp.models import TahananPembayaran
from selaras.tpp.selectors.prasyarat import words_of
from selaras.tpp.services.tahanan import LepasDitolak, release_hold
from selaras.tpp.views.unit import computed_periods


@requires("kewajiban.view")
def list_obligations(request: HttpRequest) -> HttpResponseBase:
    """Obligations within reach, those that are unmet first."""
    actor = actor_of(request)
    boleh = bool(actor.reach("kewajiban.record"))
    daftar = Daftar(
        request,
        rows(actor, "kewajiban.view", KewajibanPegawai.objects.all()).select_related("pegawai"),
        nama="kewajiban",
        berkas="kewajiban",
        kolom=[
            Kolom("pegawai", "Pegawai", jenis="orang", urut="pegawai__nama~",
                  tautan=lambda k: reverse("pegawai:satu", args=[k.pegawai_id])),
            Kolom("jenis", "Kewajiban", nilai=lambda k: k.get_jenis_display(), urut="jenis"),
            Kolom("uraian", "Uraian"),
            Kolom("nilai_rp", "Nilai", jenis="rupiah", urut="nilai_rp",
                  nilai=lambda k: k.nilai_rp or None),
            Kolom("mulai", "Jatuh tempo", jenis="tanggal", urut="berlaku",
                  nilai=lambda k: k.berlaku.lower),
            Kolom("dipenuhi", "Dipenuhi", jenis="tanggal", nilai=lambda k: k.berlaku.upper),
            *([Kolom("tindakan", "Tindakan", nilai=lambda k: "" if k.berlaku.upper else "Penuhi",
                     tautan=lambda k: "" if k.berlaku.upper
                     else reverse("tpp:penuhi", args=[k.pk]))] if boleh else []),
        ],
        cari=("pegawai__nama", "pegawai__nip", "uraian"),
        cari_kata="Nama, NIP atau uraian",
        saringan=[
            Saringan("jenis", "Kewajiban", lambda qs, v: qs.filter(jenis=v),
                     pilihan=KewajibanPegawai.Jenis.choices),
            Saringan("belum", "Hanya yang belum dipenuhi",
                     lambda qs, _: qs.filter(berlaku__endswith__isnull=True), jenis="centang"),
        ],
        urut="pegawai",
        kosong=Kosong("Belum ada kewajiban yang tercatat",
                      "LHKPN, SKP tahunan, TGR dan aset yang belum dipenuhi menahan TPP."),
    )  # fmt: skip
    return daftar.respond(
        "tpp/kewajiban.html",
        judul="Kewajiban pegawai",
        jalur=[("Beranda", reverse("web:beranda")), ("Kewajiban pegawai", "")],
        boleh_catat=boleh,
    )


@requires("kewajiban.record")
def add_obligation(request: HttpRequest) -> HttpResponse:
    """Record what a person owes."""
    actor = actor_of(request)
    form = KewajibanForm(request.POST or None, actor=actor, initial={"mulai": today(actor)})
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            baris = record_obligation(actor=actor, pegawai=isi.pop("nip"), **isi)
        except Ditolak as galat:
            form.add_error(None, str(galat))
        else:
            messages.success(request, f"Kewajiban {baris.pegawai} tercatat.")
            return redirect("tpp:kewajiban")
    konteks = {
        "form": form,
        "judul": "Catat kewajiban",
        "ringkas": "Selama belum dipenuhi, TPP orang ini dihitung tetapi tidak dibayarkan.",
        "jalur": [("Kewajiban pegawai", reverse("tpp:kewajiban")), ("Catat", "")],
        "batal": reverse("tpp:kewajiban"),
    }
    return form_page(request, konteks)


@requires("kewajiban.record")
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that an obligation was met."""
    actor = actor_of(request)
    qs = KewajibanPegawai.objects.select_related("pegawai")
    kewajiban = access(qs, pk, actor, "kewajiban.record")
    form = PenuhiForm(request.POST or None, initial={"tanggal": today(actor)})
    if request.method == "POST" and form.is_valid():
        try:
            settle_obligation(actor=actor, kewajiban=kewajiban, **form.cleaned_data)
        except Ditolak as galat:
            form.add_error(None, str(galat))
        else:
            messages.success(request, "Tercatat dipenuhi. Hitungan berikutnya melepas tahanannya.")
            return redirect("tpp:kewajiban")
    konteks = {
        "form": form,
        "judul": f"{kewajiban.get_jenis_display()} dipenuhi",
        "ringkas": f"{kewajiban.pegawai}: {kewajiban.uraian}",
        "jalur": [("Kewajiban pegawai", reverse("tpp:kewajiban")), ("Dipenuhi", "")],
        "batal": reverse("tpp:kewajiban"),
    }
    return form_page(request, konteks)


@requires("tpp.view_hold")
def list_holds(request: HttpRequest) -> HttpResponseBase:
    """Whose payment is held within reach, and why."""
    actor = actor_of(request)
    boleh = bool(actor.reach("tpp.release"))
    qs = rows(actor, "tpp.view_hold", TahananPembayaran.objects.all())
    daftar = Daftar(
        request,
        qs.select_related("pegawai", "skpd", "susulan"),
        nama="tahanan",
        berkas="pembayaran-ditahan",
        kolom=[
            Kolom("pegawai", "Pegawai", jenis="orang", urut="pegawai__nama~",
                  tautan=lambda t: reverse("tpp:bulan", args=[t.periode, t.pegawai_id])),
            Kolom("periode", "Bulan", jenis="periode", urut="periode"),
            Kolom("skpd", "SKPD", nilai="skpd.nama", urut="skpd__nama~"),
            Kolom("prasyarat", "Prasyarat", nilai=lambda t: words_of(t.prasyarat),
                  urut="prasyarat"),
            Kolom("alasan", "Alasan"),
            Kolom("keadaan", "Keadaan", jenis="status",
                  nilai=lambda t: "ditahan" if t.dilepas_pada is None else "dilepas"),
            Kolom("dilepas_pada", "Dilepas", jenis="waktu", urut="dilepas_pada"),
            Kolom("catatan_lepas", "Alasan dilepas", tampil=False),
            *([Kolom("tindakan", "Tindakan", nilai=lambda t: "" if t.dilepas_pada else "Lepas",
                     tautan=lambda t: "" if t.dilepas_pada
                     else reverse("tpp:lepas", args=[t.pk]))] if boleh else []),
        ],
        cari=("pegawai__nama", "pegawai__nip"),
        cari_kata="Nama atau NIP",
        saringan=[
            Saringan("periode", "Bulan", lambda qs, v: qs.filter(periode=int(v)),
                     pilihan=lambda: [(str(p), periode_id(p)) for p in computed_periods()]),
            Saringan("skpd", "SKPD", lambda qs, v: qs.filter(skpd_id=int(v)),
                     pilihan=lambda: list(
                         (str(pk), nama) for pk, nama in
                         rows(actor, "tpp.view_hold", TahananPembayaran.objects.all())
                         .order_by("skpd__nama").values_list("skpd_id", "skpd__nama").distinct())),
            Saringan("belum", "Hanya yang belum dilepas",
                     lambda qs, _: qs.filter(dilepas_pada__isnull=True), jenis="centang",
                     bawaan=""),
        ],
        urut="-periode",
        kosong=Kosong("Tidak ada pembayaran yang ditahan",
                      "Semua orang memenuhi prasyarat pembayaran."),
    )  # fmt: skip
    belum = qs.filter(dilepas_pada__isnull=True).count()
    return daftar.respond(
        judul="Pembayaran ditahan",
        ringkas=f"{angka(belum)} pembayaran masih ditahan." if belum else "",
        jalur=[("Beranda", reverse("web:beranda")), ("Pembayaran ditahan", "")],
    )


@requires("tpp.release")
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a held payment go, with a reason."""
    actor = actor_of(request)
    tahanan = access(
        TahananPembayaran.objects.select_related("pegawai", "skpd"), pk, actor, "tpp.release"
    )
    form = LepasForm(request.POST or None)
    daftar = f"{reverse('tpp:tahanan')}?periode={tahanan.periode}"
    if request.method == "POST" and form.is_valid():
        try:
            satu = release_hold(
                tahanan=tahanan, alasan=form.cleaned_data["alasan"], actor=actor, at=actor.at
            )
        except LepasDitolak as galat:
            form.add_error(None, str(galat))
        else:
            kata = (
                f"dibayar sebagai kekurangan pada {periode_id(satu.susulan.masuk_periode)}"
                if satu.susulan
                else f"ikut dibayar bersama {periode_id(satu.periode)} bila tidak ada tahanan lain"
            )
            messages.success(request, f"Pembayaran {satu.pegawai} dilepas; {kata}.")
            return redirect(daftar)
    konteks = {
        "form": form,
        "judul": "Lepas pembayaran",
        "ringkas": f"{tahanan.pegawai}, {periode_id(tahanan.periode)}: "
        f"{words_of(tahanan.prasyarat)}. {tahanan.alasan}.",
        "jalur": [("Pembayaran ditahan", daftar), ("Lepas", "")],
        "tombol": "Lepas pembayaran",
        "batal": daftar,
    }
    return form_page(request, konteks)
