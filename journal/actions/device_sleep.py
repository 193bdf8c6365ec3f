"""Stores the sleep of devices as any import is stored, and deletes all of it in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.contrib.auth.models import User

from journal.actions.import_spans import while_no_import
from journal.actions.record_diary import record_all
from journal.actions.short_transactions import delete_in_pieces
from journal.device_sleep import DeviceSleep
from journal.diary_file import COLLECTIONS, Record
from journal.diary_file.device_sleep_fields import DEVICE_SLEEP, device_sleep_values
from journal.models.stored_sleep import StoredSleep
from journal.tasks import clear_log
from twitchlog.database.write_ahead_log import empty_the_log


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


def delete_device_sleep(owner: User) -> int:
    """Delete for good all sleep of devices of that person; how many sleeps there were.

    In pieces; ended at any moment and called again, it goes on. Raises
    :class:`ImportUnderWayError` while an import of the person is under way.
    """
    with while_no_import(owner):
        pass  # what that one hides lies in the same table
    number = delete_in_pieces(StoredSleep.objects.of(owner))
    if number and not empty_the_log(tries=3):
        clear_log.enqueue()  # somebody reads what it holds
    return number
