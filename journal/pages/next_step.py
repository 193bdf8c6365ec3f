"""The next small step towards the appointment that is ahead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from journal.background import StatementRow
from journal.visit_steps import VisitStep, next_step
from journal.wording.appointment import no_day
from journal.wording.background import first_words, statement_source
from journal.wording.dates import day
from journal.wording.visit_steps import step_action, step_advice, step_text, visit_state

ROUTES: Mapping[VisitStep, str] = {
    VisitStep.CAPTURE: "nights",
    VisitStep.CONTEXT: "appointment",
    VisitStep.CHOOSE: "patterns",
    VisitStep.FREEZE: "report",
    VisitStep.AFTERWARDS: "appointment",
}


@dataclass(frozen=True, slots=True)
class StepProposal:
    """What it says, the words of its link, and the URL name that this leads to."""

    text: str
    action: str
    route: str


@dataclass(frozen=True, slots=True)
class VisitRow:
    """The appointment in one line of another page: ``state`` is its day and how far away it is, or
    that none is noted; ``step`` what helps most now, "" for nothing yet. ``said_by`` says when and
    by whom something was said at a visit last, ``words`` what; both "" for nothing.
    """

    state: str
    step: str
    said_by: str = ""
    words: str = ""


def visit_row(
    visit_on: date | None, today: date, statement: StatementRow | None = None
) -> VisitRow:
    """The line; ``visit_on`` is the day of the appointment ahead, None for none; ``statement`` is
    what was said last.
    """
    source, words = "", ""
    if statement:
        source, words = statement_source(statement), first_words(statement.words)
    if visit_on is None:
        return VisitRow(no_day(), "", source, words)
    step = next_step(visit_on, today)
    state = visit_state(day(visit_on), (visit_on - today).days)
    return VisitRow(state, step_advice(step) if step else "", source, words)


def step_proposal(visit_on: date | None, today: date) -> StepProposal | None:
    """The next small step; None: no appointment, or it is more than three weeks away."""
    if visit_on is None:
        return None
    step = next_step(visit_on, today)
    if step is None:
        return None
    text = step_text(step, (visit_on - today).days)
    return StepProposal(text, step_action(step), ROUTES[step])
