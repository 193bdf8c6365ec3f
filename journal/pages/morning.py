"""The morning after a night: its entries, and just the questions that are still open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from journal import nights
from journal.nights import NightState
from journal.pages.entry_lines import EntryLine, constant_url, entry_line
from journal.pages.place_choices import PlaceGroup, place_groups, sent_place, sided_places
from journal.pages.question_buttons import OF_NIGHT, Ask, ask
from journal.reading.morning import MorningFacts
from journal.wording import dates
from journal.wording.constant import night_text
from journal.wording.night_sleep import short_sleep_text
from journal.wording.nights import night_label
from journal.wording.places import muscle_name, place_name

# From so many entries of one night on, one number for the rest of it is offered.
MANY_ENTRIES = 10
# What an address of an answer ends with: it is about the night, and comes back to its card.
NIGHT_PART = f"&{OF_NIGHT}=1#night"


@dataclass(frozen=True, slots=True)
class MorningCard:
    """What is known of one night, and what is left to ask.

    ``places`` are offered for a summary of its rest, ``usual_places``, the last few by what is sent
    and by name, for an open question; ``many_more``: at night it was touched that there was a rest;
    ``marked``: the person said "no twitches" of it, and there are entries all the same. ``sleep``
    is when they were in bed, "" where that is not recorded. ``constant_text`` says where it went on
    and on, "" for nowhere; at ``constant_url`` it is marked. ``leaves_open``: a question
    that was put is open all the same.
    """

    night: date
    name: str
    state: NightState
    does_not_know: bool
    lines: tuple[EntryLine, ...]
    asks: tuple[Ask, ...]
    offers_summary: bool
    many_more: bool
    places: tuple[tuple[str, str], ...]
    usual_places: tuple[tuple[str, str], ...] = ()
    marked: bool = False
    sleep: str = ""
    constant_text: str = ""
    constant_url: str = ""
    leaves_open: bool = False

    @property
    def question(self) -> Ask | None:
        """The first that is open; None: none is."""
        return self.asks[0] if self.asks else None

    @property
    def more_questions(self) -> int:
        """How many are open after that."""
        return max(len(self.asks) - 1, 0)


@dataclass(frozen=True, slots=True)
class MorningPage:
    """All that the page shows beside its form.

    ``is_on``: the night is not over. ``begun`` is the ISO date of the night that has begun since,
    for a sleep since noon, and ``begun_name`` its name; "" where none is on yet, or it is this one.
    ``places`` are the choices of "Where was it?". ``key`` is the id of an entry that is remembered
    here. ``named`` is the page's night as an address names it, "" for last night.
    """

    card: MorningCard
    heading: str
    is_on: bool
    begun: str
    begun_name: str
    places: list[PlaceGroup]
    key: str
    named: str


def morning_page(facts: MorningFacts, *, as_of: datetime, zone: ZoneInfo, key: str) -> MorningPage:
    """The page of one night; ``zone`` is the one in which its form was opened."""
    last, now = nights.last_night(as_of, zone), nights.night_of(as_of, zone)
    begun = begun_name = ""
    if now > last and now != facts.night:
        begun, begun_name = now.isoformat(), dates.night(now)
    return MorningPage(
        card=morning_card(facts, zone),
        heading=night_label(facts.night, last),
        is_on=facts.night > last,
        begun=begun,
        begun_name=begun_name,
        places=place_groups(),
        key=key,
        named="" if facts.night == last else facts.night.isoformat(),
    )


def morning_card(facts: MorningFacts, zone: ZoneInfo) -> MorningCard:
    """The card of a night, for this page and the dashboard; times on the clock of ``zone``."""
    many = facts.rest_entry is None and len(facts.moments) >= MANY_ENTRIES
    muscles = dict.fromkeys(
        moment.observation.muscle for moment in facts.moments if moment.observation.muscle
    )
    return MorningCard(
        night=facts.night,
        name=dates.night(facts.night),
        state=_state(facts),
        does_not_know=facts.does_not_know,
        lines=tuple(entry_line(moment, dated=False) for moment in facts.moments),
        asks=tuple(
            ask(question, [moment], part=NIGHT_PART, can_wait=True)
            for question, moment in facts.questions()
        ),
        offers_summary=facts.many_more or many,
        many_more=facts.many_more,
        places=tuple((muscle, muscle_name(muscle)) for muscle in muscles),
        usual_places=tuple(
            (sent_place(muscle, side), place_name(muscle, side))
            for muscle, side in sided_places(facts.recent_places)
        ),
        marked=facts.marked and bool(facts.moments),
        sleep=short_sleep_text(facts.sleep, zone) if facts.sleep else "",
        constant_text=night_text(facts.constant),
        constant_url=constant_url(facts.night),
        leaves_open=facts.leaves_open,
    )


def _state(facts: MorningFacts) -> NightState:
    if facts.moments:
        return NightState.EPISODES
    if facts.constant:
        return NightState.CONSTANT
    return NightState.NONE if facts.marked else NightState.NOT_RECORDED


def summary_texts(card: MorningCard) -> dict[str, str]:
    """What the fields for the rest of the night show, by their names; {} if it is not offered."""
    if not card.offers_summary:
        return {}
    first_muscle = next((muscle for muscle, _name in card.places), "")
    return {"count": "", "muscle": first_muscle, "side": ""}
