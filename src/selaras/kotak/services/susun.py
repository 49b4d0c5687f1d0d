"""Makes the boxes of months whose run, assessments or edges have changed. Set-wise, by COPY."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

import numpy as np
import polars as pl
from django.db import connection, transaction
from psycopg import sql

from selaras.aturan.kotak import RAGAM, with_kotak
from selaras.core.copying import copy_columns
from selaras.core.frames import read_frame
from selaras.hukum import Aturan, Law, NotInForce
from selaras.kotak.models import JumlahKotak, KotakBulan, KotakPegawai
from selaras.kotak.models.kotak import KOLOM
from selaras.organisasi.models import Instansi

_I = pl.Int64
_BP = 10_000


def refresh(instansi: Instansi, *, at: datetime, law: Law | None = None) -> int:
    """Make what is stale, month after month; how many units' months."""
    return sum(_month(instansi, p, at, law) for p in sorted(_stale(instansi, law)))


def is_stale(instansi: Instansi, periode: int) -> bool:
    """Whether a month's boxes are older than what they are made of."""
    return periode in _stale(instansi, None, periode)


def _law(instansi: Instansi, periode: int, law: Law | None) -> Aturan:
    return (law or Law.load()).pada(date(periode // 100, periode % 100, 1), instansi.daerah)


def _stale(instansi: Instansi, law: Law | None, periode: int = 0) -> dict[int, list[int]]:
    """Month -> SKPD whose boxes must be made (again)."""
    query = sql.SQL(
        """
        select pu.periode, pu.skpd_id, pu.hitungan_id = k.hitungan_id as sama,
            coalesce(k.jumlah_penilaian, 0) as dulu, k.sidik_hukum as sidik,
            coalesce((
                select count(*) from kinerja_penilaian p
                join organisasi_unitkerja u on u.id = p.unit_id and u.skpd_id = pu.skpd_id
                where p.jenis = 'bulanan' and p.periode = pu.periode
                    and p.selesai_pada is not null
            ), 0) as kini
        from periode_periodeunit pu
        join organisasi_unitkerja s on s.id = pu.skpd_id and s.instansi_id = {instansi}
        left join kotak_kotakbulan k on k.skpd_id = pu.skpd_id and k.periode = pu.periode
        where pu.hitungan_id is not null and pu.periode % 100 <= 12 and {bulan}
        """
    ).format(
        instansi=sql.Literal(instansi.pk),
        bulan=sql.SQL("pu.periode = {}").format(sql.Literal(periode))
        if periode
        else sql.SQL("true"),
    )
    skema = {"periode": _I, "skpd_id": _I, "sama": pl.Boolean, "dulu": _I, "sidik": pl.String,
             "kini": _I}  # fmt: skip
    frame = read_frame(query, skema)
    sidik = {p: edges_fingerprint(_law(instansi, p, law)) for p in frame["periode"].unique()}
    hasil: dict[int, list[int]] = {}
    for p, skpd, sama, dulu, lama, kini in frame.iter_rows():
        if not (sama and dulu == kini and lama == sidik[p]):
            hasil.setdefault(p, []).append(skpd)
    return hasil


def edges_fingerprint(aturan: Aturan) -> str:
    """Which edges hold; empty where the region has none."""
    try:
        for kunci in ("kotak.tepi_skor", "kotak.tepi_produktivitas", "kotak.tepi_disiplin"):
            aturan.jenjang(kunci)
    except NotInForce:
        return ""
    return aturan.sidik()


@transaction.atomic
def _month(instansi: Instansi, periode: int, at: datetime, law: Law | None) -> int:
    """Make what is stale of a month; who comes meanwhile waits and finds it done."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('kotak'), %s)", [periode])
    skpd = _stale(instansi, law, periode).get(periode, [])
    if not skpd:
        return 0
    aturan = _law(instansi, periode, law)
    frame, hitungan, penilaian = _read(periode, skpd)
    sidik = edges_fingerprint(aturan)
    frame = with_kotak(frame, aturan) if sidik else frame.clear()
    ada = KotakPegawai.objects.filter(periode=periode)
    ada.filter(skpd_id__in=skpd).delete()
    # Someone who moved between agencies in mid-month has one row: the run's that counts last.
    ada.filter(pegawai_id__in=frame["pegawai_id"].to_list()).delete()
    if frame.height:
        copy_columns(KotakPegawai._meta.db_table, _columns(frame, periode))
    JumlahKotak.objects.filter(periode=periode, skpd_id__in=skpd).delete()
    JumlahKotak.objects.bulk_create(_counts(frame, periode), batch_size=5_000)
    KotakBulan.objects.filter(periode=_next(periode), skpd_id__in=skpd).delete()
    KotakBulan.objects.bulk_create(
        [
            KotakBulan(
                skpd_id=s, periode=periode, hitungan_id=hitungan[s], sidik_hukum=sidik,
                jumlah_penilaian=penilaian.get(s, 0), disusun_pada=at,
            )
            for s in skpd
        ],
        update_conflicts=True,
        unique_fields=["periode", "skpd"],
        update_fields=["hitungan_id", "sidik_hukum", "jumlah_penilaian", "disusun_pada"],
    )  # fmt: skip
    return len(skpd)


def _read(
    periode: int, skpd: Collection[int]
) -> tuple[pl.DataFrame, dict[int, int], dict[int, int]]:
    """The people's scores, ratings and boxes of the month before; runs and ratings by SKPD."""
    ids = sql.Literal(list(skpd))
    skema: dict[str, Any] = dict.fromkeys(
        ("pegawai_id", "skpd_id", "unit_id", "kelas", "realisasi", "produktivitas", "disiplin",
         "bobot_p", "hitungan_id", "hasil", "perilaku",
         *(f"{k}_lalu" for k in KOLOM.values())), _I,
    )  # fmt: skip
    lalu = sql.SQL(", ").join(
        sql.SQL("coalesce(l.{}, 0)").format(sql.Identifier(k)) for k in KOLOM.values()
    )
    frame = read_frame(
        sql.SQL(
            """
            select i.pegawai_id, i.skpd_id, i.unit_id, i.kelas, i.realisasi, i.produktivitas,
                i.disiplin, i.bobot_p, i.hitungan_id, n.hasil, n.perilaku, {lalu}
            from periode_periodeunit pu
            join tpp_instrumenpenilaian i
                on i.hitungan_id = pu.hitungan_id and i.skpd_id = pu.skpd_id
            left join lateral (
                select p.hasil, p.perilaku from kinerja_penilaian p
                where p.pegawai_id = i.pegawai_id and p.jenis = 'bulanan'
                    and p.periode = {periode} and p.selesai_pada is not null
                order by p.selesai_pada desc limit 1
            ) n on true
            left join kotak_kotakpegawai l
                on l.pegawai_id = i.pegawai_id and l.periode = {sebelum}
            where pu.periode = {periode} and pu.skpd_id = any({ids}::bigint[])
            """
        ).format(
            lalu=lalu, periode=sql.Literal(periode), sebelum=sql.Literal(_before(periode)), ids=ids
        ),
        skema,
        large=False,
    ).with_columns(dinilai=pl.col("bobot_p") > 0)
    query = "select skpd_id, hitungan_id from periode_periodeunit where periode = {} and skpd_id = any({}::bigint[])"  # noqa: E501
    pakai = read_frame(
        sql.SQL(query).format(sql.Literal(periode), ids), {"skpd_id": _I, "hitungan_id": _I}
    )
    nilai = read_frame(
        sql.SQL(
            "select u.skpd_id, count(*) as n from kinerja_penilaian p "
            "join organisasi_unitkerja u on u.id = p.unit_id where p.jenis = 'bulanan' "
            "and p.periode = {} and p.selesai_pada is not null "
            "and u.skpd_id = any({}::bigint[]) group by 1"
        ).format(sql.Literal(periode), ids),
        {"skpd_id": _I, "n": _I},
    )
    return frame, dict(pakai.iter_rows()), dict(nilai.iter_rows())


def _columns(frame: pl.DataFrame, periode: int) -> dict[str, Any]:
    """The rows as COPY takes them."""
    kecil = {
        "kelas": pl.col("kelas"),
        "skor_bp": pl.col("realisasi") // _BP,
        "produktivitas_bp": pl.when("dinilai").then(pl.col("produktivitas") // _BP).otherwise(-1),
        "disiplin_bp": pl.col("disiplin") // _BP,
        **{k: pl.col(k) for k in (*KOLOM.values(), *(f"{k}_lalu" for k in KOLOM.values()))},
    }
    rapi = frame.select(**kecil)
    return {
        "periode": np.full(frame.height, periode, np.int32),
        **{k: frame[k].to_numpy().astype(np.int64) for k in ("pegawai_id", "skpd_id", "unit_id")},
        **{k: rapi[k].to_numpy().astype(np.int16) for k in kecil},
    }


def _counts(frame: pl.DataFrame, periode: int) -> list[JumlahKotak]:
    hasil = []
    for ragam in RAGAM:
        k = KOLOM[ragam]
        jumlah = frame.group_by("skpd_id", "unit_id", k, f"{k}_lalu").len()
        hasil += [
            JumlahKotak(periode=periode, skpd_id=s, unit_id=u, ragam=ragam, kotak=n, lalu=d,
                        jumlah=j)
            for s, u, n, d, j in jumlah.iter_rows()
        ]  # fmt: skip
    return hasil


def _before(periode: int) -> int:
    tahun, bulan = divmod(periode, 100)
    return (tahun - 1) * 100 + 12 if bulan == 1 else periode - 1


def _next(periode: int) -> int:
    tahun, bulan = divmod(periode, 100)
    return (tahun + 1) * 100 + 1 if bulan == 12 else periode + 1
