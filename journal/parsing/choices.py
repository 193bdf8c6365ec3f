"""A member of a closed set from its text."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from journal.marking import gettext_noop as _
from journal.parsing.readings import UnreadableError
from journal.parsing.texts import quoted

Member = TypeVar("Member", bound=StrEnum)


def choice(kind: type[Member], text: str) -> Member:
    """The member that the text names, in any case and with spaces around it. Raises UnreadableError for another."""
    wanted = text.strip().casefold()
    for member in kind:
        if member.value == wanted:
            return member
    raise UnreadableError(_("“%(value)s” is not one of the choices."), {"value": quoted(text)})
