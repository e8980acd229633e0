"""What the office promised and kept is counted from the newest closed cases, by an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casefiles", "0007_clocks_in_their_office")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["office", "-closed_at"],
                condition=models.Q(("closed_at__isnull", False)),
                name="case_closed",
            ),
        )
    ]
