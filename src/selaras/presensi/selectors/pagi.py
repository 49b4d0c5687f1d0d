"""A morning as a picture: how many people's first tap fell in which minutes, by unit.

Counts only; who they are is on the board of who is in. Writes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import QuerySet

from selaras.core.halaman.banyaknya import PANJANG
from selaras.core.sebentar import Sebentar
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import PenugasanJadwal
from selaras.presensi.selectors.bekal import day_frame

DARI, SAMPAI = 6 * 60, 9 * 60  # the minutes of the day that the picture shows
LAMA_S = 15.0
BUKA, TUTUP = time(3), time(12)  # the first tap in these hours is the morning's

_ingatan = Sebentar[list[tuple[Any, ...]]](LAMA_S, banyak=32)

_BELOW = """r.jabatan_id in (
    select j.id from organisasi_jabatan j join organisasi_unitkerja u on u.id = j.unit_id
    where u.path like %s
)"""


@dataclass
class PagiUnit:
    """A unit's morning: people by the slot of their first tap; -1 before, last one after."""

    unit_id: int
    nama: str
    turun: bool
    petak: dict[int, int] = field(default_factory=dict)

    @property
    def orang(self) -> int:
        return sum(self.petak.values())


@dataclass(frozen=True, slots=True)
class Pagi:
    """A morning: its slots (first minutes), the units, when work begins by the default hours.

    per_unit counts those whose post is in the very unit, with and without a tap.
    """

    tanggal: date
    lebar: int
    unit: Sequence[PagiUnit]
    masuk: int | None
    per_unit: Mapping[int, tuple[int, int]] = field(default_factory=dict)  # tapped, people

    @property
    def slot(self) -> list[int]:
        return list(range(DARI, SAMPAI, self.lebar))

    def jumlah(self) -> PagiUnit:
        """All units together."""
        semua = PagiUnit(0, "Jumlah", False)
        for u in self.unit:
            for slot, n in u.petak.items():
                semua.petak[slot] = semua.petak.get(slot, 0) + n
        return semua


def load_morning(
    pegawai_qs: QuerySet[Pegawai] | None,
    *,
    instansi: Instansi,
    unit: UnitKerja | None,
    tanggal: date,
    lebar: int,
    kini: datetime,
) -> Pagi:
    """Count the people of `pegawai_qs` by agency, or by the units right below `unit`; None =
    whoever has a post in the government.

    Taps are counted by post and five minutes first, so that units, clocks and slots are worked out
    for a few thousand counts and not for everyone.
    """
    siapa, nilai = "true", ()
    if pegawai_qs is not None:
        dasar, nilai = pegawai_qs.order_by().values_list("pk").query.sql_with_params()
        siapa = f"r.pegawai_id in ({dasar})"
    zona = ZoneInfo(instansi.zona)
    # Zones of one government differ by an hour at most: then an hour more on both sides.
    lebih = timedelta(hours=1 if instansi.zona_beda else 0)
    awal = datetime.combine(tanggal, BUKA, zona).astimezone(UTC) - lebih
    akhir = datetime.combine(tanggal, TUTUP, zona).astimezone(UTC) + lebih
    if unit is None:
        kunci, nilai_u, di_unit, nilai_d = "u.skpd_id", [], "true", []
    else:
        kunci = "coalesce(nullif(split_part(substr(u.path, %s), '/', 1), '')::bigint, u.id)"
        nilai_u, di_unit, nilai_d = [len(unit.path) + 1], _BELOW, [f"{unit.path}%"]
    banyak = (SAMPAI - DARI) // lebar
    baris = _counted(
        f"""
        with k as (
            select t.pegawai_id, min(t.waktu) as awal from presensi_ketukan t
            where t.waktu >= %s and t.waktu < %s and t.waktu <= %s
                and t.pegawai_id is not null
            group by 1
        ),
        m as (
            select r.jabatan_id, date_bin('5 minutes', k.awal, '2000-01-01') as awal,
                count(*) as n
            from pegawai_riwayatjabatan r
            left join k on k.pegawai_id = r.pegawai_id
            where r.penugasan = 'D' and r.berlaku @> %s::date and {di_unit} and {siapa}
            group by 1, 2
        ),
        jam as (
            select {kunci} as unit_id, u.id as sendiri, m.n,
                m.awal at time zone coalesce(nullif(u.zona, ''), nullif(s.zona, ''), %s) as jam
            from m
            join organisasi_jabatan j on j.id = m.jabatan_id
            join organisasi_unitkerja u on u.id = j.unit_id and u.instansi_id = %s
            left join organisasi_unitkerja s on s.id = u.skpd_id
        )
        select unit_id, case when jam is not null then greatest(-1, least(%s,
            floor((extract(epoch from jam::time) / 60 - %s) / %s)))::int end,
            sum(n)::int, sendiri
        from jam group by 1, 2, 4
        """,  # noqa: S608 - our own text, values apart
        [awal, akhir, kini, tanggal, *nilai_d, *nilai, *nilai_u, instansi.zona,
         instansi.pk, banyak, DARI, lebar],
        kini,
    )  # fmt: skip
    per_unit: dict[int, tuple[int, int]] = {}
    for _, slot, n, di in baris:
        sudah, orang = per_unit.get(di, (0, 0))
        per_unit[di] = (sudah + (n if slot is not None else 0), orang + n)
    per_slot = [b[:3] for b in baris if b[1] is not None]
    nama = dict(UnitKerja.objects.filter(pk__in={b[0] for b in per_slot}).values_list("pk", "nama"))
    hasil: dict[int, PagiUnit] = {}
    for unit_id, slot, n in per_slot:
        sendiri = unit is not None and unit_id == unit.pk
        judul = "Langsung di unit ini" if sendiri else nama.get(unit_id, "Tanpa unit")
        satu = hasil.setdefault(unit_id or 0, PagiUnit(unit_id or 0, judul, not sendiri))
        satu.petak[slot] = satu.petak.get(slot, 0) + n
    urut = sorted(hasil.values(), key=lambda u: (u.turun, u.nama))
    return Pagi(tanggal, lebar, urut, _work_begins(instansi, tanggal), per_unit)


def _counted(kalimat: str, nilai: Sequence[Any], kini: datetime) -> list[tuple[Any, ...]]:
    """What the statement gives; of a long list of people it may be LAMA_S old, for on a morning
    everybody who leads looks at the same picture."""
    kunci = (kalimat, repr([n for n in nilai if n is not kini]))
    if (ada := _ingatan.get(kunci)) is not None:
        return ada
    with connection.cursor() as cursor:
        cursor.execute(kalimat, nilai)
        baris: list[tuple[Any, ...]] = cursor.fetchall()
    if sum(n for _, _, n, _ in baris) >= PANJANG:
        _ingatan.put(kunci, baris)
    return baris


def _work_begins(instansi: Instansi, tanggal: date) -> int | None:
    """The minute by the government's default timetable; None on a day off or without one."""
    bawaan = (
        PenugasanJadwal.objects.pada(tanggal)
        .filter(instansi=instansi, unit=None, pegawai=None)
        .values_list("jadwal_id", flat=True)
        .first()
    )
    if bawaan is None:
        return None
    hari = day_frame(instansi.pk, tanggal)
    milik = hari.filter((hari["jadwal_id"] == bawaan) & (hari["tanggal"] == tanggal))
    if not milik.height or milik["libur"][0]:
        return None
    menit: int | None = milik["masuk"][0]
    return menit
