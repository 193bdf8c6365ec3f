"""A night's sleep as sleep clinics write it: all empty (not recorded) in the rows that are there."""

from django.db import migrations, models

NUMBERS = ("minutes_until_sleep", "jolts", "wakings", "minutes_awake", "quality")


class Migration(migrations.Migration):
    dependencies = [("journal", "0025_seen_spread_eased")]
    operations = [
        *(
            migrations.AddField("morning", name, models.DateTimeField(blank=True, null=True))
            for name in ("tried_at", "last_waking_at")
        ),
        *(
            migrations.AddField(
                "morning", name, models.PositiveSmallIntegerField(blank=True, null=True)
            )
            for name in NUMBERS
        ),
        migrations.AddField(
            "morning",
            "note",
            models.CharField(blank=True, default="", max_length=500),
            preserve_default=False,
        ),
    ]
