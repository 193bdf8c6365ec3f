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

from journal.actions.record import Outcome
from journal.api.access import TO_ADD, TO_READ, caller
from journal.api.cursors import after, cursor_of
from journal.api.errors import ERRORS, ApiError, json_only, known_parameters
from journal.api.field_types import AddressNumber, MaybeCursor, MaybeDay
from journal.api.request_body import MalformedError, read_request
from journal.api.schemas_in import MOST_AT_ONCE
from journal.api.schemas_out import EpisodeOut, EpisodePage, Results
from journal.api.store_episodes import store
from journal.device_clocks import received
from journal.entries import FIELDS
from journal.i18n import gettext_noop as _
from journal.models import Episode, Preferences
from journal.models.episode import Source
from journal.request_clock import server_clock
from journal.time_zones import stored_zone

router = Router()
SHAPES = [{"$ref": f"#/components/schemas/{name}"} for name in ("Sending", "OneEpisode")]
BODY = {"required": True, "content": {"application/json": {"schema": {"anyOf": SHAPES}}}}


class EpisodesQuery(BaseModel):
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
    response={200: Results, 422: Results, **ERRORS, 413: ERRORS[400], 415: ERRORS[400]},
    operation_id="add_episodes",
    summary=_("Add episodes"),
    description=_(
        "One episode, or up to 200 in a list. Each is checked on its own: the sound ones are "
        "stored, also if others are"
        " refused (then the answer is 422). An id that was sent before is “known” and stored once."
    ),
    openapi_extra={"requestBody": BODY},
    exclude_unset=True,
)
def add_episodes(request: HttpRequest) -> Status[Results]:
    """What became of each episode that was sent, in their order; 422 if one was refused.

    Times of the device are settled by the server's clock (``journal.device_clocks``). Raises
    :class:`ApiError` for a body that cannot be read at all.
    """
    as_of, who = timezone.now(), caller(request)
    json_only(request)
    try:
        sent = read_request(
            request.body,
            as_of=as_of,
            home_zone=lambda: Preferences.fetched_with(who.person).time_zone,
        )
    except RequestDataTooBig as error:
        raise ApiError(
            413, gettext("This is too much at once. Send it in smaller parts.")
        ) from error
    except MalformedError as error:
        raise ApiError(400, str(error), problems=error.problems) from error
    results = store(
        who, sent, as_of=as_of, received_at=received(server_clock(request, as_of), sent.sent_at)
    )
    if any(result.status is Outcome.REFUSED for result in results):
        return Status(422, Results(results=results))
    return Status(200, Results(results=results))


@router.get(
    "/episodes",
    auth=TO_READ,
    response={200: EpisodePage, **ERRORS},
    operation_id="list_episodes",
    summary=_("Read your episodes"),
    description=_(
        "Newest first, without those in the trash. “next” is the cursor of the page after, or null."
    ),
)
def list_episodes(request: HttpRequest, filters: Query[EpisodesQuery]) -> EpisodePage:
    """A page of the caller's episodes, newest first; one query, whatever the diary's length."""
    known_parameters(request, "from", "to", "limit", "cursor")
    episodes = Episode.objects.of(caller(request).person).kept()
    episodes = episodes.newest_first_of_nights(filters.from_, filters.to)
    if filters.cursor is not None:
        episodes = episodes.filter(after(filters.cursor))
    rows = list(episodes[: filters.limit + 1])
    page = rows[: filters.limit]
    return EpisodePage(
        episodes=[episode_out(episode) for episode in page],
        next=cursor_of(page[-1]) if len(rows) > len(page) else None,
    )


def episode_out(episode: Episode) -> EpisodeOut:
    """An episode as the API answers it; its times carry the offset of its own zone."""
    entry = episode.entry
    values = {name: getattr(entry, name) for name in FIELDS}
    local = entry.happened_at.astimezone(stored_zone(entry.time_zone))
    values["happened_at"] = local.isoformat()
    return EpisodeOut(
        **values,
        night_of=episode.night_of,
        source=Source(episode.source),
        recorded_at=episode.recorded_at.isoformat(),
        device_happened_at=_text(episode.device_happened_at),
        device_recorded_at=_text(episode.device_recorded_at),
    )


def _text(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
