"""What stored months hold for a trial of another law: instruments in force and their day rows.

Everything that decided a month's pay is read as it was stored then, so that a difference comes
from the law alone, also where facts were corrected since.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from psycopg import sql

from selaras.aturan.jadwal import Rentang
from selaras.aturan.masukan import KRITERIA
from selaras.aturan.presensi import HARI, KOSONG, HasilPresensi
from selaras.aturan.presensi.kisi import Orang
from selaras.core.frames import one_snapshot, read_frame
from selaras.hukum import Aturan
from selaras.presensi import lembar
from selaras.presensi.selectors import BulanPresensi, load_scope
from selaras.presensi.selectors import kueri as kueri_presensi
from selaras.presensi.selectors.masukan import load_kisi
from selaras.tpp.models import InstrumenPenilaian
from selaras.tpp.selectors import kueri
from selaras.tpp.selectors.bulan import BESAR, month_posts

_I = pl.Int64
KOLOM = tuple(str(f.column) for f in InstrumenPenilaian._meta.concrete_fields if f.column)


@dataclass(frozen=True, slots=True)
class BulanTersimpan:
    """A month as it was stored; rows of `instrumen` and `hari` in one order.

    instrumen: the columns of the table (coded words as numbers, -1 = unknown), `jenis_unit`,
    `hanya_presensi`. hari: (orang, days of the month) of kode.HARI. libur: the calendar's
    holidays by day. tanpa_lembar: people left out, since their day rows are gone.
    """

    instansi_id: int
    periode: int
    instrumen: pl.DataFrame
    hari: NDArray[np.void]
    libur: NDArray[np.bool_]
    tanpa_lembar: int

    @property
    def rentang(self) -> Rentang:
        return Rentang.bulan(self.periode)


def stored_months(instansi_id: int) -> list[int]:
    """Months that some unit has a run in force for, the latest first."""
    query = sql.SQL(
        "select distinct pu.periode from periode_periodeunit pu "
        "join organisasi_unitkerja u on u.id = pu.skpd_id "
        "where u.instansi_id = {} and pu.hitungan_id is not null and pu.periode % 100 <= 12 "
        "order by pu.periode desc"
    ).format(sql.Literal(instansi_id))
    return read_frame(query, {"periode": _I})["periode"].to_list()


def read_stored_month(
    instansi_id: int, periode: int, pegawai_ids: Collection[int] | None = None
) -> BulanTersimpan:
    """The month's instruments in force with their day rows, of everyone or of some people."""
    besar = pegawai_ids is None
    skema = {**dict.fromkeys(KOLOM, _I), "jenis_unit": pl.String, "hari": pl.Binary}
    with one_snapshot():
        frame = read_frame(_instrumen(instansi_id, periode, pegawai_ids), skema, large=besar)
        khusus = read_frame(_hanya_presensi(periode), {"pegawai_id": _I})["pegawai_id"]
    frame = frame.sort("pegawai_id")
    ada = frame.filter(pl.col("hari").is_not_null())
    rentang = Rentang.bulan(periode)
    isi = ada["hari"].to_list()
    hari = lembar.decode(isi)[:, : rentang.hari] if isi else np.zeros((0, rentang.hari), HARI)
    return BulanTersimpan(
        instansi_id=instansi_id,
        periode=periode,
        instrumen=ada.drop("hari").with_columns(
            hanya_presensi=pl.col("pegawai_id").is_in(khusus.implode())
        ),
        hari=hari,
        libur=_libur(instansi_id, rentang),
        tanpa_lembar=frame.height - ada.height,
    )


def _instrumen(instansi_id: int, periode: int, pegawai_ids: Collection[int] | None) -> sql.Composed:
    orang: sql.Composable = sql.SQL("")
    if pegawai_ids is not None:
        ids = sql.Literal(list(pegawai_ids))
        orang = sql.SQL(" and i.pegawai_id = any({}::bigint[])").format(ids)
    kolom = sql.SQL(", ").join(sql.SQL("i.{}").format(sql.Identifier(k)) for k in KOLOM)
    return sql.SQL(
        """
        select {kolom}, n.jenis_bayar as jenis_unit, l.hari
        from periode_periodeunit pu
        join organisasi_unitkerja s on s.id = pu.skpd_id and s.instansi_id = {instansi}
        join tpp_instrumenpenilaian i on i.hitungan_id = pu.hitungan_id and i.skpd_id = pu.skpd_id
        left join organisasi_unitkerja n on n.id = i.unit_id
        left join presensi_lembarpresensi l on l.periode = {periode}
            and l.pegawai_id = i.pegawai_id
        where pu.periode = {periode}{orang}
        """
    ).format(
        kolom=kolom, instansi=sql.Literal(instansi_id), periode=sql.Literal(periode), orang=orang
    )


def _hanya_presensi(periode: int) -> sql.Composed:
    """People whose first status of the month does not oblige them to e-Kinerja."""
    rentang = Rentang.bulan(periode)
    selang = sql.SQL("daterange({}, {}, '[]')").format(
        sql.Literal(rentang.awal), sql.Literal(rentang.akhir)
    )
    return sql.SQL(
        """
        select pegawai_id from (
            select distinct on (pegawai_id) pegawai_id, wajib_kinerja
            from pegawai_riwayatstatus
            where berlaku && {selang} and pegawai_id in (
                select pegawai_id from pegawai_riwayatstatus
                where not wajib_kinerja and berlaku && {selang}
            )
            order by pegawai_id, lower(berlaku)
        ) pertama where not wajib_kinerja
        """
    ).format(selang=selang)


def _libur(instansi_id: int, rentang: Rentang) -> NDArray[np.bool_]:
    tanggal = read_frame(
        kueri_presensi.libur(instansi_id, rentang),
        {"tanggal": pl.Date, "cuti_bersama": pl.Boolean},
    )["tanggal"]
    hari = np.zeros(rentang.hari, np.bool_)
    hari[[t.day - 1 for t in tanggal]] = True
    return hari


def expected_ends(bulan: BulanTersimpan) -> NDArray[np.int16]:
    """When each day's work should have ended, (orang, hari), by the timetables known today."""
    ids = bulan.instrumen["pegawai_id"].to_list()
    lingkup = load_scope(
        instansi_id=bulan.instansi_id, rentang=bulan.rentang,
        pegawai_ids=None if len(ids) >= BESAR else ids,
    )  # fmt: skip
    kisi = load_kisi(lingkup)
    orang = Orang.dari(lingkup.frame)
    pulang = kisi.pulang[1:-1].T
    letak = orang.kolom(bulan.instrumen["pegawai_id"].to_numpy())
    hasil: NDArray[np.int16] = pulang[letak.clip(0)].copy()
    hasil[letak < 0] = KOSONG
    return hasil


def shared_besaran(bulan: BulanTersimpan, aturan: Aturan) -> pl.DataFrame:
    """pegawai_id, six criteria and `pembagi` by the proposed law's way of sharing a month."""
    ids = bulan.instrumen["pegawai_id"].to_numpy()
    ringkas = bulan.instrumen.select("pegawai_id", pl.col("hari_kerja").cast(pl.Int16))
    presensi = BulanPresensi(
        periode=bulan.periode,
        hasil=HasilPresensi(bulan.rentang, ids, bulan.hari, ringkas),
        skpd_id=bulan.instrumen["skpd_id"].to_numpy(),
        zona_menit=np.zeros(len(ids), np.int32),
        jumlah_ketukan=0,
    )
    return month_posts(instansi_id=bulan.instansi_id, bulan=presensi, aturan=aturan).select(
        "pegawai_id", "pembagi", *KRITERIA
    )


def other_capaian(bulan: BulanTersimpan, kolom: str) -> pl.DataFrame:
    """pegawai_id, capaian_bp: the assessment's column that the month's own law did not read."""
    skema = {"pegawai_id": _I, "predikat": pl.String, "persen_bp": _I, "menit": _I,
             "nilai_skp_bp": _I}  # fmt: skip
    besar = bulan.instrumen.height >= BESAR
    semua = read_frame(kueri.penilaian(bulan.periode, sql.SQL("is not null")), skema, large=besar)
    return semua.select("pegawai_id", capaian_bp=pl.col(kolom))


def year_sums(bulan: BulanTersimpan) -> pl.DataFrame:
    """The year's sums before this month, for a law that asks for them where the own one didn't."""
    nama = ("setahun_bruto", "setahun_iuran", "setahun_pph", "bulan_bekerja")
    return read_frame(
        kueri.setahun(bulan.instansi_id, bulan.periode, sql.SQL("is not null")),
        {"pegawai_id": _I, **dict.fromkeys(nama, _I)},
        large=bulan.instrumen.height >= BESAR,
    )
