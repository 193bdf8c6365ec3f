"""What devices wrote of the nights, told to a doctor: beside the person's own words, by source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.i18n import gettext_noop
from journal.report import Report
from journal.report.model_device import DeviceNightRow, DeviceReport, DeviceSourceFigures
from journal.wording.dates import dated_night
from journal.wording.device_kinds import AWAKE_IN_ALL, kinds_text
from journal.wording.device_night import agreement_texts
from journal.wording.device_sleep import source_text, unread_text
from journal.wording.durations import minutes_long
from journal.wording.report.night_sleep import (
    MOST_NIGHTS_LISTED,
    NOT_WRITTEN,
    nights_title,
)
from journal.wording.report.report_text import DeviceText, Fact, TableText

# Sources with figures of their own; others are counted.
MOST_SOURCES = 4
DEVICE_FIGURE_NAMES = {
    "in_bed": gettext_noop("In bed"),
    "total": gettext_noop("Asleep, all together"),
    "awake_after": gettext_noop("Awake after falling asleep"),
    "awake": AWAKE_IN_ALL,
    "light": gettext_noop("Light sleep"),
    "deep": gettext_noop("Deep sleep"),
    "rem": gettext_noop("REM sleep"),
}
HOW_DEVICES_ARE_MEANT = (
    gettext_noop(
        "A device’s opinion, as its export has it. Devices take lying still for sleep and misplace "
        "stages by minutes; “light” is no stage of a sleep laboratory. It is in no other figure of "
        "this report, and no entry is matched by it."
    ),
    gettext_noop(
        "Entries are not counted by stage and nothing is set against them: they are written down "
        "awake, so most of them fall into waking whatever the twitches do."
    ),
)


def device_text(report: Report) -> DeviceText | None:
    """All of it; None where there is nothing."""
    device = report.device
    if device is None:
        return None
    return DeviceText(
        title=_("Sleep as a device wrote it"),
        says=list(_says(report, device)),
        sources=[_source_table(figures, report) for figures in device.sources[:MOST_SOURCES]],
        agreements=[fact for figures in device.sources for fact in _agreements(figures)],
        nights=_nights(device),
        remarks=[_(text) for text in HOW_DEVICES_ARE_MEANT],
    )


def _says(report: Report, device: DeviceReport) -> Iterator[str]:
    """On how many nights a device wrote anything and which, and of which nights nothing is told."""
    if device.rows:
        values = {
            "part": len(device.rows),
            "of": report.nights.total,
            "sources": "; ".join(_named(device)),
        }
        text = ngettext(
            "Sleep of a device on %(part)d of %(of)d night: %(sources)s.",
            "Sleep of a device on %(part)d of %(of)d nights: %(sources)s.",
            report.nights.total,
        )
        yield text % values
    if device.unread:
        yield unread_text(device.unread)


def _named(device: DeviceReport) -> Iterator[str]:
    for figures in device.sources[:MOST_SOURCES]:
        values = {"source": _source(figures), "nights": figures.nights}
        yield _("%(source)s on %(nights)d") % values
    if more := len(device.sources[MOST_SOURCES:]):
        yield ngettext("%d other source", "%d other sources", more) % more


def _source(of: DeviceSourceFigures | DeviceNightRow) -> str:
    return source_text(of.format, of.source, by_hand=of.by_hand)


def _source_table(figures: DeviceSourceFigures, report: Report) -> TableText:
    """A row a figure."""
    values = {"source": _source(figures), "nights": figures.nights, "of": report.nights.total}
    title = ngettext(
        "%(source)s, on %(nights)d of %(of)d night",
        "%(source)s, on %(nights)d of %(of)d nights",
        report.nights.total,
    )
    rows = []
    for name, label in DEVICE_FIGURE_NAMES.items():
        if middle := getattr(figures, name):
            low, high = minutes_long(middle.lowest), minutes_long(middle.highest)
            span = _("%(low)s to %(high)s") % {"low": low, "high": high}
            rows.append([_(label), minutes_long(middle.median), span, str(middle.of)])
    head = [_("A night"), _("Median"), _("Range"), _("Nights")]
    return TableText(title % values, head, rows, empty=_("It tells no lengths of time."))


def _agreements(figures: DeviceSourceFigures) -> Iterator[Fact]:
    for label, text in agreement_texts(figures.fell_asleep, figures.last_waking):
        values = {"source": _source(figures), "label": label}
        yield Fact(_("%(label)s, the person and %(source)s") % values, text)


def _nights(device: DeviceReport) -> TableText:
    """A row a night, the earliest first; of many the latest."""
    title = nights_title(
        _("Night by night, as a device wrote it (–: it does not tell)"), len(device.rows)
    )
    head = [
        _("Night"),
        _("Source"),
        _("In bed"),
        _("Asleep"),
        _("All together"),
        _("Awake after"),
        _("Of each kind"),
    ]
    return TableText(title, head, [_row(row) for row in device.rows[-MOST_NIGHTS_LISTED:]])


def _row(row: DeviceNightRow) -> list[str]:
    return [
        dated_night(row.night),
        _source(row),
        _span(row.in_bed_from, row.in_bed_until),
        _span(row.asleep_from, row.asleep_until),
        _length(row.total),
        _length(row.awake_after),
        kinds_text(row.minutes, are_totals=row.are_totals) or NOT_WRITTEN,
    ]


def _span(first: datetime | None, last: datetime | None) -> str:
    if first is None or last is None:
        return NOT_WRITTEN
    return _("%(low)s to %(high)s") % {"low": f"{first:%H:%M}", "high": f"{last:%H:%M}"}


def _length(minutes: int | None) -> str:
    return NOT_WRITTEN if minutes is None else minutes_long(minutes)
