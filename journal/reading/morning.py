"""What is known of one night on the morning after it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.contrib.auth.models import User

from journal.anatomy import NOT_SURE_WHERE
from journal.constant_places import ConstantPlace
from journal.criteria import Question
from journal.models import DayContext, Episode, Morning
from journal.moments import Moment
from journal.night_sleep import NightSleep
from journal.open_questions import open_questions
from journal.reading.night_marks import read_night_marks
from journal.reading.own_episodes import recent_places


@dataclass(frozen=True, slots=True)
class RestOfNight:
    """The entry that stands for the rest of a night, by its primary key.

    ``uncounted``: it was touched at night, and nobody has said yet for how many it stands.
    """

    pk: int
    uncounted: bool


@dataclass(frozen=True, slots=True)
class MorningFacts:
    """One night: its entries, oldest first, and what the person said of it.

    ``marked``: "no twitches". ``constant`` are the places where it went on and on. ``rest_entry``
    is None where no entry stands for the rest. ``recent_places`` are the last few by muscle and
    side, the latest first; none are read where no question is open. ``sleep`` is None where nothing
    was said of the night but its entries.
    """

    night: date
    moments: tuple[Moment, ...]
    marked: bool
    does_not_know: bool
    rest_entry: RestOfNight | None = None
    constant: tuple[ConstantPlace, ...] = ()
    recent_places: tuple[tuple[str, str], ...] = ()
    sleep: NightSleep | None = None

    @property
    def many_more(self) -> bool:
        """At night it was touched that there were more, and nobody has said yet how many."""
        return self.rest_entry is not None and self.rest_entry.uncounted

    def questions(self) -> list[tuple[Question, Moment]]:
        """The open questions of each entry that were not put yet; an uncounted rest has one of its
        own, not these.
        """
        uncounted = self.rest_entry.pk if self.many_more and self.rest_entry else None
        return [
            (question, moment)
            for moment in self.moments
            if moment.observation.key != uncounted
            for question in open_questions(moment.observation)
            if question not in moment.asked_questions
        ]

    @property
    def leaves_open(self) -> bool:
        """Whether a question that was put is open all the same."""
        return any(
            question in moment.asked_questions
            for moment in self.moments
            for question in open_questions(moment.observation)
        )


def read_morning(person: User, night: date) -> MorningFacts:
    """The person's night, in four queries, and one more where a question is open."""
    episodes = Episode.objects.of(person).kept()
    moments = tuple(episodes.on_nights(night, night).moments())
    marks = read_night_marks(person, night, night)
    morning = Morning.objects.of(person).on_nights(night, night).first()
    facts = MorningFacts(
        night=night,
        moments=moments,
        marked=night in marks.quiet,
        does_not_know=bool(morning and morning.does_not_know),
        rest_entry=_rest_of_night(person, night),
        sleep=morning.sleep if morning else None,
        constant=marks.constant_from(night),
    )
    if not facts.questions():
        return facts
    return replace(facts, recent_places=_recent_places(person))


def _rest_of_night(person: User, night: date) -> RestOfNight | None:
    episode = Episode.objects.of(person).kept().rest_of_night(night)
    return RestOfNight(episode.pk, episode.is_uncounted_rest) if episode else None


def _recent_places(person: User) -> tuple[tuple[str, str], ...]:
    return tuple(place for place in recent_places(person) if place[0] != NOT_SURE_WHERE)


def rest_of_night_is_kept(person: User, night: date) -> bool:
    """Whether an entry in the diary stands for the rest of the night."""
    return _rest_of_night(person, night) is not None


def morning_rows(person: User, night: date) -> tuple[Morning | None, DayContext | None]:
    """What the person said of sleep and of the day before, as the rows that a form changes."""
    morning = Morning.objects.of(person).on_nights(night, night).first()
    return morning, DayContext.objects.of(person).on_nights(night, night).first()
