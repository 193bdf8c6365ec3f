"""How many entries an account and a token may store in a day: a bound that no person meets, for a
program that has run away or a token that was stolen.

What is over it is not lost: the phone keeps it and sends it again.

Counted as requests are (``journal.request_limits``): a file a day for each account and each adding
token, a byte an entry; what is over goes a few files at a time.
"""

from __future__ import annotations

import hashlib
import logging
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from journal.entries import Entry
from journal.request_limits import clear_before

logger = logging.getLogger(__name__)
# Entries of one day that a token which can only add may store; an account's are in the settings.
BY_ADDING_TOKEN = 2_000
# So many characters of a note count like one entry more.
NOTE_SHARE = 500


def account(key: int) -> str:
    """Whose count it is: an account's, by its primary key."""
    return f"account {key}"


def adding_token(key: int) -> str:
    """The count of a token that can only add, by its primary key."""
    return f"adding token {key}"


def is_full(who: str, as_of: datetime) -> bool:
    """Whether the day's entries of ``who`` are used up; never if ENTRIES_A_DAY is 0."""
    most = settings.ENTRIES_A_DAY
    if not most:
        return False
    try:
        stored = _file(who, as_of).stat().st_size
    except OSError:
        return False  # none yet; and a disk in trouble must not keep a touch out
    return stored >= (min(most, BY_ADDING_TOKEN) if who.startswith("adding") else most)


def note_stored(who: str, entries: list[Entry], as_of: datetime) -> None:
    """Count what was stored; a long note counts like up to four entries more."""
    note_number(who, sum(1 + len(entry.note) // NOTE_SHARE for entry in entries), as_of)


def note_number(who: str, size: int, as_of: datetime) -> None:
    """Count so many things that were stored."""
    if not (size and settings.ENTRIES_A_DAY):
        return
    path = _file(who, as_of)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        is_new = not path.exists()
        with open(path, "ab", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(b"." * size)
        if is_new:
            clear_before(path.parent.parent, _day(as_of))
    except OSError as error:
        logger.warning("entries are not counted: %s", error)


def seconds_left(as_of: datetime) -> int:
    """Until the next day of UTC, in which there is room again."""
    now = as_of.astimezone(UTC)
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return int((midnight - now).total_seconds()) + 1


def _file(who: str, as_of: datetime) -> Path:
    name = hashlib.sha256(who.encode()).hexdigest()[:32]
    return Path(settings.API_COUNTS) / "days" / str(_day(as_of)) / name


def _day(as_of: datetime) -> int:
    """The day of UTC, by its number from the year 1 on."""
    return as_of.astimezone(UTC).toordinal()
