"""One entry of a diary with typed fields, and the only place that says what a good entry is.

The form, the API, the pad and the import all build an :class:`Entry` and ask :func:`problems`; nothing reaches the
database otherwise. ``None`` (for the note: "") is "not recorded".
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from journal.anatomy import MUSCLE_BY_ID, Side
from journal.marking import gettext_noop as _
from journal.observations import CalledBack, Movement, NoticedBy, Phase, Woke
from journal.parsing import isolated, line_feeds

DAY_SECONDS = 24 * 60 * 60
MOST_COUNT = 10_000
MOST_INTENSITY = 10
LONGEST_NOTE = 2_000
LONGEST_ID = 64
# A phone's clock may run ahead of the server's; a minute is no reason to refuse an entry at night.
CLOCK_TOLERANCE = timedelta(minutes=1)
EARLIEST_YEAR = 1900
REGIONS_OF_ZONES = frozenset(
    ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"]
)
NO_PLACES = frozenset(["localtime", "Factory", "posixrules", "posix", "right", "SystemV"])
# NUL, which PostgreSQL refuses, and halves of a character, which no file or database can hold.
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An episode as it was told.

    ``happened_at`` is aware (any zone); ``time_zone`` is the IANA name of the place. ``duration_seconds`` is 0 to
    86,400; ``count`` how many twitches the entry stands for; ``intensity`` a numeric rating from 0 to 10. ``id`` was
    made where the entry was logged and makes sending it twice harmless.
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

    def __post_init__(self) -> None:
        """Whoever tells the note, a line of it ends in one character."""
        if "\r" in self.note:
            object.__setattr__(self, "note", line_feeds(self.note))


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a field is refused: ``text`` is a sentence for a person, to be translated and then filled from ``values``."""

    field: str
    text: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        return self.text % self.values


def printable(text: str) -> str:
    """A text of unknown origin without control characters and halves of a character: any page or file can hold it."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else "�" for sign in text)


def shown(text: str) -> str:
    """The same, short enough for a message, in which it keeps its own direction."""
    short = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    return isolated(printable(short))


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """All time zones this machine knows, by IANA name, also those that name no place."""
    return frozenset(available_timezones())


@lru_cache(maxsize=1)
def offered_zones() -> tuple[str, ...]:
    """The zones to choose from, by name: those of a place by its region, and UTC."""
    places = (name for name in zone_names() if name.partition("/")[0] in REGIONS_OF_ZONES)
    return tuple(sorted([*places, "UTC"]))


@lru_cache(maxsize=1)
def _zones_in_one_case() -> dict[str, str]:
    return {name.casefold(): name for name in zone_names()}


def zone_called(text: str) -> str:
    """The name of the zone that somebody wrote, in any case and with spaces where names have none; else the text."""
    plain = text.strip()
    return plain if plain in zone_names() else _zones_in_one_case().get("_".join(plain.split()).casefold(), plain)


def zone_problem(name: str, *, own: str | None = None) -> Problem | None:
    """Why a zone is not taken, None if it is. What is stored already (``own``) is, whatever it names.

    Old names ("Asia/Calcutta"), offsets ("Etc/GMT-2") and the like are taken, since browsers tell them; what depends on
    the machine or counts leap seconds ("localtime", "right/Europe/Berlin") says nothing of where somebody was.
    """
    if name == own:
        return None
    if name not in zone_names():
        return Problem("time_zone", _("There is no time zone “%(name)s”."), {"name": shown(name)})
    if name.partition("/")[0] in NO_PLACES:
        text = _("“%(name)s” is not the time zone of a place. Use one like Europe/Berlin.")
        return Problem("time_zone", text, {"name": name})
    return None


def is_taken_zone(name: str) -> bool:
    """Whether that name is taken from a form, a program, a file, a browser or a setting."""
    return zone_problem(name) is None


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """The zone of that IANA name. Raises KeyError if there is none."""
    if name not in zone_names():
        raise KeyError(name)
    return ZoneInfo(name)


def stored_zone(name: str) -> ZoneInfo:
    """The zone of a stored name, UTC where this machine no longer knows it: a page is shown all the same."""
    return zone(name if name in zone_names() else "UTC")


def problems(entry: Entry, *, as_of: datetime, own_zone: str | None = None) -> list[Problem]:
    """Everything that is wrong with an entry at the instant ``as_of`` (aware); empty if it can be stored.

    ``own_zone`` is the zone that is stored already, of the entry or the person: it is taken, whatever it names.
    """
    return [
        *_time_problems(entry, as_of, own_zone),
        *_place_problems(entry),
        *_amount_problems(entry),
        *_text_problems(entry),
    ]


def _time_problems(entry: Entry, as_of: datetime, own_zone: str | None) -> list[Problem]:
    found = []
    if entry.happened_at > as_of + CLOCK_TOLERANCE:
        found.append(Problem("happened_at", _("This time is in the future.")))
    if entry.happened_at.year < EARLIEST_YEAR:
        found.append(Problem("happened_at", _("This time is before the year 1900.")))
    wrong = zone_problem(entry.time_zone, own=own_zone)
    return [*found, wrong] if wrong else found


def _place_problems(entry: Entry) -> list[Problem]:
    if entry.muscle is None:
        return []
    muscle = MUSCLE_BY_ID.get(entry.muscle)
    if muscle is None:
        text = _("“%(name)s” is not in the list of muscles. Choose one, or “Not sure where”.")
        return [Problem("muscle", text, {"name": shown(entry.muscle)})]
    if muscle.midline and entry.side is not None:
        text = _("This muscle lies in the middle of the body and has no left or right. Leave the side empty.")
        return [Problem("side", text)]
    return []


def _amount_problems(entry: Entry) -> list[Problem]:
    found = []
    seconds = entry.duration_seconds
    if seconds is not None and seconds < 0:
        found.append(Problem("duration_seconds", _("A duration cannot be below zero.")))
    if seconds is not None and seconds > DAY_SECONDS:
        found.append(Problem("duration_seconds", _("A duration is at most one day. Log a second entry for the rest.")))
    if entry.count < 1:
        found.append(Problem("count", _("An entry stands for at least one twitch.")))
    if entry.count > MOST_COUNT:
        found.append(Problem("count", _("An entry stands for at most %(most)d twitches."), {"most": MOST_COUNT}))
    if entry.intensity is not None and not 0 <= entry.intensity <= MOST_INTENSITY:
        found.append(Problem("intensity", _("Strength goes from 0 to 10.")))
    return found


def _text_problems(entry: Entry) -> list[Problem]:
    found = []
    if len(entry.note) > LONGEST_NOTE:
        text = _("A note has at most %(most)d characters; this one has %(length)d.")
        found.append(Problem("note", text, {"most": LONGEST_NOTE, "length": len(entry.note)}))
    if UNSTORABLE.search(entry.note):
        found.append(Problem("note", _("The note holds a character that cannot be stored.")))
    if not entry.id.strip() or len(entry.id) > LONGEST_ID or not entry.id.isprintable():
        found.append(Problem("id", _("An id has 1 to %(most)d visible characters."), {"most": LONGEST_ID}))
    return found
