"""Stores, closes and deletes appointments."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from journal.models.appointment import Appointment, EarlierWords
from journal.models.frozen_report import FrozenReport


def write_appointment(
    appointment: Appointment, values: Mapping[str, object], changed: Collection[str]
) -> None:
    """Store the ``changed`` ones of these columns and no others; a new appointment is made."""
    for name in changed:
        setattr(appointment, name, values[name])
    if appointment.pk is None:
        if not (appointment.how_it_began or appointment.medicines):
            appointment.earlier_words = EarlierWords.NEW
        appointment.save()
    else:
        appointment.save(update_fields=sorted(changed))


def close_appointment(appointment: Appointment, as_of: datetime) -> None:
    """Put an appointment behind; it stays readable. One that is behind already keeps its time."""
    if appointment.closed_at is None:
        appointment.closed_at = as_of
        appointment.save(update_fields=["closed_at"])


def lay_report_beside(appointment: Appointment, frozen: FrozenReport) -> None:
    """Name the frozen report that is taken to the appointment, in place of an earlier one."""
    appointment.frozen_report = frozen
    appointment.save(update_fields=["frozen_report"])


def delete_appointment(appointment: Appointment) -> None:
    """Delete it with what was written for it, for good."""
    appointment.delete()
