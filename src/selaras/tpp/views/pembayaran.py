"""Pages of payment: one SKPD's list with every transfer, its SPM and SP2D, failed and repeated."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.format import angka, periode_id, rupiah, tanggal
from selaras.core.halaman.formulir import form_page
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor, access, actor_of, can, check, requires, rows
from selaras.core.workflow.errors import LangkahDitolak
from selaras.periode.models import STATUS_TERKUNCI, PeriodeUnit, StatusPeriode
from selaras.tpp.forms import GagalForm, Sp2dForm, SpmForm, UlangForm, today
from selaras.tpp.models import DaftarBayar, PembayaranTPP
from selaras.tpp.services.daftar_bayar import (
    PembayaranDitolak,
    RekeningBaru,
    fix_list,
    mark_failed,
    note_sp2d,
    note_spm,
    repeat_transfer,
)
from selaras.tpp.services.langkah import advance_month

Status = PembayaranTPP.Status


@requires("tpp.view_payment")
def show_list(request: HttpRequest, periode: int, skpd_id: int) -> HttpResponseBase:
    """The list of a locked month: everybody's transfer and what became of it."""
    actor = actor_of(request)
    bulan = _month(actor, "tpp.view_payment", periode, skpd_id)
    bayar = fix_list(bulan, actor, actor.at) if bulan.status in STATUS_TERKUNCI else None
    qs = PembayaranTPP.objects.filter(daftar=bayar, terakhir=True)
    boleh = can(actor, "tpp.pay", bulan)
    daftar = Daftar(
        request,
        rows(actor, "tpp.view_payment", qs).select_related("pegawai"),
        nama="transfer",
        berkas=f"pembayaran-{periode}-{bulan.skpd.kode.lower()}",
        kolom=_columns(periode, boleh),
        cari=("pegawai__nama", "pegawai__nip"),
        cari_kata="Nama atau NIP",
        saringan=[Saringan("status", "Status", lambda qs, v: qs.filter(status=v),
                           pilihan=Status.choices)],
        urut="pegawai",
        kosong=Kosong("Daftar bayar belum ada", "Daftar ditetapkan saat bulannya dikunci."),
    )  # fmt: skip
    return daftar.respond(
        "tpp/pembayaran.html",
        judul=f"Pembayaran {bulan.skpd} · {periode_id(periode)}",
        ringkas=_words(bayar),
        jalur=_trail(bulan, "Pembayaran"),
        bulan=bulan,
        bayar=bayar,
        tindakan=_next(bulan, actor),
    )


@requires("tpp.submit")
def submit(request: HttpRequest, periode: int, skpd_id: int) -> HttpResponse:
    """Ask for the money: the SPM's number and date, and the month goes on to `diajukan`."""
    actor = actor_of(request)
    bulan = _month(actor, "tpp.submit", periode, skpd_id)

    def save(isi: dict[str, Any]) -> str:
        note_spm(daftar=fix_list(bulan, actor, actor.at), no_spm=isi["nomor"],
                 tanggal=isi["tanggal"], actor=actor)  # fmt: skip
        advance_month(bulan=bulan, ke=StatusPeriode.DIAJUKAN, actor=actor, at=actor.at)
        return f"{periode_id(periode)} {bulan.skpd} diajukan dengan SPM {isi['nomor']}."

    form = SpmForm(request.POST or None, initial={"tanggal": today(actor)})
    return _step(request, bulan, form, "Ajukan pembayaran", save)


@requires("tpp.pay")
def pay(request: HttpRequest, periode: int, skpd_id: int) -> HttpResponse:
    """Record the SP2D: everybody on the list is paid on its day."""
    actor = actor_of(request)
    bulan = _month(actor, "tpp.pay", periode, skpd_id)

    def save(isi: dict[str, Any]) -> str:
        bayar = fix_list(bulan, actor, actor.at)
        note_sp2d(daftar=bayar, no_sp2d=isi["nomor"],
                           tanggal=isi["tanggal"], actor=actor)  # fmt: skip
        advance_month(bulan=bulan, ke=StatusPeriode.DIBAYAR, actor=actor, at=actor.at)
        # Counted, not what this press changed: a double click says the same twice.
        jumlah, gagal = (
            bayar.pembayaran.filter(status=s, terakhir=True).count()
            for s in (Status.DIBAYAR, Status.GAGAL)
        )
        tanpa = f" {angka(gagal)} orang belum punya nomor rekening." if gagal else ""
        return f"{angka(jumlah)} orang tercatat dibayar {tanggal(isi['tanggal'])}.{tanpa}"

    form = Sp2dForm(request.POST or None, initial={"tanggal": today(actor)})
    return _step(request, bulan, form, "Catat SP2D", save)


@requires("tpp.pay")
def fail(request: HttpRequest, pk: int) -> HttpResponse:
    """The bank returned one transfer."""
    actor = actor_of(request)
    satu = _transfer(actor, pk)

    def save(isi: dict[str, Any]) -> str:
        jumlah = mark_failed(pembayaran_ids=[pk], daftar=satu.daftar, actor=actor, **isi)
        return f"Transfer {satu.pegawai} tercatat gagal." if jumlah else "Tidak ada yang berubah."

    form = GagalForm(request.POST or None, initial={"tanggal": today(actor)})
    return _transfer_form(request, satu, form, "Transfer gagal", save)


@requires("tpp.pay")
def repeat(request: HttpRequest, pk: int) -> HttpResponse:
    """Pay a failed transfer again, to the same account or another."""
    actor = actor_of(request)
    satu = _transfer(actor, pk)

    def save(isi: dict[str, Any]) -> str:
        rekening = RekeningBaru(isi["bank"], isi["nomor"], isi["atas_nama"])
        repeat_transfer(pembayaran=satu, tanggal=isi["tanggal"], actor=actor, rekening=rekening)
        return f"Transfer ulang {satu.pegawai} tercatat."

    awal = {
        "tanggal": today(actor), "bank": satu.bank, "nomor": satu.nomor_rekening,
        "atas_nama": satu.atas_nama,
    }  # fmt: skip
    form = UlangForm(request.POST or None, initial=awal)
    return _transfer_form(request, satu, form, "Transfer ulang", save)


def _month(actor: Actor, aksi: str, periode: int, skpd_id: int) -> PeriodeUnit:
    qs = PeriodeUnit.objects.filter(periode=periode, skpd_id=skpd_id).select_related(
        "skpd__instansi"
    )
    bulan = rows(actor, aksi, qs).first()
    if bulan is None:
        raise Http404("bulan unit tidak ada")
    return bulan


def _transfer(actor: Actor, pk: int) -> PembayaranTPP:
    qs = PembayaranTPP.objects.select_related("pegawai", "daftar__skpd")
    return access(qs, pk, actor, "tpp.pay")


def _step(
    request: HttpRequest, bulan: PeriodeUnit, form: forms.Form, judul: str, save: Any
) -> HttpResponse:
    """One form that moves the month: both written, or neither."""
    kembali = reverse("tpp:pembayaran", args=[bulan.periode, bulan.skpd_id])
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                pesan = save(form.cleaned_data)
        except (PembayaranDitolak, LangkahDitolak) as galat:
            form.add_error(None, str(galat))
        else:
            messages.success(request, pesan)
            return redirect(kembali)
    konteks = {
        "form": form, "judul": judul, "batal": kembali, "tombol": judul,
        "ringkas": f"{bulan.skpd}, {periode_id(bulan.periode)}.",
        "jalur": _trail(bulan, judul),
    }  # fmt: skip
    return form_page(request, konteks)


def _transfer_form(
    request: HttpRequest, satu: PembayaranTPP, form: forms.Form, judul: str, save: Any
) -> HttpResponse:
    kembali = reverse("tpp:pembayaran", args=[satu.daftar.periode, satu.daftar.skpd_id])
    if request.method == "POST" and form.is_valid():
        check(actor_of(request), "tpp.pay", satu)
        try:
            messages.success(request, save(form.cleaned_data))
        except PembayaranDitolak as galat:
            form.add_error(None, str(galat))
        else:
            return redirect(kembali)
    konteks = {
        "form": form, "judul": judul, "batal": kembali, "tombol": judul,
        "ringkas": f"{satu.pegawai}: {rupiah(satu.netto)} ke {satu.bank} {satu.nomor_rekening}.",
        "jalur": [("Pembayaran", kembali), (judul, "")],
    }  # fmt: skip
    return form_page(request, konteks)


def _columns(periode: int, boleh: bool) -> list[Kolom]:
    def tindakan(p: PembayaranTPP) -> str:
        return {"dibayar": "Transfer gagal", "gagal": "Bayar ulang"}.get(p.status, "")

    def tautan(p: PembayaranTPP) -> str:
        nama = {"dibayar": "tpp:transfer_gagal", "gagal": "tpp:transfer_ulang"}.get(p.status)
        return reverse(nama, args=[p.pk]) if nama else ""

    return [
        Kolom("pegawai", "Pegawai", jenis="orang", urut="pegawai__nama~",
              tautan=lambda p: reverse("tpp:bulan", args=[periode, p.pegawai_id])),
        Kolom("netto", "Ditransfer", jenis="rupiah", urut="netto", jumlah=True),
        Kolom("status", "Status", jenis="status", urut="status"),
        Kolom("tanggal", "Tanggal", jenis="tanggal", urut="tanggal"),
        Kolom("rekening", "Rekening",
              nilai=lambda p: f"{p.bank} {p.nomor_rekening}".strip()),
        Kolom("ke", "Percobaan", jenis="angka", urut="ke", tampil=False),
        Kolom("alasan", "Keterangan"),
        *([Kolom("tindakan", "Tindakan", nilai=tindakan, tautan=tautan)] if boleh else []),
    ]  # fmt: skip


def _words(bayar: DaftarBayar | None) -> str:
    if bayar is None:
        return ""
    kata = f"{angka(bayar.jumlah_pegawai)} orang, {rupiah(bayar.netto)}"
    if bayar.jumlah_ditahan:
        kata += f"; {angka(bayar.jumlah_ditahan)} ditahan"
    if bayar.no_sp2d:
        if gagal := bayar.pembayaran.filter(status=Status.GAGAL, terakhir=True).count():
            kata += f"; {angka(gagal)} transfer gagal dan belum diulang"
        kata += f". SP2D {bayar.no_sp2d} tanggal {tanggal(bayar.tanggal_sp2d)}"
    elif bayar.no_spm:
        kata += f". SPM {bayar.no_spm} tanggal {tanggal(bayar.tanggal_spm)}"
    return f"{kata}."


def _next(bulan: PeriodeUnit, actor: Actor) -> list[dict[str, str]]:
    """The step that is the treasurer's now."""
    langkah = {
        StatusPeriode.TERKUNCI: ("tpp.submit", "tpp:ajukan", "Ajukan pembayaran"),
        StatusPeriode.DIAJUKAN: ("tpp.pay", "tpp:bayar", "Catat SP2D"),
    }.get(StatusPeriode(bulan.status))
    if langkah is None or not can(actor, langkah[0], bulan):
        return []
    return [{"judul": langkah[2], "url": reverse(langkah[1], args=[bulan.periode, bulan.skpd_id])}]


def _trail(bulan: PeriodeUnit, akhir: str) -> list[tuple[str, str]]:
    return [
        ("Verifikasi bulan", f"{reverse('tpp:verifikasi')}?periode={bulan.periode}"),
        (str(bulan.skpd), reverse("tpp:verifikasi_unit", args=[bulan.periode, bulan.skpd_id])),
        (akhir, ""),
    ]
