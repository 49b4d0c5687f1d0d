from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisasi", "0001_awal")]

    operations = [
        migrations.CreateModel(
            name="Referensi",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("daftar", models.CharField(max_length=40, verbose_name="daftar")),
                ("kode", models.CharField(max_length=64, verbose_name="kode")),
                ("nama", models.CharField(max_length=255, verbose_name="nama")),
                ("data", models.JSONField(default=dict, verbose_name="isi lain")),
            ],
            options={
                "verbose_name": "referensi",
                "verbose_name_plural": "referensi",
                "ordering": ["daftar", "kode"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("daftar", "kode"), name="referensi_kode_tunggal"
                    )
                ],
            },
        ),
    ]
