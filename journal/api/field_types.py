"""How single values look in the API's JSON: what is taken, and what the published document says of
it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import (
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    Strict,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from journal.anatomy import MUSCLES, Side
from journal.i18n import gettext_noop as _
from journal.observations import CalledBack, Movement, NoticedBy, Phase, Woke
from journal.parsing import (
    UnreadableError,
    address_number,
    choice,
    instant,
    name,
    plain_day,
    several,
)
from journal.time_zones import zone_called

BAD_INSTANT = _(
    "Write a time as 2026-07-07T02:15:00+02:00, with the difference to UTC (or Z) at its end."
)
BAD_DAY = _("Write a date as 2026-07-06.")

Member = TypeVar("Member", bound=StrEnum)


def _text(given: object) -> str:
    """A text as it is; "" for anything else, which every grammar refuses."""
    return given if isinstance(given, str) else ""


def _instant(given: object) -> datetime:
    """An aware time from its ISO 8601 text."""
    try:
        return instant(_text(given))
    except UnreadableError as error:
        raise PydanticCustomError("plain", BAD_INSTANT) from error


def _day(given: object) -> date:
    """A date from its text."""
    try:
        return plain_day(_text(given))
    except UnreadableError as error:
        raise PydanticCustomError("plain", BAD_DAY) from error


def _digits(given: object) -> object:
    """A number of an address; what Python would also take for one ("1_0", "1.0") is refused as any
    other text.
    """
    if isinstance(given, str):
        return address_number(given)
    return given


def _is_empty(given: object) -> bool:
    """Whether nothing was said: shortcuts and templates send "" for a field that was left out."""
    return given is None or (isinstance(given, str) and not given.strip())


def _muscle(given: object) -> object:
    """The id of a muscle, None where nothing was said."""
    if _is_empty(given):
        return None
    if isinstance(given, str):
        return name(given)
    return given


def _zone(given: object) -> object:
    """The IANA name of a zone."""
    if isinstance(given, str):
        return zone_called(given)
    return given


def _choice(kind: type[StrEnum], otherwise: StrEnum | None = None) -> Callable[[object], object]:
    """A validator that reads a member of ``kind``, and takes ``otherwise`` where nothing was said;
    what is no member is left for pydantic to refuse.
    """

    def read(given: object) -> object:
        if _is_empty(given):
            return otherwise
        try:
            return choice(kind, _text(given))
        except UnreadableError:
            return given

    return read


def _whole(given: object) -> object:
    """JSON does not tell 5.0 from 5."""
    if isinstance(given, float) and given.is_integer():
        return int(given)
    return given


def _otherwise(default: object) -> Callable[[object], object]:
    """A validator that takes ``default`` where nothing was said."""
    return lambda given: default if _is_empty(given) else given


def _note(given: object) -> object:
    """A note to the letter, spaces too; "" for null."""
    return "" if given is None else given


def _one_of(values: list[str]) -> dict[str, Any]:
    """A closed set in the published document; "" and null are "not recorded"."""
    return {"type": ["string", "null"], "enum": [*values, "", None]}


def _members(kind: type[StrEnum]) -> dict[str, Any]:
    """The values of an enumeration; makers of clients name their type by its title."""
    return _one_of([member.value for member in kind]) | {"title": kind.__name__}


@dataclass(frozen=True, slots=True)
class OneOf:
    """Beside ``kind | None``: a member of that set; "" and null are "not recorded"."""

    kind: type[StrEnum]

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """How it is read."""
        return core_schema.no_info_before_validator_function(_choice(self.kind), handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """How the published document has it."""
        return _members(self.kind)


@dataclass(frozen=True, slots=True)
class SeveralOf:
    """Beside ``tuple[kind, ...]``: a list of members, or a text of them; "" and null are none."""

    kind: type[StrEnum]

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """How they are read; what is no member is left for pydantic to refuse."""
        return core_schema.no_info_before_validator_function(self._read, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """How the published document has it."""
        members = {"type": "string", "enum": [*self.kind], "title": self.kind.__name__}
        return {"anyOf": [{"type": "array", "items": members}, {"type": "null"}]}

    def _read(self, given: object) -> object:
        if _is_empty(given):
            return ()
        if isinstance(given, str):
            try:
                return several(self.kind, given)
            except UnreadableError:
                return given.split()
        if isinstance(given, list):
            read = _choice(self.kind)
            return tuple(read(answer) if isinstance(answer, str) else answer for answer in given)
        return given


def maybe_member(kind: type[StrEnum]) -> Any:
    """A member of ``kind``, or None where nothing was said."""
    return Annotated[kind | None, BeforeValidator(_choice(kind)), WithJsonSchema(_members(kind))]


Instant = Annotated[
    datetime,
    BeforeValidator(_instant),
    WithJsonSchema(
        {"type": "string", "format": "date-time", "examples": ["2026-07-07T02:15:00+02:00"]}
    ),
]
# Of a field that may be left open: null and "" are "not recorded".
MaybeInstant = Annotated[Instant | None, BeforeValidator(_otherwise(None))]
Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-07-06"]}),
]
# In an address there is no null: a filter is there or not.
MaybeDay = Annotated[
    Day | None, WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-07-06"]})
]
MaybeCursor = Annotated[str | None, WithJsonSchema({"type": "string"})]
Whole = Annotated[int, Strict(), BeforeValidator(_whole)]
# Of a field that may be left open: "" and null are "not recorded".
MaybeWhole = Annotated[Whole | None, BeforeValidator(_otherwise(None))]
MaybeFlag = Annotated[Annotated[bool, Strict()] | None, BeforeValidator(_otherwise(None))]
AddressNumber = Annotated[int, Strict(), BeforeValidator(_digits)]
Text = Annotated[str, StringConstraints(strict=True)]
ZoneName = Annotated[Text, BeforeValidator(_zone)]
MaybeMovement = Annotated[
    Movement | None, BeforeValidator(_choice(Movement)), WithJsonSchema(_members(Movement))
]
MaybeSide = Annotated[Side | None, BeforeValidator(_choice(Side)), WithJsonSchema(_members(Side))]
MaybePhase = Annotated[
    Phase | None, BeforeValidator(_choice(Phase)), WithJsonSchema(_members(Phase))
]
MaybeWoke = Annotated[Woke | None, BeforeValidator(_choice(Woke)), WithJsonSchema(_members(Woke))]
MaybeCalledBack = Annotated[
    CalledBack | None, BeforeValidator(_choice(CalledBack)), WithJsonSchema(_members(CalledBack))
]
MaybeMuscle = Annotated[
    Text | None,
    BeforeValidator(_muscle),
    WithJsonSchema(_one_of([muscle.id for muscle in MUSCLES])),
]
MuscleId = Annotated[
    Text,
    BeforeValidator(_muscle),
    WithJsonSchema({"type": "string", "enum": [muscle.id for muscle in MUSCLES]}),
]
Noticer = Annotated[
    NoticedBy,
    BeforeValidator(_choice(NoticedBy, NoticedBy.SELF)),
    WithJsonSchema(_members(NoticedBy)),
]
OneUnlessSaid = Annotated[Whole, BeforeValidator(_otherwise(1))]
NoteText = Annotated[Text, BeforeValidator(_note)]
