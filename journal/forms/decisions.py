"""Storing what was touched on a card, unless something else was decided since its page was opened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from journal.criteria import RULES_VERSION, Question, TooMany
from journal.forms.answers import DecisionForm
from journal.forms.carrying import PartNotice
from journal.forms.merge import MINE, Conflict, compare
from journal.forms.opened import Opened
from journal.models import PatternDecision, TooManyAnswer
from journal.models.pattern import Decision
from journal.observations import CalledBack, Movement, Phase, Woke
from journal.pages.lines import place_name
from journal.pages.overview import TOO_MANY_SHOWN, too_many_text
from journal.pages.reviewing import DECISION, NOTE
from journal.words import word


def store_decision(
    person: User, form: DecisionForm, opened: Opened, entries: list[int], *, as_of: datetime
) -> PartNotice | None:
    """Keep a decision and its note: None if that was done, else what was decided elsewhere.

    ``entries`` are all that make up the pattern now.
    """
    decision, note = f"{DECISION}{form.key}", f"{NOTE}{form.key}"
    typed = {decision: form.cleaned_data["decision"], note: form.cleaned_data["note"]}
    with transaction.atomic():
        known = PatternDecision.objects.of(person).select_for_update().filter(pattern=form.key).first()
        stored = {decision: known.decision if known else "", note: known.note if known else ""}
        # The button says itself which decision to keep.
        choices = {decision: MINE, note: form.data.get(f"keep-{note}", "")}
        found = compare(opened, typed, stored, choices)
        if known and found.disputed:
            text = _decided(known, otherwise=decision in found.disputed)
            return PartNotice(
                text, pattern=form.key, asked=found.disputed, conflicts=_notes(found.disputed, typed, stored)
            )
        kept = typed if known is None else {name: typed[name] for name in found.changed}
        values = {name.partition("-")[0]: text for name, text in kept.items()}
        values |= {"criterion": form.key.partition("/")[0], "entries": entries}
        values |= {"decided_at": as_of, "rules_version": RULES_VERSION}
        PatternDecision.objects.update_or_create(owner=person, pattern=form.key, defaults=values)
    return None


def _decided(known: PatternDecision, *, otherwise: bool) -> str:
    if not otherwise:
        return _("The note was changed meanwhile in another window or on another device. Nothing was saved yet.")
    text = _("Meanwhile something else was decided, in another window or on another device: %(decision)s. Nothing was"
             " saved yet: touch what you want to keep.")  # fmt: skip
    return text % {"decision": Decision(known.decision).label}


def _notes(disputed: tuple[str, ...], typed: dict[str, str], stored: dict[str, str]) -> tuple[Conflict, ...]:
    nothing = _("nothing")
    return tuple(
        Conflict(name, str(_("A note for the appointment (optional)")), typed[name] or nothing, stored[name] or nothing)
        for name in disputed
        if name.startswith(NOTE)
    )


def store_too_many(person: User, answer: str, opened: Opened | None, *, as_of: datetime) -> str:
    """Keep an answer to "too many?" beside the earlier ones. What to say if another was given since the page was
    opened; "" if it was stored, or the same was answered."""
    with transaction.atomic():
        latest = TooManyAnswer.objects.of(person).latest_first().first()
        since = opened is not None and TOO_MANY_SHOWN in opened.values
        if latest and since and opened and not opened.shows(TOO_MANY_SHOWN, too_many_text(latest)):
            if latest.answer == answer:
                return ""
            text = _("Meanwhile you answered “%(stored)s”, in another window or on another device. “%(typed)s” is not"
                     " saved: touch it again if it is to count.")  # fmt: skip
            words = {
                name: _(word(TooMany(value)).lay) for name, value in (("stored", latest.answer), ("typed", answer))
            }
            return text % words
        TooManyAnswer.objects.create(owner=person, answer=answer, answered_at=as_of)
    return ""


ANSWER_TYPES: Mapping[Question, type[StrEnum]] = {
    Question.BACK: CalledBack,
    Question.TYPE: Movement,
    Question.WOKE: Woke,
    Question.PHASE: Phase,
}


def answered_elsewhere(question: Question, stored: str, typed: str) -> str:
    """That an entry was answered otherwise since its question was shown: both answers in words."""
    text = _("Meanwhile this was answered in another window or on another device: %(stored)s. “%(typed)s” is not saved."
             " Open the entry to change its answer.")  # fmt: skip
    return text % {"stored": _answer_word(question, stored), "typed": _answer_word(question, typed)}


def _answer_word(question: Question, value: str) -> str:
    if not value:
        return _("not recorded")
    kind = ANSWER_TYPES.get(question)
    return _(word(kind(value)).lay) if kind else place_name(value, "")
