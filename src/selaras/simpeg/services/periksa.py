"""One run over all files of a government: quality, due dates, DUK; writes what it finds.

Computed rows go in by COPY; the run before is replaced, but its scores stay for the trend.
"""

from collections.abc import Callable
from datetime import date

import polars as pl
from django.db import connection, models, transaction
from psycopg import sql

from selaras.aturan.simpeg import mutu
from selaras.aturan.simpeg.duk import duk
from selaras.core.frames import read_frame
from selaras.core.permissions import Actor
from selaras.hukum import Aturan
from selaras.organisasi.models import Instansi
from selaras.simpeg.models import (
    JatuhTempo,
    PeriksaBerkas,
    SkorMutu,
    TemuanMutu,
    UrutKepangkatan,
)
from selaras.simpeg.selectors.keadaan import law_of, load_keadaan
from selaras.simpeg.selectors.tambahan import with_identity
from selaras.simpeg.selectors.tempo import due

Lapor = Callable[[str], None]


def check_files(
    *, instansi: Instansi, pada: date, actor: Actor, lapor: Lapor = lambda _: None
) -> PeriksaBerkas:
    """Check everybody as of a day and keep what was found; the same day again replaces it."""
    lapor("Membaca berkas")
    frame, aturan = load_keadaan(instansi.pk, pada), law_of(instansi.pk, pada)
    lapor("Memeriksa mutu data")
    ditemukan = findings(frame, instansi.pk, pada, aturan)
    lapor("Menghitung jatuh tempo")
    tempo = due(frame, instansi.pk, pada, aturan)
    lapor("Menyusun DUK dan menyimpan")
    with transaction.atomic():
        PeriksaBerkas.objects.filter(instansi=instansi).update(temuan=None)
        periksa, _ = PeriksaBerkas.objects.update_or_create(
            instansi=instansi, pada=pada,
            defaults={"jumlah": frame.height, "dibuat_pada": actor.at,
                      "temuan": _by_rule(ditemukan)},
        )  # fmt: skip
        _replace(TemuanMutu, _with_since(ditemukan, frame, instansi.pk, pada), instansi.pk)
        _replace(JatuhTempo, tempo, instansi.pk)
        _replace(UrutKepangkatan, seniority(frame, aturan), instansi.pk)
        _keep_scores(periksa, mutu.skor(frame, ditemukan, aturan))
    return periksa


def findings(frame: pl.DataFrame, instansi_id: int, pada: date, aturan: Aturan) -> pl.DataFrame:
    """What the rules find, one row per person and rule."""
    return mutu.temuan(with_identity(frame, instansi_id, pada), pada, aturan)


def seniority(frame: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """Rows for UrutKepangkatan, in the official order, numbered in the whole and in each SKPD."""
    pendidikan = pl.col("pendidikan_nama") + pl.when(pl.col("jurusan") != "").then(
        " " + pl.col("jurusan")
    ).otherwise(pl.lit(""))
    return duk(frame, aturan).select(
        "pegawai_id", "skpd_id", "nomor",
        nomor_skpd=pl.int_range(1, pl.len() + 1).over("skpd_id"), alasan="alasan",
        pangkat="golongan", tmt_pangkat="tmt_golongan", jabatan="jabatan",
        tmt_jabatan="tmt_jabatan", mkg_bulan=pl.col("mkg_bulan").clip(lower_bound=0),
        diklat="diklat", diklat_tahun="diklat_tahun",
        pendidikan=pendidikan.str.slice(0, 200), tahun_lulus="tahun_lulus", lahir="lahir",
    )  # fmt: skip


def _with_since(
    ditemukan: pl.DataFrame, frame: pl.DataFrame, instansi_id: int, pada: date
) -> pl.DataFrame:
    """Findings with their SKPD and the day they were first found, kept over runs."""
    query = sql.SQL(
        "select t.pegawai_id, t.kode, t.sejak from simpeg_temuanmutu t "
        "join pegawai_pegawai p on p.id = t.pegawai_id where p.instansi_id = {}"
    ).format(sql.Literal(instansi_id))
    lama = read_frame(query, {"pegawai_id": pl.Int64, "kode": pl.String, "sejak": pl.Date})
    return (
        ditemukan.join(frame.select("pegawai_id", "skpd_id"), on="pegawai_id", how="left")
        .join(lama, on=["pegawai_id", "kode"], how="left")
        .with_columns(sejak=pl.min_horizontal(pl.col("sejak"), pl.lit(pada)))
    )


def _replace(model: type[models.Model], frame: pl.DataFrame, instansi_id: int) -> None:
    """The government's rows of a result, all new."""
    tabel = sql.Identifier(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(
                "delete from {} t using pegawai_pegawai p "
                "where p.id = t.pegawai_id and p.instansi_id = {}"
            ).format(tabel, sql.Literal(instansi_id))
        )
        kolom = sql.SQL(", ").join(map(sql.Identifier, frame.columns))
        perintah = sql.SQL("copy {} ({}) from stdin (format csv)").format(tabel, kolom)
        with cursor.copy(perintah) as copy:
            copy.write(frame.write_csv(include_header=False).encode())
        cursor.execute(sql.SQL("analyze {}").format(tabel))


def _by_rule(ditemukan: pl.DataFrame) -> dict[str, int]:
    return dict(ditemukan["kode"].value_counts(sort=True).iter_rows())


def _keep_scores(periksa: PeriksaBerkas, skor: pl.DataFrame) -> None:
    periksa.skor.all().delete()
    SkorMutu.objects.bulk_create(
        SkorMutu(periksa=periksa, **baris)
        for baris in skor.drop_nulls("skpd_id").iter_rows(named=True)
    )
