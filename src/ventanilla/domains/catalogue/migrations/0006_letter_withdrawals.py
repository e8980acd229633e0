"""Letters that are gone from their source; the rows are written once."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

import ventanilla.kernel.identifiers

TABLE = "catalogue_letterwithdrawal"
guards = import_module("ventanilla.domains.catalogue.migrations.0004_finding_guards")


def refuse_updates(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    said = guards.POSTGRESQL if postgresql else guards.SQLITE
    schema_editor.execute(said.format(table=TABLE))


def allow_updates(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER {TABLE}_written_once ON {TABLE}")
        schema_editor.execute(f"DROP FUNCTION {TABLE}_refuse()")
    else:
        schema_editor.execute(f"DROP TRIGGER {TABLE}_written_once")


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0005_editorial_versions"),
        ("offices", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LetterWithdrawal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=ventanilla.kernel.identifiers.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("slug", models.CharField(max_length=200)),
                ("number", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "office",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.office",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "slug", "number"), name="letter_withdrawn_once"
                    )
                ],
            },
        ),
        migrations.RunPython(refuse_updates, allow_updates),
    ]
