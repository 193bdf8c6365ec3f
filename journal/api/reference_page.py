"""The published document, made ready for a page that people read.

Every sentence is to be translated when shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from journal.api.background_shapes import BACKGROUND_WORDS
from journal.api.device_sleep_shapes import DEVICE_SLEEP_WORDS, SENT_BY_APPS
from journal.api.openapi_finish import REFERENCE
from journal.api.routes import api
from journal.i18n import gettext_noop as _

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
    "503": _(
        "Not now: too much to do, or no room on the disk. Send it again after Retry-After seconds."
    ),
}
# The shapes that a reader needs, in this order; how pages wrap them is said by the operations.
SHAPE_WORDS = {
    "OneEpisode": _(
        "An episode to add. Nothing is needed; what is left out, null or “” stays “not recorded”."
    ),
    "Sending": _("Several episodes at once. Each needs its own id, happened_at and time_zone."),
    "Result": _("What became of one episode: new, known (its id was sent before) or refused."),
    "EpisodeOut": _("An episode as it is read. null is “not recorded”; times are of time_zone."),
    "ConstantPlaceIn": _("A place where it went on and on. What is left out is “not recorded”."),
    "ConstantPlaceOut": _("A place where it went on and on, as it is read."),
    "SleepIn": _(
        "What is written of a night's sleep. A field that is left out stays as it is; null or “” "
        "is “not recorded”, never 0."
    ),
    "Sleep": _(
        "A night's sleep, and what follows from it. null is “not recorded”, or cannot be worked "
        "out."
    ),
    **DEVICE_SLEEP_WORDS,
    "Night": _("A night, named by the date on which it begins at noon."),
    **BACKGROUND_WORDS,
    "MuscleOut": _(
        "A place of the body. Where back is “ask”, called_back says if the person calls it their "
        "back."
    ),
    "UsualPlaceOut": _(
        "A place of your twitches in words, in how many entries, and when last. side is “” where "
        "the place has none."
    ),
    "SessionOut": _("Who is signed in."),
    "Trouble": _("Why a request was not answered. Nothing was stored."),
    "FieldProblem": _("What is wrong with one field; “” is the whole."),
}
KIND_WORDS = {
    "string": _("text"),
    "integer": _("whole number"),
    "number": _("number"),
    "boolean": _("true or false"),
    "date": _("date"),
    "date-time": _("time with its difference to UTC"),
}
SENT = frozenset(
    {
        *("ConstantPlaceIn", "OneEpisode", "Sending", "SleepIn"),
        *SENT_BY_APPS,
        *("MedicineIn", "MedicalTestIn", "BeginningIn", "StatementIn"),
    }
)
# An episode among several has the same fields; the page shows them once.
SHOWN_AS = {"EpisodeIn": "OneEpisode"}
# More than these would bury the rest of the table.
MOST_VALUES = 14


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field or parameter.

    Either ``kind`` says what it takes, or ``values`` lists it, or ``shape`` names it.
    """

    name: str
    needed: bool
    description: str
    kind: str = ""
    least: int | None = None
    most: int | None = None
    values: tuple[str, ...] = ()
    shape: str = ""
    many: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that the API does."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    parameters: list[FieldRow]
    sends: list[str]
    answers: list[FieldRow]
    statuses: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Shape:
    """An object that is sent or answered."""

    name: str
    description: str
    rows: list[FieldRow]
    is_sent: bool


@dataclass(frozen=True, slots=True)
class ApiReference:
    """What the page explains: every operation, and the shapes that are sent and answered."""

    operations: list[Operation]
    shapes: list[Shape]


@cache
def api_reference() -> ApiReference:
    """The whole document, from the same source as /api/openapi.json."""
    document = api.get_openapi_schema()
    shapes = document["components"]["schemas"]
    operations = [
        _operation(method, path, operation, shapes)
        for path, rooms in document["paths"].items()
        for method, operation in rooms.items()
    ]
    return ApiReference(
        operations, [_shape(name, words, shapes) for name, words in SHAPE_WORDS.items()]
    )


def _operation(
    method: str, path: str, operation: dict[str, Any], shapes: dict[str, Any]
) -> Operation:
    body = _schema(operation.get("requestBody", {}))
    sent = body.get("anyOf", [body] if body else [])
    answers = _schema(operation["responses"].get(200, {}))
    return Operation(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        description=operation["description"],
        parameters=[
            _row(part["name"], part["schema"], shapes, needed=part["required"])
            for part in operation["parameters"]
        ],
        sends=[_named(part) for part in sent],
        answers=_answers(_named(answers), shapes),
        statuses=[
            (status, STATUS_WORDS[status]) for status in sorted(map(str, operation["responses"]))
        ],
    )


def _schema(message: dict[str, Any]) -> dict[str, Any]:
    """The schema of a body; {} if there is none."""
    schema: dict[str, Any] = (
        message.get("content", {}).get("application/json", {}).get("schema", {})
    )
    return schema


def _answers(name: str, shapes: dict[str, Any]) -> list[FieldRow]:
    """The shape that the page explains, or what stands in the wrapper around several of them."""
    if not name:
        return []
    if name in SHAPE_WORDS:
        return [FieldRow("", needed=True, description="", shape=name)]
    return [
        _row(field, schema, shapes, needed=True)
        for field, schema in shapes[name]["properties"].items()
    ]


def _shape(name: str, words: str, shapes: dict[str, Any]) -> Shape:
    schema = shapes[name]
    needed = schema.get("required", [])
    first = ("id", "happened_at", "time_zone")
    fields = sorted(
        schema["properties"], key=lambda field: first.index(field) if field in first else len(first)
    )
    rows = [
        _row(field, schema["properties"][field], shapes, needed=field in needed) for field in fields
    ]
    return Shape(name, words, rows, is_sent=name in SENT)


def _row(name: str, schema: dict[str, Any], shapes: dict[str, Any], *, needed: bool) -> FieldRow:
    description = schema.get("description", "")
    inner = next(
        (part for part in schema.get("anyOf", [schema]) if part.get("type") != "null"), schema
    )
    many = inner.get("type") == "array"
    inner = inner["items"] if many else inner
    if "properties" in shapes.get(_named(inner), {}):
        return FieldRow(
            name, needed, description, shape=SHOWN_AS.get(_named(inner), _named(inner)), many=many
        )
    inner = shapes.get(_named(inner), inner)
    values = tuple(str(part) for part in inner.get("enum", ()) if part)
    if values:
        return FieldRow(
            name, needed, description, values=values if len(values) <= MOST_VALUES else ()
        )
    kinds = [kind for kind in _listed(inner.get("type", "")) if kind != "null"]
    return FieldRow(
        name,
        needed,
        description,
        kind=KIND_WORDS[inner.get("format", kinds[0])],
        least=inner.get("minimum", inner.get("minLength")),
        most=inner.get("maximum", inner.get("maxLength")),
        many=many,
    )


def _named(schema: dict[str, Any]) -> str:
    return str(schema.get("$ref", "")).removeprefix(REFERENCE)


def _listed(kinds: str | list[str]) -> list[str]:
    return [kinds] if isinstance(kinds, str) else kinds
