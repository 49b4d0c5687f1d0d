"""The log of steps only grows: the database refuses UPDATE, DELETE and TRUNCATE, whoever asks."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION workflow_transisilog_tolak() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'riwayat langkah hanya dapat ditambah, tidak dapat diubah atau dihapus'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER transisilog_tanpa_ubah BEFORE UPDATE OR DELETE ON workflow_transisilog
    FOR EACH STATEMENT EXECUTE FUNCTION workflow_transisilog_tolak();
CREATE TRIGGER transisilog_tanpa_kosongkan BEFORE TRUNCATE ON workflow_transisilog
    FOR EACH STATEMENT EXECUTE FUNCTION workflow_transisilog_tolak();
"""

BACKWARD = """
DROP TRIGGER transisilog_tanpa_kosongkan ON workflow_transisilog;
DROP TRIGGER transisilog_tanpa_ubah ON workflow_transisilog;
DROP FUNCTION workflow_transisilog_tolak();
"""


class Migration(migrations.Migration):
    dependencies = [("workflow", "0001_awal")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
