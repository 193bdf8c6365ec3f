"""Tokens that may add sleep of a device, and nothing else."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0035_sleep_source'),
    ]

    operations = [
        migrations.AlterField(
            model_name='apitoken',
            name='scope',
            field=models.CharField(choices=[('add', 'Add entries, and nothing else'), ('read', 'Read the diary, and change nothing'), ('all', 'Add entries, read the diary and say of a night that it was quiet'), ('sleep', 'Add sleep of a watch or an app, and nothing else'), ('address', 'An address for Sleep as Android, which adds sleep and nothing else')], max_length=10),
        ),
    ]
