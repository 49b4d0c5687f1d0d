"""Builds small inputs of the attendance rules for tests: one person, plain times."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl

from selaras.aturan.jadwal import hari_jadwal
from selaras.aturan.presensi import Masukan, ParameterPresensi, Rentang, hitung_presensi
from selaras.hukum import Law

ZONA = {"WIB": ("Asia/Jakarta", 420), "WITA": ("Asia/Makassar", 480), "WIT": ("Asia/Jayapura", 540)}
PITA = [(1, 50), (31, 100), (61, 125), (91, 150)]
HUKUM = {
    "presensi.jendela": {
        "masuk_sebelum": 120,
        "masuk_sesudah": 240,
        "pulang_sebelum": 240,
        "pulang_sesudah": 360,
        "jeda_min": 60,
    },
    "presensi.toleransi": 0,
    "presensi.potongan_tl": PITA,
    "presensi.potongan_psw": PITA,
    "presensi.tanpa_catatan_masuk": 150,
    "presensi.tanpa_catatan_pulang": 150,
    "presensi.alpa_per_hari": 300,
    "presensi.kompensasi": 0,
    "presensi.gangguan": "menit_tertutup",
    "presensi.izin": {"DL": 0, "CT": 0, "DIKLAT": 0, "IT": 0, "IPC": 0, "CS": 250},
    "presensi.izin_kehadiran": ["DL", "DIKLAT", "TGS"],
}


def parameter(**ganti: object) -> ParameterPresensi:
    """The law above, with `presensi.<name>` replaced."""
    isi = HUKUM | {f"presensi.{nama}": nilai for nama, nilai in ganti.items()}
    return ParameterPresensi.dari(Law.from_dict(isi).pada(date(2026, 9, 10)))


def menit(jam: str) -> int:
    """'07:30' -> 450."""
    h, m = jam.split(":")[:2]
    return int(h) * 60 + int(m)


def jadwal_mingguan(
    jam: dict[int, tuple[str, str]],
    ramadan: dict[int, tuple[str, str]] | None = None,
    *,
    jadwal_id: int = 1,
    ikut_libur: bool = True,
) -> pl.DataFrame:
    """A timetable by ISO weekday."""
    ramadan = ramadan or {}
    return pl.DataFrame(
        [
            {
                "jadwal_id": jadwal_id,
                "hari": hari,
                "masuk": menit(a),
                "pulang": menit(b),
                "masuk_ramadan": menit(ramadan[hari][0]) if hari in ramadan else None,
                "pulang_ramadan": menit(ramadan[hari][1]) if hari in ramadan else None,
                "ikut_libur": ikut_libur,
            }
            for hari, (a, b) in jam.items()
        ],
        schema={
            "jadwal_id": pl.Int64, "hari": pl.Int8, "masuk": pl.Int16, "pulang": pl.Int16,
            "masuk_ramadan": pl.Int16, "pulang_ramadan": pl.Int16, "ikut_libur": pl.Boolean,
        },
    )  # fmt: skip


LIMA_HARI = jadwal_mingguan(
    {1: ("07:30", "16:00"), 2: ("07:30", "16:00"), 3: ("07:30", "16:00"),
     4: ("07:30", "16:00"), 5: ("07:30", "16:30")},
    {1: ("08:00", "15:00"), 2: ("08:00", "15:00"), 3: ("08:00", "15:00"),
     4: ("08:00", "15:00"), 5: ("08:00", "15:30")},
)  # fmt: skip
MALAM = jadwal_mingguan({h: ("20:00", "07:00") for h in range(1, 8)}, jadwal_id=2, ikut_libur=False)


def frame_libur(*hari: tuple[date, bool]) -> pl.DataFrame:
    return pl.DataFrame(
        {"tanggal": [h for h, _ in hari], "cuti_bersama": [c for _, c in hari]},
        schema={"tanggal": pl.Date, "cuti_bersama": pl.Boolean},
    )


def frame_ramadan(*selang: tuple[date, date]) -> pl.DataFrame:
    return pl.DataFrame(
        {"mulai": [a for a, _ in selang], "sampai": [b for _, b in selang]},
        schema={"mulai": pl.Date, "sampai": pl.Date},
    )


def ketukan(waktu: list[datetime], zona: str = "WIB", pegawai_id: int = 1) -> pl.DataFrame:
    """Local times (naive) of one person -> the frame of taps."""
    tz = ZoneInfo(ZONA[zona][0])
    return pl.DataFrame(
        {
            "pegawai_id": [pegawai_id] * len(waktu),
            "waktu": [w.replace(tzinfo=tz).astimezone(ZoneInfo("UTC")) for w in waktu],
        },
        schema={"pegawai_id": pl.Int64, "waktu": pl.Datetime("us", "UTC")},
    )


def masukan_seorang(
    rentang: Rentang, waktu: list[datetime], *, zona: str = "WIB", jadwal: pl.DataFrame = LIMA_HARI,
    libur: pl.DataFrame | None = None, ramadan: pl.DataFrame | None = None, jadwal_id: int = 1,
    **lain: object,
) -> Masukan:  # fmt: skip
    """The input of one person (id 1) who follows one timetable all the time."""
    hari = hari_jadwal(
        jadwal,
        frame_libur() if libur is None else libur,
        frame_ramadan() if ramadan is None else ramadan,
        rentang.diperluas,
    )
    return Masukan(
        orang=pl.DataFrame({"pegawai_id": [1], "zona_menit": [ZONA[zona][1]]}),
        penugasan=pl.DataFrame(
            {"pegawai_id": [1], "mulai": [None], "sampai": [None], "jadwal_id": [jadwal_id]},
            schema={"pegawai_id": pl.Int64, "mulai": pl.Date, "sampai": pl.Date,
                    "jadwal_id": pl.Int64},
        ),
        hari_jadwal=hari,
        ketukan=ketukan(waktu, zona),
        **lain,  # type: ignore[arg-type]
    )  # fmt: skip


def sehari(tanggal: date, jam: list[str], **lain: object) -> dict[str, object]:
    """The day's row for one person; '+07:05' is a time on the next date."""
    p = lain.pop("p", None) or parameter()
    waktu = [pada(tanggal, j) for j in jam]
    hasil = hitung_presensi(
        masukan_seorang(Rentang(tanggal, 1), waktu, **lain), Rentang(tanggal, 1), p
    )
    return hasil.frame().row(0, named=True)


def pada(tanggal: date, jam: str) -> datetime:
    besok, kemarin = jam.startswith("+"), jam.startswith("-")
    h, m, d = (int(b) for b in (jam.lstrip("+-") + ":00").split(":")[:3])
    geser = timedelta(days=int(besok) - int(kemarin))
    return datetime(tanggal.year, tanggal.month, tanggal.day, h, m, d) + geser


def izin(kode_nomor: int, mulai: date, sampai: date, pegawai_id: int = 1) -> pl.DataFrame:
    return pl.DataFrame(
        {"pegawai_id": [pegawai_id], "mulai": [mulai], "sampai": [sampai], "jenis": [kode_nomor]},
        schema={"pegawai_id": pl.Int64, "mulai": pl.Date, "sampai": pl.Date, "jenis": pl.UInt8},
    )
