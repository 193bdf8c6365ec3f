"""Numbers as people write them.

A point or comma before exactly three digits may divide thousands: that is asked.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from journal.i18n import gettext_noop as _
from journal.parsing.readings import UnreadableError
from journal.parsing.texts import plain, quoted

# More than any number of a diary has; beyond, Python itself refuses to read digits.
MOST_DIGITS = 15
# Longer than any primary key.
MOST_DIGITS_OF_AN_ADDRESS = 19
LARGEST_KEY = 2**63 - 1  # of a row, in SQLite and PostgreSQL alike
_DIGITS = re.compile(r"[0-9]+")
# One mark, which is a decimal one unless it may divide thousands.
_ONE_MARK = re.compile(r"(?P<whole>[0-9]*)(?P<mark>[.,\u066b])(?P<part>[0-9]*)")
_TWO_READINGS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
# Groups of three divided by spaces, apostrophes or the Arabic mark, which are never decimal marks.
_GROUPS = re.compile(
    r"[1-9][0-9]{0,2}(?P<by>[ '\u066c])[0-9]{3}(?:(?P=by)[0-9]{3})*(?:[.,\u066b](?P<part>[0-9]+))?"
)
# Groups of three divided by points with a comma behind them or the other way round, or by more than
# one mark.
_MARKED_GROUPS = re.compile(
    r"[1-9][0-9]{0,2}(?P<by>[.,])[0-9]{3}(?:(?P=by)[0-9]{3})*(?:(?!(?P=by))[.,](?P<part>[0-9]+))?"
)
_FRACTION = re.compile(r"(?P<whole>[0-9]*) ?(?P<part>[½¼¾⅛⅜⅝⅞⅕⅖⅗⅘])")
_NOT_UNDERSTOOD = _("“%(typed)s” is not a number.")


def number(text: str) -> Decimal:
    """The number that the text plainly means. Raises UnreadableError with what else it may mean."""
    typed = plain(text)
    if typed[:1] not in ("+", "-") or len(typed) == 1:
        return _unsigned(typed, text)
    amount = _unsigned(typed[1:], text)
    if typed.startswith("-"):
        return -amount or amount  # nothing has no sign
    return amount


def whole(text: str) -> int:
    """The whole number that the text plainly means. Raises UnreadableError, also for 1.5."""
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
        return int(text)
    amount = number(text)
    if amount != amount.to_integral_value():
        raise UnreadableError(_("“%(typed)s” is not a whole number."), {"typed": quoted(text)})
    return int(amount)


def address_number(text: str) -> int | None:
    """The number in an address that the app itself wrote: ASCII digits and nothing else, no larger
    than a key can be.

    None for any other text.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS_OF_AN_ADDRESS):
        return None
    number = int(text)
    return number if number <= LARGEST_KEY else None


def written(value: Decimal) -> str:
    """A number without needless zeros and never in powers of ten: "1.5", "1000"."""
    text = f"{value:f}"
    if "." not in text:
        return text
    return text.rstrip("0").rstrip(".")


def _unsigned(typed: str, text: str) -> Decimal:
    if sum(character.isdigit() for character in typed) > MOST_DIGITS:
        raise UnreadableError(_("This number has too many digits."), code="digits")
    if _DIGITS.fullmatch(typed):
        return Decimal(typed)
    if fraction := _FRACTION.fullmatch(typed):
        return Decimal(fraction["whole"] or 0) + Decimal(str(unicodedata.numeric(fraction["part"])))
    if _TWO_READINGS.fullmatch(typed):
        raise _two_readings(typed, text)
    marked = _ONE_MARK.fullmatch(typed)
    if marked and (marked["whole"] or marked["part"]):
        return Decimal(f"{marked['whole'] or 0}.{marked['part'] or 0}")
    if groups := _GROUPS.fullmatch(typed) or _MARKED_GROUPS.fullmatch(typed):
        digits = "".join(_DIGITS.findall(typed))
        part = groups["part"] or ""
        return Decimal(digits).scaleb(-len(part))
    raise UnreadableError(_NOT_UNDERSTOOD, {"typed": quoted(text)})


def _two_readings(typed: str, text: str) -> UnreadableError:
    """Both numbers, each written so that it has one reading."""
    large, small = re.sub("[.,]", "", typed), written(Decimal(typed.replace(",", ".")))
    if _TWO_READINGS.fullmatch(small):
        small += "0"
    sentence = _(
        "“%(typed)s” can mean %(small)s or %(large)s. Please write %(large)s or %(small)s."
    )
    return UnreadableError(
        sentence, {"typed": quoted(text), "small": small, "large": large}, code="two_readings"
    )
