"""One source a night; of that the later file; nothing is ever added up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from journal.device_sleep import SleepFormat, SleepKind
from journal.device_sleep.interval_pile import LONGEST_PAUSE
from journal.device_sleep.night_choice import (
    HALVES_APART,
    BroughtSleep,
    DeviceNight,
    SourceKey,
    device_nights,
)
from tests.device_sleep.nights import USUAL_NIGHT, brought, device_sleep, sleep_of_totals

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = date(2026, 7, 6)
WATCH = brought(device_sleep(*USUAL_NIGHT))
PHONE = brought(device_sleep((0, 480, SleepKind.IN_BED), source="Phone"))
BAND = brought(
    device_sleep((0, 400, SleepKind.ASLEEP), source="Band", sleep_format=SleepFormat.FITBIT)
)


def night(*sleeps: BroughtSleep, preferred: SourceKey | None = None) -> DeviceNight:
    """What counts of these in that night."""
    return device_nights(sleeps, zone=BERLIN, preferred=preferred)[NIGHT]


@pytest.mark.parametrize(
    ("sleeps", "source"),
    [((PHONE, BAND, WATCH), "Watch"), ((PHONE, BAND), "Band"), ((PHONE,), "Phone")],
)
def test_stages_come_before_sleep_and_sleep_before_time_in_bed(
    sleeps: tuple[BroughtSleep, ...], source: str
) -> None:
    chosen = night(*sleeps)
    assert [sleep.source for sleep in chosen.sleeps] == [source]
    assert len(chosen.others) == len(sleeps) - 1


TYPED = brought(replace(WATCH.sleep, by_hand=True), days_later=9)
TOTALS = brought(sleep_of_totals("Ring", light=15_000, deep=4_800, rem=3_600))
LENGTH = brought(sleep_of_totals("Mat", asleep=25_200))


@pytest.mark.parametrize(
    ("sleeps", "source"),
    [
        ((TOTALS, BAND, WATCH), "Watch"),
        ((TOTALS, BAND), "Band"),
        ((LENGTH, PHONE, TOTALS), "Ring"),
        ((PHONE, LENGTH), "Mat"),
    ],
)
def test_times_come_before_totals_and_totals_before_time_in_bed(
    sleeps: tuple[BroughtSleep, ...], source: str
) -> None:
    assert night(*sleeps).first.source == source


def test_what_was_typed_by_hand_never_takes_the_place_of_what_was_measured() -> None:
    for chosen in (night(WATCH, TYPED), night(WATCH, TYPED, preferred=WATCH.source.key)):
        assert chosen.sleeps == (WATCH.sleep,)
        assert chosen.others == (TYPED.source,)
    assert night(PHONE, TYPED).first.source == "Phone"
    assert night(TYPED).sleeps == (TYPED.sleep,)
    assert night(PHONE, TYPED, preferred=TYPED.source.key).first.by_hand


def test_of_many_files_the_last_word_on_each_time_counts() -> None:
    """Held to what is so by definition: each against all."""
    draw = Random(7)  # noqa: S311 - no secret is drawn
    files = [
        brought(device_sleep((first, first + draw.randrange(1, 40), SleepKind.LIGHT)), number)
        for number, first in enumerate(draw.randrange(600) for _ in range(200))
    ]
    counting: list[BroughtSleep] = []
    for one in reversed(files):
        if all(
            one.sleep.ends_at <= other.sleep.starts_at or other.sleep.ends_at <= one.sleep.starts_at
            for other in counting
        ):
            counting.append(one)
    assert set(night(*files).sleeps) == {one.sleep for one in counting}


def test_halves_are_as_far_apart_as_intervals_of_one_sleep() -> None:
    assert HALVES_APART == LONGEST_PAUSE


def test_the_persons_own_choice_comes_first_and_the_rule_where_it_wrote_nothing() -> None:
    assert night(PHONE, WATCH, preferred=PHONE.source.key).first.source == "Phone"
    assert night(WATCH, preferred=PHONE.source.key).first.source == "Watch"


def test_the_later_file_wins_whichever_says_more() -> None:
    later = brought(device_sleep((10, 410, SleepKind.ASLEEP)), days_later=5)
    assert night(WATCH, later).sleeps == night(later, WATCH).sleeps == (later.sleep,)


def test_a_nap_of_the_same_source_is_no_other_word_for_the_night() -> None:
    nap = brought(device_sleep((-120, -60, SleepKind.LIGHT)), days_later=5)
    assert night(WATCH, nap).sleeps == (nap.sleep, WATCH.sleep)


def test_a_sleep_lies_in_the_night_of_its_own_zone() -> None:
    tokyo = device_sleep(*USUAL_NIGHT, zone="Asia/Tokyo")  # 06:00 in the morning there
    assert set(device_nights([brought(tokyo)], zone=BERLIN)) == {NIGHT}
    auckland = device_sleep((200, 300, SleepKind.LIGHT), zone="Pacific/Auckland")  # past noon
    assert set(device_nights([brought(auckland)], zone=BERLIN)) == {NIGHT + timedelta(days=1)}
