"""What follows from a device's night: added up, with gaps as no data and nothing made up."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from journal.device_sleep import SleepKind
from journal.device_sleep.night_choice import DeviceNight
from journal.device_sleep.night_figures import Agreement, agreement, device_figures
from journal.wording.device_night import device_figure_texts
from tests.device_sleep.nights import USUAL_NIGHT, at_minute, device_sleep, sleep_of_totals

BERLIN = ZoneInfo("Europe/Berlin")


def texts(*sleeps: object) -> dict[str, str]:
    """Label and text of each figure of a night with these sleeps."""
    figures = device_figures(DeviceNight(sleeps))  # type: ignore[arg-type]
    return dict(device_figure_texts(figures, BERLIN))


def test_a_night_with_stages_and_a_gap() -> None:
    awake_at_the_ends = ((-20, 0, SleepKind.AWAKE), *USUAL_NIGHT, (420, 440, SleepKind.AWAKE))
    assert texts(device_sleep((-20, 440, SleepKind.IN_BED), *awake_at_the_ends)) == {
        "In bed": "22:40 to 06:20",
        "From falling asleep to the last waking": "23:00 to 06:00",
        "Asleep, all together": "6 h 13 min",
        "Awake after falling asleep": "17 min",
        "Light sleep": "3 h 13 min",
        "Deep sleep": "1 h",
        "REM sleep": "2 h",
        "No data": "30 min",
    }


def test_what_the_device_does_not_tell_is_not_said() -> None:
    assert texts(device_sleep((0, 480, SleepKind.IN_BED))) == {"In bed": "23:00 to 07:00"}


def test_totals_have_no_times_and_a_kind_that_is_missing_was_not_measured() -> None:
    assert texts(sleep_of_totals(light=15_000, deep=4_800, awake=600)) == {
        "In bed": "23:00 to 07:00",
        "Asleep, all together": "5 h 30 min",
        "Light sleep": "4 h 10 min",
        "Deep sleep": "1 h 20 min",
        "REM sleep": "not measured",
        "Awake, all together": "10 min",
    }


def test_totals_of_sleep_alone_measure_no_stage_and_nothing_is_missing() -> None:
    assert texts(sleep_of_totals(asleep=25_200)) == {
        "In bed": "23:00 to 07:00",
        "Asleep, all together": "7 h",
        "Asleep, kind not told": "7 h",
    }


def test_halves_of_a_night_are_one_sleep_and_the_waking_between_is_no_data() -> None:
    first = device_sleep((0, 180, SleepKind.LIGHT))
    second = device_sleep((240, 420, SleepKind.DEEP))
    assert texts(first, second) == {
        "From falling asleep to the last waking": "23:00 to 06:00",
        "Asleep, all together": "6 h",
        "Awake after falling asleep": "0 min",
        "Light sleep": "3 h",
        "Deep sleep": "3 h",
        "No data": "1 h",
    }


def test_totals_of_two_sleeps_are_not_added_up() -> None:
    night = sleep_of_totals(light=15_000)
    nap = replace(night, starts_at=at_minute(500), ends_at=at_minute(560), intervals=())
    assert texts(night, nap)["Asleep, all together"] == "4 h 10 min"


def test_a_device_that_only_knows_sleep_does_not_tell_that_nobody_was_awake() -> None:
    assert texts(device_sleep((0, 420, SleepKind.ASLEEP))) == {
        "From falling asleep to the last waking": "23:00 to 06:00",
        "Asleep, all together": "7 h",
        "Asleep, kind not told": "7 h",
    }


def test_what_two_intervals_say_of_one_time_counts_once() -> None:
    sleep = device_sleep((0, 420, SleepKind.ASLEEP), (60, 120, SleepKind.DEEP))
    figures = texts(sleep)
    assert figures["Asleep, all together"] == "7 h"
    assert figures["Deep sleep"] == "1 h"


def test_a_nap_is_not_added_to_the_night() -> None:
    night, nap = device_sleep(*USUAL_NIGHT), device_sleep((-300, -270, SleepKind.LIGHT))
    figures = texts(nap, night)
    assert figures["Asleep, all together"] == "6 h 13 min"
    assert figures["Other sleeps that began in this night"] == "1 more"


def test_agreement_is_of_nights_that_have_both() -> None:
    pairs = [
        (at_minute(0), at_minute(30)),
        (at_minute(0), at_minute(31)),
        (None, at_minute(0)),
        (at_minute(0), None),
    ]
    assert agreement(pairs) == Agreement(1, 2)
    assert agreement([]) == Agreement(0, 0)
