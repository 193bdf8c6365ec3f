"""The morning after a night: the entries that were logged half asleep, and just the questions that are still open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from journal import nights
from journal.anatomy import NOT_SURE_WHERE
from journal.classifier import match
from journal.criteria import Question
from journal.models import Episode, NightRecord
from journal.models.morning import Morning
from journal.models.summarising import is_uncounted, rest_of
from journal.nights import NightState
from journal.observations import Movement, Observation
from journal.pages.asks import Ask, ask
from journal.pages.dates import short_night, time_in_night
from journal.pages.lines import Line, line, place
from journal.sleep import crosses_noon
from journal.summary import Moment

# From so many entries of one night on, one number for the rest of it is offered.
MANY = 10
# Where first, since the place is what half asleep was left out most.
ORDER = (Question.MUSCLE, Question.TYPE, Question.WOKE, Question.BACK, Question.PHASE)


@dataclass(frozen=True, slots=True)
class MorningCard:
    """What is known of one night, and what is left to ask.

    ``places`` are offered for a summary of its rest; ``many_more``: at night it was touched that there was one;
    ``marked``: the person said "no twitches" of it, and there are entries all the same.
    """

    night: date
    name: str
    state: NightState
    does_not_know: bool
    lines: tuple[Line, ...]
    asks: tuple[Ask, ...]
    offers_summary: bool
    many_more: bool
    places: tuple[tuple[str, str], ...]
    marked: bool = False


def morning(person: User, night: date) -> tuple[MorningCard, Morning | None]:
    """A night's card, and what was said on the morning after it, in four queries."""
    moments = Episode.objects.of(person).kept().on_nights(night, night).moments()
    said_none = NightRecord.objects.of(person).on_nights(night, night).exists()
    said = Morning.objects.of(person).on_nights(night, night).first()
    does_not_know, rest = bool(said and said.does_not_know), rest_of(person, night)
    return morning_card(night, moments, said_none=said_none, does_not_know=does_not_know, rest=rest), said


def morning_card(
    night: date, moments: Sequence[Moment], *, said_none: bool, does_not_know: bool, rest: Episode | None = None
) -> MorningCard:
    """The card of a night from what is already read of it. ``rest`` is asked about once, with its own question."""
    many_more = rest is not None and is_uncounted(rest)
    asked = [one for one in moments if not (many_more and rest and one.seen.key == rest.pk)]
    state = NightState.EPISODES if moments else NightState.NONE if said_none else NightState.NOT_RECORDED
    asks = [ask(question, [one], part="#night") for one in asked for question in open_questions(one.seen)]
    places = {one.seen.muscle: place(one.seen.muscle)[0] for one in moments if one.seen.muscle}
    return MorningCard(
        night=night,
        name=short_night(night),
        state=state,
        does_not_know=does_not_know,
        lines=tuple(line(one, dated=False) for one in moments),
        asks=tuple(asks),
        offers_summary=many_more or (rest is None and len(moments) >= MANY),
        many_more=many_more,
        places=tuple(places.items()),
        marked=said_none and bool(moments),
    )


def rest_texts(card: MorningCard) -> dict[str, str]:
    """What the fields for the rest of the night show, by their names."""
    return {"count": "", "muscle": card.places[0][0] if card.places else ""} if card.offers_summary else {}


def usual_places(person: User) -> list[tuple[str, str]]:
    """The last few places by id and name, to answer "Where was it?" with one touch."""
    recent = Episode.objects.of(person).kept().recent_places()
    return [
        (muscle, place(muscle)[0]) for muscle in dict.fromkeys(one for one, _side in recent) if muscle != NOT_SURE_WHERE
    ]


def open_questions(seen: Observation) -> list[Question]:
    """What the rules ask of an entry, and place and movement where these are not known at all."""
    asked: set[Question] = set(match(seen).asks)
    if seen.muscle in (None, NOT_SURE_WHERE):
        asked.add(Question.MUSCLE)
    if seen.movement in (None, Movement.UNSURE):
        asked.add(Question.TYPE)
    return [question for question in ORDER if question in asked]


def sleep_sentence(night: date, zone: ZoneInfo, bed_at: datetime | None, woke_at: datetime | None) -> str:
    """When a sleep was, with its days, on the clock of ``zone``; "" for nothing recorded."""
    bed, woke = (at.astimezone(zone) if at else None for at in (bed_at, woke_at))
    times = [_time_of_sleep(night, at) if at else "" for at in (bed, woke)]
    values = {"bed": times[0], "woke": times[1]}
    text = {
        (True, True): _("To bed %(bed)s, up again %(woke)s."),
        (True, False): _("To bed %(bed)s."),
        (False, True): _("Up again %(woke)s."),
    }.get((bool(bed), bool(woke)), "")
    if woke and crosses_noon(night, woke.replace(tzinfo=None)):
        text += " " + _("The whole sleep stands under the night of %(night)s.")
    return text % {**values, "night": short_night(night)}


def _time_of_sleep(night: date, at: datetime) -> str:
    """As beside any night; before its noon, where a sleep told on another clock may lie, with its day as well."""
    own = night if at.time() >= nights.NOON else at.date() - nights.ONE_NIGHT
    return time_in_night(own, at.date(), f"{at:%H:%M}")


def night_words(night: date, *, as_of: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """What a page that is about one night calls it, whether that is still on, and in the afternoon the night that has
    begun, for a sleep since noon (None: none is on yet, or it is this one)."""
    last, now = nights.last_night(as_of, zone), nights.night_of(as_of, zone)
    name = short_night(night)
    heading = _("Last night, %(night)s") if night == last else _("Night of %(night)s")
    begun = now if now > last and now != night else None
    return {
        "heading": heading % {"night": name},
        "is_on": night > last,
        "begun": begun.isoformat() if begun else "",
        "begun_name": short_night(begun) if begun else "",
    }
