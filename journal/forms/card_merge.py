"""What a touch on a card changes, beside what was answered or decided since its page was opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from journal.criteria import Question, TooMany
from journal.forms.card_answers import DecisionForm
from journal.forms.carried_texts import PartNotice
from journal.forms.merge import MINE, Conflict, compare
from journal.forms.opened_about import Opened
from journal.models import PatternDecision
from journal.models.pattern_decision import Decision
from journal.observations import CalledBack, Movement, Phase, Woke
from journal.pages.pattern_rows import DECISION_FIELD, NOTE_FIELD
from journal.pages.points import TOO_MANY_FIELD, latest_answer_text
from journal.reading.period import LatestAnswer
from journal.wording.choices import lay_word
from journal.wording.places import muscle_name


@dataclass(frozen=True, slots=True)
class DecisionChange:
    """What to write of a pattern ("decision", "note"), or what was decided ``elsewhere``."""

    values: Mapping[str, str]
    elsewhere: PartNotice | None = None


def decision_change(
    form: DecisionForm, opened: Opened, row: PatternDecision | None
) -> DecisionChange:
    """What the form changes of the ``row`` that is stored now; nothing where the person has to
    choose.
    """
    decision, note = f"{DECISION_FIELD}{form.key}", f"{NOTE_FIELD}{form.key}"
    typed = {decision: form.cleaned_data["decision"], note: form.cleaned_data["note"]}
    stored = {decision: getattr(row, "decision", ""), note: getattr(row, "note", "")}
    # The button says itself which decision to keep.
    choices = {decision: MINE, note: form.data.get(f"keep-{note}", "")}
    comparison = compare(opened, typed, stored, choices)
    if row and comparison.disputed:
        elsewhere = PartNotice(
            _decided(row, otherwise=decision in comparison.disputed),
            pattern=form.key,
            disputed=comparison.disputed,
            conflicts=_note_conflicts(comparison.disputed, typed, stored),
        )
        return DecisionChange({}, elsewhere)
    changed = comparison.changed if row else typed.keys()
    return DecisionChange({name.partition("-")[0]: typed[name] for name in changed})


def _decided(row: PatternDecision, *, otherwise: bool) -> str:
    if not otherwise:
        return _(
            "The note was changed meanwhile in another window or on another device. Nothing was "
            "saved yet."
        )
    text = _(
        "Meanwhile something else was decided, in another window or on another device: "
        "%(decision)s. Nothing was saved yet: touch what you want to keep."
    )
    return text % {"decision": Decision(row.decision).label}


def _note_conflicts(
    disputed: tuple[str, ...], typed: dict[str, str], stored: dict[str, str]
) -> tuple[Conflict, ...]:
    nothing = _("nothing")
    return tuple(
        Conflict(
            name,
            str(_("A note for the appointment (optional)")),
            typed[name] or nothing,
            stored[name] or nothing,
        )
        for name in disputed
        if name.startswith(NOTE_FIELD)
    )


def answered_meanwhile(opened: Opened | None, latest: LatestAnswer) -> bool:
    """Whether "too many?" was answered since the page was opened; no for one that does not say."""
    if opened is None or TOO_MANY_FIELD not in opened.values or latest.answer is None:
        return False
    return not opened.shows(TOO_MANY_FIELD, latest_answer_text(latest))


def too_many_elsewhere(stored: TooMany, typed: str) -> str:
    """That "too many?" was answered otherwise since it was shown: both answers in words."""
    text = _(
        "Meanwhile you answered “%(stored)s”, in another window or on another "
        "device. “%(typed)s” is not saved: touch it again if it is to count."
    )
    return text % {"stored": lay_word(stored), "typed": lay_word(TooMany(typed))}


ANSWER_TYPES: Mapping[Question, type[StrEnum]] = {
    Question.BACK: CalledBack,
    Question.TYPE: Movement,
    Question.WOKE: Woke,
    Question.PHASE: Phase,
}


def answered_elsewhere(question: Question, stored: str, typed: str) -> str:
    """That an entry was answered otherwise since its question was shown: both answers in words."""
    text = _(
        "Meanwhile this was answered in another window or on another device: %(stored)s. "
        "“%(typed)s” is not saved. Open the entry to change its answer."
    )
    return text % {"stored": _answer_word(question, stored), "typed": _answer_word(question, typed)}


def _answer_word(question: Question, value: str) -> str:
    if not value:
        return _("not recorded")
    kind = ANSWER_TYPES.get(question)
    return lay_word(kind(value)) if kind else muscle_name(value)
