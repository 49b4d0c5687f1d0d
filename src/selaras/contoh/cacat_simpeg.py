"""Errors in the sample's personnel files, so that the check of data has something to find.

The same people every time, nobody who stands in a story; listed in keanehan.yaml.
"""

from django.db import connection

from selaras.contoh.dunia import Dunia
from selaras.contoh.orang import Orang

LANGKAH = 17  # every so many of the plain staff
TAHUN = 2015  # appointed before: their files are whole otherwise
CACAT = (
    # how many, what is done to their rows
    (4, "update pegawai_pegawai set nik = '' where id = any(%s)"),
    (2, "update pegawai_pegawai set nik = (select nik from pegawai_pegawai where id = "
        "(%s::bigint[])[1]) where id = any(%s)"),
    (3, "delete from simpeg_riwayatpendidikan where pegawai_id = any(%s)"),
    (2, "update simpeg_pengangkatan set tmt = tmt - interval '4 years' where jenis = 'PNS' "
        "and pegawai_id = any(%s)"),
    (2, "update simpeg_datapribadi set agama = '' where pegawai_id = any(%s)"),
    (1, "delete from simpeg_pengangkatan where jenis = 'PNS' and pegawai_id = any(%s)"),
)  # fmt: skip


def beri_cacat(d: Dunia) -> None:
    """Spoil the files of a few."""
    ids = [o.id for o in d.orang if _biasa(o)][::LANGKAH]
    with connection.cursor() as cursor:
        for jumlah, perintah in CACAT:
            kena, ids = ids[:jumlah], ids[jumlah:]
            cursor.execute(perintah, [kena] * perintah.count("%s"))


def _biasa(o: Orang) -> bool:
    return (
        o.status == "PNS" and not o.cerita and not o.post.resep.eselon and o.tmt.year < TAHUN
        and o.keluar is None
    )  # fmt: skip
