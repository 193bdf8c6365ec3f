"""However much is in a file: what is held of it is bounded, and what is too much is said."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from journal.device_sleep import (
    SleepFileError,
    file_parts,
    interval_pile,
    json_parts,
    seen_keys,
    table_rows,
)
from journal.device_sleep.file_parts import parts_of, unpacked_size
from journal.device_sleep.sleep_data import MOST_INTERVALS_OF_A_SLEEP
from tests.device_sleep import test_fitbit, test_google_health, test_oura, test_whoop
from tests.device_sleep.exports import (
    apple_record,
    apple_xml,
    archive,
    new_reading,
    remarks_of,
    sleeps_in,
)

MEGABYTE = 1024 * 1024
TABLE = "start,end,stage\n"
TOO_MANY = MOST_INTERVALS_OF_A_SLEEP + 500
FIRST = datetime(2026, 1, 5, 22, 10, tzinfo=UTC)


def at(seconds: int) -> str:
    """So many seconds after ten past ten in the evening."""
    return f"{FIRST + timedelta(seconds=seconds):%Y-%m-%dT%H:%M:%S}"


def peak_of(content: bytes) -> float:
    """Megabytes that reading takes beside the file itself; it may be refused."""
    tracemalloc.start()
    try:
        for _sleep in sleeps_in(content):
            pass
    except SleepFileError:
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak / MEGABYTE


NIGHT = json.dumps(test_fitbit.NIGHT).encode()
NIGHT_BEGINS = b'[{"logId": 1, "startTime": "", "levels": '
HELD: dict[str, tuple[bytes, bytes, int]] = {
    "a cell without an end": (TABLE.encode() + b'"', b"note\n", 2 * MEGABYTE),
    "a row without an end": (TABLE.encode() + b'"', b'\n","', 2 * MEGABYTE),
    "a line without an end": (TABLE.encode(), b"x", 9 * MEGABYTE),
    "a list of nights": (b"[" + NIGHT, b"," + NIGHT, 20_000),
    "a night without an end": (NIGHT_BEGINS + b"[{}", b",{}", 3 * MEGABYTE),
    "a list of anything": (NIGHT_BEGINS + b"0}", b",[" + b"0," * 999 + b"0]", 4_500),
}


@pytest.mark.parametrize("name", HELD)
def test_what_is_held_does_not_grow_with_the_file(name: str) -> None:
    begins, then, times = HELD[name]
    content = archive({"export": begins + then * times})
    assert unpacked_size(io.BytesIO(content)) > 8 * MEGABYTE
    assert peak_of(content) < 48


def test_a_row_without_an_end_is_said_with_the_line_of_its_beginning() -> None:
    night = "2026-01-05 23:10,2026-01-05 23:50,N2\n"
    with pytest.raises(SleepFileError, match=r"“file” is no table .* begins in line 3"):
        sleeps_in((TABLE + night + '"' + '\n","' * MEGABYTE).encode())


def test_more_rows_and_items_than_any_export(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_rows, "_MOST_LINES", 3)
    with pytest.raises(SleepFileError, match=r"“file” has far more in it .* in line 4"):
        sleeps_in((TABLE + "\n" * 9).encode())
    monkeypatch.setattr(json_parts, "_MOST_ITEMS", 3)
    with pytest.raises(SleepFileError, match=r"“file” has far more in it .* in line 1"):
        sleeps_in(b'[{"bedtime_start": 1, "bedtime_end": 1},2,3,4]')


def test_json_that_breaks_off_is_said_with_its_line() -> None:
    text = json.dumps([test_fitbit.NIGHT, test_fitbit.NIGHT], indent=1)
    line = text.count("\n", 0, text.rindex('"logId"'))
    with pytest.raises(SleepFileError, match=f"“file” is not whole JSON, .* in line {line}"):
        sleeps_in(text[:-200].encode())


def apple_of(number: int) -> bytes:
    """So many seconds of sleep, one after the other."""
    return apple_xml(
        *(
            apple_record("AsleepREM", at(second), at(second + 1), offset="+0000")
            for second in range(number)
        )
    )


def google_of(number: int) -> bytes:
    """The same as stages of one sleep."""
    stages = (
        test_google_health.stage(7, "REM", f"{at(second)}Z", f"{at(second + 1)}Z")
        for second in range(number)
    )
    return test_google_health.takeout(test_google_health.NIGHT, "".join(stages))


def oura_of(number: int) -> bytes:
    """A digit each half minute."""
    end = f"{at(30 * number)}+00:00"
    row = test_oura.row("12" * (number // 2), start=f"{at(0)}+00:00", end=end)
    return (test_oura.HEAD.replace("5_min", "30_sec") + row).encode()


@pytest.mark.parametrize("content_of", [apple_of, google_of, oura_of])
def test_a_sleep_of_more_intervals_than_any_is_left_out(
    content_of: Callable[[int], bytes],
) -> None:
    reading = new_reading()
    assert sleeps_in(content_of(TOO_MANY), reading) == []
    said = [text for _line, text in remarks_of(reading) if "far more to it" in text]
    assert len(said) == 1
    assert len(sleeps_in(content_of(900))) == 1


@pytest.mark.parametrize(
    "content",
    [
        test_fitbit.content(*({**test_fitbit.NIGHT, "logId": number} for number in range(4))),
        (
            test_whoop.SLEEPS
            + "".join(test_whoop.NIGHT.replace("05 23:10:05", f"05 23:1{n}:05") for n in range(4))
        ).encode(),
        test_google_health.takeout(
            "".join(test_google_health.NIGHT.replace("7,", f"{n},", 1) for n in range(4)), ""
        ),
    ],
)
def test_more_sleeps_than_anybody_has(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen_keys, "MOST_SLEEPS_OF_A_FILE", 3)
    with pytest.raises(SleepFileError, match=r"more sleep than anybody has.*in line \d"):
        sleeps_in(content)


def test_more_intervals_than_anybody_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interval_pile, "MOST_INTERVALS", 3)
    with pytest.raises(SleepFileError, match=r"“file” holds more sleep .* in line 14"):
        sleeps_in(apple_of(4))


def test_an_archive_of_more_files_than_any_export(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_parts, "MOST_PARTS", 3)
    with pytest.raises(SleepFileError, match="far more files"):
        parts_of(io.BytesIO(archive(dict.fromkeys("abcd", b"x"))), "file")
    assert len(parts_of(io.BytesIO(archive(dict.fromkeys("abc", b"x"))), "file")) == 3
