"""What happened to an account, for its owner (docs/adr/0158)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0018_own_addresses"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SecurityEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(max_length=24)),
                ("day", models.DateField(null=True)),
                ("number", models.PositiveIntegerField(default=1)),
                ("browser", models.CharField(blank=True, max_length=20)),
                ("system", models.CharField(blank=True, max_length=20)),
                ("about", models.CharField(blank=True, max_length=12)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="security_events",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["owner", "kind", "at"], name="events_of_a_person")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "kind", "day"), name="one_row_a_kind_and_day"
                    )
                ],
            },
        ),
    ]
