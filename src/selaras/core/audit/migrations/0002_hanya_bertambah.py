"""The trail only grows: the database refuses UPDATE, DELETE and TRUNCATE, whoever asks."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION audit_jejak_tolak() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'jejak hanya dapat ditambah, tidak dapat diubah atau dihapus'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER jejak_tanpa_ubah BEFORE UPDATE OR DELETE ON audit_jejak
    FOR EACH STATEMENT EXECUTE FUNCTION audit_jejak_tolak();
CREATE TRIGGER jejak_tanpa_kosongkan BEFORE TRUNCATE ON audit_jejak
    FOR EACH STATEMENT EXECUTE FUNCTION audit_jejak_tolak();
"""

BACKWARD = """
DROP TRIGGER jejak_tanpa_kosongkan ON audit_jejak;
DROP TRIGGER jejak_tanpa_ubah ON audit_jejak;
DROP FUNCTION audit_jejak_tolak();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
