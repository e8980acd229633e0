"""How the person of a draft wants to be attended; an index for what was promised and kept."""

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
        ),
        migrations.AddField(
            model_name="draft", name="support", field=models.JSONField(blank=True, default=dict)
        ),
    ]
