"""A small sound export of each format, and the same with one value in it bent, or many."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

from journal.device_sleep import SleepFormat
from tests.device_sleep import (
    test_auto_sleep,
    test_fitbit,
    test_garmin,
    test_google_health,
    test_health_auto_export,
    test_health_connect,
    test_oura,
    test_samsung_health,
    test_sleep_as_android,
    test_sleep_cycle,
    test_whoop,
    test_withings,
    test_zepp,
)
from tests.device_sleep.exports import apple_record, apple_xml, archive

Members = Mapping[str, str]
# Puts a value into one place of an export.
Bend = Callable[[Any], bytes]

_TABLE = (
    "start,end,stage,time zone,source\n"
    "2026-01-05 23:10,2026-01-05 23:50,N2,Asia/Tokyo,Ring\n"
    "2026-01-06 23:10+01:00,2026-01-06 23:50+01:00,rem,,\n"
)
_APPLE = apple_xml(
    apple_record("AsleepREM", "2026-01-05 23:10:00", "2026-01-05 23:50:00", zone="Asia/Tokyo"),
    apple_record("InBed", "2026-01-06 23:10:00", "2026-01-06 23:50:00", typed="1"),
)
_OURA_API = {
    "data": [
        {
            "type": "long_sleep",
            "bedtime_start": test_oura.START,
            "bedtime_end": test_oura.END,
            "sleep_phase_5_min": "42213",
        }
    ]
}
# Of each format but the one that is a database. A name that ends in .1 has a line above its header.
SOUND_EXPORTS: Mapping[SleepFormat, Sequence[Members]] = {
    SleepFormat.APPLE_HEALTH: [{"export.xml": _APPLE.decode()}],
    SleepFormat.GOOGLE_HEALTH: [
        {
            "sleeps.csv": test_google_health.SLEEPS.format(more="") + test_google_health.NIGHT,
            "stages.csv": test_google_health.STAGES + test_google_health.STAGES_OF_NIGHT,
        }
    ],
    SleepFormat.FITBIT: [{"sleep.json": test_fitbit.content(test_fitbit.NIGHT).decode()}],
    SleepFormat.SAMSUNG_HEALTH: [
        {
            "sleeps.csv": test_samsung_health.SLEEPS + test_samsung_health.NIGHT,
            "stages.csv": test_samsung_health.STAGES + test_samsung_health.STAGES_OF_NIGHT,
        }
    ],
    SleepFormat.GARMIN: [{"sleepData.json": test_garmin.content(test_garmin.NIGHT).decode()}],
    SleepFormat.SLEEP_AS_ANDROID: [{"sleep-export.csv": test_sleep_as_android.record()}],
    SleepFormat.OURA: [
        {"oura.csv": test_oura.HEAD + test_oura.row("42213")},
        {"oura.json": json.dumps(_OURA_API)},
    ],
    SleepFormat.WITHINGS: [
        {"sleep.csv": test_withings.ENGLISH + test_withings.NIGHT},
        {"raw_tracker_sleep-state.csv": test_withings.RAW + test_withings.STATES},
    ],
    SleepFormat.WHOOP: [{"sleeps.csv": test_whoop.SLEEPS + test_whoop.NIGHT + test_whoop.NAP}],
    SleepFormat.ZEPP: [{"SLEEP.csv": test_zepp.HEADER + test_zepp.NIGHT.format(rem="90")}],
    SleepFormat.SLEEP_CYCLE: [{"sleepdata.csv": test_sleep_cycle.NEWEST}],
    SleepFormat.AUTO_SLEEP: [{"history.csv": test_auto_sleep.HEADER + test_auto_sleep.NIGHT}],
    SleepFormat.HEALTH_AUTO_EXPORT: [
        {"a.json": test_health_auto_export.content(*test_health_auto_export.PARTS).decode()},
        {"b.json": test_health_auto_export.content(test_health_auto_export.night()).decode()},
    ],
    SleepFormat.SLEEP_TABLE: [{"table.csv": _TABLE}],
}
_XML_VALUE = re.compile(r'(?<==")[^"]*(?=")')
_ALL_COLUMNS = (
    ("application_info_table", ("package_name", "app_name")),
    (
        "sleep_session_record_table",
        (
            *("app_info_id", "start_time", "end_time", "start_zone_offset"),
            *("recording_method", "last_modified_time"),
        ),
    ),
    ("sleep_stages_table", ("parent_key", "stage_start_time", "stage_end_time", "stage_type")),
)


def bends(sleep_format: SleepFormat, folder: Path) -> Iterator[tuple[str, Bend]]:
    """Each place of the format's exports in words, with what puts a value there."""
    if sleep_format is SleepFormat.HEALTH_CONNECT:
        yield from _database_bends(folder)
        return
    for members in SOUND_EXPORTS[sleep_format]:
        for name in members:
            yield from _member_bends(name, members)


def wild_export(sleep_format: SleepFormat, values: Sequence[Any], seed: int) -> bytes:
    """An export of which any number of values were bent, each by chance."""
    draw = Random(seed)  # noqa: S311 - not a secret
    members = draw.choice(SOUND_EXPORTS[sleep_format])
    bent: dict[str, bytes] = {}
    for name, sound in members.items():
        text = sound
        for _turn in range(draw.randint(1, 12)):
            spots = list(_BENDS_OF_KIND[name.rpartition(".")[2]](text))[1:]
            if spots:
                _place, put = draw.choice(spots)
                text = put(draw.choice(values))
        bent[name] = _encoded(text)
    return archive(bent)


def _member_bends(name: str, members: Members) -> Iterator[tuple[str, Bend]]:
    text = members[name]
    for place, put in _BENDS_OF_KIND[name.rpartition(".")[2]](text):

        def bend(value: Any, put: Callable[[Any], str] = put) -> bytes:
            bent = {**members, name: put(value)}
            return archive({key: _encoded(text) for key, text in bent.items()})

        yield f"{name}, {place}", bend


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


_TextBends = Iterator[tuple[str, Callable[[Any], str]]]


def _csv_bends(text: str) -> _TextBends:
    delimiter = max(",;", key=text.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    places = [(row, column) for row, cells in enumerate(rows) for column in range(len(cells))]
    for row, column in places:

        def put(value: Any, row: int = row, column: int = column) -> str:
            bent = [list(cells) for cells in rows]
            bent[row][column] = str(value)
            table = io.StringIO()
            csv.writer(table, delimiter=delimiter).writerows(bent)
            return table.getvalue()

        yield f"row {row}, column {column}", put


def _json_bends(text: str) -> _TextBends:
    content = json.loads(text)
    for path in _paths(content):

        def put(value: Any, path: tuple[Any, ...] = path) -> str:
            return json.dumps(_replaced(content, path, value))

        yield f"at {path}", put


def _paths(value: Any) -> Iterator[tuple[Any, ...]]:
    yield ()
    items: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    for key, part in items:
        for path in _paths(part):
            yield (key, *path)


def _replaced(content: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = content.copy()
    copy[path[0]] = _replaced(content[path[0]], path[1:], value)
    return copy


def _xml_bends(text: str) -> _TextBends:
    for match in _XML_VALUE.finditer(text):

        def put(value: Any, first: int = match.start(), last: int = match.end()) -> str:
            return f"{text[:first]}{value}{text[last:]}"

        yield f"from {match.start()}", put


_BENDS_OF_KIND: Mapping[str, Callable[[str], _TextBends]] = {
    "csv": _csv_bends,
    "json": _json_bends,
    "xml": _xml_bends,
}


def _database_bends(folder: Path) -> Iterator[tuple[str, Bend]]:
    night, stages = test_health_connect.NIGHT, test_health_connect.STAGES
    sound = test_health_connect.database(folder, [night], stages)
    path = folder / "bent.db"
    for table, column in (pair for one, names in _ALL_COLUMNS for pair in product([one], names)):

        def bend(value: Any, table: str = table, column: str = column) -> bytes:
            path.write_bytes(sound)
            statement = f"UPDATE {table} SET {column} = ? WHERE rowid = 1"  # noqa: S608 - ours
            with closing(sqlite3.connect(path, isolation_level=None)) as connection:
                connection.execute(statement, [value])
            return path.read_bytes()

        yield f"{table}.{column}", bend
