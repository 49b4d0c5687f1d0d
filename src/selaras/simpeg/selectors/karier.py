"""A career as a line of time: what everybody who sees the person may see; one query."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from selaras.pegawai.models import Pegawai, StatusPegawai
from selaras.simpeg.models import TingkatPendidikan

_PENUGASAN = {"D": "", "PLT": "Plt ", "PLH": "Plh "}
_SQL = """
select lower(r.berlaku) as hari, 'jabatan' as jenis, r.penugasan as tanda, j.nama as judul,
    u.nama as rinci
from pegawai_riwayatjabatan r join organisasi_jabatan j on j.id = r.jabatan_id
join organisasi_unitkerja u on u.id = j.unit_id where r.pegawai_id = %(siapa)s
union all
select lower(berlaku), 'golongan', '', golongan, no_sk from pegawai_riwayatgolongan
where pegawai_id = %(siapa)s
union all
select lower(berlaku), 'status', status, '', no_sk from pegawai_riwayatstatus
where pegawai_id = %(siapa)s
union all
select coalesce(tanggal_ijazah, make_date(tahun_lulus::int, 12, 31)), 'pendidikan', tingkat,
    jurusan, sekolah from simpeg_riwayatpendidikan where pegawai_id = %(siapa)s
union all
select selesai, 'pelatihan', '', nama, penyelenggara from simpeg_riwayatpelatihan
where pegawai_id = %(siapa)s
union all
select coalesce(tanggal_sk, make_date(tahun::int, 12, 31)), 'penghargaan', '', nama, pemberi
from simpeg_penghargaan where pegawai_id = %(siapa)s
union all
select mulai, 'pengalaman', '', jabatan, tempat from simpeg_pengalaman
where pegawai_id = %(siapa)s
union all
select tmt, 'pindah', '', tujuan, asal from simpeg_pindahinstansi where pegawai_id = %(siapa)s
order by 1 desc, 2 desc
"""


@dataclass(frozen=True, slots=True)
class Peristiwa:
    """One step of a career."""

    tanggal: date
    judul: str
    rinci: str
    jenis: str


def career(pegawai: Pegawai, sampai: date | None = None) -> list[Peristiwa]:
    """Newest first; of an earlier day only what had happened by then."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"siapa": pegawai.pk})
        baris = cursor.fetchall()
    return [
        Peristiwa(hari, _title(jenis, tanda, judul), rinci or "", jenis)
        for hari, jenis, tanda, judul, rinci in baris
        if sampai is None or hari <= sampai
    ]


def _title(jenis: str, tanda: str, judul: str) -> str:
    match jenis:
        case "jabatan":
            return f"{_PENUGASAN.get(tanda, '')}{judul}"
        case "golongan":
            return f"Golongan {judul}"
        case "status":
            return str(StatusPegawai(tanda).label)
        case "pendidikan":
            return f"{TingkatPendidikan(tanda).label} {judul}".strip()
        case "pindah":
            return f"Pindah ke {judul}"
        case _:
            return judul
