"""The JSON that the API takes, and the published document's words for it.

What a good entry is stands in ``journal.entries`` alone; limits named here are for the reader of
the document.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SkipValidation,
    Strict,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from journal import entries, night_sleep
from journal.api.field_types import (
    Instant,
    MaybeCalledBack,
    MaybeInstant,
    MaybeMovement,
    MaybeMuscle,
    MaybePhase,
    MaybeSide,
    MaybeWhole,
    MaybeWoke,
    MuscleId,
    NoteText,
    Noticer,
    OneOf,
    OneUnlessSaid,
    SeveralOf,
    Text,
    ZoneName,
)
from journal.i18n import gettext_noop as _
from journal.observations import EasedBy, NoticedBy, Perceived, Spread, TimeTold
from journal.parsing import line_feeds

MOST_AT_ONCE = 200
NOTE_TOO_LONG = _("This text has %(length)d characters; there is room for %(most)d.")
UNSTORABLE_NOTE = _("This text holds a character that cannot be stored.")
IDS = {
    "type": "string",
    "minLength": 1,
    "maxLength": entries.LONGEST_ID,
    "examples": ["2f1a7c1e-5d0b-4a57-9d0e-3a6c2a9c1b11"],
}
ZONE_SCHEMA = {"type": "string", "examples": ["Europe/Berlin"]}


def _limits(least: int, most: int) -> dict[str, Any]:
    return {"anyOf": [{"type": "integer", "minimum": least, "maximum": most}, {"type": "null"}]}


def _storable_note(text: str) -> str:
    """The note with one character for each end of a line; one that is too long, or that no
    database holds, is refused.
    """
    note = line_feeds(text)
    if len(note) > night_sleep.LONGEST_NIGHT_NOTE:
        most = {"most": night_sleep.LONGEST_NIGHT_NOTE, "length": len(note)}
        raise PydanticCustomError("plain", NOTE_TOO_LONG, most)
    if entries.UNSTORABLE.search(note):
        raise PydanticCustomError("plain", UNSTORABLE_NOTE)
    return note


class EpisodeAnswers(BaseModel):
    """What may be said of an episode.

    A field that is left out, null or "" is kept as "not recorded", never as "no".
    Times are never "".
    """

    model_config = ConfigDict(extra="forbid")

    movement: MaybeMovement = Field(default=None, description=_("What was felt or seen."))
    muscle: MaybeMuscle = Field(default=None, description=_("An id of GET /api/muscles."))
    side: MaybeSide = Field(
        default=None, description=_("The person’s own side. Muscles in the middle have none.")
    )
    phase: MaybePhase = Field(
        default=None, description=_("Where in the night; the last five only from a device.")
    )
    woke: MaybeWoke = Field(default=None, description=_("The answer to “Did it wake you?”."))
    duration_seconds: Annotated[MaybeWhole, WithJsonSchema(_limits(0, entries.DAY_SECONDS))] = (
        Field(default=None, description=_("How long it lasted, in seconds."))
    )
    count: Annotated[OneUnlessSaid, WithJsonSchema(_limits(1, entries.MOST_COUNT))] = Field(
        default=1, description=_("How many twitches the entry stands for; 1 if left out.")
    )
    noticed_by: Noticer = Field(
        default=NoticedBy.SELF, description=_("Who noticed it; “self” if left out.")
    )
    called_back: MaybeCalledBack = Field(
        default=None, description=_("The answer to “Would you call this your back?”.")
    )
    intensity: Annotated[MaybeWhole, WithJsonSchema(_limits(0, entries.MOST_INTENSITY))] = Field(
        default=None, description=_("How strong.")
    )
    note: Annotated[
        NoteText, WithJsonSchema({"type": ["string", "null"], "maxLength": entries.LONGEST_NOTE})
    ] = Field(default="", description=_("Anything else."))
    perceived: Annotated[Perceived | None, OneOf(Perceived)] = Field(
        default=None, description=_("Whether it could be seen, or was only felt.")
    )
    spread: Annotated[Spread | None, OneOf(Spread)] = Field(
        default=None, description=_("One spot, or several, in turn or together.")
    )
    eased_by: Annotated[tuple[EasedBy, ...], SeveralOf(EasedBy)] = Field(
        default=(),
        description=_("What eased it, any of several; “nothing” and “not_tried” stand alone."),
    )
    time_told: Annotated[TimeTold | None, OneOf(TimeTold)] = Field(
        default=None,
        description=_("“about” for a guessed time, “night” where the night alone is known."),
    )
    logged_at: Instant | None = Field(
        default=None,
        description=_(
            "When the device noted the entry, by its own clock. Kept beside the server’s time."
        ),
    )


class ConstantPlaceIn(BaseModel):
    """A place where it went on and on in a night; a field that is left out is "not recorded"."""

    model_config = ConfigDict(extra="forbid")

    muscle: MuscleId = Field(description=_("An id of GET /api/muscles."))
    side: MaybeSide = Field(
        default=None, description=_("The person’s own side. Muscles in the middle have none.")
    )
    called_back: MaybeCalledBack = Field(
        default=None, description=_("The answer to “Would you call this your back?”.")
    )


class EpisodeIn(EpisodeAnswers):
    """An episode among several.

    A field that is left out, null or "" is kept as "not recorded", never as "no".
    Times are never "".
    """

    id: Annotated[Text, WithJsonSchema(IDS)] = Field(
        description=_("Made by the device; sent twice, stored once.")
    )
    happened_at: Instant
    time_zone: Annotated[ZoneName, WithJsonSchema(ZONE_SCHEMA)] = Field(
        description=_("The IANA name of the place’s zone.")
    )


class OneEpisode(EpisodeAnswers):
    """An episode on its own, as a shortcut sends it: id, happened_at and time_zone are filled in if
    left out.
    """

    id: Annotated[str | None, WithJsonSchema({**IDS, "type": ["string", "null"]})] = Field(
        default=None,
        description=_("Made by the device: sent twice, stored once. Without one, twice."),
    )
    happened_at: Instant | None = Field(default=None, description=_("Now, if left out."))
    time_zone: Annotated[
        str | None, WithJsonSchema({**ZONE_SCHEMA, "type": ["string", "null"]})
    ] = Field(
        default=None,
        description=_("The IANA name of the place’s zone; the one in the settings, if left out."),
    )


class Sending(BaseModel):
    """Several episodes, as the night pad sends them."""

    model_config = ConfigDict(extra="forbid")

    # Not validated here: each episode is read on its own (journal.api.request_body), so these are
    # still plain JSON.
    episodes: list[SkipValidation[EpisodeIn]] = Field(max_length=MOST_AT_ONCE)
    sent_at: Instant | None = Field(
        default=None,
        description=_(
            "What the device’s clock shows on sending. If it is more than two minutes off, times "
            "are moved."
        ),
    )
    source: Literal["pad", "api"] = Field(
        default="api", description=_("What sends them; “api” if left out.")
    )
    trial: Annotated[bool, Strict()] = Field(
        default=False,
        description=_("True: all is done as ever, then taken back; nothing is stored."),
    )


SLEEP_INSTANT = {
    "anyOf": [
        {"type": "string", "format": "date-time", "examples": ["2026-07-07T06:40:00+02:00"]},
        {"type": "null"},
    ]
}
SleepInstant = Annotated[MaybeInstant, WithJsonSchema(SLEEP_INSTANT)]


def _number(name: str) -> Any:
    return Annotated[MaybeWhole, WithJsonSchema(_limits(*night_sleep.RANGES[name]))]


class SleepIn(BaseModel):
    """What is written of one night's sleep.

    A field that is left out stays as it is; null or "" is kept as "not recorded", never as 0.
    """

    model_config = ConfigDict(extra="forbid")

    bed_at: SleepInstant = Field(default=None, description=_("To bed."))
    tried_at: SleepInstant = Field(default=None, description=_("Tried to sleep."))
    minutes_until_sleep: _number("minutes_until_sleep") = Field(  # type: ignore[valid-type]
        default=None, description=_("Minutes until sleep came.")
    )
    jolts: _number("jolts") = Field(  # type: ignore[valid-type]
        default=None, description=_("Jolts before sleep came.")
    )
    wakings: _number("wakings") = Field(  # type: ignore[valid-type]
        default=None, description=_("How often awake in the night.")
    )
    minutes_awake: _number("minutes_awake") = Field(  # type: ignore[valid-type]
        default=None, description=_("Minutes awake in the night, all together.")
    )
    last_waking_at: SleepInstant = Field(default=None, description=_("Awake for the last time."))
    woke_at: SleepInstant = Field(default=None, description=_("Out of bed."))
    quality: _number("quality") = Field(  # type: ignore[valid-type]
        default=None, description=_("How the sleep was, 1 (very bad) to 5 (very good).")
    )
    note: Annotated[
        NoteText,
        AfterValidator(_storable_note),
        WithJsonSchema({"type": ["string", "null"], "maxLength": night_sleep.LONGEST_NIGHT_NOTE}),
    ] = Field(default="", description=_("A note on the night."))
