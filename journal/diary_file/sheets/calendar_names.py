"""Names of months, days of the week and halves of a day in many languages, as CLDR has them.

Babel brings the names along; nothing here is a list of our own.
"""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from journal.diary_file.sheets.folding import folded

# No name of a month means another month in another of these (a test holds it): "listopad" is
# November to Poles and Czechs and October to Croats, who are not here.
MONTH_LANGUAGES = (
    *("en", "en_GB", "en_CA", "de", "de_AT", "fr", "es", "pt", "it", "nl", "pl", "cs", "sk", "sv"),
    *("da", "nb", "fi", "tr", "ru", "uk", "bg", "el", "hu", "ro", "ca", "ja", "zh", "ko", "ar"),
    *("he", "id", "vi"),
)
_CONTEXTS = ("format", "stand-alone")
_WIDTHS = ("wide", "abbreviated")
# What stands between apostrophes in a pattern of CLDR is written as it is.
_LITERAL = re.compile("'([^']+)'")
# CLDR's patterns of a day "at" a time, which Babel does not bring along.
_BESIDE_TIMES = frozenset(
    [
        "at",
        "of",
        "the",
        "on",
        "um",
        "am",
        "as",
        "las",
        "la",
        "om",
        "alle",
        "ore",
        "o",
        "w",
        "в",
        "о",
    ]
)


@cache
def month_names() -> dict[str, int]:
    """The number of a month by its name and its abbreviation, as ``folded`` has them."""
    names: dict[str, int] = {}
    for locale in map(Locale.parse, MONTH_LANGUAGES):
        for context in _CONTEXTS:
            for width in _WIDTHS:
                for number, name in locale.months[context][width].items():
                    names.setdefault(folded(name), number)
    return {name: number for name, number in names.items() if not name.isdigit()}


@cache
def weekday_names() -> dict[str, frozenset[int]]:
    """The numbers of a day of the week (0 is Monday) by its name, as ``folded`` has it.

    A short one may be another day in another language.
    """
    names: dict[str, frozenset[int]] = {}
    for locale in map(Locale.parse, MONTH_LANGUAGES):
        for context in _CONTEXTS:
            for by_number in locale.days[context].values():
                for number, name in by_number.items():
                    key = folded(name)
                    if len(key) > 1 or not key.isascii():
                        names[key] = names.get(key, frozenset()) | {number}
    return names


@cache
def half_day_names() -> dict[str, str]:
    """ "am" or "pm" by what stands for it beside a time, without spaces and points."""
    names = {"a": "am", "p": "pm"}
    for locale in map(Locale.parse, MONTH_LANGUAGES):
        for context in _CONTEXTS:
            for by_name in locale.day_periods.get(context, {}).values():
                for half in ("am", "pm"):
                    if half in by_name:
                        names.setdefault(folded(by_name[half]).replace(" ", ""), half)
    # "m" alone is a minute to most
    return {name: half for name, half in names.items() if name and name != "m"}


@cache
def joining_words() -> frozenset[str]:
    """Words between day, month, year and time: "de", "at", "um", "à", as ``folded`` has them."""
    words: set[str] = set()
    for locale in map(Locale.parse, MONTH_LANGUAGES):
        patterns = [str(pattern) for pattern in locale.datetime_formats.values()]
        patterns += [pattern.pattern for pattern in locale.date_formats.values()]
        patterns += [str(pattern) for pattern in locale.datetime_skeletons.values()]
        for pattern in patterns:
            for literal in _LITERAL.findall(pattern):
                words.update(folded(literal).split())
    return frozenset(word for word in words if not word.isdigit()) | _BESIDE_TIMES
