"""The pages of what a person brings along: a list of rows, one of them, and texts from before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from journal.background import BackgroundKind
from journal.i18n import gettext_noop
from journal.reading.background import BackgroundList, EarlierText, ListedRow
from journal.wording.background import RowWords, row_words
from journal.wording.dates import day


@dataclass(frozen=True, slots=True)
class KindWords:
    """What the page of a kind says: title, a sentence beneath it, what stands in place of no rows,
    and what is over the form.
    """

    title: str
    intro: str
    empty: str
    add: str


WORDS_OF_LIST: Mapping[str, KindWords] = {
    "medicines": KindWords(
        gettext_noop("Medicines and what was tried"),
        gettext_noop("The doctor sees them as a list, with the time in which each was taken."),
        gettext_noop("No medicine is written down yet."),
        gettext_noop("Add one"),
    ),
    "tests": KindWords(
        gettext_noop("Tests already done"),
        gettext_noop("Doctors ask which tests were done, when, and what came out."),
        gettext_noop("No test is written down yet."),
        gettext_noop("Add a test"),
    ),
    "beginnings": KindWords(
        gettext_noop("How it began"),
        gettext_noop(
            "What happened in the weeks before it began. "
            "That it came first does not make it a cause."
        ),
        gettext_noop("Nothing is written down yet."),
        gettext_noop("Add something"),
    ),
    "statements": KindWords(
        gettext_noop("What was said at a visit"),
        gettext_noop(
            "What was said last stands at the top of the doctor’s page, "
            "what was said before on a page behind it."
        ),
        gettext_noop("Nothing is written down yet."),
        gettext_noop("Add what was said"),
    ),
}
# What a text of an appointment is called beside the rows that took its place.
NAMES_OF_WORDS: Mapping[str, str] = {
    "since_when": gettext_noop("Since when?"),
    "how_it_began": gettext_noop("How did it begin?"),
    "medicines": gettext_noop("Medicines"),
    "changes": gettext_noop("What changed lately"),
}


@dataclass(frozen=True, slots=True)
class BackgroundLine:
    """A row of the list; ``address`` leads to where it is changed, or brought back."""

    words: RowWords
    address: str


@dataclass(frozen=True, slots=True)
class EarlierTextRow:
    """A text from before rows: what it is called, for which appointment, and the words."""

    name: str
    on: str
    text: str


@dataclass(frozen=True, slots=True)
class BackgroundPage:
    """All that ``journal/background.html`` shows beside its form.

    ``asks``: texts from before may be made into rows, and nobody answered yet. ``gone``: the row
    that was sent is no longer there; what was typed stands in the form for a new one.
    """

    kind: str
    title: str
    intro: str
    empty: str
    add: str
    lines: tuple[BackgroundLine, ...]
    discarded: tuple[BackgroundLine, ...]
    words: tuple[EarlierTextRow, ...]
    asks: bool
    gone: bool


@dataclass(frozen=True, slots=True)
class BackgroundRowPage:
    """What ``journal/background_row.html`` shows beside its form.

    ``asks_again``: whether to remove the row without what was typed, which could not be saved.
    """

    kind: str
    title: str
    pk: int
    asks_again: bool = False


@dataclass(frozen=True, slots=True)
class EarlierWordsPage:
    """What ``journal/earlier_words.html`` shows beside its form: nothing of its own."""


def background_page(listed: BackgroundList, *, asks: bool, gone: bool = False) -> BackgroundPage:
    """The page of one list."""
    kind = listed.kind
    words = WORDS_OF_LIST[kind.name]
    return BackgroundPage(
        kind=kind.name,
        title=_(words.title),
        intro=_(words.intro),
        empty=_(words.empty),
        add=_(words.add),
        lines=_lines(kind, listed.rows, "background_row"),
        discarded=_lines(kind, listed.discarded, "bring_back_background"),
        words=earlier_rows(listed.words),
        asks=asks,
        gone=gone,
    )


def background_row_page(
    kind: BackgroundKind, pk: int, *, asks_again: bool = False
) -> BackgroundRowPage:
    """The page of one row."""
    return BackgroundRowPage(kind.name, _(WORDS_OF_LIST[kind.name].title), pk, asks_again)


def earlier_rows(words: tuple[EarlierText, ...]) -> tuple[EarlierTextRow, ...]:
    """Texts from before rows, as they were typed; each once."""
    rows = {
        (text.name, text.text): EarlierTextRow(
            _(NAMES_OF_WORDS[text.name]), day(text.visit_on), text.text
        )
        for text in reversed(words)
    }
    return tuple(reversed(rows.values()))


def _lines(
    kind: BackgroundKind, rows: tuple[ListedRow, ...], route: str
) -> tuple[BackgroundLine, ...]:
    return tuple(
        BackgroundLine(row_words(listed.row), reverse(route, args=[kind.name, listed.pk]))
        for listed in rows
    )
