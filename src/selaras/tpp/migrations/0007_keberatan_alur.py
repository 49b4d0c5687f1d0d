"""Objections stand under the workflow: the engine keeps their state and who answered."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_awal"),
        ("organisasi", "0004_nilai_daerah"),
        ("pegawai", "0004_kewajiban"),
        ("tpp", "0006_bukti_keberatan"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="keberatantpp",
            name="keberatan_dijawab",
        ),
        # Who answered and when keep their rows: the same under the engine's names.
        migrations.RenameField("keberatantpp", "dijawab_oleh", "diputus_oleh"),
        migrations.RenameField("keberatantpp", "dijawab_pada", "diputus_pada"),
        migrations.AlterField(
            model_name="keberatantpp",
            name="diputus_oleh",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="diputus oleh",
            ),
        ),
        migrations.AlterField(
            model_name="keberatantpp",
            name="diputus_pada",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="diputus pada"
            ),
        ),
        migrations.AddField(
            model_name="keberatantpp",
            name="versi_alur",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AlterField(
            model_name="keberatantpp",
            name="diajukan_pada",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="diajukan pada"
            ),
        ),
        migrations.AlterField(
            model_name="keberatantpp",
            name="status",
            field=models.CharField(
                default="draf", editable=False, max_length=16, verbose_name="status"
            ),
        ),
        migrations.AddConstraint(
            model_name="keberatantpp",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["draf", "diajukan", "dicabut"]),
                    models.Q(
                        ("diputus_pada__isnull", False), models.Q(("jawaban", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="keberatan_dijawab",
            ),
        ),
    ]
