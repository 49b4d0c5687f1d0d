"""Which page wrote a plan last, and when: two tabs are told of each other, one is not of itself."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kinerja", "0003_penilaian")]

    operations = [
        migrations.AddField(
            model_name=model,
            name=name,
            field=field,
        )
        for model in ("skp", "rencanabulan")
        for name, field in (
            ("layar", models.UUIDField(blank=True, editable=False, null=True)),
            (
                "diubah_pada",
                models.DateTimeField(
                    blank=True, editable=False, null=True, verbose_name="diubah pada"
                ),
            ),
        )
    ]
