"""Whole personnel files for any number of people: the sample's own, copied to new colleagues.

Each has some twenty rows of history besides post and rank. Other benches of files use it too.
"""

import sys
import time
from typing import Any

from psycopg import sql

TABEL_ORANG = ("pegawai_pegawai", "pegawai_riwayatstatus", "pegawai_riwayatgolongan",
               "pegawai_riwayatjabatan")  # fmt: skip
MODEL = ("DataPribadi", "AlamatPegawai", "AnggotaKeluarga", "Pengangkatan", "RiwayatPendidikan",
         "RiwayatPelatihan", "KenaikanGajiBerkala", "Penghargaan")  # fmt: skip
PELATIHAN = 8  # further courses each, so that a file has its twenty rows


def load_files(jumlah: int) -> Any:
    """The sample government with `jumlah` people; loads what is missing."""
    from django.core.management import call_command
    from django.db import connection

    from selaras.contoh.muat_simpeg import muat_simpeg
    from selaras.contoh.rakit import rakit
    from selaras.contoh.services import build
    from selaras.organisasi.models import Instansi
    from selaras.pegawai.models import Pegawai

    mulai = time.perf_counter()
    call_command("migrate", interactive=False, verbosity=0)
    if build("sebulan"):
        muat_simpeg(rakit("sebulan"))
    kurang = jumlah - Pegawai.objects.count()
    if kurang > 0:
        _grow(kurang)
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    sys.stderr.write(f"data siap dalam {time.perf_counter() - mulai:.0f} s\n")
    return Instansi.objects.get()


def _grow(kurang: int) -> None:
    from django.apps import apps

    from selaras.contoh.besar import rekan_baru, tabel_besar
    from selaras.contoh.muat import muat_tabel
    from selaras.contoh.rakit import rakit
    from selaras.contoh.services import TABEL

    d = rakit("sebulan")
    isi = {nama: bingkai(d) for nama, bingkai in TABEL.items()}
    tabel = tabel_besar(d, isi, kurang)
    dipakai = []
    for nama, bingkai in tabel:
        if nama in TABEL_ORANG:
            dipakai.append((nama, bingkai))
        if len(dipakai) == len(TABEL_ORANG):
            break  # the rest are taps and pay
    muat_tabel(dipakai)
    _copy_files(rekan_baru(d, kurang), [apps.get_model("simpeg", m)._meta for m in MODEL])


def _copy_files(peta: Any, tabel: list[Any]) -> None:
    """Rows of each model's file for the new person, in the database."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("create temp table peta (id bigint primary key, asal bigint) on commit drop")
        with cursor.copy("copy peta from stdin (format csv)") as copy:
            copy.write(peta.write_csv(include_header=False).encode())
        cursor.execute("analyze peta")
        for meta in tabel:
            kolom = [f.column for f in meta.concrete_fields
                     if f.column not in {"id", "kunci", "pegawai_id"}]  # fmt: skip
            nama = sql.SQL(", ").join(map(sql.Identifier, kolom))
            lama = sql.SQL(", ").join(sql.Identifier("t", k) for k in kolom)
            cursor.execute(
                sql.SQL("insert into {t} (pegawai_id, {nama}) select p.id, {lama} from peta p "
                        "join {t} t on t.pegawai_id = p.asal")
                .format(t=sql.Identifier(meta.db_table), nama=nama, lama=lama)
            )  # fmt: skip
        cursor.execute(
            "insert into simpeg_riwayatpelatihan (pegawai_id, jenis, nama, penyelenggara, tempat, "
            "mulai, selesai, angkatan, no_sertifikat, catatan) select p.id, 'kursus', "
            "'Kursus ke-' || n, 'BPSDM', '', date '2012-03-01' + n * 400, "
            "date '2012-03-05' + n * 400, '', '', '' "
            "from pegawai_pegawai p, generate_series(1, %s) n", [PELATIHAN],
        )  # fmt: skip
