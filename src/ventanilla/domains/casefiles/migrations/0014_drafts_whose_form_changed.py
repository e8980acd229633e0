"""Under which version a draft was last saved, and what that version no longer asks."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casefiles", "0013_handling")]

    operations = [
        migrations.AddField(
            model_name="draft", name="version_id", field=models.UUIDField(null=True)
        ),
        migrations.AddField(
            model_name="draft", name="left_over", field=models.JSONField(blank=True, default=dict)
        ),
        migrations.AddField(
            model_name="draft", name="form_changed", field=models.BooleanField(default=False)
        ),
    ]
