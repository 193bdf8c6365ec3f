"""Sleep as devices wrote it, in a table of its own."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("journal", "0031_constant_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='StoredSleep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row_id', models.CharField(max_length=64)),
                ('format', models.CharField(max_length=20)),
                ('source', models.CharField(blank=True, max_length=100)),
                ('time_zone', models.CharField(blank=True, max_length=64)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('content', models.TextField(max_length=200000)),
                ('recorded_at', models.DateTimeField()),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='device_sleep', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['owner', 'starts_at'], name='device_sleep_by_start')],
                'constraints': [models.UniqueConstraint(fields=('owner', 'row_id'), name='one_device_sleep_a_row_id')],
            },
        ),
    ]
