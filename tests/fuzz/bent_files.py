"""Diary files bent in bytes, words, lines and shapes."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from tests.fuzz import odd

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "utf-7", "cp037")


def bent_file(dice: Random, content: bytes, others: list[bytes]) -> bytes:
    """One to four changes, or gentle ones."""
    if dice.random() < 0.35:
        return gentle(dice, content)
    for _turn in range(dice.choice((1, 1, 2, 4))):
        content = dice.choice(CHANGES)(dice, content, others)
    return content


def _bytes(dice: Random, content: bytes, _others: list[bytes]) -> bytes:
    changed = bytearray(content)
    for _turn in range(dice.choice((1, 3, 20))):
        if changed:
            changed[dice.randrange(len(changed))] = dice.choice(
                (0, 10, 13, 34, 44, 58, 91, 123, 125, 255, dice.randrange(256))
            )
    return bytes(changed)


def _cut(dice: Random, content: bytes, _others: list[bytes]) -> bytes:
    at = dice.randrange(len(content) + 1)
    return content[:at] if dice.random() < 0.5 else content[at:]


def _lines(dice: Random, content: bytes, _others: list[bytes]) -> bytes:
    lines = content.split(b"\n")
    at = dice.randrange(len(lines))
    match dice.randrange(4):
        case 0:
            lines[at:at] = [lines[at]] * dice.choice((1, 2, 300))
        case 1:
            del lines[at]
        case 2:
            dice.shuffle(lines)
        case _:
            lines[at] = lines[at] + dice.choice((b",", b"\t", b";", b'"', b"\r", b",,,,,"))
    return b"\n".join(lines)


def _words(dice: Random, content: bytes, _others: list[bytes]) -> bytes:
    """A value between two separators gives way to an odd one."""
    separator = dice.choice((b",", b'"', b":", b"\n", b"\t"))
    parts = content.split(separator)
    for _turn in range(dice.choice((1, 2, 8))):
        parts[dice.randrange(len(parts))] = odd.value(dice).encode(
            "utf-8", dice.choice(("surrogatepass", "replace"))
        )
    return separator.join(parts)


def _splice(dice: Random, content: bytes, others: list[bytes]) -> bytes:
    other = dice.choice(others)
    return content[: dice.randrange(len(content) + 1)] + other[dice.randrange(len(other) + 1) :]


def _encoding(dice: Random, content: bytes, _others: list[bytes]) -> bytes:
    return content.decode("utf-8", "replace").encode(dice.choice(ENCODINGS), "replace")


def _shape(dice: Random, content: bytes, _others: list[bytes]) -> bytes:
    """JSON whose parts are of other kinds than they should be."""
    try:
        whole = json.loads(content)
    except (ValueError, RecursionError):
        return content
    for _turn in range(dice.choice((1, 2, 6))):
        _swap(dice, whole)
    return json.dumps(whole).encode()


THINGS: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1e308,
    10**30,
    "",
    "x",
    [],
    {},
    [[]],
    {"a": {"b": 1}},
    1.5,
    "2026-11-26",
    ["x"] * 50,
)


def _swap(dice: Random, part: Any) -> None:
    """Somewhere down in it, one value."""
    keys = (
        list(part)
        if isinstance(part, dict)
        else list(range(len(part)))
        if isinstance(part, list)
        else []
    )
    if not keys:
        return
    key = dice.choice(keys)
    if isinstance(part[key], dict | list) and part[key] and dice.random() < 0.8:
        _swap(dice, part[key])
        return
    if isinstance(part, dict) and dice.random() < 0.2:
        part[odd.value(dice)[:60]] = part.pop(key)
    else:
        part[key] = odd.value(dice) if dice.random() < 0.5 else dice.choice(THINGS)


def gentle(dice: Random, content: bytes) -> bytes:
    """Values that may well be taken, at the edge of what is; all of it new to every diary."""
    try:
        whole = json.loads(content)
    except ValueError:
        content = content if content.isascii() else b"happened_at\n2026-11-01T02:15:00Z\n"
        return content.replace(
            b"\n2026-11-", f"\n{dice.randrange(1900, 2026)}-0{dice.randrange(1, 10)}-".encode()
        )
    for entry in whole["episodes"]:
        entry["id"] = f"fuzz-{dice.randrange(10**12)}"
        for name, values in EDGES.items():
            if dice.random() < 0.1:
                entry[name] = dice.choice(values)
    return json.dumps(whole).encode()


EDGES: dict[str, tuple[Any, ...]] = {
    "note": odd.TEXTS,
    "id": ("a", "x" * 100, "é", "a b", "../x", "<b>", "{{ x }}", "%s"),
    "happened_at": (
        "1900-01-01T12:00:00Z",
        "1900-01-02T00:00:00+14:00",
        "2026-03-29T02:30:00+01:00",
        "2025-10-26T02:30:00+01:00",
        "1911-03-10T23:59:59Z",
    ),
    "time_zone": (*odd.ZONES, "Africa/Monrovia", "Pacific/Apia", "Asia/Kolkata"),
    "count": (1, 999, 1_000, 9_999, 32_767, 2**31, 2**63),
    "duration_seconds": (0, 1, 86_400, 2**31, 2**63, 0.5),
    "movement": ("twitch", "jerk", "cramp", "", None),
    "muscle": ("calf", "erector_spinae", "not_sure_where", "", None),
    "side": ("left", "right", "both", "", None),
    "logged_at": ("1900-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"),
    "device_happened_at": ("1900-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"),
    "device_recorded_at": ("9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"),
}


CHANGES = (_bytes, _cut, _lines, _words, _words, _splice, _encoding, _shape, _shape)
