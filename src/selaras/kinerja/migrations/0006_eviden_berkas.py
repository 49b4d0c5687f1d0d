import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_awal"),
        ("kinerja", "0005_penilaian_dua_sumber"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="eviden",
            options={"ordering": ["id"], "verbose_name": "eviden", "verbose_name_plural": "eviden"},
        ),
        migrations.AddField(
            model_name="eviden",
            name="berkas",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="eviden",
                to="files.berkas",
            ),
        ),
        migrations.AddField(
            model_name="eviden",
            name="kegiatan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="eviden",
                to="kinerja.kegiatantugas",
            ),
        ),
        migrations.AlterField(
            model_name="eviden",
            name="baris",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="eviden",
                to="kinerja.realisasibaris",
            ),
        ),
        migrations.AddField(
            model_name="realisasi",
            name="dicatat_oleh",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="dicatat oleh",
            ),
        ),
        migrations.AddConstraint(
            model_name="eviden",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("baris__isnull", False), ("kegiatan__isnull", True)),
                    models.Q(("baris__isnull", True), ("kegiatan__isnull", False)),
                    _connector="OR",
                ),
                name="eviden_satu_baris",
            ),
        ),
        # Rows of before are links or nothing at all; those without either prove nothing.
        migrations.RunSQL("DELETE FROM kinerja_eviden WHERE tautan = ''", migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="eviden",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("berkas__isnull", False), ("tautan", "")),
                    models.Q(("berkas__isnull", True), models.Q(("tautan", ""), _negated=True)),
                    _connector="OR",
                ),
                name="eviden_berkas_atau_tautan",
            ),
        ),
        migrations.AddConstraint(
            model_name="eviden",
            constraint=models.UniqueConstraint(
                fields=("baris", "kegiatan", "berkas", "tautan"),
                name="eviden_tunggal",
                nulls_distinct=False,
            ),
        ),
    ]
