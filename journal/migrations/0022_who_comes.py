"""Who comes to the appointment: name and year of birth, both optional."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0021_no_admin")]
    operations = [
        migrations.AddField(
            model_name="appointment",
            name="person_name",
            field=models.CharField(blank=True, default="", max_length=100),
        ),
        migrations.AddField(
            model_name="appointment",
            name="birth_year",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
    ]
