"""Rows made of texts that an appointment held before there were rows: the texts, and empty rows
beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext

from journal.actions.background import answer_earlier_words
from journal.background import KINDS_OF_BACKGROUND
from journal.forms.background import BackgroundForm
from journal.models import Appointment
from journal.models.appointment import EarlierWords
from journal.pages.background import NAMES_OF_WORDS
from journal.reading.background import ASKED_ABOUT, EarlierText

# Empty rows that a page offers for one text; more are added on the list's own page.
MOST_EMPTY_ROWS = 6
# Of which kind the rows are that a text is offered.
KIND_BY_TEXT = {
    "how_it_began": KINDS_OF_BACKGROUND["beginnings"],
    "medicines": KINDS_OF_BACKGROUND["medicines"],
    "changes": KINDS_OF_BACKGROUND["medicines"],
}


@dataclass(frozen=True, slots=True)
class TextWithRows:
    """One text, and the forms that stand beside it."""

    text: EarlierText
    forms: tuple[BackgroundForm, ...]

    @property
    def title(self) -> str:
        """What the text is called."""
        return gettext(NAMES_OF_WORDS[self.text.name])


class EarlierWordsForm:
    """All texts of one appointment, each with empty rows."""

    def __init__(self, visit: Appointment, today: date, data: Mapping[str, str] | None) -> None:
        self.parts = tuple(
            TextWithRows(
                EarlierText(name, visit.on_date, text), _empty_rows(name, text, today, data)
            )
            for name in ASKED_ABOUT
            if (text := getattr(visit, name))
        )
        self._visit = visit

    @property
    def forms(self) -> Iterator[BackgroundForm]:
        """Every row of every text."""
        return (form for part in self.parts for form in part.forms)

    @property
    def filled(self) -> list[BackgroundForm]:
        """The rows in which something stands."""
        return [form for form in self.forms if not form.is_blank]

    @property
    def errors(self) -> bool:
        """Whether something that was filled in is not sound."""
        return any(form.is_bound and form.errors for form in self.filled)

    def store(self, person: User, as_of: datetime) -> int | None:
        """Store all rows that were filled in, or none of them; how many there were.

        None if something is not sound, or there is no place for it.
        """
        filled = self.filled
        if not all([form.is_valid() for form in filled]):  # noqa: C419 - each says what is wrong
            return None
        with transaction.atomic():
            if not all(form.store_new(person, as_of) for form in filled):
                transaction.set_rollback(True)
                return None
            if filled:
                answer_earlier_words(self._visit, EarlierWords.ROWS)
        return len(filled)


def _empty_rows(
    name: str, text: str, today: date, data: Mapping[str, str] | None
) -> tuple[BackgroundForm, ...]:
    kind = KIND_BY_TEXT[name]
    lines = sum(1 for line in text.splitlines() if line.strip())
    return tuple(
        BackgroundForm(data, kind=kind, today=today, prefix=f"{name}-{number}")
        for number in range(min(lines + 1, MOST_EMPTY_ROWS))
    )
