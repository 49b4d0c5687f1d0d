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
DEKAT = 3  # months shown at once; the earlier ones fold


@dataclass(frozen=True, slots=True)
class Bulan:
    """A month of the year and its plan, if there is one."""

    periode: int
    rencana: RencanaBulan | None
    kini: bool


@requires("rencana.view")
def mine(request: HttpRequest) -> HttpResponse:
    """What one has planned and what is still to be planned, the most pressing first."""
    actor = actor_of(request)
    pegawai = dasar.myself(actor)
    hari = dasar.today(actor)
    diminta = request.GET.get("tahun", "")
    tahun = (
        int(diminta) if diminta.isdigit() and 2011 <= int(diminta) <= hari.year + 1 else hari.year
    )
    konteks: dict[str, Any] = {
        "pegawai": pegawai,
        "tahun": tahun,
        "jalur": [dasar.BERANDA, ("Rencana kerja", "")],
        "tab": _tabs(request, tahun, hari.year),
    }
    if pegawai is None:
        return render(request, "kinerja/rencana/saya.html", konteks)
    masa = stretches(pegawai, tahun)
    wajib = obligation(
        pegawai, hari if tahun == hari.year else hari.replace(year=tahun, month=1, day=1)
    )
    kini = hari.year * 100 + hari.month
    bulan = _months(pegawai, masa, tahun, kini) if wajib.bulanan else []
    versi = list(
        SKP.objects.filter(pegawai=pegawai, tahun=tahun, adendum_dari__isnull=False)
        .exclude(status__in=["ditolak", "dibatalkan", "disetujui"])
        .order_by("versi")
    )
    konteks |= {
        "masa": masa,
        "bulan": bulan,
        "wajib": wajib,
        "penilai": assessor_of(pegawai, hari),
        "milik": True,
        "adendum": {s.adendum_dari_id: s for s in versi},
        "daftar_adendum": versi,
        "kunci": uuid4(),
        "ringkas": _summary(masa, bulan, wajib),
        "banyak_dekat": DEKAT,
        "kurang_dekat": -DEKAT,
        "ada_bulan_lalu": any(b.rencana for b in bulan),
    }
    return render(request, "kinerja/rencana/saya.html", konteks)


def _tabs(request: HttpRequest, tahun: int, kini: int) -> list[tuple[str, str, bool]]:
    """This year, those before it, and next year once the year ends."""
    awal = min(tahun, kini - 1)
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
        tahun * 100 + bulan for m in masa for bulan in range(m.mulai.month, m.terakhir.month + 1)
    }
    return [
        Bulan(p, ada.get(p), p == kini)
        for p in range(akhir, tahun * 100, -1)
        if p in dijabat or p in ada
    ]


def _summary(masa: list[Masa], bulan: list[Bulan], wajib: Kewajiban) -> str:
    """What is to be done, in one sentence: the first that applies."""
    skp = masa[0].skp if masa else None
    kini = next((b for b in bulan if b.kini), Bulan(0, None, kini=False))
    status = kini.rencana.status if kini.rencana else ""
    hal = (
        (bool(wajib.sebab), wajib.sebab),
        (not masa, "Jabatan Anda pada tahun ini belum tercatat."),
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
