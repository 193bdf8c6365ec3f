"""The charts of a period as markup. The same nights look the same, so a worker that has just drawn them does not draw
them again: what is kept is found by all that the drawing depends on, so it cannot be out of date (docs/adr/0033)."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from journal.pages.period import Period
from journal.pages.pictures import pictures

# Drawings kept in a worker's memory, and the longest diary that is kept: some 3 MB at most.
KEPT = 32
MOST_MOMENTS = 500


@dataclass(frozen=True, slots=True)
class Same:
    """A period, equal to every other one whose charts are the same."""

    content: Hashable
    period: Period = field(compare=False)


def drawn(period: Period) -> SafeString:
    """All charts of a period, in the reader's language."""
    if len(period.moments) > MOST_MOMENTS:
        return _draw(period)
    nights = (period.first, period.last, period.zone.key, frozenset(period.said_none))
    return _kept(Same((get_language(), nights, tuple(period.moments)), period))


@lru_cache(maxsize=KEPT)
def _kept(same: Same) -> SafeString:
    return _draw(same.period)


def _draw(period: Period) -> SafeString:
    return render_to_string("journal/_pictures.html", {"pictures": pictures(period)})
