"""The next small step towards an appointment, one at a time, by how many days are left."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

CAPTURE_FROM = 21
CONTEXT_FROM = 14
CHOOSE_FROM = 7
FREEZE_FROM = 2


class VisitStep(StrEnum):
    """What helps the visit most at this distance from it."""

    CAPTURE = "capture"
    CONTEXT = "context"
    CHOOSE = "choose"
    FREEZE = "freeze"
    AFTERWARDS = "afterwards"


def next_step(appointment_on: date, today: date) -> VisitStep | None:
    """The step for ``today``; None while the visit is more than three weeks away.

    Both dates are the person's own.
    """
    days = (appointment_on - today).days
    if days < 0:
        return VisitStep.AFTERWARDS
    for most, step in (
        (FREEZE_FROM, VisitStep.FREEZE),
        (CHOOSE_FROM, VisitStep.CHOOSE),
        (CONTEXT_FROM, VisitStep.CONTEXT),
        (CAPTURE_FROM, VisitStep.CAPTURE),
    ):
        if days <= most:
            return step
    return None
