"""The page of the article: what it says, and our reading."""

from __future__ import annotations

from dataclasses import dataclass

from journal import article_quotes
from journal.article_quotes import Quote
from journal.criteria import CRITERIA, Criterion


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """All that the page shows; the same for everybody."""

    typical: tuple[Quote, ...] = article_quotes.TYPICAL
    not_the_back: Quote = article_quotes.NOT_THE_BACK
    slumber: Quote = article_quotes.LET_YOURSELF_SLUMBER
    red_flags: Quote = article_quotes.RED_FLAGS
    checks_out_fine: Quote = article_quotes.CHECKS_OUT_FINE
    criteria: tuple[Criterion, ...] = CRITERIA
