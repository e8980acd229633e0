"""What takes the place of a withdrawn procedure. SQLite remakes the table for it, which drops what
refuses changes."""

from importlib import import_module

from django.db import migrations, models

TABLE = "catalogue_withdrawal"
written_once = import_module("ventanilla.domains.catalogue.migrations.0002_written_once")


def refuse_updates(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_written_once")
        schema_editor.execute(written_once.SQLITE.format(table=TABLE))


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0006_letter_withdrawals")]

    operations = [
        migrations.AddField(
            model_name="withdrawal",
            name="successor",
            field=models.CharField(blank=True, default="", max_length=60),
        ),
        migrations.RunPython(refuse_updates, refuse_updates),
    ]
