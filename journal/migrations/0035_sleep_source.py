"""Whose sleep is shown where several devices wrote a night."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0034_import_undo'),
    ]

    operations = [
        migrations.AddField(
            model_name='preferences',
            name='sleep_source',
            field=models.CharField(blank=True, db_default='', default='', max_length=121),
        ),
    ]
