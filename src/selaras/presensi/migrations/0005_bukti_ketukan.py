"""What comes with taps from phones, by month as the taps; and the counters that slow a flood down."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

BUAT = """
create table presensi_buktiketukan (
    waktu timestamptz not null,
    diterima_pada timestamptz not null,
    jam_perangkat timestamptz,
    server_terakhir timestamptz,
    monoton_ms bigint,
    pegawai_id bigint not null,
    akun_id bigint,
    tempat_id bigint,
    kunci uuid not null,
    pemasangan_id uuid,
    selfie_id uuid,
    lintang_e6 integer,
    bujur_e6 integer,
    akurasi_m integer,
    jarak_m integer,
    tanda integer not null default 0,
    mode smallint not null,
    jenis smallint,
    keadaan smallint not null,
    luring boolean not null,
    primary key (pegawai_id, waktu)
) partition by range (waktu);
create index presensi_bukti_waktu on presensi_buktiketukan using brin (waktu);
-- The same point of somebody else on the same day.
create index presensi_bukti_titik on presensi_buktiketukan (lintang_e6, bujur_e6, waktu)
    where lintang_e6 is not null;
-- Taps that wait for a superior: few at any time.
create index presensi_bukti_menunggu on presensi_buktiketukan (pegawai_id, waktu)
    where keadaan = 2;
-- Whether a file is attached.
create index presensi_bukti_selfie on presensi_buktiketukan (selfie_id)
    where selfie_id is not null;
-- How often an account or an installation sent: worth nothing after a crash, so never logged.
create unlogged table presensi_lajuketuk (
    kunci varchar(44) primary key,
    sisa real not null,
    pada timestamptz not null
) with (fillfactor = 50);
"""
BUANG = "drop table presensi_lajuketuk; drop table presensi_buktiketukan"


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_awal"),
        ("pegawai", "0004_kewajiban"),
        ("presensi", "0004_ponsel"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(BUAT, BUANG)],
            state_operations=[
                migrations.CreateModel(
                    name="BuktiKetukan",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "pegawai_id",
                                "waktu",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("waktu", models.DateTimeField(verbose_name="waktu")),
                        ("kunci", models.UUIDField(verbose_name="kunci kiriman")),
                        ("pemasangan_id", models.UUIDField(null=True, verbose_name="pemasangan")),
                        (
                            "mode",
                            models.SmallIntegerField(
                                choices=[
                                    (1, "Di kantor"),
                                    (2, "Dari rumah"),
                                    (3, "Dinas luar"),
                                    (4, "Kios"),
                                    (5, "Daftar petugas"),
                                ],
                                verbose_name="mode",
                            ),
                        ),
                        (
                            "jenis",
                            models.SmallIntegerField(
                                choices=[(1, "Masuk"), (2, "Pulang")],
                                null=True,
                                verbose_name="menurut pegawai",
                            ),
                        ),
                        (
                            "lintang_e6",
                            models.IntegerField(null=True, verbose_name="lintang (mikroderajat)"),
                        ),
                        (
                            "bujur_e6",
                            models.IntegerField(null=True, verbose_name="bujur (mikroderajat)"),
                        ),
                        (
                            "akurasi_m",
                            models.IntegerField(null=True, verbose_name="akurasi (meter)"),
                        ),
                        (
                            "jarak_m",
                            models.IntegerField(null=True, verbose_name="jarak ke tempat (meter)"),
                        ),
                        ("luring", models.BooleanField(verbose_name="luring")),
                        (
                            "jam_perangkat",
                            models.DateTimeField(null=True, verbose_name="jam perangkat"),
                        ),
                        (
                            "server_terakhir",
                            models.DateTimeField(null=True, verbose_name="jam server terakhir"),
                        ),
                        (
                            "monoton_ms",
                            models.BigIntegerField(
                                null=True, verbose_name="lewat sejak jam server (milidetik)"
                            ),
                        ),
                        ("tanda", models.IntegerField(default=0, verbose_name="tanda")),
                        (
                            "keadaan",
                            models.SmallIntegerField(
                                choices=[
                                    (1, "Diterima"),
                                    (2, "Menunggu atasan"),
                                    (3, "Dibenarkan"),
                                    (4, "Ditolak"),
                                ],
                                verbose_name="keadaan",
                            ),
                        ),
                        ("diterima_pada", models.DateTimeField(verbose_name="diterima pada")),
                        (
                            "akun",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "pegawai",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pegawai.pegawai",
                            ),
                        ),
                        (
                            "selfie",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="files.berkas",
                            ),
                        ),
                        (
                            "tempat",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="presensi.tempatpresensi",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bukti ketukan",
                        "verbose_name_plural": "bukti ketukan",
                    },
                ),
            ],
        )
    ]
