"""Pages of findings: one kind's list, and the drawer in which a verifier writes what she found."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan, sehalaman
from selaras.core.halaman.format import angka, periode_id, rupiah
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import access, actor_of, can, requires, rows
from selaras.tpp.forms import PeriksaForm
from selaras.tpp.models import TemuanVerifikasi
from selaras.tpp.selectors.temuan import kind_words, open_findings
from selaras.tpp.services.temuan import handle_finding
from selaras.tpp.views.unit import chosen_period, computed_periods, sees_pay, skpd_choices


@requires("tpp.view_finding")
def list_findings(request: HttpRequest) -> HttpResponseBase:
    """Findings of a month within reach, the worst and dearest first."""
    actor = actor_of(request)
    periode, pay = chosen_period(request), sees_pay(actor)
    qs = rows(actor, "tpp.view_finding", TemuanVerifikasi.objects.filter(periode=periode))
    daftar = Daftar(
        request,
        qs.select_related("pegawai", "unit", "skpd"),
        nama="temuan",
        berkas=f"temuan-{periode}",
        kolom=[
            Kolom("siapa", "Pegawai atau unit", nilai=lambda t: t.pegawai or t.unit,
                  urut="pegawai__nama~", tautan=_link),
            Kolom("jenis", "Temuan", nilai=lambda t: kind_words(t.jenis), urut="jenis"),
            Kolom("keparahan", "Keparahan", nilai=lambda t: t.get_keparahan_display(),
                  urut="keparahan"),
            Kolom("alasan", "Alasan"),
            *([Kolom("nilai_rp", "Dipertaruhkan", jenis="rupiah", urut="nilai_rp",
                     jumlah=True)] if pay else []),
            Kolom("skpd", "SKPD", nilai="skpd.nama", urut="skpd__nama~"),
            Kolom("keadaan", "Keadaan", jenis="status",
                  nilai=lambda t: "diperiksa" if t.ditangani_pada else "belum_diperiksa"),
            Kolom("periksa", "Periksa", nilai=lambda t: t.catatan or "Tulis hasilnya",
                  tautan=lambda t: reverse("tpp:temuan_satu", args=[t.pk]), laci=True),
        ],
        cari=("pegawai__nama", "pegawai__nip", "unit__nama"),
        cari_kata="Nama, NIP atau unit",
        saringan=[
            Saringan("periode", "Bulan", sehalaman, jenis="pilih", semua="Terakhir dihitung",
                     pilihan=lambda: [(str(p), periode_id(p)) for p in computed_periods()]),
            Saringan("jenis", "Temuan", lambda qs, v: qs.filter(jenis=v),
                     pilihan=lambda: [(j, kind_words(j)) for j in
                                      qs.order_by("jenis").values_list("jenis", flat=True)
                                      .distinct()]),
            Saringan("skpd", "SKPD", lambda qs, v: qs.filter(skpd_id=int(v)),
                     pilihan=lambda: skpd_choices(actor, periode)),
            Saringan("belum", "Hanya yang belum diperiksa",
                     lambda qs, _: qs.filter(ditangani_pada__isnull=True), jenis="centang"),
        ],
        urut="-keparahan",
        kosong=Kosong("Tidak ada temuan", "Hitungan bulan ini tidak menemukan yang tidak biasa."),
    )  # fmt: skip
    terbuka = open_findings(qs)
    kata = f"{angka(terbuka.jumlah)} temuan belum diperiksa"
    if pay and terbuka.jumlah:
        kata += f", mempertaruhkan {rupiah(terbuka.nilai_rp)}"
    return daftar.respond(
        judul=f"Temuan verifikasi · {periode_id(periode)}",
        ringkas=f"{kata}." if terbuka.jumlah else "",
        jalur=[
            ("Beranda", reverse("web:beranda")),
            ("Verifikasi bulan", f"{reverse('tpp:verifikasi')}?periode={periode}"),
            ("Temuan", ""),
        ],
    )


@requires("tpp.view_finding")
def show_finding(request: HttpRequest, pk: int) -> HttpResponse:
    """One finding with its remark; who may, writes or changes it."""
    actor = actor_of(request)
    qs = TemuanVerifikasi.objects.select_related("pegawai", "unit", "skpd", "ditangani_oleh")
    temuan = access(qs, pk, actor, "tpp.view_finding")
    boleh = can(actor, "tpp.handle_finding", temuan)
    form = PeriksaForm(request.POST or None, initial={"catatan": temuan.catatan})
    if request.method == "POST":
        access(qs, pk, actor, "tpp.handle_finding")
        if form.is_valid():
            handle_finding(
                temuan=temuan, catatan=form.cleaned_data["catatan"], actor=actor, at=actor.at
            )
            messages.success(request, "Hasil pemeriksaan tersimpan.")
            return redirect(_back(request, temuan))
    konteks = {
        "temuan": temuan,
        "judul": kind_words(temuan.jenis),
        "form": form if boleh else None,
        "lihat_rupiah": can(actor, "tpp.view_pay", temuan),
        "tautan": _link(temuan),
        "kembali": _back(request, temuan),
    }
    return render(request, "tpp/temuan_satu.html", konteks, status=422 if form.is_bound else 200)


def _back(request: HttpRequest, temuan: TemuanVerifikasi) -> str:
    """The list the reader came from, else the kind's list."""
    asal = request.POST.get("kembali", "") or request.headers.get("HX-Current-URL", "")
    if asal and url_has_allowed_host_and_scheme(asal, allowed_hosts={request.get_host()}):
        return asal
    return f"{reverse('tpp:temuan')}?periode={temuan.periode}&jenis={temuan.jenis}"


def _link(t: TemuanVerifikasi) -> str:
    """One click to the instrument, or to the unit's people."""
    if t.pegawai_id is not None:
        return reverse("tpp:bulan", args=[t.periode, t.pegawai_id])
    return f"{reverse('tpp:unit')}?periode={t.periode}&skpd={t.skpd_id}"
