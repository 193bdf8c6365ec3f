"""Deletes for good what has lain in the trash for longer than it is kept. Fit for a nightly timer."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from journal.models import Episode


class Command(BaseCommand):
    """``manage.py purge_trash``: everybody's trash; each delete in the app already purges that person's."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say how many entries went."""
        number, _by_model = Episode.objects.expired(timezone.now()).delete()
        self.stdout.write(f"{number} deleted for good")
