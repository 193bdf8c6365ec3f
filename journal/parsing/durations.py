"""How long something went on: a number in the unit chosen beside it, or with its own units."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from journal.i18n import gettext_noop as _
from journal.parsing.numbers import number
from journal.parsing.readings import Reading, Remark, UnreadableError
from journal.parsing.texts import plain, quoted

_UNITS = {
    1: ("s", "sec", "secs", "second", "seconds"),
    60: ("m", "min", "mins", "minute", "minutes"),
    3600: ("h", "hr", "hrs", "hour", "hours"),
}
_SECONDS = {name: seconds for seconds, names in _UNITS.items() for name in names}
_UNIT_NAMES = {3600: "h", 60: "min", 1: "s"}
_PART = re.compile(
    r"\s*(?P<amount>[^a-z]*[^a-z\s])\s*(?P<unit>[a-z]+)\.?(?:\s+and\s+)?", re.IGNORECASE
)
_TWO_PARTS = re.compile(r"(?P<first>[0-9]{1,4}):(?P<second>[0-5][0-9])")
_THREE_PARTS = re.compile(r"(?P<hours>[0-9]{1,2}):(?P<minutes>[0-5][0-9]):(?P<seconds>[0-5][0-9])")


def duration(text: str, *, unit: int) -> Reading[int]:
    """Whole seconds; ``unit`` is how many seconds a bare number counts.

    What is less than a second is rounded, halves up, and that is remarked; so is a unit typed
    against the one chosen. A duration below zero stays below it. Raises UnreadableError, also for
    "1:30", which may be minutes or hours.
    """
    typed = plain(text)
    parts = _parts(typed)
    if parts:
        exact = sum((amount * seconds for amount, seconds in parts), Decimal(0))
    elif ":" in typed:
        exact = _by_colons(typed, text)
    else:
        exact = number(text) * unit
    rounded = int(exact.to_integral_value(ROUND_HALF_UP))
    rounded = min(rounded, -1) if exact < 0 else rounded
    against = bool(parts) and [seconds for _amount, seconds in parts] != [unit]
    return Reading(rounded, _remark(text, exact, rounded, against=against))


def in_units(seconds: int) -> str:
    """As in "1 min 30 s"; units of nothing are left out."""
    amounts = []
    for size, name in _UNIT_NAMES.items():
        amount, seconds = divmod(seconds, size)
        if amount:
            amounts.append(f"{amount} {name}")
    return " ".join(amounts) or "0 s"


def _parts(typed: str) -> list[tuple[Decimal, int]]:
    """Amounts with the seconds of their units, from the largest unit down; [] if the text is not
    written that way.
    """
    parts: list[tuple[Decimal, int]] = []
    end = 0
    while end < len(typed):
        part = _PART.match(typed, end)
        seconds = _SECONDS.get(part["unit"].lower()) if part else None
        if part is None or seconds is None or (parts and parts[-1][1] <= seconds):
            return []
        parts.append((number(part["amount"]), seconds))
        end = part.end()
    return parts


def _by_colons(typed: str, text: str) -> Decimal:
    if three := _THREE_PARTS.fullmatch(typed):
        return Decimal(
            int(three["hours"]) * 3600 + int(three["minutes"]) * 60 + int(three["seconds"])
        )
    two = _TWO_PARTS.fullmatch(typed)
    if two is None:
        raise UnreadableError(_("“%(typed)s” is not a duration."), {"typed": quoted(text)})
    total = int(two["first"]) * 60 + int(two["second"])
    sentence = _(
        "“%(typed)s” can mean minutes and seconds, or hours and minutes. Please write %(n)d s or "
        "%(n)d min."
    )
    raise UnreadableError(sentence, {"typed": quoted(text), "n": total}, code="two_readings")


def _remark(text: str, exact: Decimal, rounded: int, *, against: bool) -> Remark | None:
    if exact < 0:
        return None
    values = {"typed": quoted(text), "stored": in_units(rounded)}
    if exact != rounded:
        return Remark(_("“%(typed)s” is stored in whole seconds, as %(stored)s."), values)
    plainly = not against or values["typed"] == values["stored"]
    return None if plainly else Remark(_("“%(typed)s” is stored as %(stored)s."), values)
