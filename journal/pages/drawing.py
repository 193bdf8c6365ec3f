"""A period of the dashboard as markup. The same nights look the same, so a worker that has just drawn them does not do
so again: what is kept is found by all that the drawing depends on, so it cannot be out of date (docs/adr/0033)."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from journal.models import PatternDecision
from journal.pages.keeping import Keeper
from journal.pages.period import Period
from journal.pages.pictures import pictures

# Drawings kept in a worker's memory, and the longest diary that is kept: some 3 MB at most.
KEPT = 32
MOST_MOMENTS = 500
# Stands in kept markup where each answer has its own token against forged requests; nobody can write it into a note.
TOKEN_GOES_HERE = secrets.token_hex(16)

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The parts of the page that follow from what was written down and decided; ``texts`` is what its fields show."""

    facts: SafeString
    points: SafeString
    usual: SafeString
    charts: SafeString
    texts: Mapping[str, str]


_pages: Keeper[Drawn] = Keeper(KEPT)
_charts: Keeper[SafeString] = Keeper(KEPT)


def drawn(period: Period, decided: Mapping[str, PatternDecision], told: Callable[[], Context]) -> Drawn:
    """The period in the reader's language; ``told`` gives the templates' context and is asked only for a new drawing.

    It must follow from the period, the decisions and the language alone.
    """
    if len(period.moments) > MOST_MOMENTS:
        return _draw(period, told)
    key = (_nights(period), _answers(period), tuple(_decision(one) for one in decided.values()))
    return _pages.get(key, lambda: _draw(period, told))


def _nights(period: Period) -> Hashable:
    """All that the charts depend on."""
    nights = (period.first, period.last, period.zone.key, frozenset(period.said_none))
    return get_language(), nights, tuple(period.moments)


def _answers(period: Period) -> Hashable:
    said = period.said and (period.said.answer, period.said.answered_at)
    return period.weeks, said, period.limit, period.shows_matches


def _decision(one: PatternDecision) -> Hashable:
    return one.pattern, one.decision, one.note, one.decided_at, one.rules_version, tuple(one.entries)


def _draw(period: Period, told: Callable[[], Context]) -> Drawn:
    page = {**told(), "csrf_token": TOKEN_GOES_HERE}
    facts, points, usual = (render_to_string(f"journal/_{name}.html", page) for name in ("recorded", "points", "usual"))
    if len(period.moments) > MOST_MOMENTS:
        return Drawn(facts, points, usual, _draw_charts(period), page.get("texts", {}))
    # A decision or an answer changes no chart, so these are found by less.
    charts = _charts.get(_nights(period), lambda: _draw_charts(period))
    return Drawn(facts, points, usual, charts, page.get("texts", {}))


def _draw_charts(period: Period) -> SafeString:
    return render_to_string("journal/_pictures.html", {"pictures": pictures(period)})
