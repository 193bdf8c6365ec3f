"""What the article’s three points make of the entries, and what the person decided on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from journal.anatomy import Side
from journal.criteria import Question, TooMany, Verdict


@dataclass(frozen=True, slots=True)
class OpenEntries:
    """A question that would settle a criterion, and the entries that it is about."""

    question: Question
    label: str
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlaceDecision:
    """What the person decided on a pattern, with their note.

    ``label`` names the place, "" for too many twitches; ``rules_version`` is that of the rules it
    was decided under.
    """

    decision: str
    note: str
    decided_on: date
    rules_version: str
    label: str = ""
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class CriterionMatch:
    """One criterion: the article's words, our reading, and the entries that match.

    Never a finding of medicine.

    ``said`` and ``limit`` belong to ``too_many`` alone. ``constant`` are the keys of places where
    it went on and on that match; ``nights`` holds theirs too.
    """

    code: str
    title: str
    words: str
    reading: str
    verdict: Verdict
    nights: tuple[date, ...]
    entries: tuple[int, ...]
    open: tuple[OpenEntries, ...]
    decided: tuple[PlaceDecision, ...] = ()
    said: TooMany | None = None
    said_on: date | None = None
    limit: int | None = None
    constant: tuple[int, ...] = ()
