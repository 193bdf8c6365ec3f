"""Whether it was seen, how it spread, what eased it; and room for the names of two movements."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0024_bring"),
    ]

    operations = [
        migrations.AddField(
            model_name="episode",
            name="eased_by",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="episode",
            name="perceived",
            field=models.CharField(
                blank=True,
                choices=[("seen", "Seen"), ("felt_only", "Only felt"), ("both", "Seen and felt")],
                max_length=16,
            ),
        ),
        migrations.AddField(
            model_name="episode",
            name="spread",
            field=models.CharField(
                blank=True,
                choices=[
                    ("one_spot", "One spot"),
                    ("in_turn", "Several spots, in turn"),
                    ("together", "Several spots, together"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="episode",
            name="movement",
            field=models.CharField(
                blank=True,
                choices=[
                    ("twitch", "Twitch"),
                    ("jerk", "Jerk"),
                    ("cramp", "Cramp"),
                    ("felt_jolt", "Jolt, only felt"),
                    ("buzzing", "Buzzing"),
                    ("other", "Something else"),
                    ("unsure", "Not sure"),
                ],
                max_length=16,
            ),
        ),
    ]
