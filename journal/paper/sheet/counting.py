"""The figures and tables of what happens."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.intervals import Share
from journal.paper.sheet.numbers import duration, number_range, of_recorded, plain, points, share_range
from journal.paper.sheet.shape import Figure, Table
from journal.report import Report
from journal.report.parts import Count
from journal.words import word


def figures(report: Report) -> list[Figure]:
    """The four large numbers, each with what it is out of."""
    return [_with_entries(report), _not_recorded(report), _a_night(report), _duration(report)]


def _with_entries(report: Report) -> Figure:
    found = report.nights.share
    return Figure(
        _("Nights with entries"),
        str(found.part),
        _("of %d recorded") % found.of,
        share_range(found) if found.of else _("no night was recorded"),
    )


def _not_recorded(report: Report) -> Figure:
    nights, quiet = report.nights, len(report.nights.quiet)
    if not nights.total:
        return Figure(_("Nights not recorded"), "–", "", _("the diary has not begun"))
    text = ngettext("%d recorded night without twitches", "%d recorded nights without twitches", quiet) % quiet
    return Figure(_("Nights not recorded"), str(nights.not_recorded), _("of %d") % nights.total, text)


def _a_night(report: Report) -> Figure:
    found = report.happens.a_night
    if found is None:
        return Figure(_("Entries a recorded night"), "–", "", _("no night was recorded"))
    return Figure(_("Entries a recorded night"), plain(found.median), _("median"), number_range(found))


def _duration(report: Report) -> Figure:
    found = report.happens.duration
    if found is None:
        return Figure(_("Usual duration"), "–", "", _("no duration was recorded"))
    values = {
        "low": duration(found.lowest),
        "high": duration(found.highest),
        "of": found.of,
        "entries": report.happens.entries,
    }
    text = _("range %(low)s to %(high)s; recorded for %(of)d of %(entries)d entries") % values
    return Figure(_("Usual duration"), duration(found.median), _("median"), text)


def amount(report: Report) -> str:
    """How many entries, and how many single movements these stand for."""
    entries, stands_for = report.happens.entries, report.happens.stands_for
    text = ngettext("%d entry", "%d entries", entries) % entries
    if stands_for == entries:
        return text
    return _("%(entries)s, standing for %(number)d movements") % {"entries": text, "number": stands_for}


def movements(report: Report) -> Table:
    """Twitch, jerk, cramp."""
    return _table(_("Kind"), report.happens.movements)


def places(report: Report) -> Table:
    """Muscle and side, the most nights first."""
    return _table(_("Place"), report.happens.places)


def phases(report: Report) -> Table:
    """Awake or asleep, in the order of a night."""
    return _table(_("Asleep or awake"), report.happens.phases)


def _table(title: str, counts: Iterable[Count]) -> Table:
    rows = [[name(one), term(one), str(one.nights), str(one.entries)] for one in counts]
    return Table(title, [title, _("Medical term"), _("Nights"), _("Entries")], rows, _("Nothing was recorded."))


def name(one: Count) -> str:
    """The lay name, with the side where there is one."""
    label = _(one.label)
    if one.side is None:
        return label
    return _("%(place)s (%(side)s)") % {"place": label, "side": _(word(one.side).lay).lower()}


def term(one: Count) -> str:
    """The textbook's word; the anatomy is Latin and stays as it is."""
    return _(one.term) if one.term else ""


def trend(report: Report) -> str:
    """The later half of the period beside the earlier one, with the interval, or that there are too few nights."""
    change = report.trend.change
    values = {"later": of_recorded(change.first), "earlier": of_recorded(change.second)}
    text = _("Nights with entries: %(later)s in the later half of the period, %(earlier)s in the earlier half") % values
    return f"{text} ({points(change) or _('too few nights to say more')})."


def sleep(report: Report) -> list[str]:
    """What the entries say of sleep, and that bed times are missing where they are."""
    found = report.sleep
    said = [
        _("Woken from sleep, by the person’s own word: on %s.") % _of(found.woke_nights),
        _("Something while asleep: on %s.") % _of(found.asleep_nights),
    ]
    if found.in_bed is None:
        return [*said, _("Bed and wake times: not recorded.")]
    values = {"median": duration(60 * found.in_bed.median), "low": duration(60 * found.in_bed.lowest)}
    values |= {"high": duration(60 * found.in_bed.highest), "of": str(found.in_bed.of)}
    return [*said, _("In bed: median %(median)s, range %(low)s to %(high)s, on %(of)s nights.") % values]


def _of(found: Share) -> str:
    return f"{of_recorded(found)} ({share_range(found)})" if found.part else of_recorded(found)
