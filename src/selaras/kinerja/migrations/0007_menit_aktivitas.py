"""Whether a month's minutes were summed from activities, so that no other figure is overwritten."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kinerja", "0006_eviden_berkas")]

    operations = [
        migrations.AddField(
            model_name="penilaianbulanan",
            name="menit_aktivitas",
            field=models.BooleanField(db_default=False, verbose_name="menit dari aktivitas"),
        ),
    ]
