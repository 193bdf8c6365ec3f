"""One grammar for what people and files write: numbers, amounts of time, days, times, instants,
choices, line ends.

What is plain is taken. What may mean two things is refused with both readings and how to write
each; what is taken although another reading exists carries a remark, which the page shows
(docs/adr/0112, 0113). Nothing here knows a language: "1.000" means the same on every page, whoever
wrote it.
"""

from journal.parsing.choices import choice, flag, name, several
from journal.parsing.days import day, iso_day, plain_day
from journal.parsing.durations import duration
from journal.parsing.numbers import LARGEST_KEY, address_number, number, whole
from journal.parsing.partial_days import partial_date
from journal.parsing.readings import NOT_UNDERSTOOD, Reading, Remark, UnreadableError
from journal.parsing.texts import excerpt, isolated, line_feeds, printable
from journal.parsing.times import clock, instant, local_time, moment

__all__ = [
    "LARGEST_KEY",
    "NOT_UNDERSTOOD",
    "Reading",
    "Remark",
    "UnreadableError",
    "address_number",
    "choice",
    "clock",
    "day",
    "duration",
    "excerpt",
    "flag",
    "instant",
    "iso_day",
    "isolated",
    "line_feeds",
    "local_time",
    "moment",
    "name",
    "number",
    "partial_date",
    "plain_day",
    "printable",
    "several",
    "whole",
]
