"""The parts of an entry that its form changes, each on its own, as texts to be compared and as words to be read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from journal import entries
from journal.anatomy import Back, back_of
from journal.entries import Entry
from journal.forms import when
from journal.forms.merge import Merging, text_of
from journal.pages.lines import place_name
from journal.pages.rows import duration

# By the field at which a part stands: the fields of an entry that only mean something together.
PARTS: dict[str, tuple[str, ...]] = {
    "at": ("happened_at", "time_zone"),
    "movement": ("movement",),
    "muscle": ("muscle", "side"),
    "called_back": ("called_back",),
    "phase": ("phase",),
    "woke": ("woke",),
    "duration": ("duration_seconds",),
    "count": ("count",),
    "intensity": ("intensity",),
    "noticed_by": ("noticed_by",),
    "note": ("note",),
}


def asks_back(entry: Entry) -> bool:
    """Whether "Would you call this your back?" is a question about the entry's place."""
    return back_of(entry.muscle) is Back.ASK


def entry_texts(entry: Entry) -> dict[str, str]:
    """Each part as a text. The time is the minute that the form shows, with its zone; an answer about the back goes
    with the muscle that it was given for."""
    texts = {name: " ".join(text_of(getattr(entry, field)) for field in fields) for name, fields in PARTS.items()}
    minute = when.minute_of(entry.happened_at, entries.stored_zone(entry.time_zone))
    back = f"{text_of(entry.called_back)} {entry.muscle}" if asks_back(entry) else ""
    return {**texts, "at": f"{minute:{when.MINUTES}} {entry.time_zone}", "called_back": back}


def merge_entry(stored: Entry, typed: Entry, changed: Collection[str]) -> Entry:
    """What is stored with the changed parts of what was typed; an answer about another place is none."""
    fields = {field: getattr(typed, field) for name in changed for field in PARTS[name]}
    entry = replace(stored, **fields)
    return entry if asks_back(entry) else replace(entry, called_back=None)


def form_values(entry: Entry) -> dict[str, Any]:
    """What the form shows of an entry, by its fields; a duration of whole minutes in minutes."""
    seconds = entry.duration_seconds
    minutes = seconds // 60 if seconds and seconds % 60 == 0 else None
    return {
        **{field: getattr(entry, field) for fields in PARTS.values() for field in fields},
        "at": when.minute_of(entry.happened_at, entries.stored_zone(entry.time_zone)),
        "duration": minutes or seconds,
        "duration_unit": "min" if minutes else "s",
    }


# The fields of the form that show a part, where these are not one of its own name.
SHOWN_BY = {"at": ("at", "time_zone"), "muscle": ("muscle", "side"), "duration": ("duration", "duration_unit")}


def sent_of(entry: Entry, names: Collection[str]) -> dict[str, str | None]:
    """What a browser sends of these parts where the form shows that entry and nothing is touched."""
    values = form_values(entry)
    fields = [field for name in names for field in SHOWN_BY.get(name, (name,))]
    return {field: f"{values[field]:{when.MINUTES}}" if field == "at" else text_of(values[field]) for field in fields}


def part_in_words(name: str, text: str) -> str:
    """A part that is more than one word of a list, as a person reads it; "" for nothing recorded."""
    first, _space, second = text.partition(" ")
    if name == "at":
        return f"{when.clock(datetime.fromisoformat(first))} ({second})"
    if name == "muscle":
        return place_name(first, second) if first else ""
    if name == "duration":
        return duration(int(first)) if first else ""
    return first if name == "called_back" else text


def not_recorded() -> str:
    """For a part that holds nothing."""
    return gettext("Not recorded")


class MergingEntry(Merging):
    """The form of an entry: ``entry`` is what was typed, ``stored`` what is stored now, ``trashed`` that it lies in
    the trash."""

    entry: Entry
    stored: Entry
    trashed = False

    def texts(self, values: Mapping[str, Any]) -> dict[str, str]:
        """The parts of the entry that was typed."""
        texts = entry_texts(self.entry)
        if not asks_back(self.entry):  # nothing was answered about another place
            texts.pop("called_back")
        return texts

    def in_words(self, name: str, text: str) -> str:
        """A part of an entry as a person reads it."""
        return super().in_words(name, part_in_words(name, text)) if text.strip() else not_recorded()

    def sent(self, stored: Mapping[str, str]) -> dict[str, str | None]:
        """The stored parts as the form's fields send them."""
        return sent_of(self.stored, stored)

    @property
    def status(self) -> int:
        """As for other forms; an entry that lies in the trash has to be brought back first."""
        return 409 if self.trashed else super().status
