"""Which questions of an entry were put and are open all the same."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0032_device_sleep")]

    operations = [
        migrations.AddField(
            model_name="episode",
            name="asked_questions",
            # The database's own default, so that the release before goes on storing entries.
            field=models.CharField(blank=True, db_default="", default="", max_length=48),
        ),
    ]
