"""A row a day of passwords tried for names that nobody has (docs/adr/0153)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0019_security_events")]
    operations = [
        migrations.CreateModel(
            name="TriesForNobody",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField(default=1)),
            ],
        ),
    ]
