"""What is said after an answer: what was saved, and what is open all the same, by the entries as they are now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.criteria import Question
from journal.models import OtherThingAnswer
from journal.models.summarising import rest_of
from journal.observations import Movement, Observation, Woke
from journal.other_things import THINGS, Heed
from journal.pages.morning import open_questions


def thanks(question: Question, value: str, entries: Sequence[Observation]) -> str:
    """After an answer to an open question about ``entries``, which have it already."""
    stays_open = any(question in open_questions(one) for one in entries)
    saved = ngettext("Saved in %d entry.", "Saved in %d entries.", len(entries)) % len(entries)
    if value in (Movement.UNSURE, Woke.UNSURE):
        saved = _("Noted as not sure.")
        return f"{saved} {_('The question stays open; you can answer it at any time.')}" if stays_open else saved
    if not stays_open:
        return saved
    if question is Question.TYPE:
        return _("Saved as a twitch. The question stays open while the entry also says that it woke you from sleep.")
    return f"{saved} {_('The question stays open: the entry still says two things that do not go together.')}"


def rest_saved(person: User, night: date, *, new: bool) -> str:
    """After one number for the rest of a night."""
    if new:
        return _("Saved as one entry.")
    if rest_of(person, night) is None:
        return _("The rest of this night was saved before, and lies in the trash.")
    return _("The rest of this night was saved before; change it in the diary.")


def checklist_saved(
    before: Mapping[str, OtherThingAnswer], said: Mapping[str, tuple[str, str]], *, again: bool
) -> list[str]:
    """After the other things doctors ask about: what was saved, taken back, confirmed, and what a doctor wants soon.

    ``before`` are the answers as they were, ``said`` is what the form says now (answer and "since when", by code).
    """
    known = {code: (one.answer, one.since) for code, one in before.items()}
    changed = {code: now for code, now in said.items() if now != known.get(code, ("", ""))}
    saved = sum(bool(answer) for answer, _since in changed.values())
    removed = len(changed) - saved
    texts = []
    if saved:
        texts.append(ngettext("%d answer saved.", "%d answers saved.", saved) % saved)
    if removed:
        texts.append(ngettext("%d answer taken back.", "%d answers taken back.", removed) % removed)
    if not changed and not again:
        texts.append(_("No answer was changed."))
    if again:
        answered = any(answer for answer, _since in said.values())
        texts.append(_("Your answers stand as of today.") if answered else _("No question is answered."))
    new = [code for code, (answer, _since) in changed.items() if answer == "yes" and known.get(code, ("",))[0] != "yes"]
    return [*texts, *_heeded(new)]


def _heeded(codes: Sequence[str]) -> list[str]:
    """One sentence on all new answers "yes" that a doctor wants to hear of soon, and when not to wait for one."""
    things = [THINGS[code] for code in codes if THINGS[code].heed is not Heed.NONE]
    if not things:
        return []
    text = _(
        "Doctors want to hear of this soon, with or without twitches: %(things)s. Tell yours within the next few days,"
        " also if your appointment is later."
    ) % {"things": "; ".join(_(thing.short) for thing in things)}
    if any(thing.heed is Heed.NOW_IF_NEW for thing in things):
        text += " " + _("If it is new or came suddenly, see “When to call for help”.")
    return [text]
