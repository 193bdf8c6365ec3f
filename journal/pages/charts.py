"""The charts of a period with all that stands around them: a title, a sentence, and a table that
says the same.

Dates and numbers are put into words here, once each, so that a template row is one variable a cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from journal.background import MedicineRow
from journal.calendar_parts import calendar_parts, unit_of
from journal.geometry import charts
from journal.geometry.body_chart import body_chart
from journal.geometry.device_bars import device_bars
from journal.geometry.sleep_lines import sleep_lines
from journal.moments import Moment
from journal.night_sleep import NightSleep
from journal.nights import NightState
from journal.pages.device_panel import DevicePanel, device_panel
from journal.pages.medicine_band import MedicinePanel, medicine_panel
from journal.reading.device_nights import DeviceNights
from journal.summary import Summary
from journal.wording.charts import (
    UNIT_TITLES,
    clock_head,
    clock_night_text,
    hours_text,
    part_label,
    part_name,
    parts_head,
    phase_name,
    phases_text,
    place_row_name,
    places_text,
    recorded_text,
    tally_cells,
    tally_head,
    with_bed_times,
)
from journal.wording.constant import went_on_at, went_on_places
from journal.wording.dates import clock_time, night
from journal.wording.movements import movement_at
from journal.wording.night_sleep import short_sleep_text


@dataclass(frozen=True, slots=True)
class ChartPanel:
    """A chart.

    ``chart`` is its geometry, drawn by the template ``journal/_drawing_<name>.html``; the first
    cell of each row of the table names the row. ``medicines`` and ``device`` lie under the chart of
    nights alone.
    """

    name: str
    title: str
    text: str
    chart: Any
    head: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]
    medicines: MedicinePanel | None = None
    device: DevicePanel | None = None

    @property
    def drawing(self) -> str:
        """The template that draws it, as SVG."""
        return f"journal/_drawing_{self.name}.html"


def chart_panels(
    summary: Summary,
    moments: Sequence[Moment],
    zone: ZoneInfo,
    sleeps: Sequence[NightSleep] = (),
    medicines: Sequence[MedicineRow] = (),
    *,
    device: DeviceNights | None = None,
) -> tuple[ChartPanel, ...]:
    """All charts of a period, in the order in which a page shows them; ``zone`` is where its nights
    were spent, ``sleeps`` what was written of these, ``device`` what devices wrote, ``medicines``
    all that the person has.
    """
    clock = _clock(summary, moments, zone, sleeps)
    if device is not None:
        clock = _with_device(clock, device, zone)
    return (
        replace(clock, medicines=medicine_panel(medicines, summary.states)),
        _body(summary, moments),
        _phases(summary),
        _weeks(summary),
    )


def _with_device(panel: ChartPanel, device: DeviceNights, zone: ZoneInfo) -> ChartPanel:
    """The chart of nights with what devices wrote behind its marks."""
    chart = replace(panel.chart, device=tuple(device_bars(panel.chart, device, zone)))
    return replace(panel, chart=chart, device=device_panel(chart, device, zone))


def _clock(
    summary: Summary, moments: Sequence[Moment], zone: ZoneInfo, sleeps: Sequence[NightSleep]
) -> ChartPanel:
    """Nights as rows, the clock across."""
    chart = charts.clock(summary, moments, zone)
    chart = replace(chart, sleeps=tuple(sleep_lines(chart, sleeps, zone)))
    beds = {sleep.night_of: short_sleep_text(sleep, zone) for sleep in sleeps}
    drawn = {row.night for row in chart.rows}
    entries: defaultdict[date, list[str]] = defaultdict(list)
    for moment in moments:
        if moment.night in drawn:
            entries[moment.night].append(_entry_text(moment))
    for place in summary.constant:
        entries[place.night].append(went_on_at(place))
    rows = [
        (
            night(row.night),
            with_bed_times(
                clock_night_text(row.state, row.hours, clocks_changed=row.changed is not None),
                beds.get(row.night, ""),
            ),
            "; ".join(entries[row.night]),
        )
        for row in chart.rows
    ]
    text = hours_text(summary, chart.left_out)
    return ChartPanel("clock", _("Nights by the clock"), text, chart, clock_head(), rows)


def _entry_text(moment: Moment) -> str:
    """As in "23:10 Twitch, Calf, left"."""
    noticed = movement_at(moment.observation.movement, moment.observation.muscle, moment.side)
    return f"{clock_time(moment)} {noticed}"


def _body(summary: Summary, moments: Sequence[Moment]) -> ChartPanel:
    """Front and back of a figure, tinted by nights."""
    chart = body_chart(moments, summary.recorded, summary.constant)
    rows = [
        (place_row_name(muscle, side), *tally_cells(tally))
        for (muscle, side), tally in summary.places.items()
    ]
    head = tally_head(_("Place"))
    text = f"{places_text(summary)} {went_on_places(summary.constant)}".rstrip()
    return ChartPanel("body", _("Where on the body"), text, chart, head, rows)


def _phases(summary: Summary) -> ChartPanel:
    """A bar a phase of sleep."""
    bars = charts.phase_bars(summary)
    recorded = [bar for bar in bars if bar.phase and bar.tally.nights]
    text = phases_text(None, 0, summary.recorded)
    if recorded:
        most = max(recorded, key=lambda bar: bar.tally.nights)
        text = phases_text(most.phase, most.tally.nights, summary.recorded)
    rows = [(phase_name(bar.phase), *tally_cells(bar.tally)) for bar in bars]
    return ChartPanel("phases", _("Asleep or awake"), text, bars, tally_head(_("Phase")), rows)


def _weeks(summary: Summary) -> ChartPanel:
    """The nights of each week (of a long period: month or year) stacked up."""
    unit = unit_of(summary.nights)
    parts = calendar_parts(summary, unit)[-charts.MOST_COLUMNS :]
    labels = [part_label(part, unit) for part in parts]
    columns = list(zip(charts.columns(parts), labels, strict=True))
    rows: list[tuple[object, ...]] = [
        (
            part_name(part, unit),
            part.nights,
            part.recorded,
            part.states[NightState.EPISODES],
            part.states[NightState.NONE],
            part.entries,
        )
        for part in parts
    ]
    title, head = _(UNIT_TITLES[unit]), parts_head(unit)
    if summary.constant:
        head = (*head, _("Went on and on, no entry"))
        constant = [part.states[NightState.CONSTANT] for part in parts]
        rows = [(*row, nights) for row, nights in zip(rows, constant, strict=True)]
    return ChartPanel("weeks", title, recorded_text(summary), columns, head, rows)
