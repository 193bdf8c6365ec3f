"""The charts of a period with all that stands around them: a title, a sentence, and a table that says the same.

Dates and numbers are put into words here, once each, so that a template row is one variable a cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from journal.anatomy import Side
from journal.geometry import charts
from journal.geometry.bodychart import body_chart
from journal.nights import NightState
from journal.observations import Phase
from journal.pages.dates import named, short_night
from journal.pages.lines import clock_time, place, what
from journal.pages.period import Period
from journal.summary import Stretch, Summary, Tally, Unit, stretches
from journal.words import word

# Beyond these many nights the columns are months, then years.
MOST_WEEKS = 16 * 7
MOST_MONTHS = 24 * 31


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart. ``chart`` is its geometry, drawn by the template ``journal/_chart_<name>.html``; the first cell of
    each row of the table names the row."""

    name: str
    title: str
    says: str
    chart: Any
    head: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]

    @property
    def body(self) -> SafeString:
        """The rows as markup."""
        return SafeString("".join(_row(row) for row in self.rows))

    @property
    def template(self) -> str:
        """Where the drawing is."""
        return f"journal/_chart_{self.name}.html"


def pictures(period: Period) -> list[Picture]:
    """All charts, in the order in which the page shows them."""
    return [clock(period), body(period), phases(period), weeks(period)]


def _row(cells: tuple[object, ...]) -> str:
    first, *others = (escape(str(cell)) for cell in cells)
    return f'<tr><th scope="row">{first}</th><td>{"</td><td>".join(others)}</td></tr>'


def on_nights(nights: int, summary: Summary) -> str:
    """As in "on 9 of 14 recorded nights"."""
    return _("on %(nights)d of %(recorded)d recorded nights") % {"nights": nights, "recorded": summary.recorded}


def clock(period: Period) -> Picture:
    """Nights as rows, the clock across."""
    summary, chart = period.summary, charts.clock(period.summary, period.moments, period.zone)
    held: defaultdict[date, list[str]] = defaultdict(list)
    for one in period.moments:
        held[one.night].append(f"{clock_time(one)} {what(one)}")
    says = _("Nothing was written down at any hour.")
    if summary.hours:
        hour, tally = next(iter(summary.hours.items()))
        values = {"from": f"{hour:02}:00", "to": f"{(hour + 1) % 24:02}:00", "on": on_nights(tally.nights, summary)}
        says = _("The hour with the most nights is %(from)s to %(to)s, %(on)s.") % values
    if chart.left_out:
        says += " " + _("Only the last 12 weeks are drawn; %d nights before them are not.") % chart.left_out
    known = {
        NightState.EPISODES: _("Entries"),
        NightState.NONE: _("No twitches"),
        NightState.NOT_RECORDED: _("Not recorded"),
    }
    return Picture(
        "clock",
        _("Nights by the clock"),
        says,
        chart,
        (_("Night of"), _("Recorded"), _("Entries")),
        [(short_night(row.night), _night(row, known), "; ".join(held[row.night])) for row in chart.rows],
    )


def _night(row: charts.Row, known: Mapping[NightState, str]) -> str:
    """What is known of a night, and that the clocks were changed in it."""
    if row.changed is None:
        return known[row.state]
    values = {"known": known[row.state], "hours": row.hours}
    return _("%(known)s; the clocks changed, %(hours)d hours") % values


def body(period: Period) -> Picture:
    """Front and back of a figure, tinted by nights."""
    summary = period.summary
    rows = [
        (", ".join((*(place(muscle) or (_("Place not recorded"),)), *_side(side))), *_cells(tally))
        for (muscle, side), tally in summary.places.items()
    ]
    says = _("No place was written down.")
    if any(muscle for muscle, _side_of in summary.places):
        first = next(place(muscle) + _side(side) for muscle, side in summary.places if muscle)
        nights = next(tally.nights for (muscle, _side_of), tally in summary.places.items() if muscle)
        values = {"place": ", ".join(first), "on": on_nights(nights, summary)}
        says = _("The place with the most nights is “%(place)s”, %(on)s.") % values
    return Picture("body", _("Where on the body"), says, body_chart(summary), _head(_("Place")), rows)


def phases(period: Period) -> Picture:
    """A bar a phase of sleep."""
    summary, chart = period.summary, charts.phase_bars(period.summary)
    known = [bar for bar in chart if bar.phase and bar.tally.nights]
    says = _("No phase was written down.")
    if known:
        most = max(known, key=lambda bar: bar.tally.nights)
        values = {"phase": phase_name(most.phase), "on": on_nights(most.tally.nights, summary)}
        says = _("The phase with the most nights is “%(phase)s”, %(on)s.") % values
    rows = [(phase_name(bar.phase), *_cells(bar.tally)) for bar in chart]
    return Picture("phases", _("Asleep or awake"), says, chart, _head(_("Phase")), rows)


def weeks(period: Period) -> Picture:
    """The nights of each week (of a long period: month or year) stacked up."""
    summary = period.summary
    unit = Unit.WEEK if summary.nights <= MOST_WEEKS else Unit.MONTH if summary.nights <= MOST_MONTHS else Unit.YEAR
    parts = stretches(summary, unit)[-charts.MOST_COLUMNS :]
    values = {
        "recorded": summary.recorded,
        "nights": summary.nights,
        "with": summary.number(NightState.EPISODES),
        "none": summary.number(NightState.NONE),
    }
    says = (
        _("%(recorded)d of %(nights)d nights are recorded: %(with)d with entries, %(none)d without twitches.") % values
    )
    title = {Unit.WEEK: _("Week by week"), Unit.MONTH: _("Month by month"), Unit.YEAR: _("Year by year")}[unit]
    head = {Unit.WEEK: _("Week of"), Unit.MONTH: _("Month"), Unit.YEAR: _("Year")}[unit]
    rows = [(_stretch_name(one, unit), *_stretch_cells(one)) for one in parts]
    labels = [_stretch_label(one, unit) for one in parts]
    columns = list(zip(charts.columns(parts), labels, strict=True))
    heads = (head, _("Nights"), _("Recorded"), _("With entries"), _("No twitches"), _("Entries"))
    return Picture("weeks", title, says, columns, heads, rows)


def phase_name(phase: Phase | None) -> str:
    """A phase in everyday words."""
    return _(word(phase).lay) if phase else _("Not recorded")


def _head(first: str) -> tuple[str, ...]:
    return first, _("Nights"), _("Entries"), _("Count")


def _cells(tally: Tally) -> tuple[int, int, int]:
    return tally.nights, tally.entries, tally.count


def _side(side: Side | None) -> tuple[str, ...]:
    return (_(word(side).lay).lower(),) if side else ()


def _stretch_name(one: Stretch, unit: Unit) -> str:
    """Its first night, its month or its year; a part of one is said."""
    pattern = {Unit.WEEK: "j F Y", Unit.MONTH: "F Y", Unit.YEAR: "Y"}[unit]
    name = named(one.first, pattern)
    return name if one.whole else _("%(name)s (part)") % {"name": name}


def _stretch_label(one: Stretch, unit: Unit) -> str:
    """The same in the room of a column; a star marks a part."""
    pattern = {Unit.WEEK: "j M", Unit.MONTH: "M", Unit.YEAR: "Y"}[unit]
    return named(one.first, pattern) + ("" if one.whole else "*")


def _stretch_cells(one: Stretch) -> tuple[int, ...]:
    states = one.states
    return one.nights, one.recorded, states[NightState.EPISODES], states[NightState.NONE], one.entries
