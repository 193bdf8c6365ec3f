"""Medicines, tests, how it began and what was said: read, stored under an id of their maker's, and
removed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Path, Router, Status
from pydantic import BaseModel, StringConstraints, ValidationError

from journal.actions.background import add_row, change_row, discard_row
from journal.actions.record import RefusedError
from journal.api.access import TO_CHANGE, TO_READ, caller
from journal.api.background_shapes import LISTS_OUT, SHAPES_IN, SHAPES_OUT, body_in
from journal.api.errors import ERRORS, ApiError, json_only, known_parameters
from journal.api.request_body import MalformedError, field_problem, field_problems, parse
from journal.api.schemas_out import ErrorOut
from journal.background import KINDS_OF_BACKGROUND, BackgroundKind
from journal.entries import LONGEST_ID
from journal.i18n import gettext_noop as _
from journal.models import Preferences
from journal.models.background import MODEL_OF_BACKGROUND, StoredRow
from journal.reading.background import in_reading_order, listed

router = Router()
RowId = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_ID), Path()]
SUMMARIES = {
    "medicines": (_("Read medicines"), _("Store a medicine"), _("Remove a medicine")),
    "tests": (_("Read tests"), _("Store a test"), _("Remove a test")),
    "beginnings": (_("Read how it began"), _("Store how it began"), _("Remove from how it began")),
    "statements": (
        _("Read what was said at visits"),
        _("Store what was said at a visit"),
        _("Remove what was said at a visit"),
    ),
}
STORES = _(
    "The id is yours: sent again, the whole row takes the place of what was stored. Dates are as"
    " exact as you know them: 2026, 2026-03 or 2026-03-14."
)
REMOVES = _(
    "It can be brought back on its page for thirty days. One that is not there is no fault."
)


def _lister(kind: BackgroundKind) -> Callable[[HttpRequest], Any]:
    def list_rows(request: HttpRequest) -> Any:
        known_parameters(request)
        stored = list(MODEL_OF_BACKGROUND[kind.name].objects.of(caller(request).person).kept())
        by_key = {row.pk: row for row in stored}
        rows = [_told(by_key[row.pk]) for row in in_reading_order(listed(stored))]
        return {"rows": rows}

    return list_rows


def _putter(kind: BackgroundKind) -> Callable[..., Any]:
    def put_row(request: HttpRequest, row_id: RowId) -> Any:
        json_only(request)
        return _told(_store(request, kind, row_id, _sent(request, kind)))

    return put_row


def _sent(request: HttpRequest, kind: BackgroundKind) -> BaseModel:
    """The row of the body. Raises :class:`ApiError` for what cannot be read."""
    try:
        return SHAPES_IN[kind.name].model_validate(parse(request.body))
    except MalformedError as error:
        raise ApiError(400, str(error), problems=error.problems) from error
    except ValidationError as error:
        refusals = field_problems(error.errors(include_url=False, include_input=False))
        text = gettext("The request cannot be read; nothing was stored.")
        raise ApiError(422, text, problems=refusals) from error


def _remover(kind: BackgroundKind) -> Callable[..., Status[None]]:
    def remove_row(request: HttpRequest, row_id: RowId) -> Status[None]:
        who, as_of = caller(request), timezone.now()
        with transaction.atomic():
            stored = _stored(who.person, kind, row_id)
            if stored is not None:
                who.used(as_of)
                discard_row(stored, as_of)
        return Status(204, None)

    return remove_row


def _store(request: HttpRequest, kind: BackgroundKind, row_id: str, given: BaseModel) -> StoredRow:
    """Make the row, or write over the one of that id. Raises :class:`ApiError`."""
    who, as_of = caller(request), timezone.now()
    today = as_of.astimezone(Preferences.fetched_with(who.person).zone).date()
    row = kind.row(dict(given))
    with transaction.atomic():
        who.used(as_of)
        try:
            stored, is_new = add_row(who.person, kind, row, row_id=row_id, today=today, as_of=as_of)
            if stored.discarded_at is not None:
                text = gettext("A row of this id was removed. Bring it back on its page first.")
                raise ApiError(409, text)
            if not is_new:
                change_row(stored, row, today=today)
        except RefusedError as error:
            raise _refusal(error) from error
    return stored


def _refusal(error: RefusedError) -> ApiError:
    problems = [field_problem(problem) for problem in error.problems]
    return ApiError(422, gettext("This row cannot be stored."), problems=problems)


def _stored(person: Any, kind: BackgroundKind, row_id: str) -> StoredRow | None:
    return MODEL_OF_BACKGROUND[kind.name].objects.of(person).filter(row_id=row_id).first()


def _told(stored: StoredRow) -> dict[str, Any]:
    kind = stored.background_kind
    values: dict[str, Any] = dict(kind.columns(stored.row))
    values |= {
        name: values[name] or None
        for name, field in kind.fields.items()
        if field.type not in (str, bool)
    }
    return {"row_id": stored.row_id, "recorded_at": stored.recorded_at.isoformat(), **values}


def _add_routes(kind: BackgroundKind) -> None:
    """Three things that can be done with rows of that kind."""
    name, address = kind.name, f"/{kind.name}/{{row_id}}"
    reads, stores, removes = SUMMARIES[name]
    router.get(
        f"/{name}",
        auth=TO_READ,
        response={200: LISTS_OUT[name], **ERRORS},
        operation_id=f"list_{name}",
        summary=reads,
        description=_("All of them, in the order in which the doctor reads them."),
    )(_lister(kind))
    router.put(
        address,
        auth=TO_CHANGE,
        response={200: SHAPES_OUT[name], 422: ErrorOut, **ERRORS, 415: ErrorOut},
        operation_id=f"put_{name}",
        summary=stores,
        description=STORES,
        openapi_extra={"requestBody": body_in(kind)},
    )(_putter(kind))
    router.delete(
        address,
        auth=TO_CHANGE,
        response={204: None, **ERRORS},
        operation_id=f"remove_{name}",
        summary=removes,
        description=REMOVES,
    )(_remover(kind))


for _background_kind in KINDS_OF_BACKGROUND.values():
    _add_routes(_background_kind)
