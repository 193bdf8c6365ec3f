"""Ids that stay the same for the same row: a hash of what it became, and a number for equal ones.

So the same file adds nothing, and next month's longer one adds only its new rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from hashlib import blake2b

from journal.entries import DEFAULTS, Entry

# What is hashed of an entry beside its time: fields that have no default value, by name, so that a
# field that comes later changes the id of no row that knows nothing of it.
_HASHED_NAMES = tuple(field.name for field in fields(Entry) if field.name in DEFAULTS)


class RowIds:
    """Numbers equal rows: a few bytes a row, whatever stands in it."""

    def __init__(self) -> None:
        self._equal_rows: Counter[bytes] = Counter()

    def of_entry(self, entry: Entry, written: str) -> str:
        """The id of an entry; ``written`` is what the row itself says of its time."""
        values = ((name, getattr(entry, name)) for name in _HASHED_NAMES)
        return self._id(
            [written, *(f"{name}={value}" for name, value in values if value != DEFAULTS[name])]
        )

    def of_note(self, night: date, text: str) -> str:
        """The id of a note without a time."""
        return self._id([night.isoformat(), text])

    def _id(self, parts: Iterable[str]) -> str:
        text = "\x1f".join(parts)
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12)
        key = digest.digest()
        self._equal_rows[key] += 1
        return f"sheet-{digest.hexdigest()}-{self._equal_rows[key]}"
