"""The card that shows the night pad to somebody new; accounts that are there have seen the pad."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0022_who_comes")]
    operations = [
        migrations.AddField(
            model_name="preferences",
            name="shows_pad_card",
            field=models.BooleanField(default=False),
        ),
    ]
