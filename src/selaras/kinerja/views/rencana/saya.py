"""One's own plans: the year's for each stretch in a post, and the months under it."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from selaras.core.permissions import actor_of, requires
from selaras.kinerja.models import SKP, RencanaBulan
from selaras.kinerja.selectors.kewajiban import Kewajiban, obligation
from selaras.kinerja.selectors.pejabat import Masa, assessor_of, stretches
from selaras.kinerja.selectors.rencana import after
from selaras.kinerja.views.rencana import dasar
from selaras.pegawai.models import Pegawai

TAHUN_LALU = 6
TAHUN_DINAS = 50
DEKAT = 3  # months shown at once; the earlier ones fold


@dataclass(frozen=True, slots=True)
class Bulan:
    """A month of the year and its plan, if there is one."""

    periode: int
    rencana: RencanaBulan | None
    kini: bool
    terkunci: bool = False


@requires("rencana.view")
def mine(request: HttpRequest) -> HttpResponse:
    """What one has planned and what is still to be planned, the most pressing first."""
    actor = actor_of(request)
    pegawai = dasar.myself(actor)
    hari = dasar.today(actor)
    tahun = _year(request.GET.get("tahun", ""), hari.year)
    konteks: dict[str, Any] = {
        "pegawai": pegawai,
        "tahun": tahun,
        "jalur": [dasar.BERANDA, ("Rencana kerja", "")],
        "tab": _tabs(tahun, hari.year, tahun),
    }
    if pegawai is None:
        return render(request, "kinerja/rencana/saya.html", konteks)
    semua = list(
        SKP.objects.filter(pegawai=pegawai).select_related("jabatan__unit").order_by("-masa")
    )
    skp = [s for s in semua if s.tahun == tahun]
    masa = stretches(pegawai, tahun, [s for s in skp if s.berlaku_kini])
    tampil = {m.skp.pk for m in masa if m.skp}
    lain = [s for s in skp if s.berlaku_kini and s.pk not in tampil]
    wajib = obligation(
        pegawai, hari if tahun == hari.year else hari.replace(year=tahun, month=1, day=1)
    )
    kini = hari.year * 100 + hari.month
    bulan = _months(pegawai, masa, tahun, kini) if wajib.bulanan else []
    selesai = {"ditolak", "dibatalkan", "disetujui"}
    versi = sorted(
        (s for s in skp if s.adendum_dari_id is not None and s.status not in selesai),
        key=lambda s: s.versi,
    )
    konteks |= {
        "tab": _tabs(tahun, hari.year, min((s.tahun for s in semua), default=tahun)),
        "masa": masa,
        "skp_lain": lain,
        "bulan": bulan,
        "wajib": wajib,
        "penilai": assessor_of(pegawai, hari, masa),
        "milik": True,
        "adendum": {s.adendum_dari_id: s for s in versi},
        "daftar_adendum": versi,
        "kunci": uuid4(),
        "ringkas": _summary(masa, bulan, wajib, ada=bool(lain)),
        "banyak_dekat": DEKAT,
        "kurang_dekat": -DEKAT,
        "ada_bulan_lalu": any(b.rencana for b in bulan),
        "belum_mulai": tahun > hari.year,
    }
    return render(request, "kinerja/rencana/saya.html", konteks)


def _year(diminta: str, kini: int) -> int:
    """The year asked for, as far as anybody's service reaches; else this one."""
    tahun = int(diminta) if diminta.isdecimal() and len(diminta) == 4 else kini
    return tahun if kini - TAHUN_DINAS <= tahun <= kini + 1 else kini


def _tabs(tahun: int, kini: int, pertama: int) -> list[tuple[str, str, bool]]:
    """Next year, this one, and those before it back to one's first plan."""
    awal = min(tahun, kini - 1, pertama)
    return [
        (str(t), f"{reverse('kinerja:rencana_saya')}?tahun={t}", t == tahun)
        for t in range(kini + 1, max(awal, kini - TAHUN_LALU) - 1, -1)
    ]


def _months(pegawai: Pegawai, masa: list[Masa], tahun: int, kini: int) -> list[Bulan]:
    """The year's months in a post, up to the next one, the latest first."""
    ada = {
        r.periode: r
        for r in RencanaBulan.objects.filter(
            pegawai=pegawai, periode__range=(tahun * 100 + 1, tahun * 100 + 12)
        ).exclude(status__in=["ditolak", "dibatalkan"])
    }
    akhir = min(after(kini), tahun * 100 + 12)
    dijabat = {
        tahun * 100 + bulan: m.terkunci
        for m in masa
        for bulan in range(m.mulai.month, m.terakhir.month + 1)
    }
    return [
        Bulan(p, ada.get(p), p == kini, p in dijabat.get(p, ()))
        for p in range(akhir, tahun * 100, -1)
        if p in dijabat or p in ada
    ]


def _summary(masa: list[Masa], bulan: list[Bulan], wajib: Kewajiban, *, ada: bool) -> str:
    """What is to be done, in one sentence: the first that applies."""
    skp = masa[0].skp if masa else None
    kini = next((b for b in bulan if b.kini), Bulan(0, None, kini=False))
    status = kini.rencana.status if kini.rencana else ""
    hal = (
        (bool(wajib.sebab), wajib.sebab),
        (not masa and not ada, "Jabatan Anda pada tahun ini belum tercatat."),
        (any(m.skp is None for m in masa), "SKP untuk jabatan Anda belum disusun."),
        (
            wajib.bulanan_wajib and kini.kini and kini.rencana is None,
            "Rencana kerja bulan ini belum disusun.",
        ),
        (status == "dikembalikan", "Rencana bulan ini dikembalikan atasan: perbaiki dulu."),
        (skp and skp.status == "dikembalikan", "SKP Anda dikembalikan atasan: perbaiki dulu."),
        (skp and skp.status == "draf", "SKP Anda masih draf, belum diajukan."),
    )
    return next((kata for perlu, kata in hal if perlu), "Tidak ada rencana yang menunggu Anda.")
