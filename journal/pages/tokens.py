"""The page of the tokens for shortcuts and programs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from journal.reading.api_tokens import TokenFacts
from journal.wording.dates import day, instant_in


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token that works; ``last_used`` is "" for one that has added nothing yet."""

    pk: int
    name: str
    scope: str
    prefix: str
    made_on: str
    last_used: str


@dataclass(frozen=True, slots=True)
class TokensPage:
    """``new_token`` is the text of one that was made just now, which is shown this once;
    ``is_address`` says that it is a whole address.
    """

    new_token: str
    is_address: bool
    tokens: tuple[TokenRow, ...]


def tokens_page(
    tokens: Iterable[TokenFacts], new_token: str, *, zone: ZoneInfo, is_address: bool = False
) -> TokensPage:
    """The page, with times in ``zone``, the person's."""
    return TokensPage(new_token, is_address, tuple(_row(token, zone) for token in tokens))


def _row(token: TokenFacts, zone: ZoneInfo) -> TokenRow:
    return TokenRow(
        pk=token.pk,
        name=token.name,
        scope=str(token.scope.label),
        prefix=token.prefix,
        made_on=day(token.made_at.astimezone(zone).date()),
        last_used=instant_in(token.last_used_at, zone) if token.last_used_at else "",
    )
