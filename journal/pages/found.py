"""What a look into a diary file found, in words for the page: kept as plain JSON while the file waits."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from journal import entries
from journal.entries import Entry, printable
from journal.files.importing import Look, Said
from journal.models import Episode
from journal.models.episode import Source
from journal.pages.rows import row

# Sentences on the page; the rest is counted.
SHOWN = 50
COUNTS = (
    "new",
    "new_episodes",
    "known_episodes",
    "new_nights",
    "known_nights",
    "marked_nights",
    "repeats",
    "wrong_rows",
    "remarked_rows",
    "broken",
)


def in_words(seen: Look, person: User, *, name: str, zone: str, as_of: datetime) -> dict[str, Any]:
    """Everything that the page shows; ``name`` is what the person's file is called, ``zone`` their time zone."""
    return {
        "name": printable(name),
        **{count: getattr(seen, count) for count in COUNTS},
        "unknown": [column or gettext("(a column without a name)") for column in seen.unknown],
        "about": [_sentence(said)["text"] for said in seen.about] + _own_zone(seen.own_zone, zone),
        "besides": [{"title": gettext(title), "new": new, "known": known} for title, new, known in seen.amounts],
        "known_besides": seen.known_besides.total(),
        "wrong": [_sentence(said) for said in seen.wrong[:SHOWN]],
        "remarks": [_sentence(said) for said in seen.remarks[:SHOWN]],
        "first": [_as_stored(entry, person, zone, as_of) for entry in seen.first],
    }


def _own_zone(number: int, zone: str) -> list[str]:
    text = ngettext(
        "%(number)d entry tells no time zone; its time was read in %(zone)s, your own zone.",
        "%(number)d entries tell no time zone; their times were read in %(zone)s, your own zone.",
        number,
    )
    return [text % {"number": number, "zone": zone}] if number else []


def _sentence(said: Said) -> dict[str, Any]:
    return {"line": said.line, "column": said.column, "text": gettext(said.text) % said.values}


def _as_stored(entry: Entry, person: User, zone: str, as_of: datetime) -> dict[str, str]:
    """The entry as the diary will show it."""
    episode = Episode.told(person, entry, source=Source.IMPORT, recorded_at=as_of)
    episode.pk = 0  # it has no address yet, and none is shown
    line = row(episode, zone=zone, show_matches=False)
    local = entry.happened_at.astimezone(entries.stored_zone(entry.time_zone))
    day = date_format(local, "j M Y")
    return {
        "day": day,
        "time": line.time,
        "what": line.what,
        "place": line.place,
        "details": line.details,
        "note": line.note,
    }
