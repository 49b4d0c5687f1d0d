"""Daily activities; entries lie by month, months are made by aktivitas.simpan."""

import uuid

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

BUAT = """
create sequence kinerja_aktivitasharian_id_seq;
create table kinerja_aktivitasharian (
    id bigint not null default nextval('kinerja_aktivitasharian_id_seq'),
    pegawai_id bigint not null,
    kegiatan_id bigint,
    rencana_baris_id bigint,
    hasil_kerja_id bigint,
    kegiatan_tugas_id bigint,
    dicatat_oleh_id bigint,
    dibuat_pada timestamptz not null,
    diputus_pada timestamptz,
    tanggal date not null,
    mulai smallint not null,
    selesai smallint not null,
    volume smallint not null default 1,
    standar smallint,
    status smallint not null default 1,
    uraian varchar(300) not null,
    keterangan varchar(300) not null default '',
    catatan varchar(300) not null default '',
    primary key (id, tanggal),
    constraint aktivitas_menit_sah check (mulai >= 0 and selesai > mulai and selesai <= 2880),
    constraint aktivitas_status_sah check (status between 1 and 5)
) partition by range (tanggal);
alter sequence kinerja_aktivitasharian_id_seq owned by kinerja_aktivitasharian.id;
create index kinerja_aktivitasharian_hari on kinerja_aktivitasharian (pegawai_id, tanggal);
"""
HAPUS = "drop table kinerja_aktivitasharian"


class Migration(migrations.Migration):
    dependencies = [
        ("kinerja", "0004_layar_penulis"),
        ("organisasi", "0002_awal"),
        ("pegawai", "0004_kewajiban"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="KegiatanKatalog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nama", models.CharField(max_length=200, verbose_name="kegiatan")),
                (
                    "satuan",
                    models.CharField(default="kegiatan", max_length=40, verbose_name="satuan"),
                ),
                (
                    "menit_standar",
                    models.PositiveSmallIntegerField(verbose_name="menit standar per satuan"),
                ),
                (
                    "kata_cari",
                    models.CharField(
                        blank=True,
                        help_text="Dipisah koma: ngetik, surat-menyurat",
                        max_length=300,
                        verbose_name="kata lain",
                    ),
                ),
                ("aktif", models.BooleanField(default=True, verbose_name="dipakai")),
                (
                    "instansi",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kegiatan_katalog",
                        to="organisasi.instansi",
                    ),
                ),
            ],
            options={
                "verbose_name": "kegiatan katalog",
                "verbose_name_plural": "kegiatan katalog",
                "ordering": ["nama", "id"],
            },
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(BUAT, HAPUS)],
            state_operations=[
                migrations.CreateModel(
                    name="AktivitasHarian",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("tanggal", models.DateField(verbose_name="tanggal")),
                        ("mulai", models.PositiveSmallIntegerField(verbose_name="mulai")),
                        ("selesai", models.PositiveSmallIntegerField(verbose_name="selesai")),
                        (
                            "volume",
                            models.PositiveSmallIntegerField(default=1, verbose_name="volume"),
                        ),
                        (
                            "standar",
                            models.PositiveSmallIntegerField(
                                null=True, verbose_name="menit standar"
                            ),
                        ),
                        (
                            "status",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Menunggu"),
                                    (2, "Disetujui"),
                                    (3, "Ditolak"),
                                    (4, "Dikembalikan"),
                                    (5, "Menunggu dibenarkan"),
                                ],
                                default=1,
                                verbose_name="status",
                            ),
                        ),
                        ("uraian", models.CharField(max_length=300, verbose_name="kegiatan")),
                        (
                            "keterangan",
                            models.CharField(default="", max_length=300, verbose_name="keterangan"),
                        ),
                        ("dibuat_pada", models.DateTimeField(verbose_name="dicatat pada")),
                        (
                            "diputus_pada",
                            models.DateTimeField(null=True, verbose_name="diputus pada"),
                        ),
                        (
                            "catatan",
                            models.CharField(
                                default="", max_length=300, verbose_name="catatan atasan"
                            ),
                        ),
                        (
                            "dicatat_oleh",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "hasil_kerja",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="kinerja.hasilkerja",
                            ),
                        ),
                        (
                            "kegiatan_tugas",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="kinerja.kegiatantugas",
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
                            "rencana_baris",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="kinerja.rencanabaris",
                            ),
                        ),
                        (
                            "kegiatan",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="kinerja.kegiatankatalog",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "aktivitas harian",
                        "verbose_name_plural": "aktivitas harian",
                    },
                ),
            ],
        ),
        migrations.CreateModel(
            name="KirimanAktivitas",
            fields=[
                (
                    "kunci",
                    models.UUIDField(
                        default=uuid.uuid4,
                        primary_key=True,
                        serialize=False,
                        verbose_name="kunci kiriman",
                    ),
                ),
                ("dikirim_pada", models.DateTimeField(db_index=True, verbose_name="dikirim pada")),
                ("pesan", models.CharField(default="", max_length=300, verbose_name="hasil")),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kiriman aktivitas",
                "verbose_name_plural": "kiriman aktivitas",
            },
        ),
        migrations.CreateModel(
            name="UraianTugas",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "nama_jabatan",
                    models.CharField(blank=True, max_length=160, verbose_name="nama jabatan"),
                ),
                (
                    "jenis_jabatan",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("struktural", "Struktural"),
                            ("fungsional", "Fungsional"),
                            ("pelaksana", "Pelaksana"),
                        ],
                        max_length=12,
                        verbose_name="jenis jabatan",
                    ),
                ),
                ("urutan", models.PositiveSmallIntegerField(default=1, verbose_name="urutan")),
                ("uraian", models.CharField(max_length=300, verbose_name="uraian tugas")),
                ("contoh", models.BooleanField(default=False, verbose_name="contoh")),
                (
                    "instansi",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uraian_tugas",
                        to="organisasi.instansi",
                    ),
                ),
                (
                    "jabatan",
                    models.ForeignKey(
                        blank=True,
                        help_text="Hanya bila uraiannya khusus satu jabatan",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uraian_tugas",
                        to="organisasi.jabatan",
                    ),
                ),
            ],
            options={
                "verbose_name": "uraian tugas",
                "verbose_name_plural": "uraian tugas",
                "ordering": ["nama_jabatan", "urutan", "id"],
            },
        ),
        migrations.AddField(
            model_name="kegiatankatalog",
            name="uraian_tugas",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="kegiatan",
                to="kinerja.uraiantugas",
                verbose_name="uraian tugas",
            ),
        ),
        migrations.CreateModel(
            name="HariAktivitas",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        default="draf", editable=False, max_length=16, verbose_name="status"
                    ),
                ),
                (
                    "diajukan_pada",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="diajukan pada"
                    ),
                ),
                (
                    "diputus_pada",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="diputus pada"
                    ),
                ),
                (
                    "versi_alur",
                    models.PositiveIntegerField(db_default=0, default=0, editable=False),
                ),
                ("tanggal", models.DateField(verbose_name="tanggal")),
                ("jumlah", models.PositiveSmallIntegerField(default=0, verbose_name="aktivitas")),
                (
                    "menit_usul",
                    models.PositiveSmallIntegerField(default=0, verbose_name="menit menunggu"),
                ),
                (
                    "menit_disetujui",
                    models.PositiveSmallIntegerField(default=0, verbose_name="menit disetujui"),
                ),
                (
                    "diputus_oleh",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diputus oleh",
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hari_aktivitas",
                        to="pegawai.pegawai",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisasi.unitkerja",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "aktivitas sehari",
                "verbose_name_plural": "aktivitas sehari",
                "indexes": [
                    models.Index(fields=["unit", "tanggal"], name="hari_aktivitas_unit"),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["tanggal"], name="hari_aktivitas_tanggal"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pegawai", "tanggal"), name="hari_aktivitas_tunggal"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PerintahLembur",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tanggal", models.DateField(verbose_name="tanggal")),
                ("mulai", models.PositiveSmallIntegerField(verbose_name="mulai (menit)")),
                ("selesai", models.PositiveSmallIntegerField(verbose_name="selesai (menit)")),
                ("no_surat", models.CharField(max_length=80, verbose_name="nomor surat perintah")),
                ("tanggal_surat", models.DateField(verbose_name="tanggal surat")),
                (
                    "keterangan",
                    models.CharField(blank=True, max_length=200, verbose_name="keterangan"),
                ),
                ("dicatat_pada", models.DateTimeField(verbose_name="dicatat pada")),
                (
                    "dicabut_pada",
                    models.DateTimeField(blank=True, null=True, verbose_name="dicabut pada"),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="perintah_lembur",
                        to="pegawai.pegawai",
                    ),
                ),
            ],
            options={
                "verbose_name": "perintah lembur",
                "verbose_name_plural": "perintah lembur",
                "ordering": ["-tanggal", "pegawai"],
                "indexes": [
                    models.Index(fields=["pegawai", "tanggal"], name="lembur_pegawai_tanggal")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("selesai__gt", models.F("mulai")), ("selesai__lte", 2880)
                        ),
                        name="lembur_berurutan",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PolaAktivitas",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nama", models.CharField(max_length=80, verbose_name="nama")),
                ("isi", models.JSONField(default=list, verbose_name="isi")),
                ("dibuat_pada", models.DateTimeField(verbose_name="dibuat pada")),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pola_aktivitas",
                        to="pegawai.pegawai",
                    ),
                ),
            ],
            options={
                "verbose_name": "pola aktivitas",
                "verbose_name_plural": "pola aktivitas",
                "ordering": ["nama", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pegawai", "nama"), name="pola_aktivitas_tunggal"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="uraiantugas",
            constraint=models.UniqueConstraint(
                fields=("instansi", "nama_jabatan", "jabatan", "uraian"),
                name="uraian_tugas_tunggal",
                nulls_distinct=False,
            ),
        ),
        migrations.AddIndex(
            model_name="kegiatankatalog",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Lower(
                        django.db.models.functions.text.Concat(
                            "nama", models.Value(" "), "kata_cari"
                        )
                    ),
                    name="gin_trgm_ops",
                ),
                name="kegiatan_cari_trgm",
            ),
        ),
        migrations.AddConstraint(
            model_name="kegiatankatalog",
            constraint=models.UniqueConstraint(
                fields=("uraian_tugas", "nama"), name="kegiatan_katalog_tunggal"
            ),
        ),
        migrations.AddConstraint(
            model_name="kegiatankatalog",
            constraint=models.CheckConstraint(
                condition=models.Q(("menit_standar__range", (1, 1440))), name="kegiatan_menit_sah"
            ),
        ),
    ]
