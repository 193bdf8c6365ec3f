"""The report in words, ready to be laid out: what the page and the PDF both show, and nothing else.

Every text is translated and every number written out, so that two layouts cannot differ in a figure.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """A label and what stands beside it."""

    label: str
    text: str


@dataclass(frozen=True)
class Visit:
    """Which visit the report is for: with whom, in the person's own words, and what stands around that."""

    before: str
    whom: str
    after: str


@dataclass(frozen=True)
class Figure:
    """One of the large numbers: ``number`` set large, ``of`` beside it, ``detail`` beneath, under its ``label``."""

    label: str
    number: str
    of: str
    detail: str


@dataclass(frozen=True)
class Asked:
    """Answers to the other things doctors ask about. ``said`` are yes and not sure, each with "since when".

    ``none`` begins the list of those answered with no ("None reported on 28 September 2026"), one a date; ``open``
    lists what was not asked.
    """

    title: str
    said: list[Fact]
    none: list[Fact]
    open: list[str]


@dataclass(frozen=True)
class Table:
    """Rows of cells under a head; the first cell names the row. ``empty`` stands instead of no rows."""

    title: str
    head: list[str]
    rows: list[list[str]]
    empty: str = ""


@dataclass(frozen=True)
class Entry:
    """An entry in one line: its number in the full list, when, what, and the note as it was typed."""

    number: str
    when: str
    what: str
    note: str


@dataclass(frozen=True)
class Choice:
    """What the person decided, in words, and their note as it was typed."""

    says: str
    note: str


@dataclass(frozen=True)
class Match:
    """One criterion. ``sentence`` is the article's, ``met`` whether any entry matches; ``verdict`` says so in words.

    ``number`` is how many entries match; the latest of them are in ``entries``.
    """

    sentence: str
    title: str
    reading: str
    met: bool
    verdict: str
    says: str
    number: int
    entries: list[Entry]
    more: str
    open: list[str]
    decided: list[Choice]


@dataclass(frozen=True)
class Line:
    """A row of the full list: ``what`` was noticed, the ``rest`` in words, and the note as it was typed."""

    number: str
    night: str
    when: str
    marks: str
    what: str
    rest: str
    note: str


@dataclass(frozen=True)
class Sheet:
    """The whole report in words."""

    language: str
    title: str
    name: str
    visit: Visit | None
    period: str
    made: str
    worry: list[str]
    questions: list[str]
    told: list[Fact]
    function: Asked
    others: Asked
    amount: str
    figures: list[Figure]
    movements: Table
    places: Table
    phases: Table
    matches_say: str
    matches: list[Match]
    trend: str
    sleep: list[str]
    context: list[str]
    factors: Table
    kept: list[str]
    foot: list[str]
    methods: list[str]
    lines: list[Line]
    words: dict[str, str]
