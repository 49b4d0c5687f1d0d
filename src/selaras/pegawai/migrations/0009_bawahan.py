"""Direct subordinates on a day, as a function of the database: by post unless a dated override
says otherwise. With the override written around it the database looked at every person to find a
few. selectors.atasan.led_by is its only caller.
"""

from django.db import migrations

_NAIK = """
create function pegawai_bawahan(orang bigint, hari date, langkah_terbanyak int)
returns setof bigint language plpgsql stable strict parallel safe rows 20 as $$
begin
    return query
    select d from pegawai_dipimpin(orang, hari, langkah_terbanyak) d
    where not exists (
        select 1 from pegawai_atasankhusus a where a.pegawai_id = d and a.berlaku @> hari
    )
    union
    select a.pegawai_id from pegawai_atasankhusus a
    where a.atasan_id = orang and a.berlaku @> hari;
end $$;
"""
_TURUN = "drop function pegawai_bawahan(bigint, date, int);"


class Migration(migrations.Migration):
    dependencies = [("pegawai", "0008_dipimpin")]
    operations = [migrations.RunSQL(_NAIK, _TURUN)]
