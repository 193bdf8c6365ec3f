"""How much was told of an entry's time; of what is stored already nothing is known."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0037_sleep_events"),
    ]

    operations = [
        migrations.AddField(
            model_name="episode",
            name="time_told",
            field=models.CharField(
                blank=True,
                choices=[("about", "Time is a guess"), ("night", "Time of the night not known")],
                db_default="",
                max_length=8,
            ),
        ),
    ]
