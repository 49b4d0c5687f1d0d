"""The verifier's pages: each SKPD's month, who blocks, and the steps from computed to paid."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan, sehalaman
from selaras.core.halaman.format import angka, periode_id
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor, actor_of, asked_once, check, requires, rows
from selaras.periode.models import PeriodeUnit, StatusPeriode
from selaras.periode.services import LangkahTidakSah, PeriodeTerkunci
from selaras.periode.transitions import LANGKAH
from selaras.tpp.selectors.bulan_unit import (
    Pembanding,
    compared_with_before,
    unit_months,
    unrated_count,
)
from selaras.tpp.selectors.daftar_bayar import to_be_paid
from selaras.tpp.selectors.penghambat import blockers, with_since
from selaras.tpp.selectors.prasyarat import open_holds
from selaras.tpp.selectors.temuan import findings_of_month
from selaras.tpp.services.langkah import advance_month
from selaras.tpp.views.unit import beyond_self, chosen_period, computed_periods, sees_pay

Boleh = Callable[[str], bool]  # an action -> may she, on the page's month
# What each step asks for, as its button says it, and what it means.
TINDAKAN: dict[str, tuple[str, str, str]] = {
    StatusPeriode.DIVERIFIKASI: ("tpp.verify", "Tandai sudah diverifikasi", "eye-check"),
    StatusPeriode.DISETUJUI: ("tpp.approve", "Setujui", "check"),
    StatusPeriode.TERKUNCI: ("tpp.lock", "Kunci bulan ini", "lock"),
    StatusPeriode.DIAJUKAN: ("tpp.submit", "Ajukan pembayaran", "clock"),
    StatusPeriode.DIBAYAR: ("tpp.pay", "Tandai sudah dibayar", "cash"),
}
# These ask for an SPM or SP2D and are taken on the page of payment.
LEWAT_PEMBAYARAN = (StatusPeriode.DIAJUKAN, StatusPeriode.DIBAYAR)
# The step that brings a month on from each state.
_NEXT: dict[str, str] = {
    StatusPeriode.DIHITUNG: StatusPeriode.DIVERIFIKASI,
    StatusPeriode.DIVERIFIKASI: StatusPeriode.DISETUJUI,
    StatusPeriode.DISETUJUI: StatusPeriode.TERKUNCI,
    StatusPeriode.TERKUNCI: StatusPeriode.DIAJUKAN,
    StatusPeriode.DIAJUKAN: StatusPeriode.DIBAYAR,
}


@requires("periode.view")
def list_months(request: HttpRequest) -> HttpResponseBase:
    """Every SKPD's month within reach: how far it is and what it comes to."""
    actor = actor_of(request)
    periode = chosen_period(request)
    months = rows(actor, "periode.view", unit_months(periode))
    pay = _sees_pay_of_all(actor, periode)
    daftar = Daftar(
        request,
        months,
        nama="SKPD",
        berkas=f"bulan-unit-{periode}",
        kolom=_columns(periode, pay=pay),
        cari=("skpd__nama",),
        cari_kata="Nama SKPD",
        saringan=[
            Saringan("periode", "Bulan", sehalaman, jenis="pilih", semua="Terakhir dihitung",
                     pilihan=lambda: [(str(p), periode_id(p)) for p in computed_periods()]),
            Saringan("status", "Status", lambda qs, v: qs.filter(status=v),
                     pilihan=StatusPeriode.choices),
            Saringan("kurang", "Hanya yang perlu dilengkapi",
                     lambda qs, _: qs.filter(jumlah_tidak_terhitung__gt=0), jenis="centang"),
        ],
        urut="skpd",
        kosong=Kosong(f"{periode_id(periode)} belum dihitung",
                      "SKPD muncul di sini sesudah bulannya dihitung."),
    )  # fmt: skip
    htmx = getattr(request, "htmx", None)
    if (htmx and htmx.target == "daftar") or request.GET.get("unduh"):
        return daftar.respond()  # the list alone: what stands above it does not change
    semua = list(with_since(months).order_by("skpd__nama"))
    temuan = findings_of_month(actor, periode)
    return daftar.respond(
        "tpp/verifikasi.html",
        judul=f"Verifikasi bulan · {periode_id(periode)}",
        ringkas=_progress(actor, semua),
        jalur=[("Beranda", reverse("web:beranda")), ("Verifikasi bulan", "")],
        periode=periode,
        kemajuan=_stages(semua),
        temuan=temuan.kelompok,
        penghambat=blockers(semua, actor.at, temuan.berat),
        lihat_rupiah=pay,
    )


@requires("periode.view")
def show_month(request: HttpRequest, periode: int, skpd_id: int) -> HttpResponse:
    """One SKPD's month: totals, difference from last month, who is missing, the next step."""
    actor = actor_of(request)
    bulan = _month(actor, periode, skpd_id)
    return render(request, "tpp/verifikasi_unit.html", _context(actor, bulan))


@require_POST
@requires("periode.view")
def take_step(request: HttpRequest, periode: int, skpd_id: int) -> HttpResponse:
    """Move a month one step; who may do which step is the step's own action."""
    actor = actor_of(request)
    bulan = _month(actor, periode, skpd_id)
    ke = request.POST.get("tindakan", "")
    if ke not in TINDAKAN:
        raise Http404("langkah tidak dikenal")
    check(actor, TINDAKAN[ke][0], bulan)
    try:
        advance_month(bulan=bulan, ke=ke, actor=actor, at=actor.at)
    except (LangkahTidakSah, PeriodeTerkunci) as galat:
        messages.error(request, str(galat))
    else:
        kata = StatusPeriode(ke).label.lower()
        messages.success(request, f"{periode_id(periode)} {bulan.skpd} sekarang {kata}.")
    return redirect("tpp:verifikasi_unit", periode, skpd_id)


def _sees_pay_of_all(actor: Actor, periode: int) -> bool:
    """Whether rupiah of every unit on the list may be seen: columns and totals show them all.

    Who sees how far all units are, but the pay of some, opens those one by one.
    """
    if not sees_pay(actor):
        return False
    months = PeriodeUnit.objects.filter(periode=periode)
    paid = rows(actor, "tpp.view_pay", months).values("pk")
    return not rows(actor, "periode.view", months).exclude(pk__in=paid).exists()


def _month(actor: Actor, periode: int, skpd_id: int) -> PeriodeUnit:
    bulan = rows(actor, "periode.view", unit_months(periode)).filter(skpd_id=skpd_id).first()
    if bulan is None:
        raise Http404("bulan unit tidak ada")
    return bulan


def _context(actor: Actor, bulan: PeriodeUnit) -> dict[str, Any]:
    langkah = [label for _, label in StatusPeriode.choices]
    pembanding = compared_with_before(bulan)
    boleh = asked_once(actor, bulan)
    tindakan = _actions(boleh, bulan)
    return {
        "akan_dikunci": to_be_paid(bulan)
        if tindakan and bulan.status == StatusPeriode.DISETUJUI
        else None,
        "bulan": bulan,
        "periode_kata": periode_id(bulan.periode),
        "langkah": langkah,
        "kini": list(StatusPeriode.values).index(bulan.status),
        "lihat_rupiah": boleh("tpp.view_pay"),
        "cetak": boleh("tpp.export"),
        "pembanding": pembanding,
        "ringkas": _month_in_words(boleh, bulan, pembanding),
        "tindakan": tindakan,
        "temuan": findings_of_month(actor, bulan.periode, bulan.skpd_id).kelompok,
        "tahanan": _holds(boleh, bulan),
        "pembayaran": _payment_link(boleh, bulan),
        "daftar_kurang": _missing_link(boleh, bulan),
        "jalur": [
            ("Beranda", reverse("web:beranda")),
            ("Verifikasi bulan", f"{reverse('tpp:verifikasi')}?periode={bulan.periode}"),
            (str(bulan.skpd), ""),
        ],
    }


def _month_in_words(boleh: Boleh, bulan: Any, pembanding: Pembanding | None) -> str:
    """Who is computed, who lacks what, how the sum moved; `bulan` as unit_months gives it."""
    if bulan.bruto is None:
        return ""
    bagian = [f"{angka(bulan.jumlah_pegawai)} orang terhitung"]
    if bulan.jumlah_tidak_terhitung:
        bagian.append(f"{angka(bulan.jumlah_tidak_terhitung)} belum dapat dihitung")
    tanpa_hasil = unrated_count(bulan)
    if tanpa_hasil:
        bagian.append(f"{angka(tanpa_hasil)} dihitung tanpa hasil kinerja")
    if pembanding and boleh("tpp.view_pay"):
        bagian.append(f"TPP bruto {pembanding.kata} dari {periode_id(pembanding.periode)}")
    return ", ".join(bagian) + "."


def _missing_link(boleh: Boleh, bulan: PeriodeUnit) -> str:
    """The names behind the number, for those who may read runs."""
    if not bulan.hitungan_id or not boleh("hitungan.view"):
        return ""
    return reverse("tpp:tidak_terhitung", args=[bulan.hitungan_id]) + f"?skpd={bulan.skpd_id}"


def _holds(boleh: Boleh, bulan: PeriodeUnit) -> int:
    """How many people's payment is held, for who may see that."""
    if not boleh("tpp.view_hold"):
        return 0
    milik = open_holds(bulan.periode).filter(skpd_id=bulan.skpd_id)
    return milik.values("pegawai_id").distinct().count()


def _payment_link(boleh: Boleh, bulan: PeriodeUnit) -> str:
    if not bulan.terkunci or not boleh("tpp.view_payment"):
        return ""
    return reverse("tpp:pembayaran", args=[bulan.periode, bulan.skpd_id])


def _actions(boleh: Boleh, bulan: PeriodeUnit) -> list[dict[str, Any]]:
    """Buttons of the steps that may follow and that the actor may take."""
    return [
        {"nama": ke, "judul": judul, "ikon": ikon, "utama": True}
        for ke in LANGKAH[bulan.status]
        if ke in TINDAKAN and ke not in LEWAT_PEMBAYARAN
        for aksi, judul, ikon in [TINDAKAN[ke]]
        if boleh(aksi)
    ]


def _progress(actor: Actor, months: Sequence[PeriodeUnit]) -> str:
    """How many of the units are through, in one sentence."""
    if not months:
        return ""
    berikut = {dari: TINDAKAN[ke][0] for dari, ke in _NEXT.items()}
    status = [m.status for m in months]
    milik = sum(s in berikut and beyond_self(actor, berikut[s]) for s in status)
    urutan = list(StatusPeriode.values)
    lewat = sum(urutan.index(s) >= urutan.index(StatusPeriode.DISETUJUI) for s in status)
    jauh = f"{angka(lewat)} dari {angka(len(status))} SKPD sudah disetujui"
    return f"{angka(milik)} SKPD menunggu Anda; {jauh}." if milik else f"{jauh}."


def _stages(months: Sequence[PeriodeUnit]) -> list[dict[str, Any]]:
    """How many SKPD stand in each state, in the order of the chain."""
    banyak = Counter(m.status for m in months)
    return [
        {"status": status, "judul": label, "jumlah": banyak[status]}
        for status, label in StatusPeriode.choices
        if banyak[status]
    ]


def _columns(periode: int, *, pay: bool) -> list[Kolom]:
    kolom = [
        Kolom("skpd", "SKPD", nilai="skpd.nama", urut="skpd__nama~",
              tautan=lambda p: reverse("tpp:verifikasi_unit", args=[periode, p.skpd_id])),
        Kolom("status", "Status", jenis="status", urut="status"),
        Kolom("jumlah_pegawai", "Pegawai", jenis="angka", urut="jumlah_pegawai", jumlah=True),
        Kolom("jumlah_tidak_terhitung", "Perlu dilengkapi", jenis="angka",
              urut="jumlah_tidak_terhitung", jumlah=True),
    ]  # fmt: skip
    if pay:
        kolom += [
            Kolom("bruto", "TPP bruto", jenis="rupiah", urut="bruto", jumlah=True),
            Kolom("diterima", "Diterima", jenis="rupiah", urut="diterima", jumlah=True),
        ]
    return [*kolom, Kolom("dikunci_pada", "Dikunci", jenis="waktu", urut="dikunci_pada")]
