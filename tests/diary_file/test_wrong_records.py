"""A record with something wrong in it is named by line and field, and each sound one is taken."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from journal.diary_file import COLLECTIONS
from journal.night_sleep import TIME_FIELDS
from tests.diary_file.sound_records import SOUND, diary, told, values_of


def wrong_of(text: str) -> list[tuple[int, str, str]]:
    """Line, field and sentence of all that is wrong."""
    return [(one.line, problem.field, str(problem)) for one in told(text) for problem in one.wrong]


@pytest.mark.parametrize(
    ("kind", "name", "value", "words"),
    [
        ("mornings", "night_of", None, "needed"),
        ("mornings", "night_of", "2026-07-06T23:10Z", "is not a date without a time of day"),
        ("mornings", "night_of", "1899-12-31", "before the year 1900"),
        ("mornings", "night_of", "2026-07-22", "This night is in the future"),
        ("mornings", "does_not_know", "perhaps", "“perhaps” is neither true nor false"),
        ("mornings", "does_not_know", 1, "“1” is neither true nor false"),
        ("mornings", "bed_at", "23:10", "“23:10” is not a time with an offset"),
        ("mornings", "bed_at", "2026-07-06T23:10", "is not a time with an offset"),
        ("mornings", "bed_at", "2026-07-05T21:59Z", "does not lie in the night"),
        ("mornings", "woke_at", "2026-07-08T00:00Z", "does not lie in the night"),
        # a day later by the clock, where the clocks are set back
        ("mornings", "woke_at", "2026-07-07T22:11Z", "does not lie in the night"),
        ("mornings", "woke_at", "2026-07-06T21:10Z", "before you went to bed"),
        ("mornings", "woke_at", "2026-07-20T10:02Z", "future"),
        ("mornings", "tried_at", "2026-07-05T10:00Z", "does not lie in the night"),
        ("mornings", "last_waking_at", "2026-07-09T10:00Z", "does not lie in the night"),
        ("mornings", "jolts", "some", "“some” is not a whole number"),
        ("mornings", "jolts", -1, "a whole number from 0 to 999"),
        ("mornings", "jolts", 1000, "a whole number from 0 to 999"),
        ("mornings", "wakings", 100, "a whole number from 0 to 99"),
        ("mornings", "minutes_until_sleep", 1441, "a whole number from 0 to 1440"),
        ("mornings", "minutes_awake", "1441", "a whole number from 0 to 1440"),
        ("mornings", "quality", 0, "a whole number from 1 to 5"),
        ("mornings", "quality", 6, "a whole number from 1 to 5"),
        ("mornings", "note", "x" * 501, "has 501 characters; there is room for 500"),
        ("mornings", "recorded_at", "2027-07-07T07:00Z", "future"),
        ("days", "night_of", "", "needed"),
        ("days", "caffeine", "a little", "“a little” is not an answer. Use one of yes, no."),
        ("days", "medicine_change", "unsure", "is not an answer"),
        ("days", "note", "x" * 501, "has 501 characters; there is room for 500"),
        ("days", "note", "half \ud83d", "cannot be stored"),
        ("days", "recorded_at", "soon", "“soon” is not a time with an offset"),
        ("appointments", "on_date", None, "needed"),
        ("appointments", "on_date", "next week", "“next week” is not a date"),
        ("appointments", "on_date", "1826-08-03", "before the year 1900"),
        ("appointments", "on_date", "2028-07-24", "more than two years away"),
        ("appointments", "with_whom", "x" * 101, "room for 100"),
        ("appointments", "person_name", "x" * 101, "room for 100"),
        ("appointments", "videos", 21, "a whole number from 0 to 20"),
        ("appointments", "videos", -1, "a whole number from 0 to 20"),
        ("appointments", "videos_of", "x" * 201, "room for 200"),
        ("appointments", "birth_year", 1899, "between 1900 and 2026"),
        ("appointments", "birth_year", 2027, "between 1900 and 2026"),
        ("appointments", "birth_year", "long ago", "“long ago” is not a number"),
        ("appointments", "birth_year", True, "neither a text nor a whole number"),
        ("appointments", "worry", "a\nb\n\nc\nd", "These are 4 lines; there is room for 3"),
        (
            "appointments",
            "questions",
            "a\r\nb\r\nc\r\nd\r\ne\r\nf",
            "These are 6 lines; there is room for 5",
        ),
        ("appointments", "medicines", "x" * 1001, "room for 1000"),
        ("appointments", "said_afterwards", "a\0b", "cannot be stored"),
        ("appointments", "created_at", None, "needed"),
        ("appointments", "created_at", "2026-07-07", "is not a time with an offset"),
        ("appointments", "closed_at", "2026-07-21T10:00Z", "future"),
        ("answers", "answer", None, "needed"),
        ("answers", "answer", "maybe", "“maybe” is not an answer. Use one of yes, no, not-sure."),
        ("answers", "answered_at", " ", "needed"),
        ("answers", "answered_at", "1899-07-07T08:05Z", "is not a time with an offset"),
        ("other_things", "thing", "grip", "“grip” is none of the other things"),
        ("other_things", "thing", None, "needed"),
        ("other_things", "answer", "not-sure", "Use one of yes, no, not_sure."),
        ("other_things", "since", "x" * 101, "room for 100"),
        ("other_things", "answered_at", "9999-12-31T23:59-12:00", "is not a time with an offset"),
    ],
)
def test_a_wrong_value_is_named_by_line_and_field(
    kind: str, name: str, value: Any, words: str
) -> None:
    other = {
        "thing": "thinner",
        "night_of": "2026-07-01",
        "bed_at": None,
        "woke_at": None,
        "tried_at": None,
        "last_waking_at": None,
        "answered_at": "2026-07-01T08:05Z",
    }
    sound = SOUND[kind] | {
        field: one for field, one in other.items() if field in COLLECTIONS[kind].fields
    }
    [(line, about, sentence)] = wrong_of(diary(**{kind: [sound, {**SOUND[kind], name: value}]}))
    assert (line, about) == (4, name)
    assert words in sentence
    assert len(sentence) < 300


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ([], "object with named fields"),
        ({**SOUND["days"], "note": ["a"]}, "“note” is neither a text nor a whole number"),
        ({**SOUND["days"], "caffeine": True}, "“caffeine” is neither"),
        ({**SOUND["days"], "note": 1.5}, "“note” is neither"),
    ],
)
def test_a_value_of_another_sort_is_wrong(record: Any, words: str) -> None:
    [(line, _field, sentence)] = wrong_of(diary(days=[record]))
    assert line == 3
    assert words in sentence


def test_everything_wrong_with_a_record_is_said_at_once() -> None:
    found = wrong_of(
        diary(appointments=[{"on_date": "soon", "worry": "a\nb\nc\nd", "closed_at": "later"}])
    )
    assert sorted(field for _line, field, _text in found) == [
        "closed_at",
        "created_at",
        "on_date",
        "worry",
    ]


@pytest.mark.parametrize(
    ("night", "at"),
    [
        ("2026-07-06", "2026-07-06T12:00+14:00"),
        ("2026-07-06", "2026-07-07T11:59-12:00"),
        ("2026-07-20", None),
    ],
)
def test_a_morning_may_be_told_anywhere_in_the_world(night: str, at: str | None) -> None:
    others = dict.fromkeys(TIME_FIELDS)
    assert values_of("mornings", **{**others, "night_of": night, "bed_at": at})


def test_an_appointment_may_lie_ahead_and_long_ago() -> None:
    for day in ("1900-01-01", "2026-07-21", "2028-07-20"):
        assert values_of("appointments", on_date=day)["on_date"] == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("kind", "same", "other"),
    [
        ("mornings", {"recorded_at": "2026-07-09T07:00Z"}, {"woke_at": None}),
        ("days", {"stress": ""}, {"stress": "no"}),
        ("appointments", {"created_at": "2026-07-07T10:00+02:00"}, {"with_whom": "Dr. Wren"}),
        ("answers", {"answer": "Not-Sure"}, {"answer": "yes"}),
        ("other_things", {"since": None}, {"answered_at": "2026-07-08T08:05Z"}),
        ("medicines", {"recorded_at": "2026-07-09T07:00Z"}, {"from_date": "2026-03-01"}),
        ("tests", {"result": None}, {"kind": "mri"}),
        ("beginnings", {"detail": ""}, {"on_date": None}),
        ("statements", {"recorded_at": "2026-07-09T07:00Z"}, {"by_whom": "me"}),
    ],
)
def test_the_same_twice_counts_once_or_is_wrong(
    kind: str, same: dict[str, Any], other: dict[str, Any]
) -> None:
    first, second, third = told(
        diary(**{kind: [SOUND[kind], SOUND[kind] | same, SOUND[kind] | other]})
    )
    assert (first.repeats, second.repeats, third.repeats) == (False, True, False)
    assert [(one.field, str(one)) for one in third.wrong] == [
        (
            COLLECTIONS[kind].key_fields[0],
            "The row on line 3 is about the same and says something else.",
        )
    ]
    assert third.record is None


@pytest.mark.parametrize(
    ("bed", "woke"),
    [
        ("2026-07-06T23:00+02:00", "2026-07-07T13:00+02:00"),
        ("2026-07-07T09:00+02:00", "2026-07-07T16:00+02:00"),
        ("2026-07-07T11:30+02:00", "2026-07-08T01:00+02:00"),
        (None, "2026-07-07T13:00+02:00"),
    ],
)
def test_a_sleep_goes_on_past_the_noon_of_its_night(bed: str | None, woke: str) -> None:
    [row] = told(diary(mornings=[{**SOUND["mornings"], "bed_at": bed, "woke_at": woke}]))
    assert row.wrong == []
