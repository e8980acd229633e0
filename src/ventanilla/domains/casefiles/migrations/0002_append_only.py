from django.db import migrations

from ventanilla.kernel.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("casefiles", "0001_initial")]

    operations = [
        append_only(
            "casefiles_filing",
            "casefiles_filingdocument",
            "casefiles_act",
            "casefiles_actdocument",
        )
    ]
