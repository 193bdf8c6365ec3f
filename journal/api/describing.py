"""The published document, made ready for a page that people read. Every sentence is to be translated when shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from journal.api.document import REFERENCE
from journal.api.door import door
from journal.marking import gettext_noop as _

STATUS_WORDS = {
    "200": _("Done."),
    "204": _("Done; the answer is empty."),
    "400": _("It cannot be read; the message says why."),
    "401": _("Nobody is signed in, or the token is unknown or revoked."),
    "403": _("The CSRF token is missing, or the token may not do that."),
    "409": _("X-Twitchlog-Account names another account. Nothing was stored."),
    "413": _("Too much at once."),
    "415": _("It is not sent as JSON."),
    "422": _("Something was refused; the problems say what and why."),
    "429": _("Too often; Retry-After says how many seconds to wait."),
}
# The shapes that a reader needs, in this order; how pages wrap them is said by the operations.
SHAPE_WORDS = {
    "OneEpisode": _("An episode to add. Nothing is needed; what is left out, null or “” stays “not recorded”."),
    "Sending": _("Several episodes at once. Each needs its own id, happened_at and time_zone."),
    "Result": _("What became of one episode: new, known (its id was sent before) or refused."),
    "EpisodeOut": _("An episode as it is read. null is “not recorded”. happened_at is the local time in time_zone."),
    "Night": _("A night, named by the date on which it begins at noon."),
    "MuscleOut": _("A place of the body. Where back is “ask”, called_back says if the person calls it their back."),
    "SessionOut": _("Who is signed in."),
    "Trouble": _("Why a request was not answered. Nothing was stored."),
    "FieldProblem": _("What is wrong with one field; “” is the whole."),
}
KINDS = {
    "string": _("text"),
    "integer": _("whole number"),
    "boolean": _("true or false"),
    "date": _("date"),
    "date-time": _("time with its difference to UTC"),
}
SENT = frozenset({"OneEpisode", "Sending"})
# An episode among several has the same fields; the page shows them once.
SHOWN_AS = {"EpisodeIn": "OneEpisode"}
# More than these would bury the rest of the table.
MOST_VALUES = 14


@dataclass(frozen=True, slots=True)
class Row:
    """One field or parameter. Either ``kind`` says what it takes, or ``values`` lists it, or ``shape`` names it."""

    name: str
    needed: bool
    says: str
    kind: str = ""
    least: int | None = None
    most: int | None = None
    values: tuple[str, ...] = ()
    shape: str = ""
    many: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that the door does."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    parameters: list[Row]
    sends: list[str]
    answers: list[Row]
    statuses: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Shape:
    """An object that is sent or answered."""

    name: str
    says: str
    rows: list[Row]
    is_sent: bool


@dataclass(frozen=True, slots=True)
class Document:
    """All of it."""

    operations: list[Operation]
    shapes: list[Shape]


@cache
def described() -> Document:
    """The whole document, from the same source as /api/openapi.json."""
    document = door.get_openapi_schema()
    shapes = document["components"]["schemas"]
    operations = [
        _operation(method, path, told, shapes)
        for path, rooms in document["paths"].items()
        for method, told in rooms.items()
    ]
    return Document(operations, [_shape(name, says, shapes) for name, says in SHAPE_WORDS.items()])


def _operation(method: str, path: str, told: dict[str, Any], shapes: dict[str, Any]) -> Operation:
    sent = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {}).get("anyOf", [])
    answers = told["responses"].get(200, {}).get("content", {}).get("application/json", {}).get("schema", {})
    return Operation(
        id=told["operationId"],
        method=method.upper(),
        path=path,
        summary=told["summary"],
        description=told["description"],
        parameters=[_row(one["name"], one["schema"], shapes, needed=one["required"]) for one in told["parameters"]],
        sends=[_named(one) for one in sent],
        answers=_answers(_named(answers), shapes),
        statuses=[(status, STATUS_WORDS[status]) for status in sorted(map(str, told["responses"]))],
    )


def _answers(name: str, shapes: dict[str, Any]) -> list[Row]:
    """The shape that the page explains, or what stands in the wrapper around several of them."""
    if not name or name in SHAPE_WORDS:
        return [Row("", needed=True, says="", shape=name)] if name else []
    return [_row(field, schema, shapes, needed=True) for field, schema in shapes[name]["properties"].items()]


def _shape(name: str, says: str, shapes: dict[str, Any]) -> Shape:
    told = shapes[name]
    needed = told.get("required", [])
    first = ("id", "happened_at", "time_zone")
    fields = sorted(told["properties"], key=lambda field: first.index(field) if field in first else len(first))
    rows = [_row(one, told["properties"][one], shapes, needed=one in needed) for one in fields]
    return Shape(name, says, rows, is_sent=name in SENT)


def _row(name: str, schema: dict[str, Any], shapes: dict[str, Any], *, needed: bool) -> Row:
    says = schema.get("description", "")
    told = next((one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"), schema)
    many = told.get("type") == "array"
    told = told["items"] if many else told
    if "properties" in shapes.get(_named(told), {}):
        return Row(name, needed, says, shape=SHOWN_AS.get(_named(told), _named(told)), many=many)
    told = shapes.get(_named(told), told)
    values = tuple(str(one) for one in told.get("enum", ()) if one)
    if values:
        return Row(name, needed, says, values=values if len(values) <= MOST_VALUES else ())
    kinds = [kind for kind in _listed(told.get("type", "")) if kind != "null"]
    return Row(
        name,
        needed,
        says,
        kind=KINDS[told.get("format", kinds[0])],
        least=told.get("minimum", told.get("minLength")),
        most=told.get("maximum", told.get("maxLength")),
        many=many,
    )


def _named(schema: dict[str, Any]) -> str:
    return str(schema.get("$ref", "")).removeprefix(REFERENCE)


def _listed(kinds: str | list[str]) -> list[str]:
    return [kinds] if isinstance(kinds, str) else kinds
