"""Folds single days anew: exactly the (pegawai_id, date) that a change touched, nothing beside.

Patching a day rewrites its 12 bytes of a month's sheet. What a day belongs to is lembar's; whole
months are lipat's; which days a change of hours touches is jam_berubah's.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from selaras.hukum import Law, NotInForce
from selaras.organisasi.models import Instansi
from selaras.presensi.models import LembarPresensi
from selaras.presensi.selectors.masukan import KalenderKosong
from selaras.presensi.services.hitung.lembar import HasilLipat, recompute_days


def refold_days(
    *,
    instansi: Instansi,
    hari: Iterable[tuple[int, date]],
    at: datetime,
    law: Law | None = None,
    sebab: str,
) -> HasilLipat:
    """Fold exactly these (pegawai_id, date) anew: a day's 12 bytes each, nothing beside them.

    People without a sheet of that month have nothing to mend. A month whose law or calendar is
    not there keeps its sheets: computing it will say so.
    """
    per_hari: dict[date, set[int]] = defaultdict(set)
    for pegawai_id, tanggal in hari:
        per_hari[tanggal].add(pegawai_id)
    diperbarui = terkunci = 0
    law = law or Law.load()
    for tanggal, ids in sorted(per_hari.items()):
        periode = tanggal.year * 100 + tanggal.month
        punya = set(
            LembarPresensi.objects.filter(periode=periode, pegawai__instansi=instansi).filter(
                pegawai_id__in=ids
            ).values_list("pegawai_id", flat=True)
        )  # fmt: skip
        if not punya:
            continue
        try:
            hasil = recompute_days(
                instansi_id=instansi.pk, tanggal=tanggal, at=at, pegawai_ids=sorted(punya),
                aturan=law.pada(tanggal.replace(day=1), instansi.daerah), sebab=sebab,
            )  # fmt: skip
        except (NotInForce, KalenderKosong):
            continue
        diperbarui += hasil.diperbarui
        terkunci += hasil.terkunci
    return HasilLipat(diperbarui, 0, terkunci)
