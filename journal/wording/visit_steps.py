"""How far away the appointment is, and the next small step towards it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from journal.i18n import gettext_noop
from journal.visit_steps import VisitStep

# What each step says, and what leads to it.
STEP_TEXTS: Mapping[VisitStep, tuple[str, str]] = {
    VisitStep.CAPTURE: (
        gettext_noop("Log what happens, and the nights without twitches too."),
        gettext_noop("Check the last seven nights"),
    ),
    VisitStep.CONTEXT: (
        gettext_noop("Write down what worries you and your questions."),
        gettext_noop("Prepare the visit"),
    ),
    VisitStep.CHOOSE: (
        gettext_noop("Decide what you want to raise."),
        gettext_noop("Look at the patterns"),
    ),
    VisitStep.FREEZE: (
        gettext_noop("Make the page that you take along."),
        gettext_noop("To the page for the doctor"),
    ),
    VisitStep.AFTERWARDS: (
        gettext_noop("Write down what was said, while you remember it."),
        gettext_noop("After the visit"),
    ),
}


def step_text(step: VisitStep, days: int) -> str:
    """How many ``days`` are left (negative: since), and what helps most now."""
    return f"{days_left_text(days)} {step_advice(step)}"


def step_advice(step: VisitStep) -> str:
    """What helps most now."""
    return _(STEP_TEXTS[step][0])


def visit_state(on: str, days: int) -> str:
    """The day in words and how far away it is, as in "14 December 2026, in 18 days"."""
    if days < 0:
        return _("%(on)s, it is over") % {"on": on}
    if days == 0:
        return _("%(on)s, today") % {"on": on}
    if days == 1:
        return _("%(on)s, tomorrow") % {"on": on}
    return _("%(on)s, in %(days)d days") % {"on": on, "days": days}


def step_action(step: VisitStep) -> str:
    """The words of the link that leads to the step."""
    return _(STEP_TEXTS[step][1])


def days_left_text(days: int) -> str:
    """How far away the appointment is; ``days`` below zero are over."""
    if days < 0:
        return _("Your appointment is over.")
    if days == 0:
        return _("Your appointment is today.")
    if days == 1:
        return _("Your appointment is tomorrow.")
    return _("Your appointment is in %d days.") % days
