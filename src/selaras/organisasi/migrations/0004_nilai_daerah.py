"""Values of law that a government set in the application."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import selaras.core.masa.fields


class Migration(migrations.Migration):
    dependencies = [
        ("organisasi", "0003_pengaktifan"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NilaiDaerah",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kunci", models.CharField(max_length=80, verbose_name="kunci aturan")),
                ("nilai", models.JSONField(verbose_name="nilai")),
                ("peraturan", models.CharField(max_length=160, verbose_name="peraturan")),
                (
                    "bagian",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="pasal atau lampiran"
                    ),
                ),
                ("url", models.URLField(blank=True, verbose_name="alamat naskah")),
                (
                    "keyakinan",
                    models.CharField(
                        choices=[
                            ("tinggi", "Pasti: peraturannya di tangan saya"),
                            ("sedang", "Perlu diperiksa lagi"),
                            ("rendah", "Belum pasti"),
                        ],
                        default="tinggi",
                        max_length=6,
                        verbose_name="keyakinan",
                    ),
                ),
                ("berlaku", selaras.core.masa.fields.BerlakuField(verbose_name="berlaku")),
                ("dicatat_pada", models.DateTimeField(verbose_name="dicatat pada")),
                (
                    "dicabut_pada",
                    models.DateTimeField(blank=True, null=True, verbose_name="dicabut pada"),
                ),
                (
                    "dicatat_oleh",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "instansi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nilai_daerah",
                        to="organisasi.instansi",
                    ),
                ),
            ],
            options={
                "verbose_name": "nilai daerah",
                "verbose_name_plural": "nilai daerah",
                "ordering": ["kunci", "-berlaku"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("dicabut_pada__isnull", True)),
                        expressions=[("instansi", "="), ("kunci", "="), ("berlaku", "&&")],
                        name="nilai_daerah_tanpa_tumpang",
                    )
                ],
            },
        ),
    ]
