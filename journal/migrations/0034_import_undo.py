"""How far an import is taken back, and what stays of it meanwhile."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0033_asked_questions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='finishedimport',
            name='changed',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='finishedimport',
            name='records',
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='finishedimport',
            name='removed',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='finishedimport',
            name='undo_asked_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='finishedimport',
            name='undo_beat_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='finishedimport',
            name='undo_rows_read',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='finishedimport',
            name='undone_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name='ChangedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(max_length=64)),
                ('row_key', models.BigIntegerField()),
                ('finished', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changed_rows', to='journal.finishedimport')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changed_rows', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('owner', 'table', 'row_key'), name='one_changed_row_a_key')],
            },
        ),
    ]
