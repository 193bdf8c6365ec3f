"""A night's sleep in words: what was written down, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.i18n import gettext_noop
from journal.intervals import Middle
from journal.night_sleep import NightSleep, quality_word
from journal.sleep_figures import NightFigures, PeriodSleep
from journal.wording.dates import time_in_night
from journal.wording.durations import minutes_long
from journal.wording.proportions import median_text

# The four figures: what each is called, and how it is made (``journal.sleep_figures``).
FORMULAS = {
    "latency": (gettext_noop("Until sleep came"), gettext_noop("as you wrote it")),
    "awake_after": (
        gettext_noop("Awake after falling asleep"),
        gettext_noop("as you wrote it; not what came after you woke for the last time"),
    ),
    "total": (
        gettext_noop("Asleep, all together"),
        gettext_noop(
            "from trying to sleep to waking for the last time, less the minutes until sleep came "
            "and those awake"
        ),
    ),
    "efficiency": (
        gettext_noop("Asleep, as a share of the time in bed"),
        gettext_noop("asleep, all together, divided by the time from going to bed to being out"),
    ),
}
SOURCE = gettext_noop(
    "Defined as in the Consensus Sleep Diary (Carney and others, Sleep 2012; 35: 287–302, "
    "PMC3250369). A figure is made only of nights that have all it needs."
)


@dataclass(frozen=True, slots=True)
class SleepFigure:
    """A figure in words: what it is called, what it is, and how it is made."""

    label: str
    text: str
    formula: str


def formula_texts() -> tuple[tuple[str, str], ...]:
    """How each figure is made, behind its name."""
    return tuple((_(label), _(formula)) for label, formula in FORMULAS.values())


def night_figure_texts(figures: NightFigures) -> tuple[SleepFigure, ...]:
    """Those that can be made of one night."""
    return tuple(
        SleepFigure(_(label), _in_words(name, value), _(formula))
        for name, (label, formula) in FORMULAS.items()
        if (value := getattr(figures, name)) is not None
    )


def period_figure_texts(period: PeriodSleep) -> tuple[SleepFigure, ...]:
    """The medians of a period, each with its range and how many nights it is of."""
    return tuple(
        SleepFigure(_(label), middle_text(name, value), _(formula))
        for name, (label, formula) in FORMULAS.items()
        if (value := getattr(period, name)) is not None
    )


def _in_words(name: str, value: float) -> str:
    if name == "efficiency":
        return _("%(number)d %%") % {"number": round(value)}
    return minutes_long(value)


def middle_text(name: str, middle: Middle) -> str:
    """A median of the figure of that name, with its range and how many nights it is of."""
    return _range_text(middle, lambda value: _in_words(name, value))


def _range_text(middle: Middle, in_words: Callable[[float], str]) -> str:
    values = {
        "median": in_words(middle.median),
        "low": in_words(middle.lowest),
        "high": in_words(middle.highest),
        "nights": middle.of,
    }
    text = ngettext(
        "median %(median)s, range %(low)s to %(high)s, over %(nights)d night",
        "median %(median)s, range %(low)s to %(high)s, over %(nights)d nights",
        middle.of,
    )
    return text % values


def jolts_text(period: PeriodSleep) -> str:
    """On how many of the nights with a number there were jolts before sleep, and how many; "" where
    no number was written down.
    """
    if period.jolts is None or period.with_jolts is None:
        return ""
    values = {
        "part": period.with_jolts.part,
        "of": period.with_jolts.of,
        "median": median_text(period.jolts.median),
        "low": period.jolts.lowest,
        "high": period.jolts.highest,
    }
    text = ngettext(
        "on %(part)d of %(of)d night with a number; median %(median)s, range %(low)d to %(high)d",
        "on %(part)d of %(of)d nights with a number; median %(median)s, range %(low)d to %(high)d",
        period.with_jolts.of,
    )
    return text % values


def short_sleep_text(sleep: NightSleep, zone: ZoneInfo) -> str:
    """Bed and getting up in one line, as in "23:10 to 07:00"; "" where neither is recorded."""
    bed, up = (at and f"{at.astimezone(zone):%H:%M}" for at in (sleep.bed_at, sleep.woke_at))
    if bed and up:
        return _("%(bed)s to %(up)s") % {"bed": bed, "up": up}
    if bed:
        return _("to bed %(bed)s") % {"bed": bed}
    return _("up at %(up)s") % {"up": up} if up else ""


def written(sleep: NightSleep, zone: ZoneInfo | None = None) -> list[tuple[str, str]]:
    """What was written of a night, each item with its short name; the note is not among them.

    Without a ``zone`` times are told on the clock that they carry.
    """
    times = {
        name: at and time_in_night(sleep.night_of, at.astimezone(zone) if zone else at)
        for name, at in (
            ("bed_at", sleep.bed_at),
            ("tried_at", sleep.tried_at),
            ("last_waking_at", sleep.last_waking_at),
            ("woke_at", sleep.woke_at),
        )
    }
    numbers = {
        name: None if value is None else f"{value}"
        for name, value in (("jolts", sleep.jolts), ("wakings", sleep.wakings))
    }
    minutes = {
        name: None if value is None else _("%(number)s min") % {"number": value}
        for name, value in (
            ("minutes_until_sleep", sleep.minutes_until_sleep),
            ("minutes_awake", sleep.minutes_awake),
        )
    }
    quality = None if sleep.quality is None else _(quality_word(sleep.quality))
    texts = {**times, **numbers, **minutes, "quality": quality}
    return [(_(name), text) for field, name in SHORT_NAMES.items() if (text := texts[field])]


SHORT_NAMES = {
    "bed_at": gettext_noop("to bed"),
    "tried_at": gettext_noop("tried to sleep"),
    "minutes_until_sleep": gettext_noop("until sleep"),
    "jolts": gettext_noop("jolts before sleep:"),
    "wakings": gettext_noop("awake in the night:"),
    "minutes_awake": gettext_noop("awake for"),
    "last_waking_at": gettext_noop("last awake"),
    "woke_at": gettext_noop("out of bed"),
    "quality": gettext_noop("sleep:"),
}
