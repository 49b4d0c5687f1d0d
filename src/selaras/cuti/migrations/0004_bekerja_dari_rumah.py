"""A kind of letter under which one goes on tapping: working from home."""

from django.db import migrations, models

from selaras.cuti.jenis import BEKERJA_DARI_RUMAH


def isi(apps, schema_editor):
    model = apps.get_model("cuti", "JenisKetidakhadiran")
    model.objects.bulk_create([model(**BEKERJA_DARI_RUMAH)], ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("cuti", "0003_izin_sebagian")]
    operations = [
        migrations.AddField(
            model_name="jenisketidakhadiran",
            name="tetap_presensi",
            field=models.BooleanField(
                default=False,
                help_text="Ya = bekerja dari tempat lain, tetap presensi",
                verbose_name="tetap presensi",
            ),
        ),
        migrations.RunPython(isi, migrations.RunPython.noop),
    ]
