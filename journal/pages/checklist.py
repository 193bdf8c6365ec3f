"""The page of the checklist: the other things doctors ask about, and what a "yes" among them is
worth at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from journal.checklist import SOURCES, THINGS, Heed


@dataclass(frozen=True, slots=True)
class ChecklistPage:
    """All that the page shows beside its form.

    ``calls``: a sentence for each stored "yes" that is worth a call to the doctor now, in the
    questions' order; ``helps``: whether the page says for what to call emergency services instead;
    ``again``: whether the answers are asked once more for a visit; ``sources`` are to be
    translated where they are shown.
    """

    calls: tuple[str, ...]
    helps: bool
    again: bool
    sources: tuple[str, ...] = SOURCES


def checklist_page(answers: Mapping[str, str], *, again: bool) -> ChecklistPage:
    """``answers``: what is stored, by the question's code."""
    things = [thing for code, thing in THINGS.items() if thing.call and answers.get(code) == "yes"]
    return ChecklistPage(
        calls=tuple(_(thing.call) for thing in things),
        helps=any(thing.heed is Heed.NOW_IF_NEW for thing in things),
        again=again,
    )
