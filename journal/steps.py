"""The next small step towards an appointment, one at a time, by how many days are left."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

CAPTURE_FROM = 21
CONTEXT_FROM = 14
CHOOSE_FROM = 7
FREEZE_FROM = 2


class Step(StrEnum):
    """What helps the visit most at this distance from it."""

    CAPTURE = "capture"
    CONTEXT = "context"
    CHOOSE = "choose"
    FREEZE = "freeze"
    AFTERWARDS = "afterwards"


def next_step(appointment_on: date, today: date) -> Step | None:
    """The step for ``today``; None while the visit is more than three weeks away. Both dates are the person's own."""
    days = (appointment_on - today).days
    if days < 0:
        return Step.AFTERWARDS
    for most, step in (
        (FREEZE_FROM, Step.FREEZE),
        (CHOOSE_FROM, Step.CHOOSE),
        (CONTEXT_FROM, Step.CONTEXT),
        (CAPTURE_FROM, Step.CAPTURE),
    ):
        if days <= most:
            return step
    return None
