"""New words of two sets of choices. The database knows the values alone, so nothing in it changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0010_folded_notes")]

    operations = [
        migrations.AlterField(
            model_name="preferences",
            name="theme",
            field=models.CharField(
                choices=[("auto", "Same as this device"), ("light", "Light"), ("dark", "Dark")],
                default="auto",
                max_length=5,
            ),
        ),
        migrations.AlterField(
            model_name="patterndecision",
            name="decision",
            field=models.CharField(
                choices=[
                    ("raise", "Raise it at the appointment"),
                    ("not_for_me", "Do not raise it"),
                    ("unsure", "Not sure yet"),
                ],
                max_length=12,
            ),
        ),
    ]
