"""Values that nobody types on purpose, and sound ones bent a little."""

from __future__ import annotations

from random import Random

NUMBERS = (
    "-1",
    "0",
    "1",
    "1e3",
    "1e400",
    "-0",
    "0x10",
    "٣",
    "²",
    "½",
    "nan",
    "inf",
    "1_000",
    "1,000",
    "1.5",
    "9" * 19,
    str(2**63),
    "9" * 400,
    "9" * 5_000,
    "-" + "9" * 30,
    "+5",
    " 7 ",
    "7;8",
)
DATES = (
    "0001-01-01",
    "0000-00-00",
    "9999-12-31",
    "10000-01-01",
    "2026-02-30",
    "1899-12-31",
    "1900-01-01",
    "2026-11-26",
    "2126-01-01",
    "2026-W01",
    "26.11.2026",
    "03/04/2026",
    "-0001-01-01",
    "2026-11-26T25:00",
    "2026-11-26T02:30:00+99:99",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "2026-11-26T02:30:60Z",
    "2026-03-29T02:30",
    "1970-01-01T00:00:00Z",
    "0001-01-01_-62135596800000000_0",
    "9999-12-31_0_1",
    "2026-11-26_0_" + "9" * 30,
    "2026-07-06_99999999999999999999_1",
    "2026-07-06_-1_-1",
    "2026-07-06__",
    "yesterday",
)
TEXTS = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ud800",
    "\udfff\ud800",
    "\ufeff",
    "\u202e\u2066",
    "\u200b",
    "\x1b[31m",
    "\r\n",
    "a\r\nSet-Cookie: x=y",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "{% load x %}",
    "%s %d %(x)s %",
    "%00",
    "../../../etc/passwd",
    "'; DROP TABLE x; --",
    "=cmd|' /C calc'!A0",
    "\\",
    '"',
    "'",
    "`",
    '#read("x")',
    "$x$",
    "@ref <l>",
    "𓀀" * 50,
    "e\u0301" * 300,
    "\u0301" * 100,
    "a" * 255,
    "a" * 2_001,
    "a " * 20_000,
    "W" * 70_000,
    "\U0010ffff",
    "\ufffe",
    "\n" * 3_000,
    "ａｄｍｉｎ",
    "null",
    "None",
    "true",
    "[]",
    "{}",
    "on",
    "off",
)
ZONES = (
    "Europe/Berlin",
    "Etc/GMT+12",
    "Pacific/Kiritimati",
    "America/Nowhere",
    "../etc/passwd",
    "/etc/localtime",
    "europe/berlin",
    "UTC",
    "posixrules",
    "Europe",
    "Asia/Kathmandu\x00",
    "localtime",
    "right/UTC",
)
WAYS = (
    "/",
    "//evil.test/",
    "https://evil.test/",
    "abc",
    "trash",
    "?a",
    "#a",
    "/\\evil.test",
    "javascript:alert(1)",
    "/episodes/\r\nX: y",
    "http:///x",
    "https:x",
    "/" * 3_000,
    "/s/x/",
    "//[",
    "http://[::1",
    "/%",
    "/%ff",
    "/\ud800",
)
CHOICES = (
    "twitch",
    "jerk",
    "cramp",
    "calf",
    "erector_spinae",
    "left",
    "right",
    "back_muscles",
    "none",
    "not_recorded",
    "all",
    "4",
    "a4",
    "letter",
    "raise",
    "yes",
    "no",
    "unsure",
    "store",
    "drop",
    "add",
    "read",
    "dark",
)
SORTS = (NUMBERS, DATES, TEXTS, ZONES, WAYS, CHOICES)


def value(dice: Random) -> str:
    """Any of them."""
    return dice.choice(dice.choice(SORTS))


def bent(dice: Random, text: str) -> str:
    """A sound value, changed in one or a few places."""
    for _turn in range(dice.choice((1, 1, 2, 5))):
        at = dice.randrange(len(text) + 1)
        match dice.randrange(6):
            case 0:
                text = text[:at] + dice.choice(TEXTS)[:40] + text[at:]
            case 1:
                text = text[:at] + text[at + dice.randrange(1, 4) :]
            case 2:
                text = (
                    text[:at]
                    + chr(dice.choice((0, 9, 32, 45, 48, 57, 127, 0x661, 0xFF10, 0xD800, 0x1F4A9)))
                    + text[at + 1 :]
                )
            case 3:
                text = text[:at] + text[at:] * 2
            case 4:
                text = text.swapcase()
            case _:
                text = text + dice.choice(NUMBERS)[:30]
    return text


def any_value(dice: Random, sound: str) -> str:
    """As it was, bent, or something else altogether."""
    match dice.randrange(4):
        case 0:
            return sound
        case 1 if sound:
            return bent(dice, sound)
        case _:
            return value(dice)
