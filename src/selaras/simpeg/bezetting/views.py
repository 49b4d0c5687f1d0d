"""Pages of posts filled and needed: agencies, the map of an agency's posts, a post's workload."""

from dataclasses import replace
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from selaras.aturan.simpeg.abk import WKE, Kebutuhan
from selaras.core.drafts.services import hapus_draf, keep_sent, read_draf
from selaras.core.halaman.banyaknya import just_changed
from selaras.core.permissions import Actor, access, actor_of, can, requires, rows
from selaras.hukum import Aturan
from selaras.organisasi.models import AGENCIES, Jabatan, UnitKerja
from selaras.pegawai.views.waktu import day_of
from selaras.simpeg.bezetting.forms import FormasiForm, workload_formset
from selaras.simpeg.bezetting.selectors import LAMA, by_agency, peta, workload
from selaras.simpeg.bezetting.services import (
    Beban,
    BebanBerubah,
    save_workload,
    version_of_year,
)
from selaras.simpeg.models import KebutuhanJabatan
from selaras.simpeg.selectors.keadaan import law_of
from selaras.simpeg.statistik.cakupan import with_law

LIHAT, UBAH = "statistik.view", "abk.edit"
JALUR = [("Beranda", "/"), ("Bezetting", "/organisasi/bezetting/")]


@require_safe
@requires(LIHAT)
def agencies(request: HttpRequest) -> HttpResponse:
    """Every agency within reach: need, filled, gap."""
    actor, pada = actor_of(request), day_of(request)
    berlaku = UnitKerja.objects.filter(AGENCIES).pada(pada)
    skpd = rows(actor, LIHAT, berlaku)
    ids: dict[int, list[int]] = {}
    for pk, instansi in skpd.values_list("pk", "instansi_id"):
        ids.setdefault(instansi, []).append(pk)
    tepat = just_changed(request)
    baris = [b for i, milik in ids.items() for b in by_agency(i, pada, milik, tepat=tepat)]
    jumlah = {k: sum(b[k] for b in baris) for k in ("kebutuhan", "isi", "selisih")}
    konteks = {"baris": baris, "jumlah": jumlah, "pada": pada,
               "jalur": [JALUR[0], ("Bezetting", "")]}  # fmt: skip
    return render(request, "simpeg/bezetting/daftar.html", konteks)


@require_safe
@requires(LIHAT)
@with_law
def show_map(request: HttpRequest, pk: int) -> HttpResponse:
    """The map of posts of a unit as a tree, as of a day."""
    actor, pada = actor_of(request), day_of(request)
    unit = access(UnitKerja.objects.select_related("skpd"), pk, actor, LIHAT)
    pohon = peta(unit, pada)
    butuh, isi, pensiun = pohon.total()
    konteks = {
        "unit": unit, "pohon": pohon, "pada": pada, "butuh": butuh, "isi": isi,
        "selisih": isi - butuh, "pensiun": pensiun, "tahun": pada.year + LAMA,
        "boleh_abk": can(actor, UBAH, unit),
        "jalur": [*JALUR, (unit.nama, "")],
    }  # fmt: skip
    return render(request, "simpeg/bezetting/peta.html", konteks)


@requires(UBAH)
def workload_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A post's workload in a year: lines, the sum by law, what was granted."""
    actor = actor_of(request)
    jabatan = access(Jabatan.objects.select_related("unit__skpd"), pk, actor, UBAH)
    kini = actor.day()
    tahun = int(t) if (t := request.GET.get("tahun", "")).isdecimal() and len(t) == 4 else kini.year
    aturan = law_of(jabatan.unit.instansi_id, kini)
    baris, hasil = workload(jabatan, tahun, aturan)
    ada = KebutuhanJabatan.objects.filter(jabatan=jabatan, tahun=tahun).first()
    draf = f"abk/{pk}/{tahun}"
    kelas = workload_formset(len(baris), read_draf(actor.user_id, draf))
    form = kelas(request.POST or None, initial=[_line(b) for b in baris], prefix="b")
    formasi = FormasiForm(
        request.POST or None,
        initial={**_granted(ada), "versi": version_of_year(jabatan, tahun)},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and formasi.is_valid() and (
        tersimpan := _stored(actor, aturan, Beban(jabatan, tahun, form.lines()), formasi)
    ):  # fmt: skip
        hasil = tersimpan
        hapus_draf(actor.user_id, draf, at=actor.at)
        messages.success(request, f"Tersimpan: beban kerja {hasil.hasil_bagi}, kebutuhan "
                                  f"{hasil.orang} orang.")  # fmt: skip
        return redirect(f"{reverse('bezetting:abk', args=[pk])}?tahun={tahun}")
    if request.method == "POST":
        keep_sent(actor.user_id, draf, cast("QueryDict", formasi.data), at=actor.at)
    konteks: dict[str, Any] = {
        "j": jabatan, "tahun": tahun, "hasil": hasil, "form": form, "formasi": formasi,
        "draf": draf, "dasar": aturan.dasar(WKE), "ada": ada,
        "jalur": [*JALUR, (jabatan.unit.nama, _map_url(jabatan)), (jabatan.nama, "")],
    }  # fmt: skip
    return render(request, "simpeg/bezetting/abk.html", konteks,
                  status=422 if form.is_bound else 200)  # fmt: skip


def _stored(
    actor: Actor, aturan: Aturan, beban: Beban, form: FormasiForm
) -> Kebutuhan | None:  # fmt: skip
    """The need, when it is stored; else the form says what another wrote meanwhile."""
    isi = form.cleaned_data
    beban = replace(beban, formasi=isi["formasi"], dasar=isi["dasar"])
    try:
        return save_workload(actor=actor, aturan=aturan, beban=beban, versi=isi["versi"])
    except BebanBerubah as beda:
        form.said_by_another(beda.kini, version_of_year(*beban.satu))
        return None


def _map_url(j: Jabatan) -> str:
    return reverse("bezetting:peta", args=[j.unit.skpd_id or j.unit_id])


def _line(b: Any) -> dict[str, Any]:
    return {"uraian": b.uraian, "hasil": b.hasil, "volume": b.volume, "menit": b.menit}


def _granted(ada: KebutuhanJabatan | None) -> dict[str, Any]:
    return {"formasi": ada.formasi, "dasar": ada.dasar} if ada else {}
