"""The geometry of the charts."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from journal.calendar_parts import CalendarUnit, calendar_parts
from journal.geometry import charts
from journal.geometry.body_chart import SHARES, TintStep, body_chart, legend
from journal.geometry.body_map import ZONES, View
from journal.moments import Moment
from journal.nights import NightState
from journal.observations import Movement, Observation, Phase
from journal.summary import Summary, summarise

BERLIN, KOLKATA = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Kolkata")
MON = date(2026, 7, 6)


def at(
    night: date, minute: int, movement: Movement | None = Movement.TWITCH, *, again: bool = False
) -> Moment:
    """A moment so many minutes after noon."""
    return Moment(
        Observation(movement=movement, muscle="calf", phase=Phase.ASLEEP),
        night,
        minute,
        again=again,
    )


def period(moments: list[Moment], nights: int = 28, quiet: list[date] | None = None) -> Summary:
    """So many nights up to ``MON``."""
    return summarise(moments, quiet or [], MON - timedelta(days=nights - 1), MON)


def test_noon_is_at_the_edges_and_midnight_in_the_middle() -> None:
    assert [charts.across(minute) for minute in (0, 720, 1440)] == [0, 0.5, 1]
    assert charts.clock_x(0) == charts.CLOCK_LEFT
    assert charts.clock_x(1440) == charts.CLOCK_LEFT + charts.CLOCK_WIDTH <= charts.WIDTH


def test_the_newest_night_is_at_the_top_and_every_night_has_a_row() -> None:
    chart = charts.clock(period([at(MON, 0)], 3, [MON - timedelta(days=1)]), [at(MON, 0)], BERLIN)
    assert [(row.night, row.state) for row in chart.rows] == [
        (MON, NightState.EPISODES),
        (MON - timedelta(days=1), NightState.NONE),
        (MON - timedelta(days=2), NightState.NOT_RECORDED),
    ]
    assert [row.y for row in chart.rows] == [charts.CLOCK_TOP + n * chart.step for n in range(3)]
    assert chart.rows[-1].y + chart.step <= chart.height


def test_a_mark_lies_on_its_row_at_its_time() -> None:
    moments = [at(MON, 720, Movement.JERK)]
    chart = charts.clock(period(moments), moments, BERLIN)
    assert chart.marks == (
        charts.Mark(Movement.JERK, charts.clock_x(720), chart.rows[0].y + chart.step / 2, 1),
    )


def test_entries_close_together_share_a_mark_unless_they_differ() -> None:
    moments = [at(MON, 720), at(MON, 733), at(MON, 734, Movement.JERK), at(MON, 736)]
    marks = charts.clock(period(moments), moments, BERLIN).marks
    assert [(mark.movement, mark.entries) for mark in marks] == [
        (Movement.TWITCH, 2),
        (Movement.JERK, 1),
        (Movement.TWITCH, 1),
    ]


def test_a_long_period_is_drawn_as_its_last_twelve_weeks() -> None:
    moments = [at(MON - timedelta(days=n), 700 + n % 60) for n in range(400)]
    chart = charts.clock(period(moments, 400), moments, BERLIN)
    assert (len(chart.rows), chart.left_out) == (84, 400 - 84)
    assert len(chart.marks) == 84


@pytest.mark.parametrize(
    ("night", "hours", "changed"),
    [
        (date(2026, 10, 24), 25, (14 * 60, 15 * 60)),  # 02:00 to 03:00 twice
        (date(2026, 3, 28), 23, (14 * 60, 15 * 60)),  # 02:00 to 03:00 skipped
        (date(2026, 7, 6), 24, None),
    ],
)
def test_nights_on_which_the_clock_was_changed(
    night: date, hours: int, changed: tuple[int, int] | None
) -> None:
    row = charts.clock(summarise([], [], night, night), [], BERLIN).rows[0]
    assert (row.hours, row.changed) == (hours, changed)


def test_half_an_hour_of_change() -> None:
    night = date(2026, 4, 4)  # Lord Howe Island sets its clock back by half an hour at 02:00
    row = charts.clock(summarise([], [], night, night), [], ZoneInfo("Australia/Lord_Howe")).rows[0]
    assert row.changed == (13 * 60 + 30, 14 * 60)


def test_the_second_time_of_a_repeated_hour_lies_lower_at_the_same_place() -> None:
    night = date(2026, 10, 24)
    moments = [at(night, 870), at(night, 870, again=True)]
    first, second = charts.clock(summarise(moments, [], night, night), moments, BERLIN).marks
    assert first.x == second.x
    assert first.y < second.y


def test_a_full_bar_is_every_recorded_night() -> None:
    moments = [at(MON, 0), at(MON - timedelta(days=1), 0)]
    bars = {
        bar.phase: bar for bar in charts.phase_bars(period(moments, 7, [MON - timedelta(days=2)]))
    }
    assert bars[Phase.ASLEEP].width == pytest.approx(charts.PHASE_WIDTH * 2 / 3)
    assert bars[Phase.ASLEEP].recorded == 3
    assert bars[Phase.AWAKE_DAY].width == 0
    assert set(bars) == set(charts.USUAL_PHASES)


def test_phases_from_a_device_and_unrecorded_ones_are_shown_where_they_occur() -> None:
    moments = [Moment(Observation(phase=phase), MON, 0) for phase in (Phase.REM, None)]
    phases = [bar.phase for bar in charts.phase_bars(period(moments))]
    assert phases == [*charts.USUAL_PHASES, Phase.REM, None]


def test_phases_of_no_recorded_night_have_no_width() -> None:
    assert {bar.width for bar in charts.phase_bars(period([]))} == {0}


def test_columns_stack_the_states_of_their_nights() -> None:
    parts = calendar_parts(period([at(MON, 0)], 8, [MON - timedelta(days=1)]), CalendarUnit.WEEK)
    before, last = charts.columns(parts)
    unit = charts.COLUMNS_HEIGHT / 7
    bottom = charts.COLUMNS_TOP + charts.COLUMNS_HEIGHT
    assert before.edges == pytest.approx((bottom, bottom, bottom, bottom - unit, bottom - 7 * unit))
    assert last.edges == pytest.approx((bottom, *[bottom - unit] * 4))
    assert before.x + before.width < last.x


def test_columns_are_bounded() -> None:
    parts = calendar_parts(period([], 400), CalendarUnit.WEEK)
    columns = charts.columns(parts)
    assert len(columns) == charts.MOST_COLUMNS
    assert columns[-1].part is parts[-1]
    assert columns[-1].x + columns[-1].width <= charts.WIDTH
    assert charts.columns([]) == []


def test_the_legend_of_the_body_is_in_numbers_of_nights() -> None:
    assert legend(18) == (
        TintStep(1, 1, 2),
        TintStep(2, 3, 4),
        TintStep(3, 5, 9),
        TintStep(4, 10, 18),
    )
    assert legend(1) == (TintStep(4, 1, 1),)
    assert legend(0) == ()
    assert SHARES[-1] == 1


def test_zones_are_tinted_by_nights_and_the_right_is_the_left_mirrored() -> None:
    moments = [Moment(Observation(muscle="calf"), MON, 0)]
    front, back = body_chart(moments, period(moments).recorded).figures
    assert (front.view, back.view) == (View.FRONT, View.BACK)
    assert front.areas == ()
    path = next(zone.path for zone in ZONES if zone.id == "back-calf-left")
    assert [(area.id, area.path, area.mirrored, area.nights) for area in back.areas] == [
        ("back-calf-left", path, False, 1),
        ("back-calf-right", path, True, 1),
    ]
