"""A person's performance over the years: her own page, and the same for who may see it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from selaras.core.permissions import Actor, access, actor_of, requires
from selaras.kinerja.models import Penilaian, PenilaianBulanan
from selaras.kinerja.selectors.penilai import rules_in, rules_of
from selaras.kinerja.selectors.riwayat import year_of, years_with_anything
from selaras.kinerja.selectors.sumber import BKN, NAMA, source_of, words_of_both
from selaras.kinerja.services.keberatan import objection_until, why_no_objection
from selaras.pegawai.models import Pegawai


@requires("kinerja.view")
def mine(request: HttpRequest) -> HttpResponse:
    """The plan, the months, the predicates, the year: one's own."""
    actor = actor_of(request)
    if actor.person_id is None:
        raise Http404("Akun ini tidak terhubung dengan pegawai.")
    pegawai = Pegawai.objects.select_related("instansi").get(pk=actor.person_id)
    return _page(request, actor, pegawai, sendiri=True)


@requires("kinerja.view")
def of_person(request: HttpRequest, pk: int) -> HttpResponse:
    """The same of somebody within reach."""
    actor = actor_of(request)
    pegawai = access(Pegawai.objects.select_related("instansi"), pk, actor, "kinerja.view")
    return _page(request, actor, pegawai, sendiri=pk == actor.person_id)


@requires("kinerja.view")
def judgement(request: HttpRequest, pk: int) -> HttpResponse:
    """One finished assessment with its reasons, in the drawer or as a page."""
    actor = actor_of(request)
    qs = Penilaian.objects.filter(selesai_pada__isnull=False).select_related(
        "pegawai", "penilai", "realisasi", "diubah_oleh"
    )
    penilaian = access(qs, pk, actor, "kinerja.view")
    keberatan = penilaian.keberatan.order_by("-pk").first()
    return render(
        request,
        "kinerja/penilaian/rinci.html",
        {
            "penilaian": penilaian,
            "perilaku": penilaian.nilai_perilaku.order_by("pk"),
            "baris": penilaian.realisasi.baris.select_related("rencana_baris")
            if penilaian.realisasi
            else (),
            "versi_lama": penilaian.versi_lama.all(),
            "keberatan": keberatan,
            "batas": objection_until(penilaian),
            "boleh_keberatan": not why_no_objection(penilaian, actor),
            "sendiri": penilaian.pegawai_id == actor.person_id,
            "berlaku": _counting_instead(penilaian),
        },
    )


def _counting_instead(penilaian: Penilaian) -> dict[str, str]:
    """What counts for the month where it is another predicate, and the rule that says so."""
    if penilaian.jenis != Penilaian.Jenis.BULANAN:
        return {}
    hasil = PenilaianBulanan.objects.filter(
        pegawai_id=penilaian.pegawai_id, periode=penilaian.periode
    ).first()
    if hasil is None or hasil.predikat in {"", penilaian.predikat}:
        return {}
    return {
        "predikat": hasil.get_predikat_display(),
        "dari": NAMA.get(hasil.sumber, "berkas"),
        "aturan": words_of_both(rules_of(penilaian.periode, penilaian.pegawai.instansi_id)),
    }


def _page(request: HttpRequest, actor: Actor, pegawai: Pegawai, *, sendiri: bool) -> HttpResponse:
    kini = actor.day().year
    pilihan = years_with_anything(pegawai.pk, kini)
    diminta = request.GET.get("tahun", "")
    tahun = next((t for t in pilihan if str(t) == diminta), kini)
    isi = year_of(pegawai.pk, tahun)
    aturan = rules_in(tahun * 100, pegawai.instansi.daerah)
    konteks: dict[str, Any] = {
        "pegawai": pegawai,
        "sendiri": sendiri,
        "tahun": tahun,
        "pilihan_tahun": pilihan,
        "isi": isi,
        "dari_bkn": source_of(aturan) == BKN,
        "gabungan": words_of_both(aturan),
        "ringkas": _summary(isi),
        "jalur": [
            ("Beranda", reverse("web:beranda")),
            ("Kinerja saya" if sendiri else f"Kinerja {pegawai.nama}", ""),
        ],
    }
    return render(request, "kinerja/penilaian/riwayat.html", konteks)


def _summary(isi: Any) -> str:
    """Tahun 2025: 10 bulan dinilai, terakhir Oktober 2025 baik."""
    dinilai = [b for b in isi.bulan if b.hasil and b.hasil.predikat]
    if isi.tahunan:
        return f"Predikat tahun {isi.tahun}: {isi.tahunan[-1].get_predikat_display()}."
    if not dinilai:
        return ""
    akhir = dinilai[-1]
    kata = akhir.hasil.get_predikat_display().lower()
    return f"{len(dinilai)} bulan sudah dinilai; yang terakhir {kata}."
