"""Frames that the rules of attendance read: who, timetables, taps, absences, corrections.

Each is one query whatever the number of people; those of a small scope go in one statement. Large
scopes are read by ADBC (committed rows).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl
from psycopg import sql

from selaras.aturan.jadwal import Rentang, hari_jadwal
from selaras.aturan.presensi import Harapan, Masukan, ParameterPresensi, susun_harapan
from selaras.aturan.presensi.kisi import Kisi, Orang, susun_kisi
from selaras.core.frames import Bagian, Skema, made_once, read_frame, read_frames
from selaras.core.sebentar import Sebentar
from selaras.organisasi.models import ZONA_JAM, Instansi
from selaras.pegawai.models import Pegawai
from selaras.presensi.selectors import kueri

BESAR = 2_000  # persons from which ADBC pays for its connection
_ID = pl.Int64
_WAKTU = pl.Datetime("us", "UTC")
_GANGGUAN: Skema = {"pegawai_id": _ID, "mulai": _WAKTU, "sampai": _WAKTU}
_DIBENARKAN: Skema = {"pegawai_id": _ID, "tanggal": pl.Date}
_TERCATAT: Skema = {
    "id": _ID, "lingkup": pl.String, "unit_id": _ID, "mesin_id": _ID, "tempat_id": _ID,
    "mulai": _WAKTU, "sampai": _WAKTU,
}  # fmt: skip
_HARI_JADWAL = Sebentar[pl.DataFrame](600, 32)  # by all that goes in
_ORANG: Skema = {"pegawai_id": _ID, "skpd_id": _ID, "zona": pl.String}


class KalenderKosong(Exception):
    """No holidays are known for a year: its working days would be wrong."""


@dataclass(frozen=True, slots=True)
class Lingkup:
    """Whose attendance: a government's people, or some of its SKPD or persons.

    frame: pegawai_id, skpd_id (null = no post), zona_menit; those in service within `rentang`.
    """

    instansi_id: int
    rentang: Rentang
    frame: pl.DataFrame
    semua: bool  # nobody of the government is left out

    @property
    def besar(self) -> bool:
        return self.frame.height >= BESAR

    def orang(self) -> sql.Composable:
        """`= any(...)` on person ids for a small scope, else nothing: the rules ignore others."""
        if self.semua:
            return sql.SQL("is not null")
        ids = self.frame["pegawai_id"].to_list()
        return sql.SQL("= any({}::bigint[])").format(sql.Literal(ids))


def load_scope(
    *,
    instansi_id: int,
    rentang: Rentang,
    skpd_ids: Collection[int] | None = None,
    pegawai_ids: Collection[int] | None = None,
) -> Lingkup:
    """People in service on a day of `rentang`, with the SKPD and zone of their last post in it.

    Both filters None = everyone; a small `pegawai_ids` is the quick way for one page.
    """
    frame = read_frame(
        kueri.orang(instansi_id, rentang, skpd_ids, pegawai_ids),
        _ORANG,
        large=_is_large(instansi_id, pegawai_ids),
    )
    semua = skpd_ids is None and pegawai_ids is None
    return Lingkup(instansi_id, rentang, _with_zone(frame), semua)


def _with_zone(frame: pl.DataFrame) -> pl.DataFrame:
    menit = {str(zona): jam * 60 for zona, jam in ZONA_JAM.items()}
    ada = [menit[zona] for zona in frame["zona"]]
    return frame.drop("zona").with_columns(pl.Series("zona_menit", ada, pl.Int32))


def _is_large(instansi_id: int, pegawai_ids: Collection[int] | None) -> bool:
    if pegawai_ids is not None:
        return len(pegawai_ids) >= BESAR
    return Pegawai.objects.filter(instansi_id=instansi_id)[:BESAR].count() >= BESAR


def load_masukan(lingkup: Lingkup, *, kini: datetime | None = None) -> Masukan:
    """Everything `aturan.presensi.hitung_presensi` needs for the scope and its span."""
    return _masukan(lingkup, _read(lingkup, _facts(lingkup, kini)), kini)


def load_own_masukan(
    instansi_id: int, rentang: Rentang, pegawai_id: int, *, kini: datetime | None = None
) -> tuple[Lingkup, Masukan | None]:
    """One person's scope and what the rules need of her, in one statement where no outage is
    recorded; nothing when she is not in service."""
    return made_once(
        ("load_own_masukan", instansi_id, rentang, pegawai_id, kini),
        lambda: _own_masukan(instansi_id, rentang, pegawai_id, kini),
    )


def _own_masukan(
    instansi_id: int, rentang: Rentang, pegawai_id: int, kini: datetime | None
) -> tuple[Lingkup, Masukan | None]:
    hanya = _own_scope(instansi_id, rentang, pegawai_id)
    orang = kueri.orang(instansi_id, rentang, None, [pegawai_id])
    f = _read(hanya, {"orang": (orang, _ORANG), **_facts(hanya, kini)})
    lingkup = Lingkup(instansi_id, rentang, _with_zone(f["orang"]), semua=False)
    return lingkup, _masukan(lingkup, f, kini) if lingkup.frame.height else None


def own_harapan(
    pegawai_id: int, masukan: Masukan, rentang: Rentang, p: ParameterPresensi
) -> Harapan:
    """What the span asks of one person; her day and her month's estimate share it on a page."""
    return made_once(
        ("own_harapan", pegawai_id, rentang, p.jendela),
        lambda: susun_harapan(masukan, rentang, p.jendela),
    )


def _facts(lingkup: Lingkup, kini: datetime | None) -> dict[str, Bagian]:
    """What happened on the days of the span, with the hours expected."""
    rentang, orang = lingkup.rentang, lingkup.orang()
    return {
        **_timetables(lingkup),
        "ketukan": (kueri.ketukan(rentang, orang, kini), {"pegawai_id": _ID, "waktu": _WAKTU}),
        "izin": (
            kueri.izin(rentang, orang),
            {"pegawai_id": _ID, "mulai": pl.Date, "sampai": pl.Date, "jenis": pl.UInt8},
        ),
        "koreksi": (
            kueri.koreksi(rentang, orang),
            {"pegawai_id": _ID, "tanggal": pl.Date, "masuk": pl.Int16, "pulang": pl.Int16},
        ),
        "tercatat": (kueri.gangguan_berlaku(lingkup.instansi_id, rentang), _TERCATAT),
    }


def _masukan(lingkup: Lingkup, f: Mapping[str, pl.DataFrame], kini: datetime | None) -> Masukan:
    rentang, orang = lingkup.rentang, lingkup.orang()
    nyata = [b[1:] for b in f["tercatat"].rows()]
    return Masukan(
        orang=lingkup.frame.select("pegawai_id", "zona_menit"),
        penugasan=f["penugasan"],
        hari_jadwal=_hari_jadwal(f, lingkup.instansi_id, rentang),
        ketukan=f["ketukan"],
        roster=f["roster"],
        izin=f["izin"],
        koreksi=f["koreksi"],
        gangguan=gangguan_of(lingkup, nyata),
        dibenarkan=read_frame(kueri.dibenarkan(rentang, orang), _DIBENARKAN, large=lingkup.besar)
        if nyata
        else pl.DataFrame(schema=_DIBENARKAN),
        kini=kini,
    )


def gangguan_of(lingkup: Lingkup, nyata: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    """The persons of the scope whom these outages name (see kueri.gangguan_orang)."""
    if not nyata:
        return pl.DataFrame(schema=_GANGGUAN)
    return read_frame(
        kueri.gangguan_orang(lingkup.instansi_id, nyata, lingkup.orang()),
        _GANGGUAN,
        large=lingkup.besar,
    )


def load_kisi(lingkup: Lingkup) -> Kisi:
    """The hours expected of the scope's people, day by day; one more on both sides of the span."""
    return _kisi(lingkup, _read(lingkup, _timetables(lingkup)))


def load_own_kisi(instansi_id: int, rentang: Rentang, pegawai_id: int) -> tuple[Lingkup, Kisi]:
    """One person's scope (empty when she is not in service) and hours, in one statement."""
    hanya = _own_scope(instansi_id, rentang, pegawai_id)
    orang = kueri.orang(instansi_id, rentang, None, [pegawai_id])
    f = _read(hanya, {"orang": (orang, _ORANG), **_timetables(hanya)})
    lingkup = Lingkup(instansi_id, rentang, _with_zone(f["orang"]), semua=False)
    return lingkup, _kisi(lingkup, f)


def _own_scope(instansi_id: int, rentang: Rentang, pegawai_id: int) -> Lingkup:
    """One person, before it is known whether she is in service."""
    return Lingkup(instansi_id, rentang, pl.DataFrame({"pegawai_id": [pegawai_id]}), semua=False)


def _kisi(lingkup: Lingkup, f: Mapping[str, pl.DataFrame]) -> Kisi:
    return susun_kisi(
        Orang.dari(lingkup.frame),
        lingkup.rentang,
        f["penugasan"],
        f["roster"],
        _hari_jadwal(f, lingkup.instansi_id, lingkup.rentang),
    )


def load_hari_jadwal(instansi_id: int, rentang: Rentang) -> pl.DataFrame:
    """Expected times of every timetable of the government over the span, one day more each side.

    Raises KalenderKosong when a year of the span has no holiday at all.
    """
    return _hari_jadwal(read_frames(_calendar(instansi_id, rentang)), instansi_id, rentang)


def _read(lingkup: Lingkup, bagian: Mapping[str, Bagian]) -> dict[str, pl.DataFrame]:
    """What grows with people as the scope's size asks, the calendar always the small way."""
    kalender = _calendar(lingkup.instansi_id, lingkup.rentang)
    if lingkup.besar:
        return read_frames(bagian, large=True) | read_frames(kalender)
    return read_frames({**bagian, **kalender})


def _timetables(lingkup: Lingkup) -> dict[str, Bagian]:
    """Which timetable each person has on which days."""
    orang = lingkup.orang()
    return {
        "penugasan": (
            kueri.penugasan(lingkup.instansi_id, lingkup.rentang, orang),
            {"pegawai_id": _ID, "mulai": pl.Date, "sampai": pl.Date, "jadwal_id": _ID},
        ),
        "roster": (
            kueri.roster(lingkup.rentang, orang),
            {"pegawai_id": _ID, "tanggal": pl.Date, "jadwal_id": _ID},
        ),
    }


def _calendar(instansi_id: int, rentang: Rentang) -> dict[str, Bagian]:
    """Hours of timetables, holidays of the span's whole years and the days beside it, Ramadan."""
    luas = rentang.diperluas
    awal = min(date(rentang.awal.year, 1, 1), luas.awal)
    akhir = max(date(rentang.akhir.year, 12, 31), luas.akhir)
    return {
        "jadwal": (
            kueri.jadwal(instansi_id),
            {
                "jadwal_id": _ID, "hari": pl.Int8, "masuk": pl.Int16, "pulang": pl.Int16,
                "masuk_ramadan": pl.Int16, "pulang_ramadan": pl.Int16, "ikut_libur": pl.Boolean,
            },
        ),
        "libur": (
            kueri.libur(instansi_id, Rentang(awal, (akhir - awal).days + 1)),
            {"tanggal": pl.Date, "cuti_bersama": pl.Boolean},
        ),
        "ramadan": (kueri.ramadan(luas), {"mulai": pl.Date, "sampai": pl.Date}),
    }  # fmt: skip


def _hari_jadwal(f: Mapping[str, pl.DataFrame], instansi_id: int, rentang: Rentang) -> pl.DataFrame:
    """The calendar's days are the same for a whole government: made once for the same rows."""
    _require_holidays(f["libur"], instansi_id, rentang)
    kunci = (rentang, *(tuple(f[nama].rows()) for nama in ("jadwal", "libur", "ramadan")))
    hari = _HARI_JADWAL.get(kunci)
    if hari is None:
        luas = rentang.diperluas
        libur = f["libur"].filter(pl.col("tanggal").is_between(luas.awal, luas.akhir))
        hari = hari_jadwal(f["jadwal"], libur, f["ramadan"], luas)
        _HARI_JADWAL.put(kunci, hari)
    return hari


def _require_holidays(libur: pl.DataFrame, instansi_id: int, rentang: Rentang) -> None:
    """A year without any holiday is an error."""
    tahun = {rentang.awal.year, rentang.akhir.year}
    if kosong := sorted(tahun - {t.year for t in libur["tanggal"]}):
        instansi = Instansi.objects.get(pk=instansi_id)
        raise KalenderKosong(
            f"Kalender {instansi} tahun {kosong[0]} masih kosong: isi hari libur dan cuti bersama "
            "di halaman Kalender sebelum menghitung."
        )
