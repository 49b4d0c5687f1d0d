"""Whom posts put under a person on a day, as a function of the database.

Nearly every statement of the site may have to ask it (whose rows are within reach?) and few do:
written out, it was planned with each of them, 7 ms a statement; a function is planned once a
session. selectors.atasan.led_by_post is its only caller.
"""

from django.db import migrations

# Down from her posts, through empty ones, at most `langkah_terbanyak` of them. Whoever acts on a
# post herself is led from above it.
_NAIK = """
create function pegawai_dipimpin(orang bigint, hari date, langkah_terbanyak int)
returns setof bigint language plpgsql stable strict parallel safe rows 20 as $$
begin
    return query
    with recursive dipimpin as (
        select r.jabatan_id, 1 as langkah from pegawai_riwayatjabatan r
        where r.pegawai_id = orang and r.berlaku @> hari
        union
        select j.id, d.langkah + 1
        from dipimpin d join organisasi_jabatan j on j.atasan_id = d.jabatan_id
        where d.langkah < langkah_terbanyak and not exists (
            select 1 from pegawai_riwayatjabatan r
            where r.jabatan_id = j.id and r.berlaku @> hari
        )
    )
    select r.pegawai_id
    from dipimpin d
    join organisasi_jabatan j on j.atasan_id = d.jabatan_id
    join pegawai_riwayatjabatan r on r.jabatan_id = j.id
    where r.penugasan = 'D' and r.berlaku @> hari and r.pegawai_id <> orang
    union
    select r.pegawai_id
    from dipimpin d
    join organisasi_jabatan q on q.atasan_id = d.jabatan_id
    join pegawai_riwayatjabatan a on a.jabatan_id = q.id
    join pegawai_riwayatjabatan r on r.pegawai_id = a.pegawai_id
    join organisasi_jabatan j on j.id = r.jabatan_id and j.atasan_id = q.id
    where a.penugasan <> 'D' and a.berlaku @> hari
        and r.penugasan = 'D' and r.berlaku @> hari and r.pegawai_id <> orang;
end $$;
"""
_TURUN = "drop function pegawai_dipimpin(bigint, date, int);"


class Migration(migrations.Migration):
    dependencies = [("pegawai", "0007_golongan_tanpa_jeda")]
    operations = [migrations.RunSQL(_NAIK, _TURUN)]
