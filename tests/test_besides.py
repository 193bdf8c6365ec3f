"""What a diary file holds beside episodes and nights: the table agrees with models and forms; each field is read."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from journal.diary_file import KINDS, Kind, Told, as_json, open_rows, read
from journal.diary_file.besides import FARTHEST, Values
from journal.diary_file.fields import Choice, Day, Flag, Instant, Text
from journal.factors import FACTORS
from journal.forms import appointment as appointment_form
from journal.forms import morning as morning_form
from journal.forms import other_things as other_things_form
from journal.models import appointment as appointment_model
from journal.models.besides import MODELS
from journal.other_things import THINGS
from journal.parsing import line_feeds
from tests import strategies

NOW = datetime(2026, 7, 20, 10, 0, tzinfo=UTC)
SOUND: dict[str, dict[str, Any]] = {
    "mornings": {"night_of": "2026-07-06", "bed_at": "2026-07-06T23:10+02:00", "woke_at": "2026-07-07T06:40+02:00"},
    "days": {"night_of": "2026-07-06", "caffeine": "yes", "alcohol": "no", "stress": None, "note": "a long walk"},
    "appointments": {"on_date": "2026-08-03", "created_at": "2026-07-07T08:00Z", "worry": "My calf\nand my sleep"},
    "answers": {"answer": "not-sure", "answered_at": "2026-07-07T08:05Z"},
    "other_things": {"thing": "lost_task", "answer": "not_sure", "answered_at": "2026-07-07T08:05Z"},
}
FIELDS = [(kind, name, field) for kind in KINDS.values() for name, field in kind.fields.items()]


def diary(**lists: Any) -> str:
    """A file with these lists, a record a line from line 3 on."""
    parts = (f'"{name}": [\n' + ",\n".join(map(json.dumps, records)) + "\n]" for name, records in lists.items())
    return '{"format": "twitchlog-diary", "version": 1,\n' + ",".join(parts) + "}"


def told(text: str) -> list[Told]:
    """Everything that a file says."""
    return list(read(open_rows(io.BytesIO(text.encode())), default_zone="UTC", as_of=NOW))


def values_of(kind: str, **fields: Any) -> Values:
    """The values of a sound record, with these fields."""
    [only] = told(diary(**{kind: [{**SOUND[kind], **fields}]}))
    assert only.wrong == []
    assert only.beside
    return only.beside.values


def wrong_of(text: str) -> list[tuple[int, str, str]]:
    """Line, field and sentence of all that is wrong."""
    return [(one.line, problem.field, str(problem)) for one in told(text) for problem in one.wrong]


def column(kind: Kind, name: str) -> Any:
    """The model's field of that name."""
    return MODELS[kind.name]._meta.get_field(name)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_the_fields_are_the_models_columns(kind: Kind) -> None:
    columns = [field.name for field in MODELS[kind.name]._meta.concrete_fields if not field.primary_key]
    assert list(kind.fields) == [name for name in columns if name not in {"owner", "frozen_report"}]
    rules = [rule for rule in MODELS[kind.name]._meta.constraints if isinstance(rule, models.UniqueConstraint)]
    assert all(set(rule.fields) == {"owner", *kind.same} for rule in rules)


@pytest.mark.parametrize(("kind", "name", "field"), FIELDS, ids=lambda one: getattr(one, "name", str(one)[:20]))
def test_what_a_field_may_hold_is_what_its_column_may_hold(kind: Kind, name: str, field: Any) -> None:
    of_model = column(kind, name)
    if isinstance(field, Text):
        assert field.most == of_model.max_length
    elif isinstance(field, Choice):
        assert not of_model.choices or set(field.values) == {value for value, _word in of_model.choices}
        assert max(map(len, field.values)) <= of_model.max_length
        assert field.needed != of_model.blank
    else:
        kinds = {Day: models.DateField, Instant: models.DateTimeField, Flag: models.BooleanField}
        assert type(of_model) is kinds[type(field)]
    assert field.needed or of_model.null or of_model.blank or getattr(field, "or_now", False) or isinstance(field, Flag)


def test_limits_are_those_of_the_forms() -> None:
    visit: Any = KINDS["appointments"].fields
    assert (visit["worry"].lines, visit["questions"].lines) == (
        appointment_model.MOST_WORRY_LINES,
        appointment_model.MOST_QUESTIONS,
    )
    assert visit["on_date"].ahead == FARTHEST == appointment_form.FARTHEST
    things: Any = KINDS["other_things"].fields
    assert (things["thing"].values, things["since"].most) == (tuple(THINGS), other_things_form.SINCE_LENGTH)
    day: Any = KINDS["days"].fields
    assert day["note"].most == morning_form.MorningForm.base_fields["note"].max_length  # type: ignore[attr-defined]
    assert [name for name, field in day.items() if isinstance(field, Choice)] == [factor.code for factor in FACTORS]


def test_a_morning() -> None:
    assert values_of("mornings", does_not_know=True, recorded_at="2026-07-07T07:00:00.000001Z") == {
        "night_of": date(2026, 7, 6),
        "does_not_know": True,
        "bed_at": datetime(2026, 7, 6, 21, 10, tzinfo=UTC),
        "woke_at": datetime(2026, 7, 7, 4, 40, tzinfo=UTC),
        "recorded_at": datetime(2026, 7, 7, 7, 0, 0, 1, tzinfo=UTC),
    }


def test_what_is_not_there_is_not_recorded_and_null_is_the_same() -> None:
    bare = told(diary(days=[{"night_of": "2026-07-06"}], mornings=[{"night_of": "2026-07-06"}]))
    nulls = [dict.fromkeys(KINDS[name].fields) | {"night_of": "2026-07-06"} for name in ("days", "mornings")]
    for one, other in zip(bare, told(diary(days=nulls[:1], mornings=nulls[1:])), strict=True):
        assert one.beside
        assert other.beside
        assert one.beside.values == other.beside.values
    day, morning = (one.beside.values for one in bare if one.beside)
    assert [day[factor.code] for factor in FACTORS] == [""] * len(FACTORS)
    assert (morning["does_not_know"], morning["bed_at"], morning["woke_at"]) == (False, None, None)
    assert day["recorded_at"] == morning["recorded_at"] == NOW


def test_what_was_not_recorded_is_written_as_null() -> None:
    [only] = json.loads("".join(as_json([], [], {"days": [values_of("days", alcohol=None)]})))["days"]
    assert only == {
        "night_of": "2026-07-06",
        **{factor.code: None for factor in FACTORS},
        "caffeine": "yes",
        "note": "a long walk",
        "recorded_at": "2026-07-20T10:00:00Z",
    }


def test_case_and_space_do_not_matter_but_in_texts() -> None:
    assert values_of("days", caffeine=" NO ", night_of=" 2026-07-06 ", note=" so ")["caffeine"] == "no"
    assert values_of("days", note=" so ")["note"] == " so "
    assert values_of("mornings", does_not_know="True")["does_not_know"] is True


@pytest.mark.parametrize("kind", KINDS)
def test_each_list_alone_is_a_diary(kind: str) -> None:
    assert values_of(kind)


@pytest.mark.parametrize("first", ["episodes", "mornings"])
def test_the_order_of_the_lists_is_free(first: str) -> None:
    lists = {**{kind: [SOUND[kind]] for kind in KINDS}, "episodes": [{"id": "a", "happened_at": "2026-07-07T02:15Z"}]}
    ordered = {first: lists[first], **lists, "nights": [{"night_of": "2026-07-05"}]}
    rows = told(diary(**ordered))
    assert [one.wrong for one in rows if one.wrong] == []
    assert [one.beside.kind.name for one in rows if one.beside] == list(KINDS)
    assert sum(bool(one.entry) + bool(one.night) for one in rows) == 2


def test_names_that_no_diary_has_are_reported_and_kept_out() -> None:
    rows = open_rows(io.BytesIO(diary(answers=[{**SOUND["answers"], "mood": 1, "frozen_report": 2}]).encode()))
    [row] = rows
    assert rows.unknown == ["mood", "frozen_report"]
    assert set(row.cells) == {"answer", "answered_at"}


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
        ("mornings", "woke_at", "2026-07-07T21:11Z", "does not lie in the night"),
        ("mornings", "woke_at", "2026-07-06T21:10Z", "before you went to bed"),
        ("mornings", "woke_at", "2026-07-20T10:02Z", "future"),
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
        ("appointments", "on_date", "2029-07-24", "more than three years away"),
        ("appointments", "with_whom", "x" * 101, "room for 100"),
        ("appointments", "worry", "a\nb\n\nc\nd", "These are 4 lines; there is room for 3"),
        ("appointments", "questions", "a\r\nb\r\nc\r\nd\r\ne\r\nf", "These are 6 lines; there is room for 5"),
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
def test_a_wrong_value_is_named_by_line_and_field(kind: str, name: str, value: Any, words: str) -> None:
    other = {
        "thing": "thinner",
        "night_of": "2026-07-01",
        "bed_at": None,
        "woke_at": None,
        "answered_at": "2026-07-01T08:05Z",
    }
    sound = SOUND[kind] | {field: one for field, one in other.items() if field in KINDS[kind].fields}
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
    found = wrong_of(diary(appointments=[{"on_date": "soon", "worry": "a\nb\nc\nd", "closed_at": "later"}]))
    assert sorted(field for _line, field, _text in found) == ["closed_at", "created_at", "on_date", "worry"]


@pytest.mark.parametrize(
    ("night", "at"),
    [("2026-07-06", "2026-07-06T12:00+14:00"), ("2026-07-06", "2026-07-07T11:59-12:00"), ("2026-07-20", None)],
)
def test_a_morning_may_be_told_anywhere_in_the_world(night: str, at: str | None) -> None:
    assert values_of("mornings", night_of=night, bed_at=at, woke_at=None)


def test_an_appointment_may_lie_ahead_and_long_ago() -> None:
    for day in ("1900-01-01", "2026-07-21", "2029-07-22"):
        assert values_of("appointments", on_date=day)["on_date"] == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("kind", "same", "other"),
    [
        ("mornings", {"recorded_at": "2026-07-09T07:00Z"}, {"woke_at": None}),
        ("days", {"stress": ""}, {"stress": "no"}),
        ("appointments", {"created_at": "2026-07-07T10:00+02:00"}, {"with_whom": "Dr. Wren"}),
        ("answers", {"answer": "Not-Sure"}, {"answer": "yes"}),
        ("other_things", {"since": None}, {"answered_at": "2026-07-08T08:05Z"}),
    ],
)
def test_the_same_twice_counts_once_or_is_wrong(kind: str, same: dict[str, Any], other: dict[str, Any]) -> None:
    first, second, third = told(diary(**{kind: [SOUND[kind], SOUND[kind] | same, SOUND[kind] | other]}))
    assert (first.repeats, second.repeats, third.repeats) == (False, True, False)
    assert [(one.field, str(one)) for one in third.wrong] == [
        (KINDS[kind].same[0], "The row on line 3 is about the same and says something else.")
    ]
    assert third.beside is None


def test_a_night_may_have_a_morning_a_day_and_no_twitches() -> None:
    rows = told(diary(nights=[{"night_of": "2026-07-06"}], mornings=[SOUND["mornings"]], days=[SOUND["days"]]))
    assert [(one.repeats, one.wrong) for one in rows] == [(False, [])] * 3


def records(kind: Kind) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Sound records of a kind, as the database gives them, none about the same."""
    one = st.fixed_dictionaries({name: _sound(name, field) for name, field in kind.fields.items()})
    return st.lists(one, max_size=4, unique_by=lambda values: tuple(values[name] for name in kind.same))


def _sound(name: str, field: Any) -> st.SearchStrategy[Any]:
    at = st.datetimes(datetime(1900, 1, 2), NOW.replace(tzinfo=None), timezones=st.just(UTC))  # noqa: DTZ001
    if name in ("bed_at", "woke_at"):  # which must fit the night
        return st.none()
    if isinstance(field, Text):
        return st.text(strategies.TEXT, max_size=30).map(line_feeds).filter(lambda text: len(text.splitlines()) <= 3)
    if isinstance(field, Choice):
        return st.sampled_from(field.values if field.needed else ("", *field.values))
    by_type: dict[type, st.SearchStrategy[Any]] = {Flag: st.booleans(), Day: strategies.nights()}
    return by_type.get(type(field), at if field.needed or getattr(field, "or_now", False) else st.none() | at)


@given(st.fixed_dictionaries({name: records(kind) for name, kind in KINDS.items()}))
def test_written_and_read_again_is_the_same(besides: dict[str, list[dict[str, Any]]]) -> None:
    back = told("".join(as_json([], [], besides)))
    assert [one.wrong for one in back if one.wrong] == []
    for name, wanted in besides.items():
        assert [one.beside.values for one in back if one.beside and one.beside.kind.name == name] == wanted


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
