"""Hostile files: they cost a reader much more than they cost whoever made them; small ones first.

Each is made once.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from functools import cache

ROW = "happened_at,time_zone,movement,muscle,note\n"


def _episodes(inside: str) -> bytes:
    return f'{{"format":"twitchlog-diary","version":1,"episodes":[{inside}],"nights":[]}}'.encode()


def unknown_names() -> bytes:
    """32,000 names that no diary has, in one episode."""
    return _episodes("{" + ",".join(f'"k{number}":1' for number in range(32_000)) + "}")


def new_unknown_names_in_each() -> bytes:
    """200,000 episodes, each with a name of its own that no diary has."""
    return _episodes(
        ",".join(
            f'{{"happened_at":"2024-01-01T00:00:00Z","k{number}":1}}' for number in range(200_000)
        )
    )


def wrong_rows() -> bytes:
    """Two million rows that are no rows."""
    return b"happened_at\n" + b"x\n" * 2_000_000


def wrong_episodes() -> bytes:
    """One and a half million episodes that are numbers."""
    return _episodes(",".join(["1"] * 1_500_000))


def wrong_nights() -> bytes:
    """A million nights that are none."""
    return (
        b'{"format":"twitchlog-diary","version":1,"episodes":[],"nights":['
        + b",".join([b"0"] * 1_000_000)
        + b"]}"
    )


def remarked_rows() -> bytes:
    """300,000 rows that are read with a remark each."""
    return (ROW + "2024-01-01 23:00,Europe/Berlin,twitch,calfs,\n" * 300_000).encode()


def one_id() -> bytes:
    """300,000 times the same id."""
    return ("id,happened_at,time_zone\n" + "same,2024-01-01T23:00:00Z,UTC\n" * 300_000).encode()


def many_columns() -> bytes:
    """150,000 columns, and rows that have them all."""
    return (
        ",".join(["happened_at", *(f"c{number}" for number in range(150_000))]).encode()
        + b"\n"
        + (b"," * 150_000 + b"\n") * 20
    )


def one_line() -> bytes:
    """30 MB in one field that never ends."""
    return b'happened_at,note\n2024-01-01T23:00:00Z,"' + b"a" * 30_000_000


def deep() -> bytes:
    """Half a million lists within each other."""
    return b'{"format":"twitchlog-diary","version":1,"episodes":' + b"[" * 500_000


def long_number() -> bytes:
    """A number of a million digits, and one of just too few to be refused in many episodes each."""
    few = ",".join(
        f'{{"happened_at":"2024-01-01T00:00:00Z","count":{"9" * 4_000}}}' for _turn in range(5_000)
    )
    return _episodes(f'{{"count":{"9" * 1_000_000}}},{few}')


def quotes() -> bytes:
    """Quotes within quotes, four million of them."""
    return b"happened_at,note\n2024-01-01T23:00:00Z," + b'""' * 2_000_000 + b"\n"


def nights_for_ever() -> bytes:
    """Every night from 1900 on marked quiet, ten times over."""
    return (
        "night_of\n"
        + "".join(
            f"{year}-{month:02}-{day:02}\n"
            for year in range(1900, 2026)
            for month in range(1, 13)
            for day in range(1, 29)
        )
        * 10
    ).encode()


def zones() -> bytes:
    """100,000 rows, each with a zone of its own that there is not."""
    rows = (f"2024-01-01T23:00,Area/Place{number},twitch,calf,\n" for number in range(100_000))
    return (ROW + "".join(rows)).encode()


def combining() -> bytes:
    """Notes of marks that combine, which are slow to bring into one form."""
    note = "a" + "\u0301\u0327" * 900
    return (ROW + f"2024-01-01T23:00:00Z,UTC,twitch,calf,{note}\n" * 1_000).encode()


def utf_16() -> bytes:
    """200,000 rows in two bytes a letter."""
    return (ROW + "2024-01-01T23:00:00Z,UTC,twitch,calf,\n" * 200_000).encode("utf-16")


def bomb() -> bytes:
    """A gigabyte, packed into one megabyte; a file like any other here, and no diary."""
    return gzip.compress(b"\0" * 200_000_000)


def spreadsheet_dates() -> bytes:
    """200,000 rows whose day may be read in two ways."""
    return (ROW + "03/04/2024 23:00,Europe/Berlin,twitch,calf,\n" * 200_000).encode()


HOSTILE_FILES: dict[str, Callable[[], bytes]] = {
    f"{content_of.__name__}.{ending}": content_of
    for ending, content_of in (
        ("json", unknown_names),
        ("csv", wrong_rows),
        ("json", wrong_episodes),
        ("json", new_unknown_names_in_each),
        ("json", wrong_nights),
        ("csv", remarked_rows),
        ("csv", one_id),
        ("csv", many_columns),
        ("csv", one_line),
        ("json", deep),
        ("json", long_number),
        ("csv", quotes),
        ("csv", nights_for_ever),
        ("csv", zones),
        ("csv", combining),
        ("csv", utf_16),
        ("csv", bomb),
        ("csv", spreadsheet_dates),
    )
}


@cache
def content(name: str) -> bytes:
    """What the file of that name holds."""
    return HOSTILE_FILES[name]()


@cache
def sound(rows: int, kind: str) -> bytes:
    """A diary without a fault and without ids, so that all of it is new each time."""
    if kind == "csv":
        return (
            ROW
            + "".join(
                f"{_instant(number)},UTC,twitch,calf,Note {number}\n" for number in range(rows)
            )
        ).encode()
    entry = {
        "time_zone": "UTC",
        "movement": "twitch",
        "muscle": "calf",
        "note": "A night like others.",
    }
    return _episodes(
        ",".join(json.dumps({"happened_at": _instant(number), **entry}) for number in range(rows))
    )


def _instant(number: int) -> str:
    """Some evening of fourteen years."""
    return (
        f"{2010 + number % 14}-0{1 + number % 9}-1{number % 10}T2{number % 4}:{number % 60:02}:00Z"
    )
