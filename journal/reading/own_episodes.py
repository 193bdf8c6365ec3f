"""One of the person's own entries as the row that an action changes; None where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User

from journal.anatomy import MUSCLE_BY_ID, NOT_SURE_WHERE, Side
from journal.geometry.body_map import ZONES
from journal.models import Episode

# How far back a place is still usual: four half-lives of a habit on the pad (docs/adr/0200).
USUAL_SINCE = timedelta(weeks=8)
# The muscles of the body map's areas that span both sides.
WITHOUT_SIDE = frozenset(muscle for zone in ZONES if zone.side is None for muscle in zone.muscles)


@dataclass(frozen=True, slots=True)
class UsualPlace:
    """A place of twitches, in how many entries, and when last; ``side`` is "" for none."""

    muscle: str
    side: str
    times: int
    last: datetime


def own_episode(person: User, pk: int) -> Episode | None:
    """The entry of that number, also one in the trash."""
    return Episode.objects.of(person).filter(pk=pk).first()


def restorable_episode(person: User, pk: int, as_of: datetime) -> Episode | None:
    """The entry of that number, if it is in the diary or can still be taken out of the trash."""
    mine = Episode.objects.of(person)
    return (mine.kept() | mine.restorable(as_of)).filter(pk=pk).first()


def locked_episode(person: User, pk: int) -> Episode | None:
    """The entry of that number in the diary, which nobody else changes until the transaction ends.

    Raises TransactionManagementError outside of one.
    """
    return Episode.objects.of(person).kept().select_for_update().filter(pk=pk).first()


def number_of_episodes(person: User) -> int:
    """How many entries the person has, those in the trash included."""
    return Episode.objects.of(person).count()


def recent_places(person: User) -> list[tuple[str, str]]:
    """The last few different places as (muscle, side or ""), the latest first, in one query."""
    return Episode.objects.of(person).kept().recent_places()


def usual_places(person: User, as_of: datetime) -> list[UsualPlace]:
    """The places that the night pad can offer, the most usual first, in one query.

    It has none for text of one's own, for both sides at once, or for a calf of no side; an eyelid
    of no side has none beside the left or the right one.
    """
    found = Episode.objects.of(person).kept().usual_places(as_of - USUAL_SINCE)
    places = [UsualPlace(*row) for row in found if _is_on_pad(*row[:2])]
    sided = {place.muscle for place in places if place.side}
    return [place for place in places if place.side or place.muscle not in sided]


def _is_on_pad(muscle: str, side: str) -> bool:
    if muscle not in MUSCLE_BY_ID or muscle == NOT_SURE_WHERE or side == Side.BOTH:
        return False
    return bool(side) or muscle in WITHOUT_SIDE or MUSCLE_BY_ID[muscle].midline
