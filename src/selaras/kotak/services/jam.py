"""Reads the absence clock of PP 94/2021 from the year's month sheets and proposes cases.

PNS and CPNS only. Each step once a year; ten days in a row reach the last one whatever the sum.
"""

from datetime import datetime
from typing import Any

import polars as pl
from django.db import transaction
from psycopg import sql

from selaras.aturan.jadwal import Rentang
from selaras.aturan.pp94 import BERUNTUN, STATUS, clock, longest_run
from selaras.core.frames import read_frame
from selaras.core.permissions import Actor
from selaras.hukum import Aturan, NotInForce
from selaras.kotak.models import KasusPembinaan
from selaras.kotak.services.kasus import law_on, local_day, propose_discipline
from selaras.organisasi.models import Instansi
from selaras.presensi import lembar

_I = pl.Int64
_WAJAR = 60 * 24 * 366  # minutes: above it nothing is added up


@transaction.atomic
def read_clock(instansi: Instansi, *, actor: Actor, at: datetime) -> int:
    """Propose a case for everyone who has reached a further step this year; how many."""
    hari = local_day(instansi, at)
    aturan = law_on(instansi, hari)
    try:
        kena = _counted(instansi, hari.year, hari.isoformat(), aturan)
    except NotInForce:
        return 0
    if not kena:
        return 0
    sudah: dict[int, set[int]] = {}
    kasus = KasusPembinaan.objects.filter(
        pegawai_id__in=list(kena), asal=KasusPembinaan.Asal.PP94, tahun=hari.year
    )
    for pegawai_id, ambang in kasus.values_list("pegawai_id", "ambang"):
        sudah.setdefault(pegawai_id, set()).add(ambang)
    nama = aturan.teks("disiplin.pp94_nama")
    isi: dict[int, dict[str, object]] = {}
    for pegawai_id, (alpa, menit, runtun) in kena.items():
        jam = clock(alpa, menit, runtun, aturan)
        if not jam.ambang or jam.ambang <= max(sudah.get(pegawai_id, {0})):
            continue
        kata = (
            f"{jam.runtun} hari kerja berturut-turut"
            if jam.sebab == BERUNTUN
            else f"{jam.hari} hari kerja sepanjang {hari.year}"
        )
        isi[pegawai_id] = {
            "jenis": KasusPembinaan.Jenis.DISIPLIN, "asal": KasusPembinaan.Asal.PP94,
            "tahun": hari.year, "ambang": jam.ambang, "hari": jam.hari, "usulan": jam.usulan,
            "uraian": f"Tidak masuk tanpa alasan {kata}. Diusulkan: {nama[str(jam.usulan)]}.",
        }  # fmt: skip
    return propose_discipline(
        instansi, actor=actor, at=at, periode=hari.year * 100 + hari.month, isi=isi
    )


def _counted(
    instansi: Instansi, tahun: int, hari: str, aturan: Aturan
) -> dict[int, tuple[int, int, int]]:
    """PNS and CPNS near a step -> (days, minutes late or early, longest run), of one year."""
    sedikit = min(aturan.jenjang("disiplin.pp94")[0].mulai, aturan.nilai("disiplin.pp94_beruntun"))
    telat = aturan.pilihan("disiplin.pp94_hitung_keterlambatan") == "ya"
    per_hari = aturan.nilai("disiplin.pp94_menit_per_hari") if telat else _WAJAR
    frame = read_frame(
        sql.SQL(
            """
            with jumlah as (
                select l.pegawai_id, sum(l.alpa) as alpa, sum(l.menit_tl + l.menit_psw) as menit
                from presensi_lembarpresensi l
                join pegawai_pegawai p on p.id = l.pegawai_id and p.instansi_id = {instansi}
                where l.periode between {awal} and {akhir}
                group by l.pegawai_id
                having sum(l.alpa) + sum(l.menit_tl + l.menit_psw) / {per_hari} >= {sedikit}
            )
            select j.pegawai_id, j.alpa::bigint, j.menit::bigint from jumlah j
            join pegawai_riwayatstatus s on s.pegawai_id = j.pegawai_id
                and s.berlaku @> {hari}::date and s.status = any({status})
            """
        ).format(
            instansi=sql.Literal(instansi.pk), awal=sql.Literal(tahun * 100 + 1),
            akhir=sql.Literal(tahun * 100 + 12), per_hari=sql.Literal(per_hari),
            sedikit=sql.Literal(sedikit), hari=sql.Literal(hari), status=sql.Literal(list(STATUS)),
        ),
        {"pegawai_id": _I, "alpa": _I, "menit": _I},
    )  # fmt: skip
    runtun = longest_runs(frame["pegawai_id"].to_list(), tahun)
    return {i: (alpa, menit, runtun.get(i, 0)) for i, alpa, menit in frame.iter_rows()}


def longest_runs(pegawai_ids: list[int], tahun: int) -> dict[int, int]:
    """Each person's longest run of unexcused days of a year, over its months' sheets joined."""
    if not pegawai_ids:
        return {}
    frame = read_frame(
        sql.SQL(
            "select pegawai_id, periode, hari from presensi_lembarpresensi "
            "where pegawai_id = any({}::bigint[]) and periode between {} and {} "
            "order by pegawai_id, periode"
        ).format(
            sql.Literal(pegawai_ids), sql.Literal(tahun * 100 + 1), sql.Literal(tahun * 100 + 12)
        ),
        {"pegawai_id": _I, "periode": _I, "hari": pl.Binary},
    )
    hari: dict[int, list[Any]] = {}
    for pegawai_id, periode, isi in frame.iter_rows():
        kode = lembar.decode([isi])[0]["kode"][: Rentang.bulan(periode).hari]
        hari.setdefault(pegawai_id, []).extend(kode.tolist())
    return {i: longest_run(kode) for i, kode in hari.items()}
