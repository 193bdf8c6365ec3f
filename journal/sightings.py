"""What somebody who sees the person sleep writes down of them: its closed sets, its bounds, and the
entry that it becomes once the person accepts it.

None always means "not recorded", never "no". What the watcher says of waking is their word: it
never becomes ``woke``, and "every 20 seconds" never becomes a count (docs/criteria.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from journal.anatomy import NOT_SURE_WHERE, Side
from journal.entries import CLOCK_TOLERANCE, Entry, Problem, zone_problem
from journal.i18n import gettext_noop as _
from journal.observations import Movement, NoticedBy, Woke

# Sightings of one night under one link, and those of one link that nobody has looked at yet: more
# than a person writes, and less than hides what matters.
MOST_A_NIGHT = 200
MOST_WAITING = 2_000
# An id as phones make it: a UUID, with or without its hyphens.
LONGEST_SIGHTING_ID = 40
# The watcher may have begun before the link was in their hand.
BEFORE_LINK = timedelta(days=1)


class SightedPlace(StrEnum):
    """What moved, as far as somebody beside the bed can tell."""

    FACE = "face"
    ARM = "arm"
    HAND = "hand"
    BACK = "back"
    BELLY = "belly"
    LEG = "leg"
    FOOT = "foot"
    WHOLE_BODY = "whole_body"
    UNSEEN = "unseen"


class Rhythm(StrEnum):
    """How often it came; a word of the watcher's, which nobody counts with."""

    ONCE = "once"
    EVERY_5 = "every_5"
    EVERY_10 = "every_10"
    EVERY_20 = "every_20"
    EVERY_30 = "every_30"
    EVERY_60 = "every_60"

    @property
    def seconds(self) -> int | None:
        """How many seconds lie between two; None for once."""
        number = self.value.partition("_")[2]
        return int(number) if number else None


class WatcherAnswer(StrEnum):
    """What the watcher answers to "Did they wake?" and "Did they snore?"."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class SightingState(StrEnum):
    """What the person did with it; only an accepted one is in the diary."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DISCARDED = "discarded"


# What can be seen of a movement from outside.
SIGHTED_MOVEMENTS = (Movement.TWITCH, Movement.JERK, Movement.UNSURE)
# The muscle of a place where there is one for the whole of it; of the others none is recorded.
MUSCLE_OF_PLACE: Mapping[SightedPlace, str] = {
    SightedPlace.HAND: "hand",
    SightedPlace.BACK: "back_unspecified",
    SightedPlace.BELLY: "abdomen",
    SightedPlace.FOOT: "foot",
    SightedPlace.WHOLE_BODY: "whole_body",
    SightedPlace.UNSEEN: NOT_SURE_WHERE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SentSighting:
    """A sighting as a phone sent it; ``happened_at`` is aware, ``id`` was made on the phone."""

    id: str
    happened_at: datetime
    time_zone: str
    place: SightedPlace
    movement: Movement | None = None
    side: Side | None = None
    rhythm: Rhythm | None = None
    woke_them: WatcherAnswer | None = None
    snored: WatcherAnswer | None = None


def sighting_problems(
    sighting: SentSighting, *, as_of: datetime, link_made_at: datetime
) -> list[Problem]:
    """All that is wrong with it at the instant ``as_of``; empty if it can be stored.

    ``link_made_at`` is when its link was made; both are aware.
    """
    problems_found = []
    key = sighting.id
    is_plain = key.isascii() and key.isprintable() and bool(key.strip())
    if not is_plain or len(key) > LONGEST_SIGHTING_ID:
        text = _("An id has 1 to %(most)d plain characters.")
        problems_found.append(Problem("id", text, {"most": LONGEST_SIGHTING_ID}))
    if sighting.happened_at > as_of + CLOCK_TOLERANCE:
        problems_found.append(Problem("happened_at", _("This time is in the future.")))
    if sighting.happened_at < link_made_at - BEFORE_LINK:
        text = _("This time is before the link was made.")
        problems_found.append(Problem("happened_at", text))
    if wrong := zone_problem(sighting.time_zone):
        problems_found.append(wrong)
    return problems_found


def full_night() -> Problem:
    """Why one more is not taken."""
    return Problem("", _("This night holds as many as it can. This one was not sent."))


def accepted_entry(
    sighting: SentSighting, *, stored_id: str, woke: Woke | None, note: str
) -> Entry:
    """The entry that it becomes: noticed by somebody else, one, and no more than was chosen.

    ``woke`` is the person's own answer. ``stored_id`` is the id under which the sighting is stored;
    the entry's follows from it, so that accepting twice makes one entry.
    """
    muscle = MUSCLE_OF_PLACE.get(sighting.place)
    return Entry(
        id=f"seen-{hashlib.sha256(stored_id.encode()).hexdigest()[:40]}",
        happened_at=sighting.happened_at,
        time_zone=sighting.time_zone,
        movement=sighting.movement,
        muscle=muscle,
        side=sighting.side,
        woke=woke,
        noticed_by=NoticedBy.PARTNER,
        note=note,
    )
