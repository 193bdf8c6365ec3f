"""Sessions from before their people were noted: each is opened once, and goes on (docs/adr/0156)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import migrations, transaction
from django.utils import timezone

# So many sessions are opened in one transaction.
PIECE = 500


def note(apps, schema_editor):
    """Open each living session once. One that nobody signed in with, or whose text is not ours, is left as it is."""
    sessions = apps.get_model("sessions", "Session").objects.filter(expire_date__gt=timezone.now())
    people = set(apps.get_model("auth", "User").objects.values_list("pk", flat=True))
    last = ""
    while piece := list(sessions.filter(pk__gt=last).order_by("pk")[:PIECE]):
        last = piece[-1].pk
        rows = [row for session in piece if (row := sign_in_of(apps, session, people))]
        with transaction.atomic():
            apps.get_model("journal", "SignIn").objects.bulk_create(rows, ignore_conflicts=True)


def sign_in_of(apps, session, people):
    said = SessionStore().decode(session.session_data)
    owner = said.get("_auth_user_id", "")
    if not owner.isdecimal() or int(owner) not in people:
        return None
    renewed, begun = (
        said.get("renewed_at"),
        session.expire_date - timedelta(seconds=settings.SESSION_COOKIE_AGE),
    )
    used_at = datetime.fromisoformat(renewed) if renewed else begun
    return apps.get_model("journal", "SignIn")(
        owner_id=int(owner), session_id=session.pk, used_at=used_at
    )


class Migration(migrations.Migration):
    atomic = False  # a piece is a transaction; begun again, it goes on
    dependencies = [("journal", "0012_sign_ins")]
    operations = [migrations.RunPython(note, migrations.RunPython.noop, elidable=True)]
