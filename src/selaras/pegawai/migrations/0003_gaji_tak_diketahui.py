"""A part of a salary may be unknown. Rows that hold 0 stay so: what they meant is not recorded."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pegawai", "0002_cari_nama"),
    ]

    operations = [
        migrations.AlterField(
            model_name="gajibulanan",
            name="bpjs",
            field=models.PositiveIntegerField(
                blank=True, null=True, verbose_name="BPJS 4% pemberi kerja"
            ),
        ),
        migrations.AlterField(
            model_name="gajibulanan",
            name="iuran_pensiun",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="iuran pensiun"),
        ),
        migrations.AlterField(
            model_name="gajibulanan",
            name="iwp",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="IWP 1%"),
        ),
        migrations.AlterField(
            model_name="gajibulanan",
            name="pph",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="PPh 21 gaji"),
        ),
    ]
