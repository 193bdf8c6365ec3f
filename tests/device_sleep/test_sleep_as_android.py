"""Sleep as Android: a header for each record, and columns that are all called Event."""

from __future__ import annotations

import pytest

from journal.device_sleep import SleepFileError
from tests.device_sleep.exports import archive, new_reading, remarks_of, sleeps_in, told

HEADER = (
    "Id,Tz,From,To,Sched,Hours,Rating,Comment,Framerate,Snore,Noise,Cycles,DeepSleep,LenAdjust,Geo"
)
# 2026-01-05 22:10:00 UTC
START = 1_767_651_000_000


def event(label: str, minute: int, value: str = "") -> str:
    """A cell of an event, so many minutes after the beginning."""
    return f'"{label}-{START + minute * 60_000}{value}"'


EVENTS = (
    event("LUX", 0, "-0.5"),
    event("LIGHT_START", 0),
    event("DHA", 1, "--9.4E-38"),
    event("LIGHT_END", 30),
    event("DEEP_START", 30, "-1.0"),
    event("DEEP_END", 50),
    event("REM_START", 50),
    event("REM_END", 60),
    event("LIGHT_START", 60),
    event("AWAKE_START", 62, "--9.4E-38"),
    event("AWAKE_END", 64),
    event("LIGHT_END", 66),
    event("ALARM_SNOOZE", 66),
)
READ_BY_HAND = [
    ("05 22:10", "05 23:22", "in_bed"),
    ("05 22:10", "05 22:40", "light"),
    ("05 22:40", "05 23:00", "deep"),
    ("05 23:00", "05 23:10", "rem"),
    ("05 23:10", "05 23:12", "light"),
    ("05 23:12", "05 23:14", "awake"),
    ("05 23:14", "05 23:16", "light"),
]


def record(
    key: str = str(START),
    hours: str = "1.2",
    cycles: str = "3",
    adjust: str = "0",
    events: tuple[str, ...] = EVENTS,
) -> str:
    """A record: its header, its cells, and a line of noise."""
    header = HEADER + ',"23:10","23:20"' + ",Event" * len(events)
    cells = (
        f'"{key}","Asia/Kolkata","06. 01. 2026 3:40","06. 01. 2026 4:52","06. 01. 2026 7:00",'
        f'"{hours}","0.0","#home \\n a ""long"" one, so","10000","-1","-1.0","{cycles}","0.45",'
        f'"{adjust}","ab12cd","0.5","0.2"'
    )
    noise = "," * 14 + ',"0.1","0.2"'
    return f"{header}\n{','.join([cells, *events])}\n{noise}\n"


def test_a_night_between_the_milliseconds_of_its_id_and_its_hours() -> None:
    reading = new_reading()
    [night] = sleeps_in(record().encode(), reading)
    assert told(night) == READ_BY_HAND
    assert (night.source, night.time_zone, night.by_hand) == (
        "Sleep as Android",
        "Asia/Kolkata",
        False,
    )
    assert remarks_of(reading) == []


def test_records_of_different_width_and_one_typed_by_hand() -> None:
    later = str(START + 86_400_000)
    typed = record(later, "7.5", cycles="-1", adjust="-1.0", events=())
    old = HEADER.replace(",DeepSleep", "").replace(",Geo", "") + "\n"
    old += f"{START - 86_400_000},Nowhere/Land,a,b,c,8.0,0,,1,-1,-1,-1,0\n"
    found = sleeps_in((record() + typed + old).encode())
    assert [(night.by_hand, night.time_zone, told(night)[0]) for night in found] == [
        (False, "Asia/Kolkata", READ_BY_HAND[0]),
        (True, "Asia/Kolkata", ("06 22:10", "07 05:40", "asleep")),
        (False, "", ("04 22:10", "05 06:10", "in_bed")),
    ]


def test_a_stage_without_its_end_goes_on_to_the_next() -> None:
    events = (
        event("LIGHT_START", 5),
        event("DEEP_START", 10),
        event("DEEP_END", 20),
        event("REM_START", 60),
    )
    [night] = sleeps_in(record(events=events).encode())
    assert told(night)[1:] == [
        ("05 22:15", "05 22:20", "light"),
        ("05 22:20", "05 22:30", "deep"),
        ("05 23:10", "05 23:22", "rem"),
    ]


def test_a_record_with_as_many_events_as_a_line_has_room_for() -> None:
    """Each beginning was looked for among all others."""
    events = tuple(f"LIGHT_START-{START + 100 * number}" for number in range(30_000))
    [night] = sleeps_in(record(events=events).encode())
    assert told(night)[-1] == ("05 22:59", "05 23:22", "light")


def test_the_archive_with_what_is_not_asked_for() -> None:
    members = {
        "prefs.xml": b"<map><string name='mail'>a@b</string></map>",
        "alarms.json": b'[{"start": 1, "end": 2}]',
        "sleep-export.csv": record().encode(),
    }
    assert [told(night) for night in sleeps_in(archive(members))] == [READ_BY_HAND]


def test_what_a_spreadsheet_has_rounded_is_refused_by_line() -> None:
    reading = new_reading()
    rows = record("1.59287E+12") + record(hours="-3") + record(str(10**30)) + record()
    assert len(sleeps_in(rows.encode(), reading)) == 1
    begins = "is no beginning in milliseconds. A spreadsheet may have rounded it."
    assert remarks_of(reading) == [
        (2, f"“1.59287E+12” {begins}"),
        (5, f"“{START}” {begins}"),
        (8, f"“{10**30}” {begins}"),
    ]


def test_a_row_without_end() -> None:
    with pytest.raises(SleepFileError, match="no table"):
        sleeps_in(record().encode() + b'"' + b"x" * 2_000_000)
