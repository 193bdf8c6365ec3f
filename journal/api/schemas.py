"""The shapes of the door's JSON: what comes in, what goes out, and the published document's words for both.

What a good entry is stands in ``journal.entries`` alone; limits named here are for the reader of the document.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SkipValidation, WithJsonSchema

from journal import entries
from journal.anatomy import Back, Region, Side
from journal.api.values import (
    Instant,
    MaybeCalledBack,
    MaybeMovement,
    MaybeMuscle,
    MaybePhase,
    MaybeSide,
    MaybeWoke,
    NoteText,
    Noticer,
    OneUnlessSaid,
    Text,
    Whole,
)
from journal.marking import gettext_noop as _
from journal.models.episode import Source
from journal.models.recording import Outcome
from journal.nights import NightState
from journal.observations import CalledBack, Movement, NoticedBy, Phase, Woke

MOST_AT_ONCE = 200
IDS = {
    "type": "string",
    "minLength": 1,
    "maxLength": entries.LONGEST_ID,
    "examples": ["2f1a7c1e-5d0b-4a57-9d0e-3a6c2a9c1b11"],
}
ZONES = {"type": "string", "examples": ["Europe/Berlin"]}


def _limits(least: int, most: int) -> dict[str, Any]:
    return {"anyOf": [{"type": "integer", "minimum": least, "maximum": most}, {"type": "null"}]}


class Told(BaseModel):
    """What may be said of an episode. A field that is left out, null or "" is kept as "not recorded", never as "no"."""

    model_config = ConfigDict(extra="forbid")

    movement: MaybeMovement = Field(default=None, description=_("What was felt or seen."))
    muscle: MaybeMuscle = Field(default=None, description=_("An id of GET /api/muscles."))
    side: MaybeSide = Field(default=None, description=_("The person’s own side. Muscles in the middle have none."))
    phase: MaybePhase = Field(default=None, description=_("Where in the night; the last five only from a device."))
    woke: MaybeWoke = Field(default=None, description=_("The answer to “Did it wake you?”."))
    duration_seconds: Annotated[Whole | None, WithJsonSchema(_limits(0, entries.DAY_SECONDS))] = Field(
        default=None, description=_("How long it lasted, in seconds.")
    )
    count: Annotated[OneUnlessSaid, WithJsonSchema(_limits(1, entries.MOST_COUNT))] = Field(
        default=1, description=_("How many twitches the entry stands for; 1 if left out.")
    )
    noticed_by: Noticer = Field(default=NoticedBy.SELF, description=_("Who noticed it; “self” if left out."))
    called_back: MaybeCalledBack = Field(default=None, description=_("The answer to “Would you call this your back?”."))
    intensity: Annotated[Whole | None, WithJsonSchema(_limits(0, entries.MOST_INTENSITY))] = Field(
        default=None, description=_("How strong.")
    )
    note: Annotated[NoteText, WithJsonSchema({"type": ["string", "null"], "maxLength": entries.LONGEST_NOTE})] = Field(
        default="", description=_("Anything else.")
    )
    logged_at: Instant | None = Field(
        default=None, description=_("When the device noted the entry, by its own clock. Kept beside the server’s time.")
    )


class EpisodeIn(Told):
    """An episode among several. A field that is left out, null or "" is kept as "not recorded", never as "no"."""

    id: Annotated[Text, WithJsonSchema(IDS)] = Field(description=_("Made by the device; sent twice, stored once."))
    happened_at: Instant
    time_zone: Annotated[Text, WithJsonSchema(ZONES)] = Field(description=_("The IANA name of the place’s zone."))


class OneEpisode(Told):
    """An episode on its own, as a shortcut sends it: id, happened_at and time_zone are filled in if left out."""

    id: Annotated[str | None, WithJsonSchema({**IDS, "type": ["string", "null"]})] = Field(
        default=None,
        description=_("Made by the device: sent twice, stored once. Without one, twice."),
    )
    happened_at: Instant | None = Field(default=None, description=_("Now, if left out."))
    time_zone: Annotated[str | None, WithJsonSchema({**ZONES, "type": ["string", "null"]})] = Field(
        default=None, description=_("The IANA name of the place’s zone; the one in the settings, if left out.")
    )


class Sending(BaseModel):
    """Several episodes, as the night pad sends them."""

    model_config = ConfigDict(extra="forbid")

    # Not validated here: each episode is read on its own (journal.api.reading), so these are still plain JSON.
    episodes: list[SkipValidation[EpisodeIn]] = Field(max_length=MOST_AT_ONCE)
    sent_at: Instant | None = Field(
        default=None,
        description=_("What the device’s clock shows on sending. If it is more than two minutes off, times are moved."),
    )
    source: Literal["pad", "api"] = Field(default="api", description=_("What sends them; “api” if left out."))


class FieldProblem(BaseModel):
    """What is wrong with one field; field is "" for the whole."""

    field: str
    message: str


class Result(BaseModel):
    """What became of one episode; id is null if none could be read."""

    id: str | None
    status: Outcome
    problems: list[FieldProblem]
    quiet_night: Annotated[date | None, WithJsonSchema({"type": "string", "format": "date"})] = Field(
        default=None,  # never sent: what was not set is left out (journal.api.episodes)
        description=_(
            "The night of a new episode that the person had marked “no twitches”: the episode counts now. Left out"
            " where there was no such mark."
        ),
    )


class Results(BaseModel):
    """One result an episode, in the order in which they were sent."""

    results: list[Result]


class Trouble(BaseModel):
    """Why a request was not answered. Nothing was stored."""

    message: str
    problems: list[FieldProblem]


class SessionOut(BaseModel):
    """Who is signed in, and what to send along as X-CSRFToken."""

    account: str
    csrf_token: str


TIME = {"type": "string", "format": "date-time"}
TimeText = Annotated[str, WithJsonSchema(TIME)]
MaybeTimeText = Annotated[str | None, WithJsonSchema({"anyOf": [TIME, {"type": "null"}]})]


class EpisodeOut(BaseModel):
    """A stored episode; null is "not recorded". happened_at is the local time in time_zone."""

    id: str
    happened_at: TimeText
    time_zone: str
    night_of: date
    movement: Movement | None
    muscle: str | None
    side: Side | None
    phase: Phase | None
    woke: Woke | None
    duration_seconds: int | None
    count: int
    noticed_by: NoticedBy
    called_back: CalledBack | None
    intensity: int | None
    note: str
    source: Source
    recorded_at: TimeText
    device_happened_at: MaybeTimeText
    device_recorded_at: MaybeTimeText


class EpisodePage(BaseModel):
    """Some episodes, newest first; next is the cursor of those before them, null at the end."""

    episodes: list[EpisodeOut]
    next: str | None


class Night(BaseModel):
    """A night, named by the date on which it begins at noon, and what is known of it."""

    night_of: date
    state: NightState


class Nights(BaseModel):
    """Nights, oldest first."""

    nights: list[Night]


class MuscleOut(BaseModel):
    """A place of the body. midline places have no side; of ``back``: "ask" needs the answer called_back."""

    id: str
    name: str
    anatomical_name: str
    region: Region | None
    back: Back
    midline: bool


class Muscles(BaseModel):
    """All places, from the head down."""

    muscles: list[MuscleOut]
