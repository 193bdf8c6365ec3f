"""Whether pages lead to the night pad; of everybody who has a diary they do."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0027_background")]
    operations = [
        migrations.AddField(
            model_name="preferences",
            name="shows_pad",
            field=models.BooleanField(default=True),
        ),
    ]
