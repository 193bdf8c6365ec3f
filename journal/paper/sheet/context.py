"""The context of days, and how the log was kept."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.paper.sheet.numbers import listed, percent, points_alone
from journal.paper.sheet.shape import Table
from journal.report import Report
from journal.report.parts import Factor


def context(report: Report) -> list[str]:
    """What was compared, how often, and what that means for reading it."""
    if not report.factors:
        return [_("Caffeine, alcohol, exercise, short nights, stress, medicine changes: not recorded.")]
    made = report.comparisons
    text = ngettext(
        "%d comparison of nights was made in this report.", "%d comparisons of nights were made in this report.", made
    )
    if not made:
        return [text % made]
    return [
        text % made,
        _("Of twenty comparisons about one shows a difference by chance alone."),
        _("Differences are in percentage points, with their 95 % interval."),
    ]


def factors(report: Report) -> Table:
    """A row a factor: nights with entries with it and without it."""
    head = [_("The day before"), _("With it"), _("Without it"), _("Difference (95 %)")]
    rows = [
        [_(one.label), _share(one.with_it.part, one.with_it.of), _share(one.without.part, one.without.of), _says(one)]
        for one in report.factors
    ]
    return Table(_("Nights with entries, by what was said of the day"), head, rows)


def _share(part: int, of: int) -> str:
    return _("%(part)d of %(of)d") % {"part": part, "of": of}


def _says(one: Factor) -> str:
    return points_alone(one.difference) or _("too few nights to say")


def kept(report: Report) -> list[str]:
    """How soon entries were written down, who noticed them, and on which clocks."""
    found = report.kept
    said = []
    if found.timed:
        rate = percent(found.promptly / found.timed)
        values = {"prompt": found.promptly, "timed": found.timed, "minutes": found.minutes, "rate": rate}
        said.append(
            _("%(prompt)d of %(timed)d entries (%(rate)s %%) were written down within %(minutes)d minutes.") % values
        )
    if found.untimed:
        text = ngettext(
            "For %d entry from a file it is not known when it was written down.",
            "For %d entries from a file it is not known when they were written down.",
            found.untimed,
        )
        said.append(text % found.untimed)
    return [*said, *(_others(report) if report.lines else ()), _clocks(report)]


def _others(report: Report) -> list[str]:
    """Who or what else had a part in the entries; nothing is said of nobody."""
    partner, device = report.kept.partner, report.kept.device
    sentences = []
    if partner:
        text = ngettext("Somebody else noticed %d of the entries.", "Somebody else noticed %d of the entries.", partner)
        sentences.append(text % partner)
    if device:
        text = ngettext(
            "For %d entry the phase of sleep comes from a device.",
            "For %d entries the phase of sleep comes from a device.",
            device,
        )
        sentences.append(text % device)
    return sentences


def _clocks(report: Report) -> str:
    zones = [zone for zone in report.kept.zones if zone != report.header.time_zone]
    if not zones:
        return _("Times are in the time zone %s.") % report.header.time_zone
    values = {"home": report.header.time_zone, "others": listed(zones)}
    return _("Times are in the time zone in which the entry was logged: %(home)s; %(others)s.") % values
