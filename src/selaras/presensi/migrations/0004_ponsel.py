"""Phones: installations, places with a fence and the units they serve, sites that are no machine."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import selaras.core.masa.fields


class Migration(migrations.Migration):
    dependencies = [
        ("organisasi", "0004_nilai_daerah"),
        ("pegawai", "0004_kewajiban"),
        ("presensi", "0003_tidak_apel"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PemasanganPonsel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pemasangan", models.UUIDField(verbose_name="pemasangan")),
                (
                    "kunci_publik",
                    models.BinaryField(
                        help_text="P-256: x dan y", max_length=64, verbose_name="kunci publik"
                    ),
                ),
                ("nama", models.CharField(blank=True, max_length=80, verbose_name="nama")),
                ("dibuat_pada", models.DateTimeField(verbose_name="terdaftar pada")),
                (
                    "dicabut_pada",
                    models.DateTimeField(blank=True, null=True, verbose_name="dicabut pada"),
                ),
            ],
            options={
                "verbose_name": "pemasangan ponsel",
                "verbose_name_plural": "pemasangan ponsel",
                "ordering": ["-dibuat_pada"],
            },
        ),
        migrations.CreateModel(
            name="TempatPresensi",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nama", models.CharField(max_length=120, verbose_name="nama")),
                (
                    "bentuk",
                    models.CharField(
                        choices=[("lingkaran", "Lingkaran"), ("poligon", "Poligon")],
                        default="lingkaran",
                        max_length=10,
                        verbose_name="bentuk",
                    ),
                ),
                (
                    "pusat_lintang_e6",
                    models.IntegerField(verbose_name="lintang pusat (mikroderajat)"),
                ),
                ("pusat_bujur_e6", models.IntegerField(verbose_name="bujur pusat (mikroderajat)")),
                (
                    "radius_m",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="radius (meter)"
                    ),
                ),
                (
                    "poligon",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="[[lintang_e6, bujur_e6], ...]",
                        verbose_name="titik poligon",
                    ),
                ),
                ("berlaku", selaras.core.masa.fields.BerlakuField(verbose_name="berlaku")),
            ],
            options={
                "verbose_name": "tempat presensi",
                "verbose_name_plural": "tempat presensi",
                "ordering": ["nama"],
            },
        ),
        migrations.CreateModel(
            name="TempatUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "verbose_name": "unit sebuah tempat presensi",
                "verbose_name_plural": "unit tempat presensi",
            },
        ),
        migrations.AddField(
            model_name="situs",
            name="jenis",
            field=models.CharField(
                choices=[
                    ("mesin", "Mesin"),
                    ("ponsel", "Ponsel"),
                    ("kios", "Kios"),
                    ("api", "Aplikasi lain"),
                ],
                default="mesin",
                max_length=8,
                verbose_name="jenis",
            ),
        ),
        migrations.AlterField(
            model_name="ketukan",
            name="sumber",
            field=models.SmallIntegerField(
                choices=[
                    (1, "Berkas mesin"),
                    (2, "Dikirim mesin"),
                    (3, "Ponsel"),
                    (4, "Impor lain"),
                    (5, "Kios"),
                    (6, "Daftar petugas"),
                    (7, "Aplikasi lain"),
                ],
                verbose_name="sumber",
            ),
        ),
        migrations.AddConstraint(
            model_name="situs",
            constraint=models.UniqueConstraint(
                condition=models.Q(("jenis", "ponsel")),
                fields=("instansi",),
                name="situs_ponsel_tunggal",
            ),
        ),
        migrations.AddField(
            model_name="pemasanganponsel",
            name="akun",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="pemasangan_ponsel",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="tempatpresensi",
            name="instansi",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tempat",
                to="organisasi.instansi",
            ),
        ),
        migrations.AddField(
            model_name="tempatunit",
            name="tempat",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="unit",
                to="presensi.tempatpresensi",
            ),
        ),
        migrations.AddField(
            model_name="tempatunit",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="tempat_presensi",
                to="organisasi.unitkerja",
            ),
        ),
        migrations.AddIndex(
            model_name="pemasanganponsel",
            index=models.Index(fields=["kunci_publik"], name="pemasangan_kunci"),
        ),
        migrations.AddConstraint(
            model_name="pemasanganponsel",
            constraint=models.UniqueConstraint(
                fields=("pemasangan", "akun"), name="pemasangan_akun_sekali"
            ),
        ),
        migrations.AddConstraint(
            model_name="tempatpresensi",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("instansi", "="), ("nama", "="), ("berlaku", "&&")],
                name="tempat_nama_tunggal",
            ),
        ),
        migrations.AddConstraint(
            model_name="tempatpresensi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("pusat_lintang_e6__range", (-90000000, 90000000)),
                    ("pusat_bujur_e6__range", (-180000000, 180000000)),
                ),
                name="tempat_di_bumi",
            ),
        ),
        migrations.AddConstraint(
            model_name="tempatpresensi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("bentuk", "lingkaran"), _negated=True),
                    ("radius_m__gt", 0),
                    _connector="OR",
                ),
                name="tempat_lingkaran_beradius",
            ),
        ),
        migrations.AddConstraint(
            model_name="tempatunit",
            constraint=models.UniqueConstraint(
                fields=("tempat", "unit"), name="tempat_unit_sekali"
            ),
        ),
    ]
