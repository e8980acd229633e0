"""Places of a window with a quota, each given once."""

import django.db.models.deletion
from django.db import migrations, models

import ventanilla.kernel.identifiers
import ventanilla.kernel.same_office


class Migration(migrations.Migration):
    dependencies = [
        ("casefiles", "0011_drafts_typed_for_a_person"),
        ("offices", "0001_initial"),
        ("register", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="QuotaPlace",
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
                ("window", models.CharField(max_length=120)),
                ("place", models.PositiveIntegerField()),
                ("entry_id", models.UUIDField()),
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
                        fields=("office", "window", "place"), name="quota_place_given_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place__gte", 1)), name="quota_places_from_one"
                    ),
                    ventanilla.kernel.same_office.SameOffice(
                        field="entry_id", name="quota_place_entry_same_office", to="register.Entry"
                    ),
                ],
            },
        ),
    ]
