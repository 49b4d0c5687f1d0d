"""The quick entry: a day on one page, each habit one tap, the balance always in sight."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from selaras.aturan.aktivitas import Entri, periksa_hari
from selaras.aturan.aktivitas.periksa import celah
from selaras.core.bilangan import PANJANG, whole_number
from selaras.core.drafts.services import hapus_draf
from selaras.core.permissions import access, requires
from selaras.core.workflow.engine import apply
from selaras.core.workflow.errors import LangkahDitolak
from selaras.hukum import NotInForce
from selaras.kinerja.aktivitas.forms import AktivitasForm, new_key
from selaras.kinerja.aktivitas.kalender import build_hari, law_of, load_keadaan, span_for
from selaras.kinerja.aktivitas.selectors.hari import (
    days_around,
    entries_of,
    lately,
    month_balance,
    often,
)
from selaras.kinerja.aktivitas.selectors.katalog import named, post_of, suggest
from selaras.kinerja.aktivitas.selectors.tautan import code_of, links_for
from selaras.kinerja.aktivitas.services.catat import (
    TERISI,
    AktivitasDitolak,
    IsiAktivitas,
    change_entry,
    record_entries,
    remove_entry,
    resubmit_day,
)
from selaras.kinerja.aktivitas.views.siapa import Subjek, day_asked, subject_of
from selaras.kinerja.models import AktivitasHarian, HariAktivitas, PolaAktivitas
from selaras.presensi.selectors import KalenderKosong
from selaras.presensi.selectors.kalender_orang import load_kalender


@requires("aktivitas.own")
def show_today(request: HttpRequest) -> HttpResponse:
    """A day with its entries and the form for the next one."""
    subjek = subject_of(request)
    tanggal = day_asked(request, subjek.actor)
    diketik = request.GET if request.GET.get("cari") else None
    return _page(request, subjek, tanggal, diketik=diketik)


@requires("aktivitas.own")
def suggestions(request: HttpRequest) -> HttpResponse:
    """The tasks nearest to what is being typed."""
    subjek = subject_of(request)
    tanggal = day_asked(request, subjek.actor)
    jabatan = post_of(subjek.pegawai, tanggal)
    kata = request.GET.get("uraian", "")[:100].strip()
    saran = suggest(subjek.pegawai, jabatan, kata)
    return render(request, "aktivitas/saran.html", {"saran": saran, "kata": kata})


@require_POST
@requires("aktivitas.own")
def add(request: HttpRequest) -> HttpResponse:
    """Take the form in; what is wrong comes back beside its field, nothing typed is lost."""
    subjek = subject_of(request)
    tanggal = day_asked(request, subjek.actor)
    form = form_for(subjek, tanggal, request.POST)
    if form.is_valid() and _record(request, subjek, tanggal, [typed_entry(subjek, form)], form):
        hapus_draf(subjek.actor.user_id, draft_key(subjek, tanggal), at=subjek.actor.at)
        return redirect(subjek.url(tanggal))
    return _page(request, subjek, tanggal, form=form, status=422)


@require_POST
@requires("aktivitas.own")
def repeat(request: HttpRequest) -> HttpResponse:
    """One tap: an entry like an earlier one, a kept pattern, or the whole of another day."""
    subjek = subject_of(request)
    tanggal = day_asked(request, subjek.actor)
    if isi := _repeated(request, subjek):
        _record(request, subjek, tanggal, isi)
    else:
        messages.error(request, "Yang mau diulang sudah tidak ada.")
    return redirect(subjek.url(tanggal))


@requires("aktivitas.own")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one entry that is not decided yet."""
    subjek = subject_of(request)
    tanggal = day_asked(request, subjek.actor)
    entri = next((e for e in entries_of(subjek.pegawai, tanggal) if e.pk == pk), None)
    if entri is None:
        messages.error(request, "Aktivitas itu sudah tidak ada.")
        return redirect(subjek.url(tanggal))
    form = form_for(subjek, tanggal, request.POST or None, entri)
    if request.method == "POST" and form.is_valid():
        try:
            hasil = change_entry(
                actor=subjek.actor, pegawai=subjek.pegawai, tanggal=tanggal, pk=pk,
                isi=form.isi(), at=subjek.actor.at,
            )  # fmt: skip
        except AktivitasDitolak as error:
            beside(form, error)
        else:
            tell(request, hasil.pesan, hasil.peringatan)
            return redirect(subjek.url(tanggal))
    konteks = {
        "form": form, "subjek": subjek, "tanggal": tanggal, "entri": entri,
        "kembali": subjek.url(tanggal),
        "jalur": [("Beranda", reverse("web:beranda")), ("Aktivitas", subjek.url(tanggal)),
                  ("Ubah", "")],
    }  # fmt: skip
    return render(request, "aktivitas/ubah.html", konteks, status=422 if form.is_bound else 200)


@require_POST
@requires("aktivitas.own")
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one undecided entry away."""
    subjek = subject_of(request)
    tanggal = day_asked(request, subjek.actor)
    try:
        ada = remove_entry(
            actor=subjek.actor, pegawai=subjek.pegawai, tanggal=tanggal, pk=pk, at=subjek.actor.at
        )
        tell(request, "Aktivitas dihapus." if ada else "Aktivitas itu sudah dihapus tadi.")
    except AktivitasDitolak as error:
        messages.error(request, str(error))
    return redirect(subjek.url(tanggal))


@require_POST
@requires("aktivitas.own")
def resubmit(request: HttpRequest) -> HttpResponse:
    """Everything that came back waits for the superior again."""
    subjek = subject_of(request)
    tanggal = day_asked(request, subjek.actor)
    try:
        banyak = resubmit_day(
            actor=subjek.actor, pegawai=subjek.pegawai, tanggal=tanggal, at=subjek.actor.at
        )
        tell(request, f"{banyak} aktivitas diajukan lagi." if banyak else "Sudah diajukan lagi.")
    except AktivitasDitolak as error:
        messages.error(request, str(error))
    return redirect(subjek.url(tanggal))


@require_POST
@requires("aktivitas.own")
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The person says of a day that an officer entered for her whether it is so."""
    subjek = subject_of(request)
    hari = access(HariAktivitas, pk, subjek.actor, "aktivitas.own")
    langkah = "deny" if request.POST.get("langkah") == "deny" else "confirm"
    try:
        apply(hari, langkah, actor=subjek.actor)
        kata = {"confirm": "Dibenarkan dan diajukan.", "deny": "Dicatat: bukan pekerjaan Anda."}
        tell(request, kata[langkah])
    except LangkahDitolak as error:
        messages.error(request, str(error))
    return redirect(subjek.url(hari.tanggal))


def _page(
    request: HttpRequest,
    subjek: Subjek,
    tanggal: date,
    *,
    form: AktivitasForm | None = None,
    diketik: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    konteks: dict[str, Any] = {
        "subjek": subjek, "tanggal": tanggal, "kunci": new_key(),
        "kunci_draf": draft_key(subjek, tanggal),
        "jalur": [("Beranda", reverse("web:beranda")), ("Aktivitas", "")],
    }  # fmt: skip
    try:
        konteks |= _facts(subjek, tanggal, form, diketik)
    except (KalenderKosong, NotInForce) as error:
        konteks["galat"] = str(error)
    return render(request, "aktivitas/hari.html", konteks, status=status)


def _facts(
    subjek: Subjek,
    tanggal: date,
    form: AktivitasForm | None,
    diketik: Mapping[str, Any] | None,
) -> dict[str, Any]:
    pegawai, at = subjek.pegawai, subjek.actor.at
    aturan, p = law_of(pegawai, tanggal)
    kalender = load_kalender(pegawai, *span_for(tanggal, localdate(at)))
    hari_ini = at.astimezone(ZoneInfo(kalender.zona)).date()
    belakangan, sekitar = lately(pegawai, tanggal), days_around(pegawai, tanggal)
    entri = [e for e in belakangan if e.tanggal == tanggal]
    keadaan = load_keadaan(pegawai, tanggal, kalender)
    aktif = build_hari(
        tanggal=tanggal, at=at, kalender=kalender, keadaan=keadaan,
        lain=[Entri(e.mulai, e.menit, nama=e.uraian) for e in entri if e.status in TERISI],
        tanpa_batas=subjek.untuk,
    )  # fmt: skip
    sebab = next((t.pesan for t in periksa_hari(aktif, p)), "")
    kata = (diketik or (form.data if form is not None else {})).get("uraian", "")
    if form is None:
        awal = {"mulai": celah(aktif, 15, p) if not sebab else None, **_typed(diketik)}
        form = form_for(subjek, tanggal, None, awal=awal)
    return {
        "entri": entri, "hari": sekitar.hari, "form": form, "sebab": sebab, "zona": kalender.zona,
        "menit_hari": sum(e.menit for e in entri if e.status in TERISI),
        "bulan": month_balance(
            tanggal.year * 100 + tanggal.month, sekitar.sebulan, keadaan.lembar, at=at,
            kalender=kalender, aturan=aturan, p=p,
        ),
        "sering": [] if sebab else often(belakangan),
        "pola": list(PolaAktivitas.objects.filter(pegawai=pegawai)[:12]),
        "terakhir": None if entri else sekitar.terakhir,
        "titipan": [] if subjek.untuk else sekitar.titipan,
        "saran": suggest(pegawai, keadaan.jabatan, kata), "kata": kata, "p": p,
        "hari_ini": hari_ini,
        "kemarin": tanggal - timedelta(days=1),
        "besok": tanggal + timedelta(days=1) if tanggal < hari_ini else None,
        "dikembalikan": any(e.status == AktivitasHarian.Status.DIKEMBALIKAN for e in entri),
    }  # fmt: skip


def _typed(diketik: Mapping[str, Any] | None) -> dict[str, Any]:
    nama = ("uraian", "menit", "lama", "mulai", "volume", "keterangan", "tautan")
    return {n: diketik[n] for n in nama if diketik and diketik.get(n)}


def form_for(
    subjek: Subjek,
    tanggal: date,
    data: Any,
    entri: AktivitasHarian | None = None,
    awal: Mapping[str, Any] | None = None,
) -> AktivitasForm:
    isi: dict[str, Any] = dict(awal or {})
    if entri is not None:
        isi = {
            "uraian": entri.uraian, "kegiatan": entri.kegiatan_id, "mulai": entri.mulai,
            "menit": entri.menit, "volume": entri.volume, "keterangan": entri.keterangan,
            "tautan": code_of(entri),
        }  # fmt: skip
    return AktivitasForm(data, initial=isi, tautan=links_for(subjek.pegawai, tanggal))


def typed_entry(subjek: Subjek, form: AktivitasForm) -> IsiAktivitas:
    """What a valid form says; a task that was chosen gives its words and standard minutes."""
    kegiatan = named(subjek.pegawai, form.cleaned_data)
    isi = form.isi(kegiatan.menit_standar if kegiatan else None)
    return replace(isi, uraian=kegiatan.nama, kegiatan_id=kegiatan.pk) if kegiatan else isi


def _record(
    request: HttpRequest,
    subjek: Subjek,
    tanggal: date,
    isi: Sequence[IsiAktivitas],
    form: AktivitasForm | None = None,
) -> bool:
    """Whether the entries stand now; refusals are told beside the form's fields, or on top."""
    try:
        hasil = record_entries(
            actor=subjek.actor, pegawai=subjek.pegawai, tanggal=tanggal, isi=isi,
            kunci=_key(request), at=subjek.actor.at,
        )  # fmt: skip
    except AktivitasDitolak as error:
        if form is None:
            messages.error(request, str(error))
        else:
            beside(form, error)
        return False
    tell(request, hasil.pesan, hasil.peringatan)
    return True


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("kunci_kirim", ""))
    except ValueError:
        return UUID(new_key())


def _repeated(request: HttpRequest, subjek: Subjek) -> list[IsiAktivitas]:
    """What one tap stands for; only the person's own entries and patterns."""
    milik = AktivitasHarian.objects.filter(pegawai=subjek.pegawai)
    post = request.POST
    if (pk := whole_number(post.get("seperti"), PANJANG)) is not None:
        return [_like(e) for e in milik.filter(pk=pk)]
    if (pk := whole_number(post.get("pola"))) is not None:
        pola = PolaAktivitas.objects.filter(pegawai=subjek.pegawai, pk=pk).first()
        return [IsiAktivitas(**satu) for satu in pola.isi] if pola else []
    if (pk := whole_number(post.get("hari"), PANJANG)) is not None:
        hari = HariAktivitas.objects.filter(pegawai=subjek.pegawai, pk=pk).first()
        semua = (
            milik.filter(tanggal=hari.tanggal).exclude(status=AktivitasHarian.Status.DITOLAK)
            if hari
            else ()
        )
        return [_like(e, jam=True) for e in sorted(semua, key=lambda e: e.mulai)]
    return []


def _like(e: AktivitasHarian, *, jam: bool = False) -> IsiAktivitas:
    return IsiAktivitas(
        e.uraian, e.menit, e.mulai if jam else None, e.kegiatan_id, e.volume, e.keterangan,
        code_of(e),
    )  # fmt: skip


def beside(form: AktivitasForm, error: AktivitasDitolak) -> None:
    for _, temuan in error.temuan:
        form.add_error(temuan.ruas if temuan.ruas in form.fields else None, temuan.pesan)


def tell(request: HttpRequest, pesan: str, peringatan: Sequence[str] = ()) -> None:
    messages.success(request, pesan)
    for satu in peringatan:
        messages.warning(request, satu)


def draft_key(subjek: Subjek, tanggal: date) -> str:
    return f"aktivitas-{subjek.pegawai.pk}-{tanggal:%Y%m%d}"
