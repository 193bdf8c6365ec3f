"""The parts of the report's text, ready to be laid out: what page and PDF both show, no more.

Every text is translated and every number written out, so that two layouts cannot differ in a
figure.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """A label and what stands beside it."""

    label: str
    text: str


@dataclass(frozen=True)
class VisitText:
    """Which visit the report is for: with whom, in the person's own words, and what stands around
    that.
    """

    before: str
    whom: str
    after: str


@dataclass(frozen=True)
class LargeNumber:
    """One of the large numbers: ``number`` set large, ``of`` beside it, ``detail`` beneath, under
    its ``label``.
    """

    label: str
    number: str
    of: str
    detail: str


@dataclass(frozen=True)
class ChecklistText:
    """Answers to the other things doctors ask about.

    ``reported`` are yes and not sure, each with "since when".

    ``none`` begins the list of those answered with no ("None reported on 28 September 2026"), one a
    date. ``open`` is one line on what was not answered, "" for nothing; ``open_names`` names them
    where that line only counts them.
    """

    title: str
    reported: list[Fact]
    none: list[Fact]
    open: str
    open_names: list[str]


@dataclass(frozen=True)
class TableText:
    """Rows of cells under a head; the first cell names the row.

    ``empty`` stands instead of no rows.
    """

    title: str
    head: list[str]
    rows: list[list[str]]
    empty: str = ""


@dataclass(frozen=True)
class RowText:
    """One row of a part: what it is of, what is known of it, and the person's own ``note``.

    All three may hold what a person typed, and are cut where page one has no room.
    """

    name: str
    details: str = ""
    note: str = ""


@dataclass(frozen=True)
class RowsText:
    """A part in rows, such as the medicines.

    ``words`` are what the person wrote in place of rows, word for word. ``empty`` says that there
    is neither, ``remark`` how it is meant, "" for nothing.
    """

    title: str
    rows: list[RowText]
    words: list[Fact]
    empty: str
    remark: str = ""


@dataclass(frozen=True)
class QuotedEntry:
    """An entry in one line: its number in the full list, and the note as it was typed."""

    number: str
    when: str
    episode: str
    note: str


@dataclass(frozen=True)
class DecisionText:
    """What the person decided, in words, and their note as it was typed."""

    text: str
    note: str


@dataclass(frozen=True)
class MatchText:
    """One criterion.

    ``sentence`` is the article's, ``met`` whether any entry matches; ``verdict`` says so in words.

    ``number`` is how many entries match; the latest of them are in ``entries``.
    """

    sentence: str
    title: str
    reading: str
    met: bool
    verdict: str
    text: str
    number: int
    entries: list[QuotedEntry]
    more: str
    open: list[str]
    decided: list[DecisionText]


@dataclass(frozen=True)
class ListedEntry:
    """A row of the full list: the movement, what else was recorded, and the note as typed."""

    number: str
    night: str
    when: str
    marks: str
    movement: str
    details: str
    note: str


@dataclass(frozen=True)
class DeviceText:
    """What devices wrote of the nights, beside all else.

    ``says`` on how many nights and which devices, ``sources`` has the figures of each, ``nights`` a
    row a night. ``agreements`` compare it with the person's own words; ``remarks`` say how it is
    meant.
    """

    title: str
    says: list[str]
    sources: list[TableText]
    agreements: list[Fact]
    nights: TableText
    remarks: list[str]


@dataclass(frozen=True)
class ReportText:
    """The whole report in words.

    Page one holds what comes before ``earlier_visits``, and ``quality`` and ``foot``; the rest
    lies behind it. ``born`` and ``name`` say who the person is, each "" if they did not.
    ``last_visit`` is what was said there, [] for nothing, ``earlier_visits`` what was said before
    it; ``videos`` those to be shown, None where that was not told.
    ``glance`` is two lines. ``sentence`` and ``reassurance`` are the article's, "" without matches;
    ``particulars`` say of the entries what no table does; ``intervals`` belong to the figures.
    """

    language: str
    title: str
    name: str
    born: str
    visit: VisitText | None
    period: str
    made_on: str
    last_visit: list[Fact]
    glance: list[list[Fact]]
    worry: list[str]
    questions: list[str]
    videos: Fact | None
    sentence: str
    matches: list[MatchText]
    reassurance: str
    matches_text: str
    medicines: RowsText
    tests: RowsText
    beginnings: RowsText
    answers: ChecklistText
    amount: str
    figures: list[LargeNumber]
    particulars: list[Fact]
    movements: TableText
    places: TableText
    phases: TableText
    trend: str
    earlier_visits: RowsText
    sleep: list[str]
    sleep_nights: TableText
    sleep_notes: list[Fact]
    device: DeviceText | None
    context: list[str]
    factors: TableText
    intervals: list[Fact]
    quality: list[str]
    foot: list[str]
    methods: list[str]
    lines: list[ListedEntry]
    labels: dict[str, str]
