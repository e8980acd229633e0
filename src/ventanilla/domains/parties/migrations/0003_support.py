"""The language and the support that people state they want."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("parties", "0002_admission")]

    operations = [
        migrations.AddField(
            model_name=model, name="support", field=models.JSONField(blank=True, default=dict)
        )
        for model in ("account", "person")
    ]
