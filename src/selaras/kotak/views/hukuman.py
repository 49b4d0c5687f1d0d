"""The sanction of a discipline case: entering it closes the case and cuts TPP while it runs."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from selaras.core.halaman.formulir import form_page
from selaras.core.permissions import actor_of, requires
from selaras.hukum import NotInForce
from selaras.kotak.forms import HukumanForm
from selaras.kotak.models import KasusPembinaan
from selaras.kotak.services.kasus import close_sanctioned, law_on, local_day
from selaras.kotak.views.kasus import load_case
from selaras.pegawai.hukuman import AKSI, record_sanction
from selaras.pegawai.services import Ditolak


@requires(AKSI)
def sanction(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the decree; the case ends with it."""
    actor = actor_of(request)
    kasus = load_case(request, pk)
    if kasus.jenis != KasusPembinaan.Jenis.DISIPLIN or not kasus.berjalan:
        raise Http404("Bukan kasus disiplin yang masih berjalan.")
    if kasus.pegawai_id == actor.person_id:
        raise Http404("Kasus tentang diri sendiri diurus orang lain.")
    form = HukumanForm(request.POST or None, initial=_initial(kasus))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                hukuman = record_sanction(actor=actor, pegawai=kasus.pegawai, **form.isi())
                close_sanctioned(kasus.pegawai.instansi, actor=actor, at=actor.at)
        except (Ditolak, PermissionDenied) as galat:
            form.add_error(None, str(galat))
        else:
            kata = "Hukuman tercatat; hitungan bulan yang belum terkunci memakainya."
            messages.success(request, f"{hukuman.pegawai}: {kata}")
            return redirect("kotak:kasus_satu", pk)
    konteks = {
        "form": form,
        "judul": f"SK hukuman {kasus.pegawai.nama}",
        "ringkas": "Selama masanya TPP dipotong. Bulan yang sudah terkunci menjadi susulan.",
        "jalur": [("Kasus pembinaan", reverse("kotak:kasus")),
                  (kasus.pegawai.nama_lengkap, reverse("kotak:kasus_satu", args=[pk])),
                  ("SK hukuman", "")],
        "batal": reverse("kotak:kasus_satu", args=[pk]),
    }  # fmt: skip
    return form_page(request, konteks)


def _initial(kasus: KasusPembinaan) -> dict[str, object]:
    """The degree that the clock proposes, with the cut that the law gives a middle sanction."""
    aturan = law_on(kasus.pegawai.instansi, local_day(kasus.pegawai.instansi, kasus.dibuka_pada))
    try:
        sedang = {int(kode) for kode in aturan.tabel("disiplin.pp94_potongan_bulan")}
        if kasus.usulan and kasus.usulan < min(sedang):
            return {"tingkat": "ringan"}
        if kasus.usulan and kasus.usulan > max(sedang):
            return {"tingkat": "berat"}
        return {"tingkat": "sedang", "potongan": aturan.nilai("tpp.hukuman_potongan") // 100}
    except NotInForce:
        return {"tingkat": "sedang"}
