"""Open questions and the buttons that answer them, on the dashboard's cards and in the morning."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from journal.criteria import Question
from journal.models.answering import ANSWERS
from journal.observations import CalledBack, Movement, Observation, Phase, Woke
from journal.pages.lines import Line, line, place
from journal.summary import Moment
from journal.words import word

# Entries that are named one by one.
SHOWN = 4
# Stands in buttons that are put together once; no address holds it.
ADDRESS_GOES_HERE = "@@"
# What one touch can answer, in the order of the buttons; places are chosen from a list.
OPTIONS: Mapping[Question, tuple[StrEnum, ...]] = {
    Question.BACK: (CalledBack.YES, CalledBack.NO),
    Question.TYPE: (Movement.TWITCH, Movement.JERK, Movement.UNSURE),
    Question.WOKE: (Woke.ASLEEP, Woke.DROPPING_OFF, Woke.NO, Woke.UNSURE),
    Question.PHASE: (Phase.ASLEEP, Phase.SLEEP_ONSET),
}


@dataclass(frozen=True, slots=True)
class Ask:
    """An open question about one entry, or about several that one answer settles alike (``together``).

    ``address`` takes the answer, ``address_if_awake`` the one that the entry did not wake the person ("" where that is
    no answer). Both name the entries and what is stored of them, so that the buttons need no form of their own.
    """

    question: Question
    text: str
    buttons: SafeString
    lines: tuple[Line, ...]
    more: int
    address: str
    address_if_awake: str
    together: str

    @property
    def key(self) -> Hashable:
        """The entry that names the form's fields."""
        return self.lines[0].key


def ask(question: Question, about: list[Moment], *, dated: bool = False, part: str = "") -> Ask:
    """An open question about these entries, and the buttons that answer it; ``dated`` names the year, ``part`` the part
    of the page to come back to."""
    together = ""
    if len(about) > 1:
        values = {"place": place(about[0].seen.muscle)[0], "number": len(about)}
        together = _("%(place)s: one answer for these %(number)d entries") % values
    seen = [one.seen for one in about]
    address = _address(question, seen) + part
    return Ask(
        question=question,
        text=_(word(question).lay),
        buttons=_buttons(question, address),
        lines=tuple(line(one, dated=dated) for one in about[:SHOWN]),
        more=max(len(about) - SHOWN, 0),
        address=address,
        address_if_awake=_address(Question.WOKE, seen) + part if question is Question.PHASE else "",
        together=together,
    )


def _address(question: Question, about: Sequence[Observation]) -> str:
    """Where an answer is sent: it says what is asked, of which entries, and what is stored of them now."""
    field, _values = ANSWERS[question]
    told = [("question", question.value), ("was", getattr(about[0], field) or "")]
    told += [("also", str(one.key)) for one in about[1:]]
    return f"{reverse('answer', args=[about[0].key])}?{urlencode(told)}"


def _buttons(question: Question, address: str) -> SafeString:
    """One button an answer, each sent to that address."""
    return SafeString(_drawn_buttons(question, get_language()).replace(ADDRESS_GOES_HERE, escape(address)))


@lru_cache(maxsize=64)
def _drawn_buttons(question: Question, language: str | None) -> SafeString:
    """The same for every entry, so put together once a language."""
    button = f'<button class="chip" name="value" value="{{}}" formaction="{ADDRESS_GOES_HERE}">{{}}</button>'
    return format_html_join("", button, ((value.value, _(word(value).lay)) for value in OPTIONS.get(question, ())))
