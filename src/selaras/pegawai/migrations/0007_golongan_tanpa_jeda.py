"""A rank follows a rank without a day between, as PP 99/2000 knows no service without one.

Checked when the transaction ends, since one statement closes a row and another continues it. Whoever
loads whole tables says so by selaras.muat = 'on' and is believed: a check for each of millions of
rows would cost more than the load.
"""

from django.db import migrations

_NAIK = """
create function pegawai_golongan_tanpa_jeda() returns trigger language plpgsql as $$
declare
    siapa bigint := coalesce(new.pegawai_id, old.pegawai_id);
begin
    if exists (
        select 1 from (
            select upper(berlaku) as akhir,
                lead(lower(berlaku)) over (order by lower(berlaku)) as berikut
            from pegawai_riwayatgolongan where pegawai_id = siapa
        ) r
        where r.berikut > r.akhir and exists (
            select 1 from pegawai_riwayatstatus s
            where s.pegawai_id = siapa and s.status in ('PNS', 'CPNS')
                and s.berlaku && daterange(r.akhir, r.berikut)
        )
    ) then
        raise exception 'riwayat golongan pegawai % berjeda', siapa
            using errcode = 'check_violation', constraint = 'golongan_tanpa_jeda';
    end if;
    return null;
end $$;
create constraint trigger golongan_tanpa_jeda
    after insert or update or delete on pegawai_riwayatgolongan
    deferrable initially deferred for each row
    when (coalesce(current_setting('selaras.muat', true), '') <> 'on')
    execute function pegawai_golongan_tanpa_jeda();
"""
_TURUN = """
drop trigger golongan_tanpa_jeda on pegawai_riwayatgolongan;
drop function pegawai_golongan_tanpa_jeda();
"""


class Migration(migrations.Migration):
    dependencies = [("pegawai", "0006_rincian_hukuman")]
    operations = [migrations.RunSQL(_NAIK, _TURUN)]
