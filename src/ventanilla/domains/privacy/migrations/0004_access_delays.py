import django.db.models.deletion
import ventanilla.kernel.identifiers
import ventanilla.kernel.same_office
from django.db import migrations, models

from ventanilla.kernel.append_only import append_only, unguarded

LINES = "privacy_accessline"


def guard_again(apps, editor):
    """SQLite rebuilt the table of lines, and dropped its triggers with it."""
    if unguarded([LINES], using=editor.connection.alias):
        append_only(LINES).code(apps, editor)


class Migration(migrations.Migration):

    dependencies = [
        ('offices', '0002_registrar'),
        ('privacy', '0003_purposes'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='accessline',
            name='access_purpose_is_known',
        ),
        migrations.AlterField(
            model_name='accessline',
            name='purpose',
            field=models.CharField(choices=[('handle', 'Tramitar el expediente'), ('answer', 'Responder'), ('attend', 'Atender en el registro'), ('search', 'Buscar por los datos de una persona'), ('compare', 'Comparar con un expediente parecido'), ('download', 'Descargar todo el expediente'), ('data_right', 'Atender un derecho sobre sus datos')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='accessline',
            constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ['handle', 'answer', 'attend', 'search', 'compare', 'download', 'data_right'])), name='access_purpose_is_known'),
        ),
        migrations.RunPython(guard_again, migrations.RunPython.noop),
        migrations.CreateModel(
            name='AccessDelay',
            fields=[
                ('id', models.UUIDField(default=ventanilla.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('matter_id', models.UUIDField()),
                ('unit_id', models.UUIDField()),
                ('until', models.DateField()),
                ('norm', models.CharField(max_length=200)),
                ('reason', models.CharField(max_length=1000)),
                ('ordered_at', models.DateTimeField()),
                ('post_id', models.UUIDField()),
                ('account_id', models.UUIDField()),
                ('by_name', models.CharField(max_length=160)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'matter_id'], name='delay_by_matter'), models.Index(fields=['office', 'until'], name='delay_by_end')],
                'constraints': [ventanilla.kernel.same_office.SameOffice(field='unit_id', name='delay_unit_same_office', to='offices.Unit'), ventanilla.kernel.same_office.SameOffice(field='post_id', name='delay_post_same_office', to='offices.Post'), models.CheckConstraint(condition=models.Q(models.Q(('norm', ''), _negated=True), models.Q(('reason', ''), _negated=True)), name='delay_says_why')],
            },
        ),
        append_only('privacy_accessdelay'),
    ]
