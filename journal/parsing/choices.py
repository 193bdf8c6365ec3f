"""A member of a closed set, and yes or no, from its text."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from journal.i18n import gettext_noop as _
from journal.parsing.readings import UnreadableError
from journal.parsing.texts import excerpt, quoted

Member = TypeVar("Member", bound=StrEnum)


def choice(kind: type[Member], text: str) -> Member:
    """The member that the text names, in any case and with spaces around it.

    Raises UnreadableError for another.
    """
    members: dict[str, Member] = _members(kind)
    member = members.get(text) or members.get(name(text))
    if member is None:
        raise UnreadableError(_("“%(value)s” is not one of the choices."), {"value": quoted(text)})
    return member


def several(kind: type[Member], text: str) -> tuple[Member, ...]:
    """The members that the text names, between spaces, commas or semicolons; () for none.

    Raises UnreadableError for the first that is another.
    """
    return tuple(choice(kind, part) for part in re.split(r"[\s,;]+", text.strip(" ,;")) if part)


def name(text: str) -> str:
    """The text as the names of a closed set are compared: no space around it, one case."""
    return text.strip().casefold()


@cache
def _members(kind: type[StrEnum]) -> dict[str, Any]:
    return {member.value: member for member in kind}


def flag(text: str) -> bool:
    """Whether it is so: "true" or "false" in any case, with spaces around it.

    Raises UnreadableError for another text.
    """
    wanted = name(text)
    if wanted not in ("true", "false"):
        raise UnreadableError(_("“%(value)s” is neither true nor false."), {"value": excerpt(text)})
    return wanted == "true"
