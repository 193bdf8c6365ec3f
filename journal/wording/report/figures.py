"""The figures and tables of what happens."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.intervals import Share
from journal.observations import Phase
from journal.report import Report
from journal.report.model_figures import ValueCount
from journal.wording.durations import duration, minutes_long
from journal.wording.proportions import (
    change_alone,
    lowest_to_highest,
    median_text,
    of_recorded,
    rate_text,
    share_range,
)
from journal.wording.report import night_sleep
from journal.wording.report.report_text import LargeNumber, TableText


def figures(report: Report) -> list[LargeNumber]:
    """The four large numbers, each with what it is out of."""
    return [_with_entries(report), _not_recorded(report), _a_night(report), _duration(report)]


def _with_entries(report: Report) -> LargeNumber:
    nights = report.nights.share
    return LargeNumber(
        _("Nights with entries"),
        str(nights.part),
        _("of %d recorded") % nights.of,
        rate_text(nights) if nights.of else _("no night was recorded"),
    )


def _not_recorded(report: Report) -> LargeNumber:
    nights, quiet = report.nights, len(report.nights.quiet)
    if not nights.total:
        return LargeNumber(_("Nights not recorded"), "–", "", _("the diary has not begun"))
    text = (
        ngettext("%d recorded night without twitches", "%d recorded nights without twitches", quiet)
        % quiet
    )
    return LargeNumber(
        _("Nights not recorded"),
        str(nights.not_recorded),
        _("of %d") % nights.total,
        text if quiet else "",
    )


def _a_night(report: Report) -> LargeNumber:
    entries = report.happens.a_night
    if entries is None:
        return LargeNumber(_("Entries a recorded night"), "–", "", _("no night was recorded"))
    return LargeNumber(
        _("Entries a recorded night"),
        median_text(entries.median),
        _("median"),
        lowest_to_highest(entries),
    )


def _duration(report: Report) -> LargeNumber:
    lasted = report.happens.duration
    if lasted is None:
        return LargeNumber(_("Usual duration"), "–", "", _("no duration was recorded"))
    values = {
        "low": duration(lasted.lowest),
        "high": duration(lasted.highest),
        "of": lasted.of,
        "entries": report.happens.entries,
    }
    text = _("range %(low)s to %(high)s; recorded for %(of)d of %(entries)d entries") % values
    return LargeNumber(_("Usual duration"), duration(lasted.median), _("median"), text)


def amount(report: Report) -> str:
    """How many entries, and how many single movements these stand for."""
    entries, stands_for = report.happens.entries, report.happens.stands_for
    text = ngettext("%d entry", "%d entries", entries) % entries
    if stands_for == entries:
        return text
    return _("%(entries)s, standing for %(number)d movements") % {
        "entries": text,
        "number": stands_for,
    }


def movements(report: Report) -> TableText:
    """Twitch, jerk, cramp."""
    return _table(_("Kind"), report.happens.movements)


def phases(report: Report) -> TableText:
    """Awake or asleep, in the order of a night."""
    return _table(_("Asleep or awake"), report.happens.phases)


def _table(title: str, counts: Iterable[ValueCount]) -> TableText:
    rows = [[_name(count), _term(count), str(count.nights), str(count.entries)] for count in counts]
    return TableText(
        title,
        [title, _("Medical term"), _("Nights"), _("Entries")],
        rows,
        _("Nothing was recorded."),
    )


def _name(count: ValueCount) -> str:
    """The lay name, as it is told to a doctor."""
    return _("Not known") if count.code == Phase.UNKNOWN else _(count.label)


def _term(count: ValueCount) -> str:
    """The textbook's word, "" for none."""
    return _(count.term) if count.term else ""


def trend(report: Report) -> str:
    """The later half of the period beside the earlier one, and what can be said of it; "" where no
    night of either was recorded.
    """
    change = report.trend.change
    if not change.first.of or not change.second.of:
        return ""
    values = {
        "later": of_recorded(change.first),
        "earlier": of_recorded(change.second),
        "change": change_alone(change),
    }
    text = _(
        "Nights with entries: %(later)s in the later half of the period, %(earlier)s in the "
        "earlier half (%(change)s)."
    )
    return text % values


def _woken(report: Report) -> str:
    if all(line.woke is None for line in report.lines):
        return _("Woken from sleep: not answered.")
    nights = _of(report.sleep.woke_nights)
    return _("Woken from sleep, as the person answered: on %s.") % nights


def _while_asleep(report: Report) -> str:
    if all(line.phase in (None, Phase.UNKNOWN) for line in report.lines):
        return _("Whether anything came while asleep: not recorded.")
    return _("Something while asleep: on %s.") % _of(report.sleep.asleep_nights)


def sleep(report: Report) -> list[str]:
    """What the entries say of sleep, and that bed times are missing where they are."""
    figures = report.sleep
    sentences = [_woken(report), _while_asleep(report)]
    written = night_sleep.sentences(figures.period) if figures.period else []
    if figures.in_bed is None:
        return [*sentences, _("Bed and wake times: not recorded."), *written]
    values = {
        "median": minutes_long(figures.in_bed.median),
        "low": minutes_long(figures.in_bed.lowest),
    }
    values |= {"high": minutes_long(figures.in_bed.highest), "of": str(figures.in_bed.of)}
    return [
        *sentences,
        _("In bed: median %(median)s, range %(low)s to %(high)s, on %(of)s nights.") % values,
        *written,
    ]


def _of(nights: Share) -> str:
    return f"{of_recorded(nights)} ({share_range(nights)})" if nights.part else of_recorded(nights)
