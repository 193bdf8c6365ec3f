"""The three points of the article as the dashboard shows them: the cards and what stands around
them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from journal import article_quotes
from journal.article_quotes import Quote
from journal.criteria import RED_FLAG_SENTENCE, TOO_MANY, TooMany
from journal.pages.cards import Card, cards
from journal.pages.part_notice import Notice, PlacedNotice, place_notice
from journal.pages.pattern_rows import NOTE_FIELD, pattern_rows
from journal.pages.place_choices import PlaceGroup, place_groups
from journal.pages.question_buttons import PLACE_FIELD
from journal.reading.patterns import PointFacts, period_patterns
from journal.reading.period import LatestAnswer
from journal.wording.findings import speaker

# What the card of too many shows of the latest answer, and when it was given.
TOO_MANY_FIELD = "too_many"


@dataclass(frozen=True, slots=True)
class PointsSection:
    """The section of the cards; none where matches are switched off.

    ``answer`` is the latest to "too many?" (None: never answered), ``limit`` the person's own.
    ``typed_notes`` are the keys of patterns about which a note was typed that is not stored,
    ``opens`` the codes of the points that such a page shows opened.
    """

    weeks: str
    is_empty: bool
    cards: tuple[Card, ...]
    any_match: bool
    answer: TooMany | None
    limit: int | None
    texts: dict[str, str]
    sentence: Quote
    reassurance: Quote
    places: list[PlaceGroup]
    notice: PlacedNotice | None = None
    typed_notes: frozenset[str] = frozenset()
    opens: frozenset[str] = frozenset()


def points_section(facts: PointFacts) -> PointsSection:
    """The section as it follows from the diary alone."""
    period = facts.period
    all_cards: tuple[Card, ...] = ()
    texts: dict[str, str] = {}
    if period.shows_matches:
        all_cards = _cards(facts)
        texts = _texts(all_cards, period.too_many)
    return PointsSection(
        weeks=period.weeks,
        is_empty=period.is_empty,
        cards=all_cards,
        any_match=any(card.met for card in all_cards),
        answer=period.too_many.answer,
        limit=period.limit,
        texts=texts,
        sentence=sentence_quote(),
        reassurance=article_quotes.CHECKS_OUT_FINE,
        places=place_groups(),
    )


def sentence_quote() -> Quote:
    """The article's sentence of all three points, with whose it is."""
    return Quote(RED_FLAG_SENTENCE, speaker())


def with_typed(
    section: PointsSection, typed: Collection[str], notice: Notice | None
) -> PointsSection:
    """The section after a touch: ``typed`` names the fields with texts that are not stored."""
    keys = {row.key for card in section.cards for row in card.patterns}
    codes = {card.criterion.code for card in section.cards}
    placed, notes = place_notice(notice, codes=codes, keys=keys), typed_notes(typed)
    opens = {card.criterion.code for card in section.cards if _is_typed_in(card, typed, notes)}
    if placed:
        opens.add(placed.card)
    return replace(section, notice=placed, typed_notes=notes, opens=frozenset(opens))


def _is_typed_in(card: Card, typed: Collection[str], notes: Collection[str]) -> bool:
    """Whether something stands in the card that is not stored: a note, or a place."""
    keys = {row.key for row in card.patterns}
    return not keys.isdisjoint(notes) or any(
        f"{PLACE_FIELD}{ask.key}" in typed for ask in card.asks
    )


def typed_notes(typed: Collection[str]) -> frozenset[str]:
    """The keys of the patterns whose note is among these fields."""
    return frozenset(name.removeprefix(NOTE_FIELD) for name in typed if name.startswith(NOTE_FIELD))


def latest_answer_text(latest: LatestAnswer) -> str:
    """The latest answer and when it was given, as a text to be compared; "" for none."""
    if latest.answered_at is None:
        return ""
    return f"{latest.answer} {latest.answered_at.isoformat()}"


def _cards(facts: PointFacts) -> tuple[Card, ...]:
    period = facts.period
    rows = pattern_rows(period_patterns(period), facts.decisions, period.zone)
    all_cards = cards(period, rows)
    if not period.is_empty:
        return tuple(all_cards)
    # Two of the points are about entries; with none there is nothing to say of them.
    return tuple(card for card in all_cards if card.criterion is TOO_MANY)


def _texts(all_cards: Collection[Card], latest: LatestAnswer) -> dict[str, str]:
    """What the fields of the cards show, by their names."""
    texts = {TOO_MANY_FIELD: latest_answer_text(latest)}
    for card in all_cards:
        for row in card.patterns:
            texts |= row.texts
    return texts
