"""A night's sleep in the variables of the Consensus Sleep Diary, as the person writes it down.

The variables are those of C. E. Carney et al., Sleep 2012; 35: 287-302 (PMC3250369), the wording
and the jolts before sleep are ours. None is "not recorded", which is never zero. What a device
says has no place here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from journal.entries import DAY_SECONDS, Problem
from journal.i18n import gettext_noop as _
from journal.sleep_times import LONGEST

MOST_MINUTES = DAY_SECONDS // 60
MOST_JOLTS = 999
MOST_WAKINGS = 99
# How the sleep was, from 1 to 5.
QUALITY_WORDS: Mapping[int, str] = {
    1: _("Very bad"),
    2: _("Bad"),
    3: _("So-so"),
    4: _("Good"),
    5: _("Very good"),
}
LONGEST_NIGHT_NOTE = 500
# What may be written of each number, both ends included.
RANGES: Mapping[str, tuple[int, int]] = {
    "minutes_until_sleep": (0, MOST_MINUTES),
    "jolts": (0, MOST_JOLTS),
    "wakings": (0, MOST_WAKINGS),
    "minutes_awake": (0, MOST_MINUTES),
    "quality": (min(QUALITY_WORDS), max(QUALITY_WORDS)),
}
# The times in the order in which they come in a night.
TIME_FIELDS = ("bed_at", "tried_at", "last_waking_at", "woke_at")
BEFORE: Mapping[str, str] = {
    "bed_at": _("This is before you went to bed."),
    "tried_at": _("This is before you tried to sleep."),
    "last_waking_at": _("This is before you woke for the last time."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NightSleep:
    """What was written down of the sleep that began in the night ``night_of``.

    Times are aware; ``woke_at`` is when the person was out of bed. ``jolts`` are those before sleep
    came, ``wakings`` and ``minutes_awake`` come between falling asleep and the last waking;
    ``quality`` is 1 (very bad) to 5 (very good).
    """

    night_of: date
    bed_at: datetime | None = None
    tried_at: datetime | None = None
    minutes_until_sleep: int | None = None
    jolts: int | None = None
    wakings: int | None = None
    minutes_awake: int | None = None
    last_waking_at: datetime | None = None
    woke_at: datetime | None = None
    quality: int | None = None
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was written down."""
        return all(getattr(self, name) in (None, "") for name in SLEEP_FIELDS)

    @property
    def fell_asleep_at(self) -> datetime | None:
        """When sleep came, by what was written; None where that does not say."""
        if self.tried_at is None or self.minutes_until_sleep is None:
            return None
        return self.tried_at + timedelta(minutes=self.minutes_until_sleep)


SLEEP_FIELDS = tuple(field.name for field in fields(NightSleep) if field.name != "night_of")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two things that were written of a night and cannot both be so; both stay as they are.

    ``problem`` names the field at which it is said, ``fields`` all of which no figure is made.
    """

    problem: Problem
    fields: frozenset[str]


def quality_word(value: int) -> str:
    """How the sleep was, in English to be translated; a number that is none of these as it is."""
    return QUALITY_WORDS.get(value, f"{value}")


def out_of_bounds(name: str, value: int | None) -> Problem | None:
    """What is wrong with a number of the field ``name`` (of ``RANGES``), None for nothing."""
    least, most = RANGES[name]
    if value is None or least <= value <= most:
        return None
    text = _("This is a whole number from %(least)d to %(most)d.")
    return Problem(name, text, {"least": least, "most": most})


def contradictions(sleep: NightSleep) -> tuple[Contradiction, ...]:
    """What cannot be so, at most once a field."""
    by_field: dict[str, Contradiction] = {}
    for conflict in (*_out_of_order(sleep), *_too_long(sleep), *_too_much_awake(sleep)):
        first = by_field.setdefault(conflict.problem.field, conflict)
        by_field[conflict.problem.field] = Contradiction(
            first.problem, first.fields | conflict.fields
        )
    return tuple(by_field.values())


def _out_of_order(sleep: NightSleep) -> Iterator[Contradiction]:
    given = [name for name in TIME_FIELDS if getattr(sleep, name)]
    for number, name in enumerate(given):
        at = getattr(sleep, name)
        if later := [before for before in given[:number] if getattr(sleep, before) > at]:
            yield Contradiction(Problem(name, BEFORE[later[-1]]), frozenset({name, *later}))


def _too_long(sleep: NightSleep) -> Iterator[Contradiction]:
    """Beyond ``LONGEST`` two times are more likely exchanged."""
    begin = next((name for name in TIME_FIELDS[:2] if getattr(sleep, name)), "")
    if not begin:
        return
    for name in TIME_FIELDS[2:]:
        end = getattr(sleep, name)
        if end and (lasted := end - getattr(sleep, begin)) > LONGEST:
            text = _("This would be %(hours)d hours after you went to bed. Is one of them wrong?")
            hours = {"hours": round(lasted / timedelta(hours=1))}
            yield Contradiction(Problem(name, text, hours), frozenset({begin, name}))


def _too_much_awake(sleep: NightSleep) -> Iterator[Contradiction]:
    if sleep.wakings == 0 and sleep.minutes_awake:
        text = _("You wrote that you were not awake in the night.")
        both = frozenset({"wakings", "minutes_awake"})
        yield Contradiction(Problem("minutes_awake", text), both)
    begin = next((name for name in TIME_FIELDS[:2][::-1] if getattr(sleep, name)), "")
    if not begin or sleep.last_waking_at is None:
        return
    room = sleep.last_waking_at - getattr(sleep, begin)
    asleep_after = timedelta(minutes=sleep.minutes_until_sleep or 0)
    awake = timedelta(minutes=sleep.minutes_awake or 0)
    if sleep.minutes_until_sleep and asleep_after > room:
        text = _("You would have been awake for the last time before you fell asleep.")
        names = frozenset({begin, "minutes_until_sleep", "last_waking_at"})
        yield Contradiction(Problem("last_waking_at", text), names)
    elif sleep.minutes_awake and asleep_after + awake > room:
        text = _("These are more minutes than there were between falling asleep and waking up.")
        names = frozenset({begin, "minutes_until_sleep", "minutes_awake", "last_waking_at"})
        yield Contradiction(Problem("minutes_awake", text), names)
