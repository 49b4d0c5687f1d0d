"""Tells who looks after a source that it keeps failing: once a day, until it works again."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse

from selaras.core.halaman.format import waktu_zona
from selaras.core.notify.services import notify
from selaras.core.permissions.catalog import Jangkauan, roles
from selaras.core.permissions.models import PenugasanPeran
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import SumberTarik

JENIS = "tarikan_gagal"
AKSI = "aplikasi.manage"
BERTURUT = 3  # runs in a row; each of them asked several times already


def warn_of_failure(*, sumber: SumberTarik, tetap: bool, at: datetime) -> int:
    """A notice to who may mend the source; how many are new. `tetap`: waiting mends nothing."""
    if sumber.gagal_berturut < BERTURUT and not tetap:
        return 0
    hari = at.astimezone(ZoneInfo(sumber.instansi.zona)).date()
    terakhir = (
        f"Terakhir berhasil {waktu_zona(sumber.berhasil_pada, sumber.instansi.zona)}."
        if sumber.berhasil_pada
        else "Belum pernah berhasil."
    )
    return notify(
        JENIS,
        keepers_of(sumber, at),
        judul=f"Ketukan dari {sumber} gagal diambil",
        isi=f"{sumber.galat} {terakhir} Yang sudah masuk tetap ada; sisanya menyusul begitu "
        "berhasil.",
        url=reverse("presensi:sumber_satu", args=[sumber.pk]),
        kunci_unik=f"tarikan_gagal:{sumber.pk}:{hari:%Y%m%d}",
        at=at,
    )


def keepers_of(sumber: SumberTarik, at: datetime) -> list[int]:
    """People who may change sources of this government."""
    peran = [r.name for r in roles().values() if Jangkauan.WILAYAH in r.reach(AKSI)]
    hari = at.astimezone(ZoneInfo(sumber.instansi.zona)).date()
    diberi = PenugasanPeran.objects.pada(hari).filter(
        peran__in=peran, unit_id__isnull=True, instansi_id=sumber.instansi_id
    )
    return list(
        Pegawai.objects.filter(user_id__in=diberi.values("user_id")).values_list("pk", flat=True)
    )
