"""The page of the checklist: the other things doctors ask about, and what a "yes" among them is
worth at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from journal.checklist import SOURCES, THINGS, Heed, Thing


@dataclass(frozen=True, slots=True)
class ChecklistPage:
    """All that the page shows beside its form.

    ``calls``: a sentence for each stored "yes" that is worth a call to the doctor now, in the
    questions' order; ``helps``: whether the page says for what to call emergency services instead.
    ``soon``: one on all others that doctors want to hear of within days, "" for none, and
    ``is_now_if_new``: whether one of these is for the emergency services where it is new.
    ``again``: whether the answers are asked once more for a visit; ``sources`` are to be
    translated where they are shown.
    """

    calls: tuple[str, ...]
    helps: bool
    soon: str
    is_now_if_new: bool
    again: bool
    sources: tuple[str, ...] = SOURCES


def checklist_page(answers: Mapping[str, str], *, again: bool) -> ChecklistPage:
    """``answers``: what is stored, by the question's code."""
    things = [thing for code, thing in THINGS.items() if answers.get(code) == "yes"]
    calls = [thing for thing in things if thing.call]
    others = [thing for thing in things if not thing.call and thing.heed is not Heed.NONE]
    return ChecklistPage(
        calls=tuple(_(thing.call) for thing in calls),
        helps=any(thing.heed is Heed.NOW_IF_NEW for thing in calls),
        soon=_soon_text(others),
        is_now_if_new=any(thing.heed is Heed.NOW_IF_NEW for thing in others),
        again=again,
    )


def _soon_text(things: Sequence[Thing]) -> str:
    if not things:
        return ""
    text = _(
        "Doctors want to hear of this soon, with or without twitches: %(things)s. "
        "Tell yours within the next few days, also if your appointment is later."
    )
    return text % {"things": "; ".join(_(thing.short) for thing in things)}
