"""What is said of the answers that are kept for a doctor and that no rule reads."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext as _

from journal.entries import Entry
from journal.i18n import gettext_noop
from journal.wording.choices import lay_word

# A sentence by the field's name, in the order in which the form asks; its answer stands in it.
SENTENCES: dict[str, str] = {
    "perceived": "%(answer)s",
    "spread": "%(answer)s",
    "eased_by": gettext_noop("What eased it: %(answer)s"),
}


def further_answers(entry: Entry) -> list[str]:
    """One text for each that was given, in the diary and in the report alike."""
    answers = ((sentence, _words(getattr(entry, name))) for name, sentence in SENTENCES.items())
    return [_(sentence) % {"answer": words} for sentence, words in answers if words]


def _words(answer: StrEnum | tuple[StrEnum, ...] | None) -> str:
    """The words of an answer, or of several; "" for none."""
    given = answer if isinstance(answer, tuple) else (answer,)
    return ", ".join(lay_word(value) for value in given if value is not None)
