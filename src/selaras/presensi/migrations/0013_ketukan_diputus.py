"""When a superior decided about a tap, so that the decision can be taken back."""

from django.db import migrations, models

TAMBAH = "alter table presensi_buktiketukan add column diputus_pada timestamptz"
BUANG = "alter table presensi_buktiketukan drop column diputus_pada"


class Migration(migrations.Migration):
    dependencies = [("presensi", "0012_roster_kegiatan")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(TAMBAH, BUANG)],
            state_operations=[
                migrations.AddField(
                    model_name="buktiketukan",
                    name="diputus_pada",
                    field=models.DateTimeField(null=True, verbose_name="diputus pada"),
                ),
            ],
        ),
    ]
