"""The JSON of the rows that a person brings along, made of what ``journal.background`` says of each
kind.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Strict,
    WithJsonSchema,
    create_model,
)
from pydantic_core import PydanticCustomError

from journal.api.field_types import Text, maybe_member
from journal.api.openapi_finish import REFERENCE
from journal.api.schemas_out import TimeText
from journal.background import KINDS_OF_BACKGROUND, BackgroundKind, RowField
from journal.i18n import gettext_noop as _
from journal.parsing import line_feeds
from journal.partial_dates import PartialDate

BAD_PARTIAL_DATE = _("Write a date as 2026, 2026-03 or 2026-03-14.")
PARTIAL_DATE_SCHEMA = {
    "type": ["string", "null"],
    "pattern": "^((19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?)?$",
    "examples": ["2026-03"],
}


def _partial_date(given: object) -> object:
    """A date from its text; None where nothing was said."""
    if given is None or given == "":
        return None
    try:
        return PartialDate.from_iso(str(given))
    except ValueError as error:
        raise PydanticCustomError("plain", BAD_PARTIAL_DATE) from error


def _text(given: object) -> object:
    """A text, each end of a line one character; "" for null."""
    if given is None:
        return ""
    if isinstance(given, str):
        return line_feeds(given)
    return given


def _field_in(field: RowField) -> Any:
    """What is taken for a field; all but what a row is about may be left out."""
    if field.type is PartialDate:
        dates = Annotated[Any, BeforeValidator(_partial_date), WithJsonSchema(PARTIAL_DATE_SCHEMA)]
        return dates, None
    if field.type is bool:
        return Annotated[bool, Strict()], False
    if issubclass(field.type, StrEnum) and field.needed:
        return field.type, ...
    if issubclass(field.type, StrEnum):
        return maybe_member(field.type), None
    schema = {"type": "string", "maxLength": field.most}
    if field.needed:
        return Annotated[
            Text, BeforeValidator(_text), WithJsonSchema(schema | {"minLength": 1})
        ], ...
    schema["type"] = ["string", "null"]
    return Annotated[Text, BeforeValidator(_text), WithJsonSchema(schema)], ""


def _field_out(field: RowField) -> Any:
    """How a field is told: null, of a text "", is "not recorded"."""
    if field.type in (bool, str):
        return field.type, ...
    if field.type is PartialDate:
        return Annotated[str | None, WithJsonSchema(PARTIAL_DATE_SCHEMA)], ...
    return field.type | None, ...


NAMES = {
    "medicines": "Medicine",
    "tests": "MedicalTest",
    "beginnings": "Beginning",
    "statements": "Statement",
}


def body_in(kind: BackgroundKind) -> dict[str, Any]:
    """What the published document says of the body that stores a row."""
    schema = {"$ref": f"{REFERENCE}{NAMES[kind.name]}In"}
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def shape_in(kind: BackgroundKind) -> type[BaseModel]:
    """What a row of that kind may say; its id stands in the address."""
    fields: dict[str, Any] = {name: _field_in(field) for name, field in kind.fields.items()}
    return create_model(
        f"{NAMES[kind.name]}In",
        __config__=ConfigDict(extra="forbid"),
        __doc__="A row to be stored. What is left out, null or “” stays “not recorded”.",
        **fields,
    )


def shape_out(kind: BackgroundKind) -> type[BaseModel]:
    """A stored row of that kind."""
    fields: dict[str, Any] = {name: _field_out(field) for name, field in kind.fields.items()}
    return create_model(
        f"{NAMES[kind.name]}Out",
        __doc__="A stored row; null is “not recorded”.",
        row_id=(str, ...),
        recorded_at=(TimeText, ...),
        **fields,
    )


def list_out(kind: BackgroundKind) -> type[BaseModel]:
    """All rows of that kind, in the order in which a doctor reads them."""
    shape: Any = SHAPES_OUT[kind.name]
    return create_model(
        f"{NAMES[kind.name]}List",
        __doc__="All of these, as the doctor reads them.",
        rows=(list[shape], ...),
    )


SHAPES_IN = {name: shape_in(kind) for name, kind in KINDS_OF_BACKGROUND.items()}
SHAPES_OUT = {name: shape_out(kind) for name, kind in KINDS_OF_BACKGROUND.items()}
LISTS_OUT = {name: list_out(kind) for name, kind in KINDS_OF_BACKGROUND.items()}
# What the page of the API says of each.
BACKGROUND_WORDS = {
    "MedicineIn": _("A medicine or something else that was tried. Only its name is needed."),
    "MedicalTestIn": _("A test that was done. Only kind is needed."),
    "BeginningIn": _(
        "What happened in the weeks before it began, which does not make it a cause. Only kind is"
        " needed; “nothing_known” stands alone."
    ),
    "StatementIn": _("What was said at a visit. Only the words are needed."),
    "MedicineOut": _("A medicine as it is read. null is “not recorded”."),
    "MedicalTestOut": _("A test as it is read. null is “not recorded”."),
    "BeginningOut": _("What came before it began, as it is read. null is “not recorded”."),
    "StatementOut": _("What was said at a visit, as it is read. null is “not recorded”."),
}
