"""Counts of a period, each worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from journal.anatomy import Side
from journal.calendar_parts import CalendarUnit, calendar_parts
from journal.criteria import Label
from journal.geometry.body_chart import zone_ids
from journal.moments import Moment, moment
from journal.nights import NightState
from journal.observations import Movement, Observation, Phase
from journal.summary import Summary, Tally, summarise, tally

BERLIN = ZoneInfo("Europe/Berlin")
MON, TUE, WED, THU = (date(2026, 7, day) for day in (6, 7, 8, 9))


def at(
    night: date, minute: int, *, side: Side | None = None, seconds: int | None = None, **facts: Any
) -> Moment:
    """A moment so many minutes after the noon of a night."""
    return Moment(
        Observation(night_of=night, **facts), night, minute, side=side, duration_seconds=seconds
    )


MOMENTS = [
    at(
        MON,
        660,
        movement=Movement.TWITCH,
        muscle="calf",
        side=Side.LEFT,
        phase=Phase.SLEEP_ONSET,
        count=3,
    ),
    at(
        MON,
        675,
        movement=Movement.TWITCH,
        muscle="calf",
        side=Side.LEFT,
        phase=Phase.ASLEEP,
        seconds=40,
    ),
    at(MON, 1100, movement=Movement.JERK, muscle="whole_body"),
    at(TUE, 665, movement=Movement.TWITCH, muscle="calf", phase=Phase.SLEEP_ONSET, seconds=10),
]


@pytest.fixture
def four_nights() -> Summary:
    """Two nights with entries, one without twitches, one not recorded."""
    return summarise(MOMENTS, [WED], MON, THU)


def test_nights_have_three_states(four_nights: Summary) -> None:
    episodes, none, unknown = NightState.EPISODES, NightState.NONE, NightState.NOT_RECORDED
    assert four_nights.states == {MON: episodes, TUE: episodes, WED: none, THU: unknown}
    assert (four_nights.nights, four_nights.recorded) == (4, 3)
    assert [four_nights.number(state) for state in (episodes, none, unknown)] == [2, 1, 1]


def test_everything_is_counted_by_nights_entries_and_what_they_stand_for(
    four_nights: Summary,
) -> None:
    assert (four_nights.entries, four_nights.count) == (4, 6)
    assert four_nights.movements == {Movement.TWITCH: Tally(2, 3, 5), Movement.JERK: Tally(1, 1, 1)}
    assert four_nights.places[("calf", Side.LEFT)] == Tally(1, 2, 4)
    assert four_nights.phases == {
        Phase.SLEEP_ONSET: Tally(2, 2, 4),
        Phase.ASLEEP: Tally(1, 1, 1),
        None: Tally(1, 1, 1),
    }
    assert four_nights.hours == {23: Tally(2, 3, 5), 6: Tally(1, 1, 1)}
    assert four_nights.labels == {
        Label.TYPICAL_PLACE: Tally(2, 3, 5),
        Label.TYPICAL_TIME: Tally(2, 2, 4),
    }


def test_an_entry_without_a_side_is_in_both_zones() -> None:
    assert tally(MOMENTS, lambda moment: zone_ids(moment.observation.muscle, moment.side)) == {
        "back-calf-left": Tally(2, 3, 5),
        "back-calf-right": Tally(1, 1, 1),
    }


def test_an_entry_outweighs_a_quiet_night() -> None:
    summary = summarise([at(MON, 0)], [MON], MON, MON)
    assert summary.states == {MON: NightState.EPISODES}


def test_weeks_begin_on_monday_and_say_when_they_are_partial() -> None:
    friday, tuesday = date(2026, 7, 3), date(2026, 7, 14)
    parts = calendar_parts(
        summarise([at(MON, 0), at(MON, 5)], [TUE], friday, tuesday), CalendarUnit.WEEK
    )
    assert [
        (part.first, part.nights, part.recorded, part.entries, part.whole) for part in parts
    ] == [
        (date(2026, 6, 29), 3, 0, 0, False),
        (MON, 7, 2, 2, True),
        (date(2026, 7, 13), 2, 0, 0, False),
    ]


def test_months_and_years() -> None:
    summary = summarise([], [], date(2026, 1, 31), date(2027, 2, 1))
    months = calendar_parts(summary, CalendarUnit.MONTH)
    assert [part.nights for part in months[:3]] == [1, 28, 31]
    assert [part.whole for part in months[:2]] == [False, True]
    assert [part.first for part in calendar_parts(summary, CalendarUnit.YEAR)] == [
        date(2026, 1, 1),
        date(2027, 1, 1),
    ]


def test_the_clock_of_the_place_counts_from_noon() -> None:
    observation = Observation(night_of=MON)
    placed = moment(
        observation, datetime(2026, 7, 7, 0, 15, tzinfo=UTC), BERLIN, side=None, seconds=None
    )
    assert (placed.minute, placed.hour, placed.night) == (14 * 60 + 15, 2, MON)


def test_the_repeated_hour_is_told_apart() -> None:
    times = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    placed = [moment(Observation(), at, BERLIN, side=None, seconds=None) for at in times]
    assert [(at.minute, at.again, at.night) for at in placed] == [
        (870, False, date(2026, 10, 24)),
        (870, True, date(2026, 10, 24)),
    ]
