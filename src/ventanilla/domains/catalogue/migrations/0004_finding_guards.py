"""The index over what may be found, and letters that are written once."""

from django.db import migrations

from ventanilla.kernel.search import search_index

TABLE = "catalogue_letterversion"
SQLITE = """
CREATE TRIGGER {table}_written_once BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is written once'); END;
"""
POSTGRESQL = """
CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{table} is written once' USING ERRCODE = 'restrict_violation'; END $$;
CREATE TRIGGER {table}_written_once BEFORE UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_refuse();
"""


def refuse_updates(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute((POSTGRESQL if postgresql else SQLITE).format(table=TABLE))


def allow_updates(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER {TABLE}_written_once ON {TABLE}")
        schema_editor.execute(f"DROP FUNCTION {TABLE}_refuse()")
    else:
        schema_editor.execute(f"DROP TRIGGER {TABLE}_written_once")


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_finding")]
    operations = [
        migrations.RunPython(refuse_updates, allow_updates),
        search_index("catalogue_findable"),
    ]
