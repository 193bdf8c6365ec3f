"""What is said once something was saved: what was stored, and what is open all the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.criteria import Question
from journal.observations import Movement, Observation, Woke
from journal.open_questions import open_questions
from journal.wording import dates

# An answer and, in the person's words, since when; ("", "") is no answer.
DatedAnswer = tuple[str, str]
NO_DATED_ANSWER: DatedAnswer = ("", "")


def answer_saved(question: Question, value: str, entries: Sequence[Observation]) -> str:
    """After an answer to an open question about ``entries``, which have it already."""
    stays_open = any(question in open_questions(entry) for entry in entries)
    if value in (Movement.UNSURE, Woke.UNSURE):
        return _noted_as_unsure(stays_open=stays_open)
    saved = ngettext("Saved in %d entry.", "Saved in %d entries.", len(entries)) % len(entries)
    if not stays_open:
        return saved
    if value == Movement.FELT_JOLT:
        return _(
            "Saved as a jolt that was only felt. The question stays open while the entry also says "
            "that it woke you from sleep."
        )
    if question is Question.TYPE:
        return _(
            "Saved as a twitch. The question stays open while the entry also says that it woke you "
            "from sleep."
        )
    contradicts = _(
        "The question stays open: the entry still says two things that do not go together."
    )
    return f"{saved} {contradicts}"


def question_put_aside() -> str:
    """After "I do not know": the entry is as it was."""
    return _(
        "Your entry stays as you wrote it. The question stays open; it is not asked again here."
    )


def _noted_as_unsure(*, stays_open: bool) -> str:
    noted = _("Saved as “not sure”.")
    if not stays_open:
        return noted
    return f"{noted} {_('The question stays open; you can answer it at any time.')}"


def morning_saved(night: date, *, last: date) -> str:
    """After what was said of a night; which one, if another is the ``last`` by now."""
    if night == last:
        return _("Saved.")
    return _("Saved for %(night)s.") % {"night": dates.night(night)}


def sheet_saved(saved: int, wrong: int, remarks: Sequence[str]) -> str:
    """After a sheet was typed in: how many of its nights are stored, and how many are not."""
    texts = [ngettext("Saved: %d night.", "Saved: %d nights.", saved) % saved]
    if not saved and not wrong:
        texts = [_("Nothing was changed.")]
    if wrong:
        text = ngettext(
            "%d night is not saved yet: look at it below.",
            "%d nights are not saved yet: look at them below.",
            wrong,
        )
        texts.append(text % wrong)
    return " ".join([*texts, *remarks])


def sleep_saved(remarks: Sequence[str]) -> str:
    """After a night's sleep was stored, with what has to be said of it."""
    return " ".join([_("Saved."), *remarks])


def rest_saved(*, new: bool, in_trash: bool) -> str:
    """After one number for the rest of a night: ``new``, or saved before, perhaps in the trash."""
    if new:
        return _("Saved as one entry.")
    if in_trash:
        return _("The rest of this night was saved before, and lies in the trash.")
    return _("The rest of this night was saved before; change it in the diary.")


def checklist_saved(
    before: Mapping[str, DatedAnswer], now: Mapping[str, DatedAnswer], *, again: bool
) -> list[str]:
    """After the checklist: what was saved, taken back and confirmed.

    ``before`` are the answers that were stored, ``now`` is what the form says, both by the code of
    the thing; ``again``: all answers were said to stand as of today.
    """
    changed = {
        code: answer for code, answer in now.items() if answer != before.get(code, NO_DATED_ANSWER)
    }
    texts = _changes(changed)
    if again:
        texts.append(_confirmed(now))
    elif not changed:
        texts.append(_("No answer was changed."))
    return texts


def _confirmed(now: Mapping[str, DatedAnswer]) -> str:
    if any(answer for answer, _since in now.values()):
        return _("Saved: your answers are still right today.")
    return _("No question is answered.")


def _changes(changed: Mapping[str, DatedAnswer]) -> list[str]:
    """How many answers were saved and how many taken back."""
    saved = sum(bool(answer) for answer, _since in changed.values())
    removed = len(changed) - saved
    texts = []
    if saved:
        texts.append(ngettext("%d answer saved.", "%d answers saved.", saved) % saved)
    if removed:
        texts.append(ngettext("%d answer removed.", "%d answers removed.", removed) % removed)
    return texts
