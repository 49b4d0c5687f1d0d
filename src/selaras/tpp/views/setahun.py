"""A person's year on one page: every month's TPP, its tax and when it was paid."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse

from selaras.core.permissions import access, actor_of, can, requires
from selaras.pegawai.models import Pegawai
from selaras.tpp.selectors.setahun import year_of


@requires("tpp.view")
def own_year(request: HttpRequest) -> HttpResponse:
    """One's own present year."""
    actor = actor_of(request)
    if actor.person_id is None:
        raise Http404("akun tanpa pegawai")
    return redirect("tpp:setahun", actor.day().year, actor.person_id)


@requires("tpp.view_pay")
def show_year(request: HttpRequest, tahun: int, pegawai_id: int) -> HttpResponse:
    """The year of someone whose pay the actor may see."""
    actor = actor_of(request)
    if not 2010 <= tahun <= 2100:
        raise Http404("tahun tidak ada")
    qs = Pegawai.objects.select_related("instansi")
    pegawai = access(qs, pegawai_id, actor, "tpp.view_pay")
    setahun = year_of(pegawai, tahun)
    jumlah = {n: setahun.total(n) for n in ("gaji", "bruto", "pph_tpp", "iwp", "lain", "netto")}
    konteks = {
        "pegawai": pegawai,
        "t": setahun,
        "jumlah": jumlah,
        "sendiri": pegawai.pk == actor.person_id,
        "lalu": reverse("tpp:setahun", args=[tahun - 1, pegawai.pk]),
        "berikut": reverse("tpp:setahun", args=[tahun + 1, pegawai.pk])
        if tahun < actor.day().year
        else "",
        "cetak": _papers(tahun, pegawai) if can(actor, "tpp.export", pegawai) else [],
        "jalur": [("Beranda", reverse("web:beranda")), ("Rekap setahun", "")],
    }
    return render(request, "tpp/setahun.html", konteks)


def _papers(tahun: int, pegawai: Pegawai) -> list[tuple[str, str]]:
    """Printed forms, which a higher room offers."""
    try:
        return [
            ("Rekap PDF", reverse("laporan:rekap_setahun", args=[tahun, pegawai.pk])),
            ("Bukti potong PDF", reverse("laporan:bukti_potong", args=[tahun, pegawai.pk])),
        ]
    except NoReverseMatch:
        return []
