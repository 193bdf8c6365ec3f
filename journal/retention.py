"""How long things are kept: deletes what is over, in pieces, at each start and every night."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

from journal.actions.delete_account import erase_all
from journal.actions.import_spans import clear_dead_imports
from journal.actions.import_undo import go_on_with_undos
from journal.actions.short_transactions import delete_in_pieces
from journal.actions.sleep_events import end_silent_sleeps
from journal.files.waiting_files import sweep
from journal.models import Episode, FinishedImport, SecurityEvent, Sighting
from journal.models.background import MODEL_OF_BACKGROUND
from journal.paper.frozen_files import remove_orphaned_files
from journal.request_limits import clear_ended_counts
from twitchlog.counting.shared_cache import counts
from twitchlog.database.write_ahead_log import empty_the_log

# A session in which nobody is signed in is kept for so long: somebody may still be signing in.
ANONYMOUS_KEPT_FOR = timedelta(days=1)


def delete_expired(as_of: datetime | None = None) -> int:
    """Delete what is over, and say how many entries went from the trash for good.

    What imports, undos and deletions of accounts left that were ended; the trash and rows that were
    discarded; files that waited; sessions that ran out or are nobody's; what a security log keeps
    no longer; notes of imports that can no longer be taken back; what limits have counted; messages
    of a sleep whose end never came, of which a sleep is made. Then the log is emptied. Ended at any
    moment and begun again, it goes on.
    """
    now = as_of or timezone.now()
    clear_dead_imports()
    go_on_with_undos()
    erase_all()
    end_silent_sleeps(now)
    number = delete_in_pieces(Episode.objects.expired(now))
    sweep(now)
    remove_orphaned_files()
    for rows in _expired_rows(now):
        delete_in_pieces(rows)
    counts().clear_ended()
    clear_ended_counts(now)
    empty_the_log()
    return number


def _expired_rows(now: datetime) -> list[models.QuerySet[models.Model]]:
    begun_before = now - ANONYMOUS_KEPT_FOR + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return [
        *(model.objects.expired(now) for model in MODEL_OF_BACKGROUND.values()),
        SecurityEvent.objects.outdated(now),
        FinishedImport.objects.outdated(now),
        Sighting.objects.outdated(now),
        Session.objects.filter(expire_date__lt=now),
        Session.objects.filter(sign_in=None, expire_date__lt=begun_before),
    ]
