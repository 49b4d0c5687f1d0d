"""Keeps a day's totals equal to its entries."""

from collections.abc import Sequence

from django.db import connection

from selaras.kinerja.models import HariAktivitas

_SQL = """
update kinerja_hariaktivitas h
set jumlah = coalesce(a.jumlah, 0), menit_usul = coalesce(a.usul, 0),
    menit_disetujui = coalesce(a.disetujui, 0)
from kinerja_hariaktivitas d
left join lateral (
    select count(*) filter (where e.status <> 3) as jumlah,
        sum(e.selesai - e.mulai) filter (where e.status in (1, 5)) as usul,
        sum(e.selesai - e.mulai) filter (where e.status = 2) as disetujui
    from kinerja_aktivitasharian e
    where e.pegawai_id = d.pegawai_id and e.tanggal = d.tanggal
        and e.tanggal between %(awal)s and %(akhir)s
) a on true
where h.id = d.id and d.id = any(%(ids)s)
returning h.id, h.jumlah, h.menit_usul, h.menit_disetujui
"""


def retotal(hari: Sequence[HariAktivitas]) -> None:
    """Count the entries of these days anew, in one statement; the instances follow."""
    if not hari:
        return
    tanggal = [h.tanggal for h in hari]
    with connection.cursor() as cursor:
        cursor.execute(
            _SQL,
            {"ids": [h.pk for h in hari], "awal": min(tanggal), "akhir": max(tanggal)},
        )
        baru = {pk: isi for pk, *isi in cursor.fetchall()}
    for h in hari:
        h.jumlah, h.menit_usul, h.menit_disetujui = baru[h.pk]
