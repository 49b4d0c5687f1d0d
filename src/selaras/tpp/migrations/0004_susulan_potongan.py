"""A late fact may change a deduction alone: such a line pays nothing and says so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tpp", "0003_pembayaran_pemeriksaan")]

    operations = [
        migrations.AddField(
            "susulantpp", "pph_rp", models.BigIntegerField("selisih PPh 21", default=0)
        ),
        migrations.AddField(
            "susulantpp", "iwp_rp", models.BigIntegerField("selisih JKN 1%", default=0)
        ),
        migrations.AddField(
            "susulantpp", "potongan_rp", models.BigIntegerField("selisih potongan lain", default=0)
        ),
        migrations.RemoveConstraint("susulantpp", "susulan_berisi_dan_sesudah"),
        migrations.AddConstraint(
            "susulantpp",
            models.CheckConstraint(
                name="susulan_berisi_dan_sesudah",
                condition=~models.Q(nilai_rp=0, pph_rp=0, iwp_rp=0, potongan_rp=0)
                & models.Q(masuk_periode__gt=models.F("asal_periode")),
            ),
        ),
    ]
