"""One entry of a diary with typed fields, and the only place that says what a good entry is.

The form, the API, the pad and the import all build an :class:`Entry` and ask :func:`problems`;
nothing reaches the database otherwise. ``None`` (for the note "", for several answers none) is
"not recorded". Columns, schemas and the report's list follow from the fields here (docs/adr/0176).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, get_type_hints

from journal.anatomy import MUSCLE_BY_ID, Side
from journal.answer_kinds import are_of, in_order, kind_of, set_of, types_of
from journal.i18n import gettext_noop as _
from journal.observations import (
    CalledBack,
    EasedBy,
    Movement,
    NoticedBy,
    Perceived,
    Phase,
    Spread,
    TimeTold,
    Woke,
)
from journal.parsing import excerpt, line_feeds
from journal.time_zones import zone_names

DAY_SECONDS = 24 * 60 * 60
MOST_COUNT = 10_000
MOST_INTENSITY = 10
LONGEST_NOTE = 2_000
LONGEST_ID = 64
# A phone's clock may run ahead of the server's; a minute is no reason to refuse an entry at night.
CLOCK_TOLERANCE = timedelta(minutes=1)
EARLIEST_YEAR = 1900
NO_PLACES = frozenset(["localtime", "Factory", "posixrules", "posix", "right", "SystemV"])
# NUL, which PostgreSQL refuses, and halves of a character, which no file or database can hold.
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
MIDLINE = _(
    "This muscle lies in the middle of the body and has no left or right. Leave the side empty."
)
# Of several answers, those beside which no other makes sense.
LONE_ANSWERS = frozenset({EasedBy.NOTHING, EasedBy.NOT_TRIED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An episode as it was told.

    ``happened_at`` is aware (any zone); ``time_zone`` is the IANA name of the place.
    ``duration_seconds`` is 0 to 86,400; ``count`` how many twitches the entry stands for;
    ``intensity`` a numeric rating from 0 to 10. ``time_told`` is for a time that no clock told.
    ``id`` was made where the entry was logged and makes sending it twice harmless.
    """

    id: str
    happened_at: datetime
    time_zone: str
    movement: Movement | None = None
    muscle: str | None = None
    side: Side | None = None
    phase: Phase | None = None
    woke: Woke | None = None
    duration_seconds: int | None = None
    count: int = 1
    noticed_by: NoticedBy = NoticedBy.SELF
    called_back: CalledBack | None = None
    intensity: int | None = None
    note: str = ""
    perceived: Perceived | None = None
    spread: Spread | None = None
    eased_by: tuple[EasedBy, ...] = ()
    time_told: TimeTold | None = None

    def __post_init__(self) -> None:
        """A line of the note ends in one character; several answers stand in their set's order."""
        if "\r" in self.note:
            object.__setattr__(self, "note", line_feeds(self.note))
        for name, kind in SEVERAL.items():
            object.__setattr__(self, name, in_order(kind, getattr(self, name)))


# Whatever reads or writes an entry goes through its fields by these tables, in this order: a file's
# columns, a row of the database, the API, the report.
_FIELD_HINTS = get_type_hints(Entry)
FIELDS: tuple[str, ...] = tuple(field.name for field in dataclasses.fields(Entry))
KINDS: Mapping[str, type] = {name: kind_of(hint) for name, hint in _FIELD_HINTS.items()}
# The fields that hold several answers, with the set that each answer is of.
SEVERAL: Mapping[str, type[StrEnum]] = {
    name: kind for name, hint in _FIELD_HINTS.items() if (kind := set_of(hint))
}
_TYPES: tuple[tuple[str, tuple[type, ...]], ...] = tuple(
    (name, types_of(hint)) for name, hint in _FIELD_HINTS.items()
)
# What a field is where nothing was said; fields without one are needed.
DEFAULTS: Mapping[str, Any] = {
    field.name: field.default
    for field in dataclasses.fields(Entry)
    if field.default is not dataclasses.MISSING
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a field is refused: ``text`` is a sentence for a person, to be translated and then filled
    from ``values``.
    """

    field: str
    text: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        return self.text % self.values


def zone_problem(name: str, *, own: str | None = None) -> Problem | None:
    """Why a zone is not taken, None if it is.

    What is stored already (``own``) is, whatever it names. Old names ("Asia/Calcutta"), offsets
    ("Etc/GMT-2") and the like are taken, since browsers tell them; what depends on the machine or
    counts leap seconds ("localtime", "right/Europe/Berlin") says nothing of where somebody was.
    """
    if name == own:
        return None
    if name not in zone_names():
        return Problem("time_zone", _("There is no time zone “%(name)s”."), {"name": excerpt(name)})
    if name.partition("/")[0] in NO_PLACES:
        text = _("“%(name)s” is not the time zone of a place. Use one like Europe/Berlin.")
        return Problem("time_zone", text, {"name": name})
    return None


def is_taken_zone(name: str) -> bool:
    """Whether that name is taken from a form, a program, a file, a browser or a setting."""
    return zone_problem(name) is None


def problems(entry: Entry, *, as_of: datetime, own_zone: str | None = None) -> list[Problem]:
    """Everything that is wrong with an entry at the instant ``as_of`` (aware); empty if it can be
    stored.

    ``own_zone`` is the zone that is stored already, of the entry or the person: it is taken,
    whatever it names.
    """
    return _type_problems(entry) or [
        *_time_problems(entry, as_of, own_zone),
        *_place_problems(entry),
        *_amount_problems(entry),
        *_several_problems(entry),
        *_text_problems(entry),
    ]


def _type_problems(entry: Entry) -> list[Problem]:
    """Values of another type than their field's: whoever made the entry did not read them."""
    return [
        Problem(
            name, _("“%(value)s” is not a value of this field."), {"value": excerpt(str(value))}
        )
        for name, types in _TYPES
        if not isinstance(value := getattr(entry, name), types)
        # which Python takes for a whole number
        or (isinstance(value, bool) and bool not in types)
        or (name in SEVERAL and not are_of(SEVERAL[name], value))
    ]


def _time_problems(entry: Entry, as_of: datetime, own_zone: str | None) -> list[Problem]:
    problems_found = []
    if entry.happened_at > as_of + CLOCK_TOLERANCE:
        problems_found.append(Problem("happened_at", _("This time is in the future.")))
    if entry.happened_at.year < EARLIEST_YEAR:
        problems_found.append(Problem("happened_at", _("This time is before the year 1900.")))
    wrong = zone_problem(entry.time_zone, own=own_zone)
    if wrong:
        problems_found.append(wrong)
    return problems_found


def _place_problems(entry: Entry) -> list[Problem]:
    if entry.muscle is None:
        return []
    muscle = MUSCLE_BY_ID.get(entry.muscle)
    if muscle is None:
        text = _("“%(name)s” is not in the list of muscles. Choose one, or “Not sure where”.")
        return [Problem("muscle", text, {"name": excerpt(entry.muscle)})]
    if muscle.midline and entry.side is not None:
        return [Problem("side", MIDLINE)]
    return []


def _amount_problems(entry: Entry) -> list[Problem]:
    problems_found = []
    seconds = entry.duration_seconds
    if seconds is not None and seconds < 0:
        problems_found.append(Problem("duration_seconds", _("A duration cannot be below zero.")))
    if seconds is not None and seconds > DAY_SECONDS:
        problems_found.append(
            Problem(
                "duration_seconds",
                _("A duration is at most one day. Log a second entry for the rest."),
            )
        )
    if entry.count < 1:
        problems_found.append(Problem("count", _("An entry stands for at least one twitch.")))
    if entry.count > MOST_COUNT:
        problems_found.append(
            Problem(
                "count", _("An entry stands for at most %(most)d twitches."), {"most": MOST_COUNT}
            )
        )
    if entry.intensity is not None and not 0 <= entry.intensity <= MOST_INTENSITY:
        problems_found.append(Problem("intensity", _("Strength goes from 0 to 10.")))
    return problems_found


def _several_problems(entry: Entry) -> list[Problem]:
    text = _("“Nothing did” and “Not tried” stand alone. Take them away, or the others.")
    return [
        Problem(name, text)
        for name in SEVERAL
        if len(answers := getattr(entry, name)) > 1 and not LONE_ANSWERS.isdisjoint(answers)
    ]


def _text_problems(entry: Entry) -> list[Problem]:
    problems_found = []
    if len(entry.note) > LONGEST_NOTE:
        text = _("A note has at most %(most)d characters; this one has %(length)d.")
        problems_found.append(
            Problem("note", text, {"most": LONGEST_NOTE, "length": len(entry.note)})
        )
    if UNSTORABLE.search(entry.note):
        problems_found.append(
            Problem("note", _("The note holds a character that cannot be stored."))
        )
    if not entry.id.strip() or len(entry.id) > LONGEST_ID or not entry.id.isprintable():
        problems_found.append(
            Problem("id", _("An id has 1 to %(most)d visible characters."), {"most": LONGEST_ID})
        )
    return problems_found
