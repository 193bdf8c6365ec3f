"""What a diary file holds beside episodes and nights is read, and written back the same."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.day_factors import FACTORS
from journal.diary_file import COLLECTIONS, as_json, open_rows
from tests.diary_file.sound_records import NOW, SOUND, diary, records, told, values_of


def test_a_morning() -> None:
    assert values_of("mornings", does_not_know=True, recorded_at="2026-07-07T07:00:00.000001Z") == {
        "night_of": date(2026, 7, 6),
        "does_not_know": True,
        "bed_at": datetime(2026, 7, 6, 21, 10, tzinfo=UTC),
        "woke_at": datetime(2026, 7, 7, 4, 40, tzinfo=UTC),
        "tried_at": datetime(2026, 7, 6, 21, 30, tzinfo=UTC),
        "minutes_until_sleep": 25,
        "jolts": 0,
        "wakings": 2,
        "minutes_awake": 15,
        "last_waking_at": datetime(2026, 7, 7, 4, 10, tzinfo=UTC),
        "quality": 4,
        "note": "warm",
        "recorded_at": datetime(2026, 7, 7, 7, 0, 0, 1, tzinfo=UTC),
    }


def test_what_is_not_there_is_not_recorded_and_null_is_the_same() -> None:
    bare = told(diary(days=[{"night_of": "2026-07-06"}], mornings=[{"night_of": "2026-07-06"}]))
    nulls = [
        dict.fromkeys(COLLECTIONS[name].fields) | {"night_of": "2026-07-06"}
        for name in ("days", "mornings")
    ]
    for one, other in zip(bare, told(diary(days=nulls[:1], mornings=nulls[1:])), strict=True):
        assert one.record
        assert other.record
        assert one.record.values == other.record.values
    day, morning = (one.record.values for one in bare if one.record)
    assert [day[factor.code] for factor in FACTORS] == [""] * len(FACTORS)
    assert (morning["does_not_know"], morning["bed_at"], morning["woke_at"]) == (False, None, None)
    assert day["recorded_at"] == morning["recorded_at"] == NOW


def test_what_was_not_recorded_is_written_as_null() -> None:
    [only] = json.loads("".join(as_json([], [], {"days": [values_of("days", alcohol=None)]})))[
        "days"
    ]
    assert only == {
        "night_of": "2026-07-06",
        **{factor.code: None for factor in FACTORS},
        "caffeine": "yes",
        "note": "a long walk",
        "recorded_at": "2026-07-20T10:00:00Z",
    }


def test_case_and_space_do_not_matter_but_in_texts() -> None:
    assert (
        values_of("days", caffeine=" NO ", night_of=" 2026-07-06 ", note=" so ")["caffeine"] == "no"
    )
    assert values_of("days", note=" so ")["note"] == " so "
    assert values_of("mornings", does_not_know="True")["does_not_know"] is True


@pytest.mark.parametrize("kind", COLLECTIONS)
def test_each_list_alone_is_a_diary(kind: str) -> None:
    assert values_of(kind)


@pytest.mark.parametrize("first", ["episodes", "mornings"])
def test_the_order_of_the_lists_is_free(first: str) -> None:
    lists = {
        **{kind: [SOUND[kind]] for kind in COLLECTIONS},
        "episodes": [{"id": "a", "happened_at": "2026-07-07T02:15Z"}],
    }
    ordered = {first: lists[first], **lists, "nights": [{"night_of": "2026-07-05"}]}
    rows = told(diary(**ordered))
    assert [one.wrong for one in rows if one.wrong] == []
    assert [one.record.collection.name for one in rows if one.record] == list(COLLECTIONS)
    assert sum(bool(one.entry) + bool(one.night) for one in rows) == 2


def test_names_that_no_diary_has_are_reported_and_kept_out() -> None:
    rows = open_rows(
        io.BytesIO(diary(answers=[{**SOUND["answers"], "mood": 1, "frozen_report": 2}]).encode())
    )
    [row] = rows
    assert rows.unknown == ["mood", "frozen_report"]
    assert set(row.cells) == {"answer", "answered_at"}


def test_a_night_may_have_a_morning_a_day_and_no_twitches() -> None:
    rows = told(
        diary(
            nights=[{"night_of": "2026-07-06"}], mornings=[SOUND["mornings"]], days=[SOUND["days"]]
        )
    )
    assert [(one.repeats, one.wrong) for one in rows] == [(False, [])] * 3


@given(st.fixed_dictionaries({name: records(kind) for name, kind in COLLECTIONS.items()}))
def test_written_and_read_again_is_the_same(records: dict[str, list[dict[str, Any]]]) -> None:
    back = told("".join(as_json([], [], records)))
    assert [one.wrong for one in back if one.wrong] == []
    for name, wanted in records.items():
        assert [
            one.record.values for one in back if one.record and one.record.collection.name == name
        ] == wanted
