"""Freezes a report for the appointment that is being prepared."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from journal.actions.appointment import lay_report_beside
from journal.actions.freeze_report import draft_report, freeze_once
from journal.models import FrozenReport
from journal.reading.appointments import current_appointment
from journal.report import Report


def freeze_for_visit(person: User, report: Report, *, as_of: datetime) -> FrozenReport:
    """The report as it is frozen, laid beside the open appointment if there is one.

    Raises :class:`journal.actions.report_limits.NoRoomError`.
    """
    draft = draft_report(person, report, as_of=as_of)
    with transaction.atomic():
        frozen = freeze_once(draft)
        visit = current_appointment(person)
        if visit is not None:
            lay_report_beside(visit, frozen)
    return frozen
