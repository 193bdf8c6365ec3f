"""What a word of somebody's own table stands for, in ours."""

from __future__ import annotations

from django.utils.translation import gettext as _

from journal.diary_file.sheets import WordMeaning
from journal.wording.choices import lay_word
from journal.wording.places import beside, muscle_name


def muscles_text(muscles: tuple[str, ...]) -> str:
    """As in "Calf + Foot"; "" for none."""
    return " + ".join(muscle_name(muscle) for muscle in muscles)


def meaning_text(meaning: WordMeaning) -> str:
    """As in "Calf, left · Twitch"; what nothing is recorded of is said."""
    parts = [beside(muscles_text(meaning.muscles), meaning.side)]
    if meaning.nothing:
        parts.append(_("No twitch"))
    answers = (meaning.movement, meaning.phase, meaning.noticed_by)
    parts += [lay_word(answer) for answer in answers if answer is not None]
    if meaning.woke is not None:
        parts.append(_("Woke me: %(answer)s") % {"answer": lay_word(meaning.woke)})
    return " · ".join(part for part in parts if part) or _("Not recorded")
