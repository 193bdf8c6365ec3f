"""The JSON that the API answers with, and the published document's words for it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, create_model

from journal.actions.record import Outcome
from journal.anatomy import Back, Region, Side
from journal.entries import FIELDS, Entry
from journal.i18n import gettext_noop as _
from journal.models.episode import Source
from journal.nights import NightState
from journal.observations import CalledBack


class FieldProblem(BaseModel):
    """What is wrong with one field; field is "" for the whole."""

    field: str
    message: str


class Result(BaseModel):
    """What became of one episode; id is null if none could be read."""

    id: str | None
    status: Outcome
    problems: list[FieldProblem]
    quiet_night: Annotated[date | None, WithJsonSchema({"type": "string", "format": "date"})] = (
        Field(
            default=None,  # never sent: what was not set is left out (journal.api.episodes)
            description=_(
                "The night of a new episode that the person had marked “no twitches”: the episode"
                " counts now. Left out where there was no such mark."
            ),
        )
    )


class Results(BaseModel):
    """One result an episode, in the order in which they were sent."""

    results: list[Result]


class ErrorOut(BaseModel):
    """Why a request was not answered. Nothing was stored."""

    model_config = ConfigDict(title="Trouble")

    message: str
    problems: list[FieldProblem]


class SessionOut(BaseModel):
    """Who is signed in, and what to send along as X-CSRFToken."""

    account: str
    csrf_token: str


TIME = {"type": "string", "format": "date-time"}
TimeText = Annotated[str, WithJsonSchema(TIME)]
MaybeTimeText = Annotated[str | None, WithJsonSchema({"anyOf": [TIME, {"type": "null"}]})]


_HINTS = get_type_hints(Entry)
_FIELDS: dict[str, Any] = {name: (_HINTS[name], ...) for name in FIELDS} | {
    "happened_at": (TimeText, ...)
}
_AT = FIELDS.index("time_zone") + 1  # the night follows the time that it is told by
_EntryOut: Any = create_model(
    "_EntryOut",
    **dict([*list(_FIELDS.items())[:_AT], ("night_of", (date, ...)), *list(_FIELDS.items())[_AT:]]),
)


class EpisodeOut(_EntryOut):  # type: ignore[misc]  # made of the fields of an entry
    """A stored episode; null is "not recorded". happened_at is the local time in time_zone."""

    source: Source
    recorded_at: TimeText
    device_happened_at: MaybeTimeText
    device_recorded_at: MaybeTimeText


class EpisodePage(BaseModel):
    """Some episodes, newest first; next is the cursor of those before them, null at the end."""

    episodes: list[EpisodeOut]
    next: str | None


class ConstantPlaceOut(BaseModel):
    """A place where it went on and on in a night; null is "not recorded"."""

    muscle: str
    side: Side | None
    called_back: CalledBack | None


class NightOut(BaseModel):
    """A night, named by the date on which it begins at noon, and what is known of it."""

    model_config = ConfigDict(title="Night")

    night_of: date
    state: NightState
    constant: list[ConstantPlaceOut]


class NightsOut(BaseModel):
    """Nights, oldest first."""

    model_config = ConfigDict(title="Nights")

    nights: list[NightOut]


class SleepOut(BaseModel):
    """A night's sleep as you wrote it, and what follows from it; null is "not recorded" or cannot
    be worked out.
    """

    model_config = ConfigDict(title="Sleep")

    night_of: date
    bed_at: MaybeTimeText
    tried_at: MaybeTimeText
    minutes_until_sleep: int | None
    jolts: int | None
    wakings: int | None
    minutes_awake: int | None
    last_waking_at: MaybeTimeText
    woke_at: MaybeTimeText
    quality: int | None
    note: str
    time_awake_minutes: int | None
    total_sleep_minutes: int | None
    sleep_efficiency_percent: int | None
    contradictions: list[FieldProblem]


class SleepsOut(BaseModel):
    """Nights' sleep, oldest first."""

    model_config = ConfigDict(title="Sleeps")

    nights: list[SleepOut]


class MuscleOut(BaseModel):
    """A place of the body. midline places have no side; of ``back``: "ask" needs the answer
    called_back.
    """

    id: str
    name: str
    anatomical_name: str
    region: Region | None
    back: Back
    midline: bool


class UsualPlaceOut(BaseModel):
    """A place of your twitches in words, in how many entries, and when last; side may be ""."""

    muscle: str
    side: str
    name: str
    side_word: str
    muscle_word: str
    times: int
    last: TimeText


class UsualPlaces(BaseModel):
    """Your usual places, the most usual first."""

    places: list[UsualPlaceOut]


class Muscles(BaseModel):
    """All places, from the head down."""

    muscles: list[MuscleOut]
