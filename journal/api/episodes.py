"""Episodes: store some, read one's own in pages."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Query, Router, Status
from pydantic import BaseModel, Field, WithJsonSchema

from journal.api.access import TO_ADD, TO_READ, caller
from journal.api.paging import after, cursor_of
from journal.api.reading import MalformedError, request_of
from journal.api.refusals import TROUBLES, Refusal, json_only, known_parameters
from journal.api.schemas import MOST_AT_ONCE, EpisodeOut, EpisodePage, Results
from journal.api.storing import store
from journal.api.values import AddressNumber, MaybeCursor, MaybeDay
from journal.entries import stored_zone
from journal.marking import gettext_noop as _
from journal.models import Episode, Preferences
from journal.models.episode import Source
from journal.models.recording import Outcome

router = Router()
SHAPES = [{"$ref": f"#/components/schemas/{name}"} for name in ("Sending", "OneEpisode")]
BODY = {"required": True, "content": {"application/json": {"schema": {"anyOf": SHAPES}}}}


class Filters(BaseModel):
    """Which of one's episodes; nights by the date on which they begin, both ends included."""

    from_: MaybeDay = Field(default=None, alias="from", description=_("The first night."))
    to: MaybeDay = Field(default=None, description=_("The last night."))
    limit: Annotated[
        AddressNumber,
        Field(ge=1, le=MOST_AT_ONCE, description=_("How many at most.")),
        WithJsonSchema({"type": "integer", "minimum": 1, "maximum": MOST_AT_ONCE}),
    ] = 50
    cursor: MaybeCursor = Field(default=None, description=_("“next” of the page before."))


@router.post(
    "/episodes",
    auth=TO_ADD,
    response={200: Results, 422: Results, **TROUBLES, 413: TROUBLES[400], 415: TROUBLES[400]},
    operation_id="add_episodes",
    summary=_("Add episodes"),
    description=_(
        "One episode, or up to 200 in a list. Each is checked on its own: the sound ones are stored, also if others are"
        " refused (then the answer is 422). An id that was sent before is “known” and stored once."
    ),
    openapi_extra={"requestBody": BODY},
    exclude_unset=True,
)
def add_episodes(request: HttpRequest) -> Status[Results]:
    """Times of the device are settled by the server's clock (``journal.clocks``)."""
    as_of, who = timezone.now(), caller(request)
    json_only(request)
    try:
        sent = request_of(request.body, as_of=as_of, home_zone=lambda: Preferences.read_with(who.person).time_zone)
    except RequestDataTooBig as error:
        raise Refusal(413, gettext("This is too much at once. Send it in smaller parts.")) from error
    except MalformedError as error:
        raise Refusal(400, str(error), problems=error.problems) from error
    results = store(who, sent, as_of=as_of)
    refused = any(result.status is Outcome.REFUSED for result in results)
    return Status(422 if refused else 200, Results(results=results))


@router.get(
    "/episodes",
    auth=TO_READ,
    response={200: EpisodePage, **TROUBLES},
    operation_id="list_episodes",
    summary=_("Read your episodes"),
    description=_("Newest first, without those in the trash. “next” is the cursor of the page after, or null."),
)
def list_episodes(request: HttpRequest, filters: Query[Filters]) -> EpisodePage:
    """One query, whatever the diary's length."""
    known_parameters(request, "from", "to", "limit", "cursor")
    found = Episode.objects.of(caller(request).person).kept().newest_first()
    if filters.from_:
        found = found.filter(night_of__gte=filters.from_)
    if filters.to:
        found = found.filter(night_of__lte=filters.to)
    if filters.cursor is not None:
        found = found.filter(after(filters.cursor))
    rows = list(found[: filters.limit + 1])
    page = rows[: filters.limit]
    return EpisodePage(
        episodes=[shown(one) for one in page], next=cursor_of(page[-1]) if len(rows) > len(page) else None
    )


def shown(episode: Episode) -> EpisodeOut:
    """An episode as it is read through the door."""
    entry = episode.entry
    return EpisodeOut(
        id=entry.id,
        happened_at=entry.happened_at.astimezone(stored_zone(entry.time_zone)).isoformat(),
        time_zone=entry.time_zone,
        night_of=episode.night_of,
        movement=entry.movement,
        muscle=entry.muscle,
        side=entry.side,
        phase=entry.phase,
        woke=entry.woke,
        duration_seconds=entry.duration_seconds,
        count=entry.count,
        noticed_by=entry.noticed_by,
        called_back=entry.called_back,
        intensity=entry.intensity,
        note=entry.note,
        source=Source(episode.source),
        recorded_at=episode.recorded_at.isoformat(),
        device_happened_at=_text(episode.device_happened_at),
        device_recorded_at=_text(episode.device_recorded_at),
    )


def _text(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
