"""What is said of the answers that are kept for a doctor and that no rule reads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from journal.entries import Entry
from journal.i18n import gettext_noop
from journal.wording.choices import lay_word


@dataclass(frozen=True, slots=True)
class FieldWords:
    """``title`` is what the report calls a field, ``sentence`` what holds the answer of one
    entry.
    """

    title: str
    sentence: str = "%(answer)s"


# By the field's name, in the order in which the form asks.
FIELD_WORDS: dict[str, FieldWords] = {
    "perceived": FieldWords(gettext_noop("Seen or felt")),
    "spread": FieldWords(gettext_noop("One spot or several")),
    "eased_by": FieldWords(
        gettext_noop("What eased it"), gettext_noop("What eased it: %(answer)s")
    ),
    "time_told": FieldWords(gettext_noop("Time")),
}


def further_answers(entry: Entry) -> list[str]:
    """One text for each that was given, in the diary and in the report alike."""
    given = ((words, answer_words(getattr(entry, name))) for name, words in FIELD_WORDS.items())
    return [_(words.sentence) % {"answer": ", ".join(texts)} for words, texts in given if texts]


def answer_words(answer: StrEnum | bool | tuple[StrEnum, ...] | None) -> tuple[str, ...]:
    """The words of an answer, or of each of several; () where none is recorded."""
    if isinstance(answer, bool):
        return (_("Yes") if answer else _("No"),)
    given = answer if isinstance(answer, tuple) else (answer,)
    return tuple(lay_word(value) for value in given if value is not None)
