"""An entry as one line of the diary or the trash, with the addresses of what can be done to it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from journal.criteria import CRITERION_BY_CODE
from journal.reading.stored_entry import StoredEntry
from journal.wording.choices import lay_word
from journal.wording.entries import EntryWords, entry_words


@dataclass(frozen=True, slots=True)
class DiaryRow:
    """One entry; ``matches`` and ``questions`` are what the rules say of it, if that is shown."""

    pk: int
    words: EntryWords
    matches: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    @property
    def edit(self) -> str:
        """Where it is changed."""
        return reverse("edit", args=[self.pk])

    @property
    def delete(self) -> str:
        """Where a form puts it into the trash."""
        return reverse("delete", args=[self.pk])

    @property
    def restore(self) -> str:
        """Where a form takes it out of the trash."""
        return reverse("restore", args=[self.pk])


def diary_row(stored: StoredEntry, *, zone: str) -> DiaryRow:
    """One entry in words; ``zone`` is the name of the person's own."""
    words = entry_words(stored.entry, stored.night, zone=zone)
    if stored.matches is None:
        return DiaryRow(stored.pk, words)
    titles = tuple(_(CRITERION_BY_CODE[code].title) for code in stored.matches.flags)
    questions = tuple(lay_word(question) for question in stored.matches.asks)
    return DiaryRow(stored.pk, words, titles, questions)
