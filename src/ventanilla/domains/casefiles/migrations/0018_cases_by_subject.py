"""An index that tells the subjects of a unit's cases one by one; a turn is one of four."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casefiles", "0017_drafts_read_what_changed")]

    operations = [
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("waiting_on__in", ("body", "party", "report", "nobody"))),
                name="case_turn_is_known",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["office", "unit", "state", "subject", "waiting_on", "ordered_by"],
                name="case_by_subject",
            ),
        ),
    ]
