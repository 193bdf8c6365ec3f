"""What the pages say about the appointment ahead and about the end of the diary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Min
from django.utils.translation import gettext as _

from journal.models import Appointment, Episode, Preferences
from journal.steps import Step, next_step

# Without an appointment a diary is kept for four weeks at a time, then offers to stop.
ROUND = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One small step for the dashboard: what it says, and the route that it leads to."""

    step: Step
    says: str
    action: str
    route: str


def current(person: User) -> Appointment | None:
    """The appointment that is being prepared or has just been: the earliest that is not closed."""
    return Appointment.objects.of(person).open().soonest_first().first()


def ahead(person: User, today: date) -> Appointment | None:
    """The next appointment that is still to come, today's included."""
    return Appointment.objects.of(person).open().filter(on_date__gte=today).soonest_first().first()


def ahead_and_behind(person: User) -> tuple[Appointment | None, datetime | None]:
    """The same as ``current``, and when the last of the others was put behind; in one query, there are only a few."""
    known = list(Appointment.objects.of(person).soonest_first())
    closed = [one.closed_at for one in known if one.closed_at is not None]
    return next((one for one in known if one.closed_at is None), None), max(closed, default=None)


def proposal(appointment: Appointment | None, today: date) -> Proposal | None:
    """The next small step, or None: no appointment, or it is more than three weeks away."""
    step = next_step(appointment.on_date, today) if appointment else None
    if appointment is None or step is None:
        return None
    says, action, route = {
        Step.CAPTURE: (
            _("Log what happens, and the nights without twitches too."),
            _("Check the last seven nights"),
            "nights",
        ),
        Step.CONTEXT: (_("Write down what worries you and your questions."), _("Prepare the visit"), "appointment"),
        Step.CHOOSE: (_("Decide what you want to raise."), _("Look at the patterns"), "patterns"),
        Step.FREEZE: (_("Make the page that you take along."), _("To the page for the doctor"), "report"),
        Step.AFTERWARDS: (_("Write down what was said, while you remember it."), _("After the visit"), "appointment"),
    }[step]
    return Proposal(step, f"{_in_days((appointment.on_date - today).days)} {says}", action, route)


def offers_to_end(
    person: User, preferences: Preferences, ahead: Appointment | None, closed_at: datetime | None, today: date
) -> bool:
    """True if no appointment is ahead, and one is behind or the four weeks are over that the diary is kept for.

    ``ahead`` and ``closed_at`` are as ``ahead_and_behind`` says.
    """
    if ahead is not None or preferences.ended_on is not None:
        return False
    if closed_at is not None:
        # Four weeks more that were asked for before the visit are over with it.
        over_on = closed_at.astimezone(preferences.zone).date() + ROUND
        if preferences.goes_on_until is None or over_on > preferences.goes_on_until:
            return True
    if preferences.goes_on_until is not None:
        return today > preferences.goes_on_until
    first = Episode.objects.of(person).kept().aggregate(first=Min("night_of"))["first"]
    return first is not None and today - first >= ROUND


def close(appointment: Appointment, as_of: datetime) -> None:
    """Put an appointment behind; it stays readable. One that is behind already keeps its time."""
    if appointment.closed_at is None:
        appointment.closed_at = as_of
        appointment.save(update_fields=["closed_at"])


def _in_days(days: int) -> str:
    if days < 0:
        return _("Your appointment is over.")
    if days == 0:
        return _("Your appointment is today.")
    if days == 1:
        return _("Your appointment is tomorrow.")
    return _("Your appointment is in %d days.") % days
