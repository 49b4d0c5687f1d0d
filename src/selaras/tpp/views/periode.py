"""Months in addresses: tahun x 100 + bulan, walked forth and back."""

from datetime import date, datetime

from django.db.models import Exists
from django.http import Http404
from django.utils import timezone

from selaras.core.permissions.actor import local_date
from selaras.presensi.models import Ketukan, LembarPresensi
from selaras.tpp.masa import PeriodeTakSah, masa_of

TAHUN_PERTAMA, TAHUN_TERAKHIR = 2010, 2100


def first_day(periode: int) -> date:
    """The first day of a month, December's for THR and the 13th salary; else it is no page."""
    if not TAHUN_PERTAMA <= periode // 100 <= TAHUN_TERAKHIR:
        raise Http404("bulan tidak ada")
    try:
        return masa_of(periode).awal
    except PeriodeTakSah as galat:
        raise Http404("bulan tidak ada") from galat


def shift(periode: int, langkah: int) -> int:
    """The month so many steps later (or earlier)."""
    urut = (periode // 100) * 12 + min(periode % 100, 12) - 1 + langkah
    return urut // 12 * 100 + urut % 12 + 1


def latest_month(person_id: int | None, at: datetime, zona: str = "") -> int:
    """The month that runs, or the last that is known of the person when nothing was tapped yet.

    `zona`: where she works; without it the site's.
    """
    kini = local_date(at, zona)
    periode = kini.year * 100 + kini.month
    if person_id is None:
        return periode
    sejak = timezone.make_aware(datetime(kini.year, kini.month, 1))
    diketuk = Exists(Ketukan.objects.filter(pegawai_id=person_id, waktu__gte=sejak))
    lembar = LembarPresensi.objects.filter(pegawai_id=person_id, periode__lte=periode)
    terakhir = lembar.order_by("-periode").annotate(diketuk=diketuk).values("periode", "diketuk")
    ada = terakhir.first()
    return periode if ada is None or ada["diketuk"] else int(ada["periode"])
