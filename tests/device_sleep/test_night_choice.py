"""One source a night; of that the later file; nothing is ever added up."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from journal.device_sleep import SleepFormat, SleepKind
from journal.device_sleep.night_choice import BroughtSleep, DeviceNight, SourceKey, device_nights
from tests.device_sleep.nights import USUAL_NIGHT, brought, device_sleep

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


def test_the_persons_own_choice_comes_first_and_the_rule_where_it_wrote_nothing() -> None:
    assert night(PHONE, WATCH, preferred=PHONE.source).first.source == "Phone"
    assert night(WATCH, preferred=PHONE.source).first.source == "Watch"


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
