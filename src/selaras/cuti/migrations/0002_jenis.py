"""Every installation has the kinds of absence that law names."""

from django.db import migrations

from selaras.cuti.jenis import rows


def isi(apps, schema_editor):
    model = apps.get_model("cuti", "JenisKetidakhadiran")
    model.objects.bulk_create([model(**row) for row in rows()], ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("cuti", "0001_awal")]
    operations = [migrations.RunPython(isi, migrations.RunPython.noop)]
