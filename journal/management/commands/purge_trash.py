"""Deletes for good what has lain in the trash, and diary files that waited to be imported, for longer than is kept.

Fit for a nightly timer.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from journal.files.waiting import sweep
from journal.management.diaries import DiariesCommand
from journal.models import Episode


class Command(DiariesCommand):
    """``manage.py purge_trash``: everybody's trash; each delete in the app already purges that person's."""

    help = "Delete what has lain in the trash for thirty days, and diary files that have waited for a day."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say how many entries went."""
        now = timezone.now()
        number, _by_model = Episode.objects.expired(now).delete()
        sweep(now)
        self.stdout.write(f"{number} deleted for good")
