"""What is said where an entry and the mark "no twitches" meet on one night: the entry counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from journal.entries import Entry
from journal.models import Episode
from journal.observations import TimeTold
from journal.reading.marked_nights import (
    entries_in_night,
    first_entry_outweighs_mark,
    is_marked,
    mark_holds_again,
)
from journal.wording.entries import entry_when
from journal.wording.marked_nights import (
    counts_as_quiet_again,
    counts_with_entries,
    unknown_night_text,
)
from journal.wording.nights import undone_text

# Signed into addresses of pages that may lie open: it stays.
UNDO_SALT = "journal.pages.quiet"


@dataclass(frozen=True, slots=True)
class TimeBefore:
    """When an entry was before a change, and how much of that was told.

    ``night`` is None if it lay in the trash, where it stood in no night.
    """

    happened_at: datetime
    time_zone: str
    told: TimeTold | None
    night: date | None

    @classmethod
    def of(cls, episode: Episode) -> TimeBefore:
        """As the entry is now."""
        night = episode.night_of if episode.deleted_at is None else None
        return cls(episode.happened_at, episode.time_zone, episode.entry.time_told, night)


def mark_outweighed_text(person: User, night: date) -> str:
    """That the first entry now stands in a night marked as quiet; "" if it was not marked, or
    others stood there.
    """
    if first_entry_outweighs_mark(person, night):
        return counts_with_entries(night)
    return ""


def mark_holds_text(person: User, night: date) -> str:
    """That the last entry has left a night marked as quiet; "" if one is left, or it was not
    marked.
    """
    if mark_holds_again(person, night):
        return counts_as_quiet_again(night)
    return ""


def after_change(person: User, episode: Episode, before: TimeBefore) -> tuple[str, str]:
    """What a change meant for the nights that the entry left and entered, and the address of its
    undo; "" for none.
    """
    if episode.night_of == before.night:
        return "", ""
    text, undo = mark_outweighed_text(person, episode.night_of), ""
    if before.night is None:
        undo = reverse("delete", args=[episode.pk])
    else:
        text = f"{text} {mark_holds_text(person, before.night)}".strip()
        undo = undo_of_change(episode, before)
    return (text, undo) if text else ("", "")


def remembered_text(person: User, episode: Episode, zone: ZoneInfo) -> str:
    """What is said of an entry that was remembered in the morning, also of one whose form was sent
    before.
    """
    if episode.deleted_at:
        return _("This was saved before, and lies in the trash.")
    when = entry_when(episode.entry, episode.night_of, zone)
    text = _("Saved: %(when)s.") % {"when": when}
    return f"{text} {mark_outweighed_text(person, episode.night_of)}".rstrip()


def unknown_night(person: User, night: date) -> str:
    """What "I do not know" leaves of a night: whatever was written down of it before stays."""
    entries = entries_in_night(person, night)
    return unknown_night_text(entries, is_marked=not entries and is_marked(person, night))


def known_again(person: User, night: date) -> str:
    """What is known of a night once "I do not know" is taken back."""
    return undone_text(night, entries_in_night(person, night))


def undo_of_change(episode: Episode, before: TimeBefore) -> str:
    """The address whose button puts a moved entry back to the time that it had."""
    moved = [
        episode.pk,
        episode.happened_at.isoformat(),
        before.happened_at.isoformat(),
        before.time_zone,
        before.told or "",
    ]
    return reverse("put_back", args=[episode.pk, signing.dumps(moved, salt=UNDO_SALT)])


def entry_before(episode: Episode, moved: str) -> Entry | None:
    """The entry at the time to which it is put back; None if it was changed since.

    Raises signing.BadSignature.
    """
    pk, moved_to, happened_at, time_zone, *told = signing.loads(moved, salt=UNDO_SALT)
    if pk != episode.pk or moved_to != episode.happened_at.isoformat():
        return None
    return replace(
        episode.entry,
        happened_at=datetime.fromisoformat(happened_at),
        time_zone=time_zone,
        time_told=TimeTold(told[0]) if any(told) else None,
    )
