"""One person as of a day: status, rank, post, unit, superior, all read from the histories."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from selaras.pegawai.models import Pegawai, StatusPegawai
from selaras.pegawai.selectors.atasan import superior_ids

PANGKAT = {
    "I/a": "Juru Muda", "I/b": "Juru Muda Tingkat I", "I/c": "Juru", "I/d": "Juru Tingkat I",
    "II/a": "Pengatur Muda", "II/b": "Pengatur Muda Tingkat I", "II/c": "Pengatur",
    "II/d": "Pengatur Tingkat I", "III/a": "Penata Muda", "III/b": "Penata Muda Tingkat I",
    "III/c": "Penata", "III/d": "Penata Tingkat I", "IV/a": "Pembina",
    "IV/b": "Pembina Tingkat I", "IV/c": "Pembina Utama Muda", "IV/d": "Pembina Utama Madya",
    "IV/e": "Pembina Utama",
}  # PP 99/2000, annex I  # fmt: skip

_SQL = """
select s.status, lower(s.berlaku), g.golongan, lower(g.berlaku),
    g.masa_kerja_tahun * 12 + coalesce(g.masa_kerja_bulan, 0),
    j.nama, j.eselon, j.kelas, lower(r.berlaku), u.nama, k.nama,
    pr.penugasan, pj.nama
from pegawai_pegawai p
left join pegawai_riwayatstatus s on s.pegawai_id = p.id and s.berlaku @> %(hari)s::date
left join pegawai_riwayatgolongan g on g.pegawai_id = p.id and g.berlaku @> %(hari)s::date
left join pegawai_riwayatjabatan r on r.pegawai_id = p.id and r.berlaku @> %(hari)s::date
    and r.penugasan = 'D'
left join organisasi_jabatan j on j.id = r.jabatan_id
left join organisasi_unitkerja u on u.id = j.unit_id
left join organisasi_unitkerja k on k.id = u.skpd_id
left join pegawai_riwayatjabatan pr on pr.pegawai_id = p.id and pr.berlaku @> %(hari)s::date
    and pr.penugasan <> 'D'
left join organisasi_jabatan pj on pj.id = pr.jabatan_id
where p.id = %(siapa)s
"""


@dataclass(frozen=True, slots=True)
class Keadaan:
    """What holds on the day; None or "" = nothing recorded for it."""

    hari: date
    status: str
    tmt_status: date | None
    golongan: str
    tmt_golongan: date | None
    masa_kerja: int | None  # months of service that count for salary on the day
    jabatan: str
    eselon: str
    kelas: int | None
    tmt_jabatan: date | None
    unit: str
    skpd: str
    plt: str
    atasan: Pegawai | None

    @property
    def pangkat(self) -> str:
        """The rank's name, with its golongan."""
        nama = PANGKAT.get(self.golongan)
        return f"{nama} ({self.golongan})" if nama else self.golongan

    @property
    def masa_kerja_kata(self) -> str:
        if self.masa_kerja is None:
            return ""
        tahun, bulan = divmod(self.masa_kerja, 12)
        return f"{tahun} tahun {bulan} bulan"


def state_on(pegawai: Pegawai, hari: date) -> Keadaan:
    """Three queries, whatever the length of the career."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"hari": hari, "siapa": pegawai.pk})
        b = cursor.fetchone()
    atasan = superior_ids([pegawai.pk], hari).get(pegawai.pk)
    return Keadaan(
        hari=hari,
        status=StatusPegawai(b[0]).label if b[0] else "",
        tmt_status=b[1],
        golongan=b[2] or "",
        tmt_golongan=b[3],
        masa_kerja=None if b[4] is None else b[4] + _months(b[3], hari),
        jabatan=b[5] or "",
        eselon=b[6] or "",
        kelas=b[7],
        tmt_jabatan=b[8],
        unit=b[9] or "",
        skpd=b[10] or "",
        plt=f"{'Plt' if b[11] == 'PLT' else 'Plh'} {b[12]}" if b[12] else "",
        atasan=Pegawai.objects.get(pk=atasan) if atasan else None,
    )


def _months(dari: date, sampai: date) -> int:
    return (sampai.year - dari.year) * 12 + sampai.month - dari.month - (sampai.day < dari.day)
