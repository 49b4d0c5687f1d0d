"""The board keeps its people's first and last taps; a trigger notes whose have changed.

Kept by the database, so that no way of writing taps forgets it. Only taps of a board's own day are
noted: a month's import and a board that nobody has drawn for weeks leave no notes.
"""

import django.db.models.deletion
from django.db import migrations, models

MAJU = """
create function presensi_papan_sentuh() returns trigger language plpgsql as $$
begin
    insert into presensi_papansentuh (pegawai_id, instansi_id)
    select distinct p.pegawai_id, p.instansi_id
    from berubah b join presensi_papanhadir p on p.pegawai_id = b.pegawai_id
    where b.waktu >= p.sejak and b.waktu < p.sejak + interval '2 days';
    return null;
end $$;
create trigger papan_ketukan_masuk after insert on presensi_ketukan
    referencing new table as berubah
    for each statement execute function presensi_papan_sentuh();
create trigger papan_ketukan_keluar after delete on presensi_ketukan
    referencing old table as berubah
    for each statement execute function presensi_papan_sentuh();
-- A PIN that gets another owner: two triggers, the one who loses the tap and the one who gets it.
create trigger papan_ketukan_lepas after update on presensi_ketukan
    referencing old table as berubah
    for each statement execute function presensi_papan_sentuh();
create trigger papan_ketukan_pindah after update on presensi_ketukan
    referencing new table as berubah
    for each statement execute function presensi_papan_sentuh();
-- The boards that stand have no taps yet: whoever opens one draws it anew.
delete from presensi_papanhari;
"""
MUNDUR = """
drop trigger papan_ketukan_masuk on presensi_ketukan;
drop trigger papan_ketukan_keluar on presensi_ketukan;
drop trigger papan_ketukan_lepas on presensi_ketukan;
drop trigger papan_ketukan_pindah on presensi_ketukan;
drop function presensi_papan_sentuh();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisasi", "0005_zona_beda"),
        ("pegawai", "0011_urut_orang"),
        ("presensi", "0016_indeks_pantau"),
    ]

    operations = [
        migrations.CreateModel(
            name="PapanSentuh",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "verbose_name": "papan tersentuh",
                "verbose_name_plural": "papan tersentuh",
            },
        ),
        migrations.AddField(
            model_name="papanhadir",
            name="akhir",
            field=models.DateTimeField(null=True, verbose_name="ketukan terakhir"),
        ),
        migrations.AddField(
            model_name="papanhadir",
            name="awal",
            field=models.DateTimeField(null=True, verbose_name="ketukan pertama"),
        ),
        migrations.AddField(
            model_name="papanhadir",
            name="berikut",
            field=models.DateTimeField(null=True, verbose_name="ketukan yang belum terjadi"),
        ),
        migrations.AddIndex(
            model_name="papanhadir",
            index=models.Index(
                condition=models.Q(("berikut__isnull", False)),
                fields=["instansi", "berikut"],
                name="papan_berikut",
            ),
        ),
        migrations.AddField(
            model_name="papansentuh",
            name="instansi",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="organisasi.instansi",
            ),
        ),
        migrations.AddField(
            model_name="papansentuh",
            name="pegawai",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pegawai.pegawai",
            ),
        ),
        migrations.RunSQL(MAJU, MUNDUR),
    ]
