"""Where on a page of several parts it is said what became of a touch."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


class Notice(Protocol):
    """What is to be said at the card of that code or the pattern of that key ("" for none), and the
    fields that were changed elsewhere meanwhile.
    """

    @property
    def text(self) -> str: ...

    @property
    def code(self) -> str: ...

    @property
    def pattern(self) -> str: ...

    @property
    def conflicts(self) -> Sequence[Any]: ...


@dataclass(frozen=True, slots=True)
class PlacedNotice:
    """A notice at a card by its code, or at a pattern by its key, if these are on the page; "" for
    one that is not.
    """

    text: str
    card: str
    pattern: str
    conflicts: Sequence[Any]


def place_notice(
    notice: Notice | None, *, codes: Collection[str], keys: Collection[str]
) -> PlacedNotice | None:
    """The notice on a page with cards of these codes and patterns of these keys."""
    if notice is None:
        return None
    card, pattern = notice.code or notice.pattern.partition("/")[0], notice.pattern
    if card not in codes:
        card = ""
    if pattern not in keys:
        pattern = ""
    return PlacedNotice(notice.text, card, pattern, notice.conflicts)
