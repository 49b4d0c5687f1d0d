"""The rules agree with the plain per-person way on random months of mixed people."""

import random
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from selaras.aturan.jadwal import hari_jadwal
from selaras.aturan.presensi import (
    NOMOR_JENIS,
    Masukan,
    Rentang,
    StatusHari,
    hitung_presensi,
)

from . import peramal
from . import presensi_contoh as susun

WAKTU = pl.Datetime("us", "UTC")
ENAM_HARI = susun.jadwal_mingguan(
    {h: ("07:00", "14:00") for h in range(1, 5)} | {5: ("07:00", "11:30"), 6: ("07:00", "12:30")},
    jadwal_id=3,
)
JADWAL = pl.concat([susun.LIMA_HARI, susun.MALAM, ENAM_HARI])
# What a roster puts on consecutive days: night, free, early, free ... never overlapping.
SHIFT = {
    1: susun.LIMA_HARI,
    2: susun.MALAM,
    3: ENAM_HARI,
}


def jam_kerja(jadwal: pl.DataFrame, tanggal: date, puasa: bool) -> tuple[datetime, datetime] | None:
    baris = jadwal.filter(hari=tanggal.isoweekday())
    if not baris.height:
        return None
    b = baris.row(0, named=True)
    nama = "_ramadan" if puasa and b["masuk_ramadan"] is not None else ""
    nol = datetime.combine(tanggal, time())
    masuk, pulang = (nol + timedelta(minutes=b[s + nama]) for s in ("masuk", "pulang"))
    return masuk, pulang + timedelta(days=1) if pulang <= masuk else pulang


def seorang(acak: random.Random, rentang: Rentang, libur: dict[date, bool]) -> dict:
    """One random person: timetable or roster, taps, absences, corrections."""
    luas = rentang.diperluas.tanggal()
    dasar = acak.choice([1, 2, 3])
    roster: dict[date, int | None] = {}
    if acak.random() < 0.4:
        for tanggal in luas:
            roster[tanggal] = acak.choice([None, dasar, 2 if dasar == 1 else dasar])
    jam: dict[date, tuple[datetime, datetime] | None] = {}
    for tanggal in luas:
        pakai = roster.get(tanggal, dasar)
        bebas = pakai is None or (tanggal in libur and pakai != 2 and tanggal not in roster)
        jam[tanggal] = (
            None
            if bebas
            else jam_kerja(SHIFT[pakai], tanggal, 0 <= (tanggal - rentang.awal).days < 5)
        )
    ketukan = [
        tepi + timedelta(seconds=round(acak.gauss(0, 4500)))
        for waktu in jam.values()
        if waktu
        for tepi in waktu
        for _ in range(acak.choice([0, 1, 1, 1, 2, 3]))
    ]
    izin: dict[date, str] = {}
    for tanggal in rentang.tanggal():
        if acak.random() < 0.08:
            izin[tanggal] = acak.choice(["CT", "DL", "CS", "IT", "IPC"])
    koreksi = {}
    for tanggal in rentang.tanggal():
        if jam[tanggal] and acak.random() < 0.05:
            masuk, pulang = jam[tanggal]
            koreksi[tanggal] = (
                masuk + timedelta(minutes=acak.randint(-20, 50)) if acak.random() < 0.7 else None,
                pulang + timedelta(minutes=acak.randint(-50, 20)) if acak.random() < 0.7 else None,
            )
    gangguan = []
    for tanggal in rentang.tanggal():
        if jam[tanggal] and acak.random() < 0.1:
            tepi = jam[tanggal][acak.randint(0, 1)] + timedelta(minutes=acak.randint(-200, 300))
            gangguan.append((tepi, tepi + timedelta(minutes=acak.randint(1, 90))))
    dibenarkan = {t for t in rentang.tanggal() if acak.random() < 0.2}
    return {"gangguan": gangguan, "dibenarkan": dibenarkan,
            "dasar": dasar, "roster": roster, "jam": jam, "ketukan": ketukan, "izin": izin,
            "koreksi": koreksi, "zona": acak.choice(["WIB", "WITA", "WIT"])}  # fmt: skip


def masukan(orang: list[dict], rentang: Rentang, libur: dict[date, bool], kini) -> Masukan:
    tanggal_nol = {t: datetime.combine(t, time()) for t in rentang.tanggal()}

    def menit_hari(t: date, waktu: datetime | None) -> int | None:
        return None if waktu is None else int((waktu - tanggal_nol[t]).total_seconds() // 60)

    baris_roster, baris_izin, baris_koreksi, taps = [], [], [], []
    padam, saksi = [], []
    for n, o in enumerate(orang, start=10):
        baris_roster += [(n, t, j) for t, j in o["roster"].items()]
        baris_izin += [(n, t, t, NOMOR_JENIS[k]) for t, k in o["izin"].items()]
        baris_koreksi += [
            (n, t, menit_hari(t, a), menit_hari(t, b)) for t, (a, b) in o["koreksi"].items()
        ]
        zona = ZoneInfo(susun.ZONA[o["zona"]][0])
        padam += [
            (n, *(w.replace(tzinfo=zona).astimezone(ZoneInfo("UTC")) for w in selang))
            for selang in o["gangguan"]
        ]
        saksi += [(n, t) for t in o["dibenarkan"]]
        taps.append(susun.ketukan(o["ketukan"], o["zona"], n))
    i64, tgl = pl.Int64, pl.Date
    return Masukan(
        orang=pl.DataFrame(
            [(n, susun.ZONA[o["zona"]][1]) for n, o in enumerate(orang, start=10)],
            schema={"pegawai_id": i64, "zona_menit": pl.Int32}, orient="row",
        ),
        penugasan=pl.DataFrame(
            [(n, None, None, o["dasar"]) for n, o in enumerate(orang, start=10)],
            schema={"pegawai_id": i64, "mulai": tgl, "sampai": tgl, "jadwal_id": i64}, orient="row",
        ),
        hari_jadwal=hari_jadwal(
            JADWAL, susun.frame_libur(*libur.items()),
            susun.frame_ramadan((rentang.awal, rentang.awal + timedelta(days=4))),
            rentang.diperluas,
        ),
        ketukan=pl.concat(taps),
        roster=pl.DataFrame(
            baris_roster, schema={"pegawai_id": i64, "tanggal": tgl, "jadwal_id": i64}, orient="row"
        ),
        izin=pl.DataFrame(
            baris_izin,
            schema={"pegawai_id": i64, "mulai": tgl, "sampai": tgl, "jenis": pl.UInt8},
            orient="row",
        ),
        koreksi=pl.DataFrame(
            baris_koreksi,
            schema={"pegawai_id": i64, "tanggal": tgl, "masuk": pl.Int16, "pulang": pl.Int16},
            orient="row",
        ),
        gangguan=pl.DataFrame(
            padam,
            schema={"pegawai_id": i64, "mulai": WAKTU, "sampai": WAKTU},
            orient="row",
        ),
        dibenarkan=pl.DataFrame(saksi, schema={"pegawai_id": i64, "tanggal": tgl}, orient="row"),
        kini=kini,
    )  # fmt: skip


@pytest.mark.parametrize("benih", range(12))
def test_agrees_with_the_plain_way_on_random_months(benih: int) -> None:
    acak = random.Random(benih)
    rentang = Rentang.bulan(202501 + benih)
    libur = {
        rentang.awal + timedelta(days=acak.randint(0, 27)): acak.random() < 0.3 for _ in range(3)
    }
    kini = None
    if benih % 3 == 0:
        kini = datetime.combine(rentang.awal, time(5), ZoneInfo("UTC")) + timedelta(
            minutes=acak.randint(0, 25 * 1440)
        )
    orang = [seorang(acak, rentang, libur) for _ in range(25)]
    hasil = hitung_presensi(masukan(orang, rentang, libur, kini), rentang, susun.parameter())
    for n, o in enumerate(orang):
        lokal = kini and kini.astimezone(ZoneInfo(susun.ZONA[o["zona"]][0])).replace(tzinfo=None)
        plain = peramal.Orang(o["jam"], o["ketukan"], o["izin"], o["koreksi"], lokal, o["gangguan"],
                             o["dibenarkan"])  # fmt: skip
        hari_hari = [peramal.hari(plain, t) for t in rentang.tanggal()]
        kami = [
            peramal.Hari(
                StatusHari(h["kode"]).name,
                int(h["menit_tl"]),
                int(h["menit_psw"]),
                int(h["potongan_bp"]),
            )
            for h in hasil.hari[n]
        ]
        for t, a, b in zip(rentang.tanggal(), kami, hari_hari, strict=True):
            assert a == b, (benih, n, t, o["jam"][t], o["zona"])
        ringkas = hasil.ringkas.row(n, named=True)
        assert ringkas["potongan_bp"] == sum(h.bp for h in hari_hari)
        assert ringkas["alpa"] == sum(h.kode == "TK" for h in hari_hari)
        assert ringkas["hari_kerja"] == sum(h.kode != "LIBUR" for h in hari_hari)
        assert ringkas["alpa_runtun"] == peramal.runtun_terpanjang(hari_hari)
        assert ringkas["menit_tl1"] == sum(h.tl for h in hari_hari if 0 < h.tl <= 30)
        assert ringkas["menit_psw4"] == sum(h.psw for h in hari_hari if h.psw > 90)
