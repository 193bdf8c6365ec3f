"""Links of bed partners, and what they saw."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0028_shows_pad"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PartnerLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("watcher", models.CharField(blank=True, max_length=100)),
                ("token_sha256", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partner_links",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="journal.appointment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Sighting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("client_id", models.CharField(max_length=64)),
                ("night_of", models.DateField()),
                ("happened_at", models.DateTimeField()),
                ("time_zone", models.CharField(max_length=64)),
                ("watcher", models.CharField(blank=True, max_length=100)),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("face", "face"),
                            ("arm", "arm"),
                            ("hand", "hand"),
                            ("back", "back"),
                            ("belly", "belly"),
                            ("leg", "leg"),
                            ("foot", "foot"),
                            ("whole_body", "whole_body"),
                            ("unseen", "unseen"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "movement",
                    models.CharField(
                        blank=True,
                        choices=[("twitch", "twitch"), ("jerk", "jerk"), ("unsure", "unsure")],
                        max_length=12,
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        blank=True,
                        choices=[("left", "left"), ("right", "right"), ("both", "both")],
                        max_length=5,
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("once", "once"),
                            ("every_5", "every_5"),
                            ("every_10", "every_10"),
                            ("every_20", "every_20"),
                            ("every_30", "every_30"),
                            ("every_60", "every_60"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "woke_them",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "yes"), ("no", "no"), ("unsure", "unsure")],
                        max_length=6,
                    ),
                ),
                (
                    "snored",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "yes"), ("no", "no"), ("unsure", "unsure")],
                        max_length=6,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("accepted", "accepted"),
                            ("discarded", "discarded"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "link",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sightings",
                        to="journal.partnerlink",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sightings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["owner", "state", "night_of"], name="sightings_by_state"),
                    models.Index(fields=["link", "night_of"], name="sightings_of_a_link"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "client_id"), name="one_sighting_an_id"
                    )
                ],
            },
        ),
    ]
