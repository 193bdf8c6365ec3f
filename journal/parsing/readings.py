"""What a text was understood as, and why one was not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Value = TypeVar("Value")

# The code of an error that says no more than "not understood": a form puts its own example in its
# place.
NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class Remark:
    """How a text was understood: a sentence to be translated and then filled from ``values``."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text % self.values


@dataclass(frozen=True, slots=True)
class Reading(Generic[Value]):
    """A value, and what has to be said of how its text was read; None where it was plain."""

    value: Value
    remark: Remark | None = None


class UnreadableError(ValueError):
    """A text that is not taken.

    ``text`` is a sentence to be translated and then filled from ``values``.
    """

    def __init__(
        self, text: str, values: Mapping[str, object] | None = None, *, code: str = NOT_UNDERSTOOD
    ) -> None:
        self.text, self.values, self.code = text, dict(values or {}), code
        super().__init__(text % self.values)
