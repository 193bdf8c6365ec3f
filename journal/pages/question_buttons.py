"""Open questions with the buttons that answer them, on the dashboard's cards and in the morning."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from journal.constant_places import is_constant
from journal.criteria import Question
from journal.moments import Moment
from journal.observations import CalledBack, Movement, Observation, Phase, Woke
from journal.open_questions import ANSWERS
from journal.pages.entry_lines import EntryLine, entry_line
from journal.wording.choices import lay_word
from journal.wording.movements import question_hint
from journal.wording.places import muscle_name

# A box in which a place is chosen, followed by its entry's key.
PLACE_FIELD = "place-"
# After that name: the box for its side.
SIDE_OF_PLACE = "-side"
# In an answer's address: it is given on the card of a night.
OF_NIGHT = "night"
# Entries of one question that are named one by one.
MOST_NAMED = 4
# What one touch can answer, in the order of the buttons; places are chosen from a list.
ONE_TOUCH: Mapping[Question, tuple[StrEnum, ...]] = {
    Question.BACK: (CalledBack.YES, CalledBack.NO),
    Question.TYPE: (Movement.TWITCH, Movement.JERK, Movement.UNSURE),
    Question.WOKE: (Woke.ASLEEP, Woke.DROPPING_OFF, Woke.NO, Woke.UNSURE),
    Question.PHASE: (Phase.ASLEEP, Phase.SLEEP_ONSET),
}
# The same of "Was it a twitch or a jerk?" where the entry says that a jolt was felt.
JOLT_TOUCH = (Movement.FELT_JOLT, Movement.JERK, Movement.TWITCH)


@dataclass(frozen=True, slots=True)
class Ask:
    """An open question about one entry, or about several that one answer settles alike
    (``together``).

    ``buttons`` are values with their words, none where a place is chosen from a list. ``address``
    takes the answer, ``address_if_awake`` the one that the entry did not wake the person ("" where
    that is no answer). Both name the entries and what is stored of them, so that the buttons need
    no form of their own. ``can_wait``: "I do not know" puts the question aside; ``hint`` says what
    the answers mean, "" where that is plain.
    """

    question: Question
    text: str
    buttons: tuple[tuple[str, str], ...]
    lines: tuple[EntryLine, ...]
    more: int
    address: str
    address_if_awake: str
    together: str
    hint: str = ""
    can_wait: bool = False

    @property
    def key(self) -> Hashable:
        """The entry that names the form's fields."""
        return self.lines[0].key


def ask(
    question: Question,
    about: list[Moment],
    *,
    dated: bool = False,
    part: str = "",
    can_wait: bool = False,
) -> Ask:
    """An open question about these entries, and the buttons that answer it; ``dated`` names the
    year, ``part`` the part of the page to come back to. ``can_wait``: it is put once.
    """
    together, if_awake = "", ""
    if len(about) > 1:
        named = {"place": muscle_name(about[0].observation.muscle), "number": len(about)}
        together = _("%(place)s: one answer for these %(number)d entries") % named
    observations = [moment.observation for moment in about]
    if question is Question.PHASE:
        if_awake = _address(Question.WOKE, observations) + part
    values = _one_touch(question, observations)
    return Ask(
        question=question,
        text=lay_word(question),
        buttons=tuple((value.value, lay_word(value)) for value in values),
        lines=tuple(entry_line(moment, dated=dated) for moment in about[:MOST_NAMED]),
        more=max(len(about) - MOST_NAMED, 0),
        address=_address(question, observations) + part,
        address_if_awake=if_awake,
        together=together,
        hint=question_hint(question, observations[0].movement),
        can_wait=can_wait and Woke.UNSURE not in values and Movement.UNSURE not in values,
    )


def _one_touch(question: Question, about: Sequence[Observation]) -> tuple[StrEnum, ...]:
    """What one touch can answer; a jolt that was only felt can be said to be one, and never becomes
    "not sure" by a touch.
    """
    if question is Question.TYPE and about[0].movement is Movement.FELT_JOLT:
        return JOLT_TOUCH
    return ONE_TOUCH.get(question, ())


def _constant_address(question: Question, about: Sequence[Observation]) -> str:
    """Of a place where it went on and on: the marks that are asked about, by their keys."""
    parameters = [("question", question.value)]
    parameters += [("mark", str(-int(str(observation.key)))) for observation in about]
    return f"{reverse('answer_constant')}?{urlencode(parameters)}"


def _address(question: Question, about: Sequence[Observation]) -> str:
    """Where an answer is sent: it says what is asked, of which entries, and what is stored of them
    now.
    """
    if is_constant(about[0].key):
        return _constant_address(question, about)
    field, _values = ANSWERS[question]
    parameters = [("question", question.value), ("was", getattr(about[0], field) or "")]
    parameters += [("also", str(observation.key)) for observation in about[1:]]
    return f"{reverse('answer', args=[about[0].key])}?{urlencode(parameters)}"
