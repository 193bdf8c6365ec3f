"""The page of the trash."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.pages.diary_row import DiaryRow, diary_row
from journal.reading.trash import TrashFacts


@dataclass(frozen=True, slots=True)
class TrashPage:
    """Entries that can be taken out again; ``more``: there are others, deleted earlier."""

    rows: tuple[DiaryRow, ...]
    more: bool


def trash_page(facts: TrashFacts, *, zone: str) -> TrashPage:
    """The page; ``zone`` is the name of the person's own."""
    rows = tuple(diary_row(stored, zone=zone) for stored in facts.entries)
    return TrashPage(rows, facts.more)


def deleted_for_good_text(number: int) -> str:
    """That so many entries are gone; none, if that was asked for twice."""
    if not number:
        return _("Nothing more was there to delete.")
    text = ngettext("%(n)d entry deleted for good.", "%(n)d entries deleted for good.", number)
    return text % {"n": number}
