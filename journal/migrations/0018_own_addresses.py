"""Addresses that accounts have by now count as given with the account: until now nothing told them apart."""

from django.conf import settings
import django.db.models.deletion
from django.db import migrations, models


def count_as_given(apps, schema_editor):
    EmailAddress = apps.get_model("account", "EmailAddress")
    User = apps.get_model("auth", "User")
    OwnAddress = apps.get_model("journal", "OwnAddress")
    known = {(row.user_id, row.email.lower()) for row in EmailAddress.objects.iterator()}
    known |= {
        (person.pk, person.email.lower()) for person in User.objects.exclude(email="").iterator()
    }
    rows = [OwnAddress(owner_id=owner, email=email) for owner, email in sorted(known)]
    OwnAddress.objects.bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("journal", "0017_names_and_sizes_of_reports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="OwnAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(db_index=True, max_length=254)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "email"), name="own_address_once")
                ]
            },
        ),
        migrations.RunPython(count_as_given, migrations.RunPython.noop),
    ]
