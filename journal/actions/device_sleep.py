"""Stores the sleep of devices as any import is stored, and deletes all of it in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.contrib.auth.models import User

from journal.actions.diary_limits import limit_problem
from journal.actions.import_spans import while_no_import
from journal.actions.record import RefusedError
from journal.actions.record_diary import record_all
from journal.actions.short_transactions import delete_in_pieces
from journal.device_sleep import DeviceSleep
from journal.device_sleep.sent_again import with_earlier_word
from journal.diary_file import COLLECTIONS, Record
from journal.diary_file.device_sleep_fields import DEVICE_SLEEP, device_sleep_values
from journal.models.stored_sleep import StoredSleep
from journal.models.stored_sleep_event import StoredSleepEvent
from journal.tasks import clear_log
from twitchlog.database.write_ahead_log import empty_the_log

# How long before a part of a sleep the whole of it may have begun.
LONGEST_CUT = timedelta(days=2)
# Words of one source on the same time that are looked at.
MOST_EARLIER = 20


def record_sleeps(
    owner: User,
    sleeps: Iterable[DeviceSleep],
    *,
    as_of: datetime,
    name: str,
    stored_so_far: Callable[[int, int], None] = lambda done, of: None,
) -> int:
    """Store them, all or nothing, and say how many were new; ``name`` is what their file is called.

    It goes the way of every import (docs/adr/0140, 0245): in short pieces that nobody sees before
    the last, and it can be taken back as a whole. ``stored_so_far`` is told rows and total. Raises
    :class:`RefusedError`, :class:`ImportUnderWayError`, or what reading the sleeps raises, with
    nothing stored.
    """
    collection = COLLECTIONS[DEVICE_SLEEP]
    diary = (Record(collection, device_sleep_values(sleep, as_of)) for sleep in sleeps)
    stored = record_all(owner, diary, as_of=as_of, stored_so_far=stored_so_far, undo_name=name)
    return stored.records[DEVICE_SLEEP]


def add_sleeps(owner: User, sleeps: Iterable[DeviceSleep], *, as_of: datetime) -> int:
    """Add what a program sends of nights, again and again, and say how many sleeps were new.

    A sleep that comes in parts, or cut, is put together with what the same source said of it before
    (``journal.device_sleep.sent_again``); the later word counts, and nothing is overwritten. No
    import: it is in no list of them. Raises :class:`RefusedError` for more than a diary holds, and
    :class:`ImportUnderWayError`, with nothing stored.
    """
    whole = [with_earlier_word(sleep, _earlier(owner, sleep)) for sleep in sleeps]
    by_id = {sleep.row_id: sleep for sleep in whole}
    with while_no_import(owner):
        known = StoredSleep.objects.of(owner).filter(row_id__in=by_id)
        for row_id in list(known.values_list("row_id", flat=True)):
            del by_id[row_id]
        if full := limit_problem(owner, {DEVICE_SLEEP: len(by_id)}):
            raise RefusedError([full])
        StoredSleep.objects.bulk_create(
            StoredSleep(owner=owner, **device_sleep_values(sleep, as_of))
            for sleep in by_id.values()
        )
    return len(by_id)


def _earlier(owner: User, sleep: DeviceSleep) -> list[DeviceSleep]:
    """What the same source has said of that time, the latest word first."""
    rows = StoredSleep.objects.of(owner).between(sleep.starts_at, sleep.ends_at)
    rows = rows.filter(format=sleep.format, source=sleep.source)
    # by the index, which knows of beginnings alone
    rows = rows.filter(starts_at__gt=sleep.starts_at - LONGEST_CUT)
    return [row.sleep for row in rows.order_by("-recorded_at", "-pk")[:MOST_EARLIER]]


def delete_device_sleep(owner: User) -> int:
    """Delete for good all sleep of devices of that person; how many sleeps there were. What was
    received of one that is under way goes too.

    In pieces; ended at any moment and called again, it goes on. Raises
    :class:`ImportUnderWayError` while an import of the person is under way.
    """
    with while_no_import(owner):
        pass  # what that one hides lies in the same table
    messages = delete_in_pieces(StoredSleepEvent.objects.of(owner))
    number = delete_in_pieces(StoredSleep.objects.of(owner))
    if (number or messages) and not empty_the_log(tries=3):
        clear_log.enqueue()  # somebody reads what it holds
    return number
