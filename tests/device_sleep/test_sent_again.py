"""A night that comes in parts or cut is put together with what the same source said before."""

from __future__ import annotations

from dataclasses import replace

from journal.device_sleep import SleepKind
from journal.device_sleep.sent_again import with_earlier_word
from tests.device_sleep.nights import Part, device_sleep

IN_BED, LIGHT, DEEP, REM = SleepKind.IN_BED, SleepKind.LIGHT, SleepKind.DEEP, SleepKind.REM
WHOLE = device_sleep((0, 480, IN_BED), (0, 60, LIGHT), (60, 120, DEEP), (120, 480, REM))


def kinds(*parts: Part) -> list[tuple[str, str]]:
    """What these parts say when they are laid over the whole night: minutes and kind."""
    sleep = with_earlier_word(device_sleep(*parts), [WHOLE])
    return [
        (f"{(part.ends_at - part.starts_at).total_seconds() / 60:.0f}", part.kind.value)
        for part in sleep.intervals
    ]


def test_the_end_of_a_night_is_the_whole_night() -> None:
    assert with_earlier_word(device_sleep((120, 480, REM)), [WHOLE]).row_id == WHOLE.row_id


def test_a_stage_takes_the_place_of_a_stage_and_not_of_the_bed() -> None:
    assert kinds((30, 120, LIGHT)) == [("480", "in_bed"), ("90", "light"), ("360", "rem")]
    assert kinds((0, 500, IN_BED))[0] == ("500", "in_bed")


def test_totals_have_no_times_and_stay_what_they_are() -> None:
    totals = replace(device_sleep((120, 480, IN_BED)), totals={DEEP: 60})
    assert with_earlier_word(totals, [WHOLE]) == totals
    later = device_sleep((120, 480, REM))
    assert with_earlier_word(later, [replace(WHOLE, totals={DEEP: 60})]) == later
    assert with_earlier_word(later, [replace(WHOLE, by_hand=True)]) == later


def test_of_several_earlier_words_the_first_named_counts() -> None:
    older = device_sleep((0, 480, LIGHT), (480, 500, DEEP))
    sleep = with_earlier_word(device_sleep((120, 480, REM)), [WHOLE, older])
    assert [part.kind for part in sleep.intervals] == [IN_BED, LIGHT, DEEP, REM, DEEP]
