"""The parts of an entry that its form changes, as texts to compare and as words to read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from journal.anatomy import Back, back_of
from journal.answer_kinds import joined
from journal.entries import FIELDS, SEVERAL, Entry
from journal.forms import episode_time
from journal.forms.merge import MergingForm, text_of
from journal.time_zones import stored_zone
from journal.wording.choices import lay_word
from journal.wording.durations import duration
from journal.wording.places import place_name

# By the field of the form at which a part stands: the fields of an entry that only mean something
# together, or stand under another name. Every other field is a part of its own.
FIELD_GROUPS: dict[str, tuple[str, ...]] = {
    "at": ("happened_at", "time_zone"),
    "muscle": ("muscle", "side"),
    "duration": ("duration_seconds",),
}
_GROUPED = {field for fields in FIELD_GROUPS.values() for field in fields}
EPISODE_PARTS: dict[str, tuple[str, ...]] = {
    **FIELD_GROUPS,
    **{name: (name,) for name in FIELDS if name not in _GROUPED and name != "id"},
}


def asks_back(entry: Entry) -> bool:
    """Whether "Would you call this your back?" is a question about the entry's place."""
    return back_of(entry.muscle) is Back.ASK


def _answer(value: object) -> object:
    """An answer of true or false as the form asks for it: no is an answer, and no empty box.

    Several answers are one text.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return joined(value)
    return value


def entry_texts(entry: Entry) -> dict[str, str]:
    """Each part as a text.

    The time is the minute that the form shows, with its zone; an answer about the back goes with
    the muscle that it was given for.
    """
    texts = {
        name: " ".join(text_of(_answer(getattr(entry, field))) for field in fields)
        for name, fields in EPISODE_PARTS.items()
    }
    minute = episode_time.minute_of(entry.happened_at, stored_zone(entry.time_zone))
    back = f"{text_of(entry.called_back)} {entry.muscle}" if asks_back(entry) else ""
    return {
        **texts,
        "at": f"{minute:{episode_time.MINUTES}} {entry.time_zone}",
        "called_back": back,
    }


def merge_entry(stored: Entry, typed: Entry, changed: Collection[str]) -> Entry:
    """What is stored with the changed parts of what was typed.

    An answer about another place than the entry's is none, as is one about another time.
    """
    fields = {field: getattr(typed, field) for name in changed for field in EPISODE_PARTS[name]}
    if "at" in changed and "time_told" not in changed:
        fields["time_told"] = None  # whoever sets a time tells it
    entry = replace(stored, **fields)
    if asks_back(entry):
        return entry
    return replace(entry, called_back=None)


def form_values(entry: Entry) -> dict[str, Any]:
    """What the form shows of an entry, by its fields; a duration of whole minutes in minutes."""
    seconds = entry.duration_seconds
    minutes = seconds // 60 if seconds and seconds % 60 == 0 else None
    return {
        **{
            field: _answer(getattr(entry, field))
            for fields in EPISODE_PARTS.values()
            for field in fields
        },
        "at": episode_time.minute_of(entry.happened_at, stored_zone(entry.time_zone)),
        "duration": minutes or seconds,
        "duration_unit": "min" if minutes else "s",
    }


# The fields of the form that show a part, where these are not one of its own name.
SHOWN_BY = {
    "at": ("at", "time_zone"),
    "muscle": ("muscle", "side"),
    "duration": ("duration", "duration_unit"),
}


def sent_of(entry: Entry, names: Collection[str]) -> dict[str, str | None]:
    """What a browser sends of these parts where the form shows that entry untouched."""
    values = form_values(entry)
    fields = [field for name in names for field in SHOWN_BY.get(name, (name,))]
    texts = {"at": f"{values['at']:{episode_time.MINUTES}}"}
    return {field: texts.get(field) or text_of(values[field]) for field in fields}


def part_in_words(name: str, text: str) -> str:
    """A part that is more than one word of a list, as a person reads it.

    "" for nothing recorded.
    """
    first, _space, second = text.partition(" ")
    if not first:
        return ""
    if name == "at":
        return f"{episode_time.clock(datetime.fromisoformat(first))} ({second})"
    if name == "muscle":
        return place_name(first, second)
    if name == "duration":
        return duration(int(first))
    if name == "called_back":
        return first
    return text


def not_recorded() -> str:
    """For a part that holds nothing."""
    return gettext("Not recorded")


class MergingEpisodeForm(MergingForm):
    """The form of an entry that may have been changed elsewhere meanwhile.

    ``entry`` is what was typed, ``stored`` what is stored now, ``trashed`` that it lies in the
    trash.
    """

    entry: Entry
    stored: Entry
    trashed = False

    def texts(self, values: Mapping[str, Any]) -> dict[str, str]:
        """The parts of the entry that was typed, in the order of the form."""
        texts = entry_texts(self.entry)
        if not asks_back(self.entry):  # nothing was answered about another place
            texts.pop("called_back")
        return {name: texts[name] for name in self.fields if name in texts}

    def in_words(self, name: str, text: str) -> str:
        """A part of an entry as a person reads it."""
        if not text.strip():
            return not_recorded()
        if name in SEVERAL:
            return ", ".join(lay_word(SEVERAL[name](answer)) for answer in text.split())
        return super().in_words(name, part_in_words(name, text))

    def sent(self, stored: Mapping[str, str]) -> dict[str, str | None]:
        """The stored parts as the form's fields send them."""
        return sent_of(self.stored, stored)

    @property
    def status(self) -> int:
        """As for other forms; an entry that lies in the trash has to be brought back first."""
        if self.trashed:
            return 409
        return super().status
