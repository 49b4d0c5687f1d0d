"""Statistics as pages and the book read them: counted from the one frame, kept for a while.

At 50,000 people a count takes seconds and is asked for again and again; what is kept says when it
was counted. Only counts are kept, never people.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import polars as pl
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection

from selaras.aturan.simpeg.statistik import (
    DIMENSI,
    Tabel,
    TahunPensiun,
    overdue,
    retirements,
    table,
)
from selaras.hukum import Aturan
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.simpeg.models import PetaWilayah
from selaras.simpeg.selectors.keadaan import BESAR, law_of, load_keadaan
from selaras.simpeg.statistik.wilayah import Persebaran, by_area

SIMPAN_DETIK = 15 * 60
TAHUN_TREN = 8
# A page that reads writes nothing, not even a cache table: each process remembers by itself.
INGATAN = LocMemCache("statistik-pegawai", {"OPTIONS": {"MAX_ENTRIES": 200}})


@dataclass(frozen=True, slots=True)
class Tren:
    """The end of a year: people by gender and by status."""

    pada: date
    pria: int
    wanita: int
    pns: int
    pppk: int
    lain: int

    @property
    def jumlah(self) -> int:
        return self.pns + self.pppk + self.lain


@dataclass(frozen=True, slots=True)
class Kesejahteraan:
    """Figures of welfare: of how many the numbers are written, and family allowances."""

    orang: int
    taspen: int
    bpjs: int
    pasangan: int
    anak: int
    orang_bertanggungan: int


@dataclass(slots=True)
class Statistik:
    """Everything counted of a government or a unit on a day."""

    pada: date
    dihitung: datetime
    orang: int
    tabel: dict[str, Tabel]
    pensiun: Sequence[TahunPensiun]
    lewat_bup: int
    kebutuhan: int
    tren: list[Tren] = field(default_factory=list)
    sejahtera: Kesejahteraan | None = None


def statistics(
    instansi_id: int,
    pada: date,
    *,
    at: datetime,
    unit: UnitKerja | None = None,
    segar: bool = False,
) -> Statistik:
    """Counted now or within the last quarter of an hour."""
    kunci = _key(instansi_id, pada, unit)
    if not segar and (ada := INGATAN.get(kunci)) is not None:
        return ada  # type: ignore[no-any-return]
    hasil = count(instansi_id, pada, at=at, unit=unit)
    INGATAN.set(kunci, hasil, SIMPAN_DETIK)
    return hasil


def is_known(instansi_id: int, pada: date, unit: UnitKerja | None) -> bool:
    """Whether the figures were counted within the last quarter of an hour."""
    return INGATAN.has_key(_key(instansi_id, pada, unit))


def takes_long(instansi_id: int, unit: UnitKerja | None) -> bool:
    """Whether counting takes so long that the reader should see a page meanwhile."""
    orang = Pegawai.objects.filter(instansi_id=instansi_id).order_by()
    return unit is None and orang[BESAR : BESAR + 1].exists()


def _key(instansi_id: int, pada: date, unit: UnitKerja | None) -> str:
    return f"statistik:{instansi_id}:{unit.pk if unit else 0}:{pada:%Y%m%d}"


def spread(
    instansi: Instansi, pada: date, *, unit: UnitKerja | None = None, segar: bool = False
) -> Persebaran | None:
    """Where people work, counted now or within the last quarter of an hour; None without a map."""
    saat = PetaWilayah.objects.filter(instansi=instansi).values_list("diunggah_pada", flat=True)
    if (peta := saat.first()) is None:
        return None
    kunci = f"peta:{instansi.pk}:{unit.pk if unit else 0}:{pada:%Y%m%d}:{peta.timestamp()}"
    if not segar and (ada := INGATAN.get(kunci)) is not None:
        return ada  # type: ignore[no-any-return]
    hasil = by_area(
        instansi, load_keadaan(instansi.pk, pada, [unit.pk] if unit else None, hitungan=True)
    )
    INGATAN.set(kunci, hasil, SIMPAN_DETIK)
    return hasil


def count(
    instansi_id: int, pada: date, *, at: datetime, unit: UnitKerja | None = None
) -> Statistik:
    """The counting itself: the frame, the rules, and what only the database holds."""
    frame = load_keadaan(instansi_id, pada, [unit.pk] if unit else None, hitungan=True)
    return summarise(frame, law_of(instansi_id, pada), instansi_id, pada, at=at, unit=unit)


def summarise(
    frame: pl.DataFrame, aturan: Aturan, instansi_id: int, pada: date, *, at: datetime,
    unit: UnitKerja | None = None,
) -> Statistik:  # fmt: skip
    """The same from a frame that is already there."""
    tren, sejahtera, kebutuhan = _beside(instansi_id, pada, unit, frame.height)
    return Statistik(
        pada=pada, dihitung=at, orang=frame.height, tabel=tables(frame, aturan, pada),
        pensiun=retirements(frame, pada), lewat_bup=overdue(frame, pada), kebutuhan=kebutuhan,
        tren=tren, sejahtera=sejahtera,
    )  # fmt: skip


def tables(frame: pl.DataFrame, aturan: Aturan, pada: date) -> dict[str, Tabel]:
    """Every subject's table."""
    return {kode: table(frame, kode, aturan, pada) for kode in DIMENSI}


# What the frame does not hold, in one statement: the ends of the last years, numbers and family
# allowances as they are written today, and the need of the year (formasi before ABK before map).
_SAMPING = """
with masa as (
    select p.jenis_kelamin as jk, st.status, lower({masa}) as mulai, upper({masa}) as akhir,
        count(*) as n
    from pegawai_riwayatstatus st
    join pegawai_pegawai p on p.id = st.pegawai_id and p.instansi_id = %(instansi)s
    {dalam}
    group by 1, 2, 3, 4
), tren as (
    select h.hari, m.jk, m.status, sum(m.n) as n from unnest(%(hari)s::date[]) h(hari)
    join masa m on coalesce(m.mulai <= h.hari, true) and coalesce(m.akhir > h.hari, true)
    group by 1, 2, 3
), kini as (
    select p.id from pegawai_riwayatstatus st
    join pegawai_pegawai p on p.id = st.pegawai_id and p.instansi_id = %(instansi)s
    where st.berlaku @> %(pada)s::date and (%(path)s = '' or exists (
        select from pegawai_riwayatjabatan r join organisasi_jabatan j on j.id = r.jabatan_id
        join organisasi_unitkerja u on u.id = j.unit_id and starts_with(u.path, %(path)s)
        where r.pegawai_id = p.id and r.penugasan = 'D' and r.berlaku @> %(pada)s::date
    ))
), keluarga as (
    select count(distinct k.pegawai_id) as orang,
        count(*) filter (where k.hubungan = 'pasangan') as pasangan,
        count(*) filter (where k.hubungan = 'anak') as anak
    from simpeg_anggotakeluarga k join kini on kini.id = k.pegawai_id where k.ditanggung
)
select
    (select coalesce(json_agg(json_build_array(hari, jk, status, n)), '[]') from tren),
    (select count(*) from simpeg_datapribadi d join kini on kini.id = d.pegawai_id
     where d.taspen <> ''),
    (select count(*) from simpeg_datapribadi d join kini on kini.id = d.pegawai_id
     where d.bpjs <> ''),
    keluarga.orang, keluarga.pasangan, keluarga.anak,
    (select coalesce(sum(coalesce(t.n, j.kebutuhan)), 0)
     from organisasi_jabatan j
     join organisasi_unitkerja u on u.id = j.unit_id and u.instansi_id = %(instansi)s
        and starts_with(u.path, %(path)s)
     left join lateral (
        select coalesce(q.formasi, q.abk) as n from simpeg_kebutuhanjabatan q
        where q.jabatan_id = j.id and q.tahun <= %(tahun)s
            and coalesce(q.formasi, q.abk) is not null
        order by q.tahun desc limit 1
     ) t on true
     where j.berlaku @> %(pada)s::date)
from keluarga
"""


# A unit's people are those whose definitive post stood in it; of those there is one at a time.
_DALAM = """
    join pegawai_riwayatjabatan r on r.pegawai_id = p.id and r.penugasan = 'D'
        and r.berlaku && st.berlaku
    join organisasi_jabatan j on j.id = r.jabatan_id
    join organisasi_unitkerja u on u.id = j.unit_id and starts_with(u.path, %(path)s)
"""


def _beside(
    instansi_id: int, pada: date, unit: UnitKerja | None, orang: int
) -> tuple[list[Tren], Kesejahteraan, int]:
    """Trend, welfare and need of the scope; one statement."""
    hari = [date(t, 12, 31) for t in range(pada.year - TAHUN_TREN, pada.year)] + [pada]
    with connection.cursor() as cursor:
        cursor.execute(
            _SAMPING.format(
                masa="st.berlaku * r.berlaku" if unit else "st.berlaku",
                dalam=_DALAM if unit else "",
            ),
            {"hari": hari, "instansi": instansi_id, "path": unit.path if unit else "",
             "pada": pada, "tahun": pada.year},
        )  # fmt: skip
        isi, taspen, bpjs, keluarga, pasangan, anak, kebutuhan = cursor.fetchone()
    sejahtera = Kesejahteraan(orang, taspen, bpjs, pasangan, anak, keluarga)
    return _trend(hari, json.loads(isi) if isinstance(isi, str) else isi), sejahtera, int(kebutuhan)


def _trend(hari: Sequence[date], isi: Sequence[Sequence[Any]]) -> list[Tren]:
    hasil = []
    for h in hari:
        milik = [(jk, st, n) for d, jk, st, n in isi if d == h.isoformat()]
        if milik:  # nothing before the first history
            hasil.append(
                Tren(h, _sum(milik, jk="L"), _sum(milik, jk="P"),
                     _sum(milik, st=("PNS", "CPNS")), _sum(milik, st=("PPPK", "PPPK_PW")),
                     _sum(milik, st=("NONASN",)))
            )  # fmt: skip
    return hasil


def _sum(isi: Sequence[tuple[Any, ...]], *, jk: str = "", st: Sequence[str] = ()) -> int:
    return sum(n for j, s, n in isi if (not jk or j == jk) and (not st or s in st))
