"""Whether a government spans zones: kept by the database, so that no way of writing forgets it."""

from typing import ClassVar

from django.db import migrations, models

MAJU = """
CREATE FUNCTION organisasi_zona_beda() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE organisasi_instansi SET zona_beda = true WHERE id = NEW.instansi_id AND NOT zona_beda;
    RETURN NULL;
END $$;
CREATE TRIGGER organisasi_zona_beda AFTER INSERT OR UPDATE OF zona ON organisasi_unitkerja
    FOR EACH ROW WHEN (NEW.zona <> '') EXECUTE FUNCTION organisasi_zona_beda();
CREATE FUNCTION organisasi_zona_tetap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.zona_beda := true;
    RETURN NEW;
END $$;
CREATE TRIGGER organisasi_zona_tetap BEFORE UPDATE ON organisasi_instansi
    FOR EACH ROW WHEN (OLD.zona_beda) EXECUTE FUNCTION organisasi_zona_tetap();
UPDATE organisasi_instansi i SET zona_beda = true
    WHERE EXISTS (SELECT FROM organisasi_unitkerja u WHERE u.instansi_id = i.id AND u.zona <> '');
"""
MUNDUR = """
DROP TRIGGER organisasi_zona_beda ON organisasi_unitkerja;
DROP TRIGGER organisasi_zona_tetap ON organisasi_instansi;
DROP FUNCTION organisasi_zona_beda();
DROP FUNCTION organisasi_zona_tetap();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("organisasi", "0004_nilai_daerah")]

    operations: ClassVar = [
        migrations.AddField(
            "instansi",
            "zona_beda",
            models.BooleanField(default=False, editable=False, db_default=False),
        ),
        migrations.RunSQL(MAJU, MUNDUR),
    ]
