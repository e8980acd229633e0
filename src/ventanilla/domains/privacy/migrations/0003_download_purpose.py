from django.db import migrations, models

from ventanilla.kernel.append_only import append_only, unguarded

LINES = "privacy_accessline"


def guard_again(apps: object, editor: object) -> None:
    """SQLite makes the table anew for the constraint, without its triggers."""
    if unguarded([LINES]):
        append_only(LINES).code(apps, editor)


class Migration(migrations.Migration):
    dependencies = [
        ("offices", "0002_registrar"),
        ("privacy", "0002_access_journal"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="accessline", name="access_purpose_is_known"),
        migrations.AlterField(
            model_name="accessline",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("handle", "Tramitar el expediente"),
                    ("answer", "Responder"),
                    ("attend", "Atender en el registro"),
                    ("download", "Descargar todo el expediente"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="accessline",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", ["handle", "answer", "attend", "download"])),
                name="access_purpose_is_known",
            ),
        ),
        migrations.RunPython(guard_again, migrations.RunPython.noop),
    ]
