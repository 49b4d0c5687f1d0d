"""The sheet of a year's plan: one page to write it, read it and decide on it, by who looks."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from selaras.aturan.isian import Temuan
from selaras.core.permissions import Actor, access, actor_of, requires
from selaras.core.workflow.inbox import access_to_decide
from selaras.kinerja.forms.lembar import new_key, uuid_of
from selaras.kinerja.forms.skp import (
    AdendumForm,
    HasilForm,
    KegiatanForm,
    LampiranForm,
    TugasTambahanForm,
    UkuranForm,
    read_skp,
)
from selaras.kinerja.models import SKP, Generasi, KatalogRencana
from selaras.kinerja.selectors.pejabat import assessor_of, links_allowed, rules_for, stretches
from selaras.kinerja.selectors.rencana import catalogue_for
from selaras.kinerja.selectors.skp import (
    IsiSKP,
    changes,
    findings,
    read_isi,
    skp_with_names,
    sources_to_copy,
    superiors_results,
    versions,
)
from selaras.kinerja.services.lembar import Kiriman, LembarBerubah, LembarTertutup
from selaras.kinerja.services.skp import (
    TidakDapatMenyusun,
    begin_addendum,
    begin_skp,
    copy_rows,
    day_within,
    decide_skp,
    save_skp,
)
from selaras.kinerja.services.skp_katalog import take_lines
from selaras.kinerja.views.rencana import dasar
from selaras.kinerja.views.rencana.langkah import Lembar, take_step

KATALOG_TAMPIL = 200
PERTAMA = "__K__"  # the key of a row that the page copies for a new one


@require_POST
@requires("rencana.own")
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a plan for one of one's stretches of the year."""
    actor = actor_of(request)
    pegawai = dasar.myself(actor)
    if pegawai is None:
        raise Http404("Akun ini tidak terhubung dengan pegawai.")
    kunci = uuid_of(request.POST.get("kunci", "")) or uuid4()
    try:
        mulai = date.fromisoformat(request.POST.get("mulai", ""))
    except ValueError:
        raise Http404("Masa itu tidak ada.") from None
    masa = next((m for m in stretches(pegawai, mulai.year) if m.mulai == mulai), None)
    if masa is None:
        raise Http404("Masa itu tidak ada.")
    try:
        skp = begin_skp(actor=actor, pegawai=pegawai, masa=masa, kunci=kunci)
    except TidakDapatMenyusun as error:
        messages.error(request, str(error))
        return redirect(f"{reverse('kinerja:rencana_saya')}?tahun={mulai.year}")
    return redirect("kinerja:skp", skp.pk)


@requires("rencana.view")
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan: its writer edits it while it is open, her superior decides, others read."""
    actor = actor_of(request)
    skp = access_to_decide(skp_with_names(), pk, actor, "rencana.view")
    return _page(request, skp)


def _page(request: HttpRequest, skp: SKP, *, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    milik = actor.person_id == skp.pegawai_id
    isi = read_isi(skp)
    konteks = _context(request, actor, isi, milik=milik)
    if milik and skp.status in dasar.TERBUKA:
        konteks |= _editing(request, isi, konteks["pilihan_atasan"], konteks["temuan"])
        return render(request, "kinerja/rencana/skp_ubah.html", konteks, status=status)
    return render(request, "kinerja/rencana/skp.html", konteks, status=status)


def _context(request: HttpRequest, actor: Actor, isi: IsiSKP, *, milik: bool) -> dict[str, Any]:
    skp = isi.skp
    penilai = assessor_of(skp.pegawai, day_within(skp.masa, actor))
    langkah = dasar.steps_for(skp, actor)
    beda, dari = changes(isi)
    atasan = superiors_results(skp, day_within(skp.masa, actor)) if milik else []
    return {
        "skp": skp,
        "isi": isi,
        "milik": milik,
        "penilai": penilai,
        "kalimat": dasar.state_sentence(skp, penilai, milik_sendiri=milik),
        "langkah": langkah,
        "memutus": [s for s in langkah if not s.own],
        "sendiri": [s for s in langkah if s.own],
        "bisa_adendum": milik and skp.status == "disetujui" and skp.berlaku_kini,
        "beda": beda,
        "beda_dari": dari,
        "versi": versions(skp),
        "riwayat": dasar.timeline(skp),
        "temuan": findings(isi, atasan) if milik and skp.status in dasar.TERBUKA else [],
        "pilihan_atasan": atasan,
        "periksa": "periksa" in request.GET,
        "wajib_ekspektasi": rules_for(skp.pegawai, skp.masa.lower).ekspektasi_wajib,
        "jalur": dasar.crumbs((f"SKP {skp.tahun}", "")),
        "kunci_adendum": uuid4(),
        "masa_akhir": skp.masa.upper - timedelta(days=1),
        "pendekatan": SKP.Pendekatan.choices,
    }


def _editing(
    request: HttpRequest, isi: IsiSKP, pilihan: Sequence[Any], temuan: Sequence[Temuan]
) -> dict[str, Any]:
    """The plan's rows as forms, with an empty one of each kind to copy."""
    skp = isi.skp
    kata: dict[str, Any] = {
        "pilihan_atasan": [(str(h.pk), h.uraian) for h in pilihan],
        "maks": links_allowed(skp.jabatan, rules_for(skp.pegawai, skp.masa.lower)),
        "jpt": skp.jenis == SKP.Jenis.JPT,
    }
    kualitatif = skp.pendekatan == SKP.Pendekatan.KUALITATIF
    tampak = temuan if "periksa" in request.GET else []
    tambah = request.GET.get("tambah", "")
    hasil = [_result_row(h, kata, kualitatif, tampak) for h in isi.hasil]
    if tambah == "hasil" or (skp.generasi == Generasi.PANRB6 and not hasil):
        hasil.append(_new_result(kata, kualitatif))
    for row in hasil:
        if tambah == f"ukuran-{row['form'].kunci}" or not row["ukuran"]:
            row["ukuran"].append(_row(UkuranForm(kunci=new_key(), kualitatif=kualitatif)))
    kegiatan = [_stored(KegiatanForm, k, tampak) for k in isi.kegiatan]
    if tambah == "kegiatan" or (skp.generasi == Generasi.PP46 and not kegiatan):
        kegiatan.append(_row(KegiatanForm(kunci=new_key(), initial={"target_kualitas": 100})))
    tugas = [_stored(TugasTambahanForm, t, tampak) for t in isi.tambahan]
    lampiran = [_stored(LampiranForm, satu, tampak) for satu in isi.lampiran]
    if tambah == "tambahan":
        tugas.append(_row(TugasTambahanForm(kunci=new_key())))
    if tambah == "lampiran":
        lampiran.append(_row(LampiranForm(kunci=new_key())))
    return {
        "baris_hasil": hasil,
        "baris_kegiatan": kegiatan,
        "baris_tugas": tugas,
        "baris_lampiran": lampiran,
        "kosong_hasil": {
            "form": HasilForm(kunci=PERTAMA, initial={"jenis": "utama"}, **kata),
            "ukuran": [_row(UkuranForm(kunci="__I__", kualitatif=kualitatif))],
        },
        "kosong_ukuran": _row(UkuranForm(kunci=PERTAMA, kualitatif=kualitatif)),
        "kosong_kegiatan": _row(KegiatanForm(kunci=PERTAMA, initial={"target_kualitas": 100})),
        "kosong_tugas": _row(TugasTambahanForm(kunci=PERTAMA)),
        "kosong_lampiran": _row(LampiranForm(kunci=PERTAMA)),
        "layar": dasar.new_page_id(),
        "sumber": sources_to_copy(skp) if isi.kosong else [],
        "ada_katalog": isi.kosong and catalogue_for(skp.pegawai, skp.masa.lower).exists(),
    }


def _row(form: Any, temuan: Sequence[str] = (), catatan: str = "") -> dict[str, Any]:
    return {"form": form, "temuan": list(temuan), "catatan": catatan}


def _stored(jenis: Any, baris: Any, temuan: Sequence[Temuan], **kw: Any) -> dict[str, Any]:
    kunci = str(baris.kunci)
    awal = {n: getattr(baris, n) for n in jenis.base_fields}
    form = jenis(kunci=kunci, initial=awal, baris=baris, **kw)
    return _row(form, dasar.first_findings(temuan, kunci), getattr(baris, "catatan_atasan", ""))


def _result_row(h: Any, kata: Any, kualitatif: bool, temuan: Sequence[Temuan]) -> dict[str, Any]:
    kunci = str(h.kunci)
    awal = {n: getattr(h, n) for n in HasilForm.base_fields}
    tautan = [str(a.pk) for a in h.hasil_atasan.all()]
    awal |= dict(zip(("hasil_atasan_1", "hasil_atasan_2"), tautan, strict=False))
    boleh = {kode for kode, _ in kata["pilihan_atasan"]}
    lama = [(str(a.pk), a.uraian) for a in h.hasil_atasan.all() if str(a.pk) not in boleh]
    punya = {**kata, "pilihan_atasan": [*kata["pilihan_atasan"], *lama]}
    form = HasilForm(kunci=kunci, initial=awal, baris=h, **punya)
    ukuran = [_stored(UkuranForm, i, temuan, kualitatif=kualitatif) for i in h.indikator.all()]
    baris = _row(form, dasar.first_findings(temuan, kunci), h.catatan_atasan)
    return {**baris, "ukuran": ukuran}


def _new_result(kata: Any, kualitatif: bool) -> dict[str, Any]:
    form = HasilForm(kunci=new_key(), initial={"jenis": "utama"}, **kata)
    return {**_row(form), "ukuran": [_row(UkuranForm(kunci=new_key(), kualitatif=kualitatif))]}


def _read(request: HttpRequest, skp: SKP) -> Kiriman:
    actor = actor_of(request)
    atasan = superiors_results(skp, day_within(skp.masa, actor))
    dipakai = skp.hasil_kerja.exclude(hasil_atasan=None).values_list(
        "hasil_atasan", "hasil_atasan__uraian"
    )
    pilihan = {str(h.pk): h.uraian for h in atasan} | {str(pk): u for pk, u in dipakai}
    maks = links_allowed(skp.jabatan, rules_for(skp.pegawai, skp.masa.lower))
    return read_skp(request.POST, skp, pilihan_atasan=list(pilihan.items()), maks=maks)


@require_POST
@requires("rencana.own")
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was typed so far; called by the page while one types."""
    actor = actor_of(request)
    skp = access(skp_with_names(), pk, actor, "rencana.own")
    kiriman = _read(request, skp)
    try:
        kini = save_skp(actor=actor, skp_id=pk, kiriman=kiriman)
    except (LembarTertutup, LembarBerubah) as error:
        return dasar.not_saved(error, skp.pegawai.zona)
    atasan = superiors_results(kini, day_within(kini.masa, actor))
    return dasar.saved(kini, kiriman, actor, findings(read_isi(kini), atasan))


@require_POST
@requires("rencana.view")
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """A step of the workflow. The writer's own steps keep the sheet first, whatever follows."""
    actor = actor_of(request)
    skp = access_to_decide(skp_with_names(), pk, actor, "rencana.view")
    return take_step(
        request,
        Lembar(
            skp,
            reverse("kinerja:skp", args=[pk]),
            "skp-putus",
            read=lambda: _read(request, skp),
            save=lambda kiriman: save_skp(actor=actor, skp_id=pk, kiriman=kiriman),
            decide=partial(decide_skp, skp=skp),
        ),
    )


@requires("rencana.own")
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Copy an earlier plan, a colleague's in the same post, or lines of the catalogue."""
    actor = actor_of(request)
    skp = access(skp_with_names(), pk, actor, "rencana.own")
    sumber = sources_to_copy(skp)
    katalog = list(catalogue_for(skp.pegawai, day_within(skp.masa, actor))[:KATALOG_TAMPIL])
    if request.method == "POST":
        try:
            banyak = _copy_chosen(request, actor, skp, sumber, katalog)
            messages.success(request, f"{banyak} baris disalin. Sesuaikan, lalu ajukan.")
        except LembarTertutup as error:
            messages.error(request, str(error))
        return redirect("kinerja:skp", pk)
    konteks = {"skp": skp, "sumber": sumber, "katalog": katalog,
               "jalur": dasar.crumbs((f"SKP {skp.tahun}", reverse("kinerja:skp", args=[pk])),
                                     ("Salin", ""))}  # fmt: skip
    return render(request, "kinerja/rencana/skp_salin.html", konteks)


def _copy_chosen(
    request: HttpRequest,
    actor: Actor,
    skp: SKP,
    sumber: Sequence[SKP],
    katalog: Sequence[KatalogRencana],
) -> int:
    if dipilih := set(request.POST.getlist("katalog")):
        lines = [k for k in katalog if str(k.pk) in dipilih]
        return take_lines(actor=actor, skp=skp, lines=lines)
    if "dari" not in request.POST:
        return 0
    satu = next((s for s in sumber if str(s.pk) == request.POST["dari"]), None)
    if satu is None:
        raise Http404("Rencana itu tidak dapat disalin.")
    return copy_rows(actor=actor, skp=skp, sumber=satu)


@require_POST
@requires("rencana.own")
def addendum(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a new version of an approved plan."""
    actor = actor_of(request)
    skp = access(skp_with_names(), pk, actor, "rencana.own")
    form = AdendumForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Tulis alasan perubahannya.")
        return redirect("kinerja:skp", pk)
    try:
        baru = begin_addendum(actor=actor, skp_id=skp.pk, **form.cleaned_data)
    except TidakDapatMenyusun as error:
        messages.error(request, str(error))
        return redirect("kinerja:skp", pk)
    return redirect("kinerja:skp", baru.pk)


@requires("rencana.view")
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan beside the inbox: its rows and what changed."""
    actor = actor_of(request)
    skp = access_to_decide(skp_with_names(), pk, actor, "rencana.view")
    isi = read_isi(skp)
    beda, dari = changes(isi)
    konteks = {"skp": skp, "isi": isi, "beda": beda, "beda_dari": dari}
    return render(request, "kinerja/rencana/skp_pratinjau.html", konteks)
