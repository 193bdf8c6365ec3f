"""How single values look in the door's JSON: what is taken, and what the published document says of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Strict, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from journal.anatomy import MUSCLES, Side
from journal.marking import gettext_noop as _
from journal.observations import CalledBack, Movement, NoticedBy, Phase, Woke
from journal.parsing import UnreadableError, address_number, instant, iso_day

BAD_INSTANT = _("Write a time as 2026-07-07T02:15:00+02:00, with the difference to UTC (or Z) at its end.")
BAD_DAY = _("Write a date as 2026-07-06.")

Member = TypeVar("Member", bound=StrEnum)


def _instant(given: object) -> datetime:
    """An aware time from its ISO 8601 text."""
    try:
        return instant(given if isinstance(given, str) else "")
    except UnreadableError as error:
        raise PydanticCustomError("plain", BAD_INSTANT) from error


def _day(given: object) -> date:
    """A date from its ISO 8601 text."""
    try:
        return iso_day(given if isinstance(given, str) else "")
    except UnreadableError as error:
        raise PydanticCustomError("plain", BAD_DAY) from error


def _digits(given: object) -> object:
    """A number of an address; what Python would also take for one ("1_0", "1.0") is refused as any other text."""
    return address_number(given) if isinstance(given, str) else given


def _nothing_for_empty(given: object) -> object:
    """Shortcuts and templates send "" for a field that was left out."""
    return None if given == "" else given


def _whole(given: object) -> object:
    """JSON does not tell 5.0 from 5."""
    return int(given) if isinstance(given, float) and given.is_integer() else given


def _otherwise(default: object) -> Callable[[object], object]:
    """A validator that takes ``default`` for null and ""."""
    return lambda given: default if given in (None, "") else given


def _one_of(values: list[str]) -> dict[str, Any]:
    """A closed set in the published document; "" and null are "not recorded"."""
    return {"type": ["string", "null"], "enum": [*values, "", None]}


def _members(kind: type[StrEnum]) -> dict[str, Any]:
    """The same for an enumeration; makers of clients name their type by its title."""
    return _one_of([member.value for member in kind]) | {"title": kind.__name__}


Instant = Annotated[
    datetime,
    BeforeValidator(_instant),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2026-07-07T02:15:00+02:00"]}),
]
Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-07-06"]}),
]
# In an address there is no null: a filter is there or not.
MaybeDay = Annotated[Day | None, WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-07-06"]})]
MaybeCursor = Annotated[str | None, WithJsonSchema({"type": "string"})]
Whole = Annotated[int, Strict(), BeforeValidator(_whole)]
AddressNumber = Annotated[int, BeforeValidator(_digits)]
Text = Annotated[str, StringConstraints(strict=True)]
MaybeMovement = Annotated[Movement | None, BeforeValidator(_nothing_for_empty), WithJsonSchema(_members(Movement))]
MaybeSide = Annotated[Side | None, BeforeValidator(_nothing_for_empty), WithJsonSchema(_members(Side))]
MaybePhase = Annotated[Phase | None, BeforeValidator(_nothing_for_empty), WithJsonSchema(_members(Phase))]
MaybeWoke = Annotated[Woke | None, BeforeValidator(_nothing_for_empty), WithJsonSchema(_members(Woke))]
MaybeCalledBack = Annotated[
    CalledBack | None, BeforeValidator(_nothing_for_empty), WithJsonSchema(_members(CalledBack))
]
MaybeMuscle = Annotated[
    Text | None, BeforeValidator(_nothing_for_empty), WithJsonSchema(_one_of([one.id for one in MUSCLES]))
]
Noticer = Annotated[NoticedBy, BeforeValidator(_otherwise(NoticedBy.SELF)), WithJsonSchema(_members(NoticedBy))]
OneUnlessSaid = Annotated[Whole, BeforeValidator(_otherwise(1))]
NoteText = Annotated[Text, BeforeValidator(_otherwise(""))]
