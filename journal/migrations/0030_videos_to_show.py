"""How many videos somebody brings to a visit, and of what: not told of the visits that are there."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0029_partner_links'),
    ]

    operations = [
        migrations.AddField(
            model_name='appointment',
            name='videos',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='appointment',
            name='videos_of',
            field=models.CharField(blank=True, default='', max_length=200),
        ),
    ]
