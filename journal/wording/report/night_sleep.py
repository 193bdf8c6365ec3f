"""Nights' sleep as it was written down, told to a doctor: its medians, and a row a night."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.i18n import gettext_noop
from journal.night_sleep import NightSleep, quality_word
from journal.nights import NOON, ONE_NIGHT
from journal.report import Report
from journal.sleep_figures import PeriodSleep
from journal.wording.dates import dated_night, time_in_night
from journal.wording.night_sleep import jolts_text, middle_text
from journal.wording.proportions import median_text
from journal.wording.report.report_text import Fact, TableText

# As many nights as the chart draws.
MOST_NIGHTS_LISTED = 84
# What stands for an item that was not recorded; the head of the table says so.
NOT_WRITTEN = "–"
SLEEP_FIGURE_NAMES = {
    "latency": gettext_noop("Sleep latency"),
    "awake_after": gettext_noop("Awake after sleep onset"),
    "total": gettext_noop("Total sleep"),
    "efficiency": gettext_noop("Sleep efficiency"),
}
METHODS_OF_SLEEP = (
    gettext_noop(
        "Sleep, after the Consensus Sleep Diary (Carney and others, Sleep 2012; 35: 287–302): "
        "latency and time awake after sleep onset as the person wrote them, without the time after "
        "the last waking; total sleep from trying to sleep to the last waking, less both; "
        "efficiency is total sleep divided by the time in bed. Each is made of the nights that "
        "have all it needs. Times that contradict each other are in none. Nothing of a device is "
        "in them."
    ),
    gettext_noop(
        "A sleep clinic’s two-week log counted jerks before sleep: on 67 % of nights, about seven. "
        "It is cited for the form of the question; nothing here is compared with it."
    ),
)


def sentences(period: PeriodSleep) -> list[str]:
    """The medians, each with its range and how many nights it is of."""
    texts = [
        _("%(name)s: %(figure)s.") % {"name": _(label), "figure": middle_text(name, value)}
        for name, label in SLEEP_FIGURE_NAMES.items()
        if (value := getattr(period, name)) is not None
    ]
    if period.quality:
        values = {
            "median": median_text(period.quality.median),
            "low": period.quality.lowest,
            "high": period.quality.highest,
            "of": period.quality.of,
        }
        text = ngettext(
            "How the sleep was, 1 (very bad) to 5 (very good): median %(median)s, range %(low)d to "
            "%(high)d, over %(of)d night.",
            "How the sleep was, 1 (very bad) to 5 (very good): median %(median)s, range %(low)d to "
            "%(high)d, over %(of)d nights.",
            period.quality.of,
        )
        texts.append(text % values)
    return texts


def jolts(report: Report) -> list[Fact]:
    """How many jolts came before sleep; nothing where no number was written down."""
    period = report.sleep.period
    text = jolts_text(period) if period else ""
    return [Fact(_("Jolts before sleep came"), text)] if text else []


def methods(report: Report) -> list[str]:
    """How the figures of sleep are made; nothing where there are none."""
    return [_(text) for text in METHODS_OF_SLEEP] if report.sleeps else []


def nights_title(title: str, number: int) -> str:
    """The title of a table with a row a night, which says how many of ``number`` it leaves out."""
    left_out = number - MOST_NIGHTS_LISTED
    if left_out <= 0:
        return title
    text = _("%(title)s; the latest %(shown)d nights, %(left)d before them are not listed")
    return text % {"title": title, "shown": MOST_NIGHTS_LISTED, "left": left_out}


def night_rows(report: Report) -> TableText:
    """A row a night, the earliest first; of a long diary the latest."""
    title = nights_title(
        _("Night by night, as the person wrote it (–: not recorded)"), len(report.sleeps)
    )
    head = [
        _("Night"),
        _("To bed, tried to sleep"),
        _("Until sleep"),
        _("Jolts"),
        _("Awake, for how long"),
        _("Last awake, out of bed"),
        _("Sleep"),
    ]
    return TableText(title, head, [_row(sleep) for sleep in report.sleeps[-MOST_NIGHTS_LISTED:]])


def night_notes(report: Report) -> list[Fact]:
    """What the person noted of these nights, as they typed it."""
    listed = report.sleeps[-MOST_NIGHTS_LISTED:]
    return [Fact(dated_night(sleep.night_of), sleep.note) for sleep in listed if sleep.note]


def _row(sleep: NightSleep) -> list[str]:
    quality = NOT_WRITTEN if sleep.quality is None else _(quality_word(sleep.quality))
    return [
        dated_night(sleep.night_of),
        _both(_time(sleep, "bed_at"), _time(sleep, "tried_at")),
        _minutes(sleep.minutes_until_sleep),
        NOT_WRITTEN if sleep.jolts is None else f"{sleep.jolts}",
        _both(
            NOT_WRITTEN if sleep.wakings is None else _("%(number)d ×") % {"number": sleep.wakings},
            _minutes(sleep.minutes_awake),
        ),
        _both(_time(sleep, "last_waking_at"), _time(sleep, "woke_at")),
        quality,
    ]


def _both(first: str, second: str) -> str:
    return NOT_WRITTEN if first == second == NOT_WRITTEN else f"{first}, {second}"


def _time(sleep: NightSleep, name: str) -> str:
    """With its day where it is not one of the two mornings and evenings that name the night."""
    at = getattr(sleep, name)
    if at is None:
        return NOT_WRITTEN
    last = datetime.combine(sleep.night_of + ONE_NIGHT, NOON, at.tzinfo)
    return f"{at:%H:%M}" if at <= last else time_in_night(sleep.night_of, at)


def _minutes(number: int | None) -> str:
    return NOT_WRITTEN if number is None else _("%(number)s min") % {"number": number}
