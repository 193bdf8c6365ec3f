"""The page of an appointment: what to bring there and what came of it, two parts in one form."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from datetime import date, datetime

from django.contrib.auth.models import User

from journal.forms.appointment import AfterwardsForm, AppointmentForm, visit_texts
from journal.forms.carrying import CarriedTexts
from journal.forms.merge import text_of
from journal.forms.opened import Opened
from journal.models import Appointment


def visit_meant(person: User, opened: Opened | None, as_of: datetime) -> tuple[Appointment, bool]:
    """The appointment that a page was about, read for update, and whether it was deleted since.

    A page about none, or from before, is about the one that is ahead. Where there is none it is a new one, not stored.
    """
    mine = Appointment.objects.of(person).select_for_update()
    fresh = Appointment(owner=person, created_at=as_of)
    key = opened.about.get("appointment", "") if opened else ""
    if key:
        visit = mine.filter(pk=key).first()
        return visit or fresh, visit is None
    return mine.open().soonest_first().first() or fresh, False


def whole_texts(person: User) -> dict[str, str]:
    """All that the page shows of each appointment, which its "Delete" takes away for good."""
    names = [*AppointmentForm.base_fields, *AfterwardsForm.base_fields]
    return {
        f"visit-{visit.pk}": "\n".join(text_of(getattr(visit, name)) for name in names)
        for visit in Appointment.objects.of(person)
    }


def is_as_shown(visit: Appointment, opened: Opened | None) -> bool:
    """Whether an appointment still holds what the page showed of it; True where the page does not say."""
    name = f"visit-{visit.pk}"
    if opened is None or name not in opened.values:
        return True
    return opened.shows(name, whole_texts(visit.owner)[name])


class VisitForms:
    """Both parts; ``sent`` is the one whose button was pressed, if any.

    ``visit`` is what is stored of the appointment, None for none.
    """

    def __init__(self, visit: Appointment | None, today: date, data: Mapping[str, str] | None, sent: str = "") -> None:
        self._visit, self._sent = visit, sent
        # Copies: a form writes what it reads into its row, also where that is not stored in the end.
        self.form = AppointmentForm(data if sent == "form" else None, instance=copy(visit), today=today)
        self.after = AfterwardsForm(data if sent == "after" else None, instance=copy(visit))
        self.shows_after = sent == "after" or bool(visit and visit.on_date < today)

    @property
    def texts(self) -> dict[str, str]:
        """What the fields of both show of what is stored."""
        return visit_texts(self.form, self._visit) | visit_texts(self.after, self._visit)

    @property
    def sent(self) -> AppointmentForm | AfterwardsForm:
        """The part that was sent."""
        return self.after if self._sent == "after" else self.form

    @property
    def opened(self) -> Opened:
        """What the page is opened about, as it is answered."""
        return self.sent.opened

    @property
    def status(self) -> int:
        """The answer's status."""
        return self.sent.status if self._sent else 200

    def open(self, opened: Opened, carried: CarriedTexts) -> None:
        """Say what the page was opened about, and put what was typed in the other part into place."""
        self.form.opened = self.after.opened = opened
        for part in (self.form, self.after):
            if not part.is_bound:
                carried.into(part)
        self.shows_after = self.shows_after or bool(carried.texts.keys() & self.after.fields.keys())

    def begin_anew(self, fresh: Opened, typed: Mapping[str, str]) -> None:
        """The appointment is gone: all that was sent stands there for a new one."""
        self.open(fresh, CarriedTexts(typed))
