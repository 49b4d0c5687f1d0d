"""Whether a person leads anybody on a day, as a function of the database.

Every request asks it. The head of a large office leads hundreds: listing them to find one took
most of the time of the question that tells who is asking. Whoever acts as somebody's superior has
mostly a person on the post right below her own, so that this is asked first; only who has none is
looked for the long way.
"""

from django.db import migrations

_NAIK = """
create function pegawai_memimpin(orang bigint, hari date, langkah_terbanyak int)
returns boolean language plpgsql stable strict parallel safe as $$
begin
    return exists (
        select from pegawai_riwayatjabatan m
        join organisasi_jabatan j on j.atasan_id = m.jabatan_id
        join pegawai_riwayatjabatan r on r.jabatan_id = j.id
        where m.pegawai_id = orang and m.berlaku @> hari
            and r.penugasan = 'D' and r.berlaku @> hari and r.pegawai_id <> orang
            and not exists (
                select from pegawai_atasankhusus a
                where a.pegawai_id = r.pegawai_id and a.berlaku @> hari
            )
    ) or exists (select from pegawai_bawahan(orang, hari, langkah_terbanyak));
end $$;
"""
_TURUN = "drop function pegawai_memimpin(bigint, date, int);"


class Migration(migrations.Migration):
    dependencies = [("pegawai", "0011_urut_orang")]
    operations = [migrations.RunSQL(_NAIK, _TURUN)]
