"""Brings months that already have sheets up to date with their facts, whatever changed.

Open months are written anew; of locked ones every day that would now differ is recorded.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

import numpy as np
from django.db import transaction

from selaras.hukum import Law, NotInForce
from selaras.organisasi.models import Instansi
from selaras.periode.selectors import locked_skpd_ids
from selaras.presensi import lembar
from selaras.presensi.models import HariTersentuh, LembarPresensi
from selaras.presensi.selectors.bulan import hari_sebulan
from selaras.presensi.selectors.masukan import KalenderKosong
from selaras.presensi.services.hitung.lembar import (
    SEBAB_LIPAT,
    HasilLipat,
    lock_sheets,
    write_sheets,
)


@transaction.atomic
def refold_month(
    *,
    instansi: Instansi,
    periode: int,
    at: datetime,
    law: Law | None = None,
    pegawai_ids: Collection[int] | None = None,
    sebab: str = SEBAB_LIPAT,
) -> HasilLipat:
    """Compute the month of those who have a sheet (all, or some) and take over what changed."""
    lock_sheets(periode)
    milik = LembarPresensi.objects.filter(periode=periode, pegawai__instansi=instansi)
    if pegawai_ids is not None:
        milik = milik.filter(pegawai_id__in=list(pegawai_ids))
    lama = {p: (skpd, isi) for p, skpd, isi in milik.values_list("pegawai_id", "skpd_id", "hari")}
    if not lama:
        return HasilLipat(0, 0, 0)
    aturan = (law or Law.load()).pada(date(periode // 100, periode % 100, 1), instansi.daerah)
    bulan = hari_sebulan(
        instansi_id=instansi.pk, periode=periode, aturan=aturan, pegawai_ids=list(lama), kini=at
    )
    ids = bulan.hasil.pegawai_id
    hari = bulan.hasil.hari
    tersimpan = lembar.decode([lama[int(i)][1] for i in ids])[:, : hari.shape[1]]
    beda = hari != tersimpan
    terkunci = locked_skpd_ids(periode)
    beku = np.array([lama[int(i)][0] in terkunci for i in ids], np.bool_)
    orang, nomor = np.nonzero(beda & beku[:, None])
    HariTersentuh.objects.bulk_create(
        [
            HariTersentuh(
                pegawai_id=int(ids[o]),
                tanggal=bulan.hasil.rentang.awal + timedelta(days=int(n)),
                sebab=sebab,
                dicatat_pada=at,
            )
            for o, n in zip(orang, nomor, strict=True)
        ],
        batch_size=5000,
        ignore_conflicts=True,
    )
    berubah = beda.any(axis=1) & ~beku
    if berubah.any():
        write_sheets(bulan.sebagian(berubah))
    return HasilLipat(int(berubah.sum()), 0, int((beda.any(axis=1) & beku).sum()))


def refold_touched(
    *,
    instansi: Instansi,
    tersentuh: Iterable[tuple[int, date]],
    at: datetime,
    law: Law | None = None,
    sebab: str = SEBAB_LIPAT,
) -> HasilLipat:
    """The same for (pegawai_id, date) that facts touched, month by month.

    A day at a month's edge may belong to a shift of the neighbouring month. A month whose law
    or calendar is not there keeps its sheets: computing it will say so.
    """
    per_bulan: dict[int, set[int]] = defaultdict(set)
    for pegawai_id, tanggal in tersentuh:
        for geser in (-1, 0, 1):
            hari = tanggal + timedelta(days=geser)
            per_bulan[hari.year * 100 + hari.month].add(pegawai_id)
    diperbarui = terkunci = 0
    for periode, ids in sorted(per_bulan.items()):
        try:
            hasil = refold_month(
                instansi=instansi, periode=periode, at=at, law=law, pegawai_ids=ids, sebab=sebab
            )
        except (NotInForce, KalenderKosong):
            continue
        diperbarui += hasil.diperbarui
        terkunci += hasil.terkunci
    return HasilLipat(diperbarui, 0, terkunci)
