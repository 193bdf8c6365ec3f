"""Sound records of a diary file, and what a file with them says."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from journal.anatomy import MUSCLES
from journal.diary_file import Collection, ParsedRow, open_rows, read
from journal.diary_file.background_fields import RecordPartialDate
from journal.diary_file.collection import Values
from journal.diary_file.constant_rows import RecordMuscle
from journal.diary_file.device_sleep_fields import RecordSleepText, RecordSleepZone
from journal.diary_file.recipe_field import RecordRecipe
from journal.diary_file.record_fields import (
    RecordChoice,
    RecordDay,
    RecordFlag,
    RecordText,
    RecordWhole,
    RecordYear,
)
from journal.night_sleep import RANGES, TIME_FIELDS
from journal.parsing import line_feeds
from journal.videos import MOST_VIDEOS
from tests import strategies

NOW = datetime(2026, 7, 20, 10, 0, tzinfo=UTC)
SLEEP = '{"intervals":[[0,3600,"light","AsleepCore"]],"totals":{"rem":0}}'
RECIPE = '{"columns": [{"header": "Datum", "role": "day"}]}'
SOUND: dict[str, dict[str, Any]] = {
    "mornings": {
        "night_of": "2026-07-06",
        "bed_at": "2026-07-06T23:10+02:00",
        "woke_at": "2026-07-07T06:40+02:00",
        "tried_at": "2026-07-06T23:30+02:00",
        "minutes_until_sleep": 25,
        "jolts": 0,
        "wakings": 2,
        "minutes_awake": 15,
        "last_waking_at": "2026-07-07T06:10+02:00",
        "quality": 4,
        "note": "warm",
    },
    "days": {
        "night_of": "2026-07-06",
        "caffeine": "yes",
        "alcohol": "no",
        "stress": None,
        "note": "a long walk",
    },
    "appointments": {
        "on_date": "2026-08-03",
        "created_at": "2026-07-07T08:00Z",
        "worry": "My calf\nand my sleep",
    },
    "answers": {"answer": "not-sure", "answered_at": "2026-07-07T08:05Z"},
    "other_things": {
        "thing": "lost_task",
        "answer": "not_sure",
        "answered_at": "2026-07-07T08:05Z",
    },
    "medicines": {"row_id": "m", "name": "Magnesium", "from_date": "2026-03", "ongoing": True},
    "tests": {"row_id": "t", "kind": "blood", "what": "thyroid", "on_date": "2026"},
    "beginnings": {"row_id": "b", "kind": "infection", "on_date": "2026-03-14"},
    "statements": {"row_id": "s", "words": "Come again in a year", "by_whom": "Dr. Wren"},
    "sightings": {
        "client_id": "7-a",
        "night_of": "2026-07-06",
        "happened_at": "2026-07-07T00:15Z",
        "time_zone": "Europe/Berlin",
        "place": "leg",
        "state": "waiting",
    },
    "recipes": {"name": "My notebook", "header": "a1b2", "content": RECIPE},
    "constant_places": {"night_of": "2026-07-06", "muscle": "calf", "side": "left"},
    "device_sleep": {
        "row_id": "d",
        "format": "apple_health",
        "source": "Ada’s Watch",
        "time_zone": "Europe/Berlin",
        "starts_at": "2026-07-06T21:30Z",
        "ends_at": "2026-07-06T22:30Z",
        "content": SLEEP,
    },
    "sleep_events": {"event": "rem", "received_at": "2026-07-06T22:30:00.5Z"},
}
# One before the other.
SLEEP_TIMES = {
    "starts_at": st.just(datetime(2026, 7, 6, 21, tzinfo=UTC)),
    "ends_at": st.just(datetime(2026, 7, 6, 22, tzinfo=UTC)),
}
# What may be written of each whole number, both ends included.
WHOLE_NUMBERS = {**RANGES, "videos": (0, MOST_VIDEOS)}


def diary(**lists: Any) -> str:
    """A file with these lists, a record a line from line 3 on."""
    parts = (
        f'"{name}": [\n' + ",\n".join(map(json.dumps, records)) + "\n]"
        for name, records in lists.items()
    )
    return '{"format": "twitchlog-diary", "version": 1,\n' + ",".join(parts) + "}"


def told(text: str) -> list[ParsedRow]:
    """Everything that a file says."""
    return list(read(open_rows(io.BytesIO(text.encode())), default_zone="UTC", as_of=NOW))


def values_of(kind: str, **fields: Any) -> Values:
    """The values of a sound record, with these fields."""
    [only] = told(diary(**{kind: [{**SOUND[kind], **fields}]}))
    assert only.wrong == []
    assert only.record
    return only.record.values


def records(kind: Collection) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Sound records of a kind, as the database gives them, none about the same."""
    one = st.fixed_dictionaries({name: _sound(name, field) for name, field in kind.fields.items()})
    return st.lists(
        one, max_size=4, unique_by=lambda values: tuple(values[name] for name in kind.key_fields)
    )


def _text(field: RecordText) -> st.SearchStrategy[str]:
    if isinstance(field, RecordRecipe | RecordSleepText):
        return st.just(RECIPE if isinstance(field, RecordRecipe) else "{}")
    if isinstance(field, RecordSleepZone):
        return st.sampled_from(["", "Asia/Tokyo", "+05:30"])
    return (
        st.text(strategies.TEXT, max_size=30)
        .map(line_feeds)
        .filter(lambda text: len(text.splitlines()) <= (field.lines or 3))
        .filter(lambda text: bool(text.strip()) or not field.needed)
    )


def _sound(name: str, field: Any) -> st.SearchStrategy[Any]:
    at = st.datetimes(datetime(1900, 1, 2), NOW.replace(tzinfo=None), timezones=st.just(UTC))  # noqa: DTZ001
    at = SLEEP_TIMES.get(name, at)
    if name in TIME_FIELDS:  # which must fit the night
        return st.none()
    if isinstance(field, RecordPartialDate):  # until when must fit what is still taken
        return st.sampled_from(["", "1900", "2026-02", "2024-02-29"][: 1 if "until" in name else 4])
    if isinstance(field, RecordText):
        return _text(field)
    if isinstance(field, RecordChoice):
        return st.sampled_from(field.values if field.needed else ("", *field.values))
    if isinstance(field, RecordWhole):
        return st.none() | st.integers(*WHOLE_NUMBERS[name])
    by_type: dict[type, st.SearchStrategy[Any]] = {
        RecordFlag: st.booleans(),
        # which may have any side
        RecordMuscle: st.sampled_from([muscle.id for muscle in MUSCLES if not muscle.midline]),
        RecordDay: strategies.nights(),
        RecordYear: st.none() | st.integers(1900, NOW.year),
    }
    return by_type.get(
        type(field), at if field.needed or getattr(field, "or_now", False) else st.none() | at
    )
