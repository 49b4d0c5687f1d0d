"""Taps by month of their instant (UTC); months are made on demand by services.ensure_partitions."""

import django.db.models.deletion
from django.db import migrations, models

BUAT = """
create table presensi_ketukan (
    situs_id bigint not null,
    pin varchar(24) not null,
    waktu timestamptz not null,
    pegawai_id bigint,
    mesin_id bigint,
    sumber smallint not null,
    status smallint,
    verifikasi smallint,
    kode_kerja varchar(24) not null default '',
    diterima_pada timestamptz not null,
    primary key (situs_id, pin, waktu)
) partition by range (waktu);
create index presensi_ketukan_waktu on presensi_ketukan using brin (waktu);
create index presensi_ketukan_pegawai on presensi_ketukan (pegawai_id, waktu);
-- Taps whose PIN nobody has yet: few, and asked for by the page that maps them.
create index presensi_ketukan_tak_dikenal on presensi_ketukan (situs_id, pin)
    where pegawai_id is null;
-- A day's re-fold rewrites rows in place when its page has room.
alter table presensi_lembarpresensi set (fillfactor = 70);
"""


class Migration(migrations.Migration):
    dependencies = [("presensi", "0001_awal")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(BUAT, "drop table presensi_ketukan")],
            state_operations=[
                migrations.CreateModel(
                    name="Ketukan",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "situs_id",
                                "pin",
                                "waktu",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("pin", models.CharField(max_length=24, verbose_name="PIN")),
                        ("waktu", models.DateTimeField(verbose_name="waktu")),
                        (
                            "sumber",
                            models.SmallIntegerField(
                                choices=[
                                    (1, "Berkas mesin"),
                                    (2, "Dikirim mesin"),
                                    (3, "Ponsel"),
                                    (4, "Impor lain"),
                                ],
                                verbose_name="sumber",
                            ),
                        ),
                        (
                            "status",
                            models.SmallIntegerField(null=True, verbose_name="status mesin"),
                        ),
                        (
                            "verifikasi",
                            models.SmallIntegerField(null=True, verbose_name="cara verifikasi"),
                        ),
                        ("kode_kerja", models.CharField(max_length=24, verbose_name="kode kerja")),
                        ("diterima_pada", models.DateTimeField(verbose_name="diterima pada")),
                        (
                            "pegawai",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pegawai.pegawai",
                            ),
                        ),
                        (
                            "mesin",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="presensi.mesin",
                            ),
                        ),
                        (
                            "situs",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="presensi.situs",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ketukan",
                        "verbose_name_plural": "ketukan",
                    },
                ),
            ],
        )
    ]
