"""The page of an appointment: what to bring there and what came of it, two parts in one form."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.forms import BoundField
from django.http import HttpRequest

from journal.forms.appointment import AfterwardsForm, AppointmentForm, appointment_texts
from journal.forms.carried_texts import CarriedTexts, typed_unstored
from journal.forms.merge import text_of
from journal.forms.opened_about import Opened
from journal.models import Appointment
from journal.pages.appointment import PART_FIELDS, shows_field


def appointment_meant(
    person: User, opened: Opened | None, as_of: datetime
) -> tuple[Appointment, bool]:
    """The appointment that a page was about, read for update, and whether it was deleted since.

    A page about none, or from before, is about the one that is ahead. Where there is none it is a
    new one, not stored.
    """
    mine = Appointment.objects.of(person).select_for_update()
    fresh = Appointment(owner=person, created_at=as_of)
    key = opened.about.get("appointment", "") if opened else ""
    if key:
        appointment = mine.filter(pk=key).first()
        return appointment or fresh, appointment is None
    return mine.open().soonest_first().first() or fresh, False


def touched_part(request: HttpRequest) -> str:
    """The part whose button was pressed, else the first in which something was typed; "" for
    none.
    """
    pressed = request.POST.get("save", "")
    if pressed in PART_FIELDS:
        return pressed
    typed = typed_unstored(request).texts.keys()
    return next((part for part, names in PART_FIELDS.items() if typed & set(names)), "")


def whole_texts(person: User) -> dict[str, str]:
    """All that the page shows of each appointment, which its "Delete" takes away for good."""
    names = [*AppointmentForm.base_fields, *AfterwardsForm.base_fields]
    return {
        f"visit-{appointment.pk}": "\n".join(text_of(getattr(appointment, name)) for name in names)
        for appointment in Appointment.objects.of(person)
    }


def is_as_shown(appointment: Appointment, opened: Opened | None) -> bool:
    """Whether an appointment still holds what the page showed of it.

    True where the page does not say.
    """
    name = f"visit-{appointment.pk}"
    if opened is None or name not in opened.values:
        return True
    return opened.shows(name, whole_texts(appointment.owner)[name])


@dataclass(frozen=True, slots=True)
class FormPart:
    """A part of the page that opens in place: its fields, and whether it ``is_open`` already."""

    fields: tuple[BoundField, ...]
    is_open: bool


class AppointmentForms:
    """Both parts; ``sent`` is the one whose button was pressed, if any.

    ``appointment`` is what is stored of the appointment, None for none.
    """

    def __init__(
        self,
        appointment: Appointment | None,
        today: date,
        data: Mapping[str, str] | None,
        sent: str = "",
    ) -> None:
        self._appointment, self._sent = appointment, sent
        self._typed: Mapping[str, str] = {}
        # Copies: a form writes what it reads into its row, also where that is not stored in the
        # end.
        data_of = {sent: data}
        self.form = AppointmentForm(data_of.get("form"), instance=copy(appointment), today=today)
        self.after = AfterwardsForm(data_of.get("after"), instance=copy(appointment))
        self.shows_after = sent == "after" or bool(appointment and appointment.on_date < today)

    @property
    def texts(self) -> dict[str, str]:
        """What the fields of both show of what is stored."""
        texts = appointment_texts(self.form, self._appointment)
        return texts | appointment_texts(self.after, self._appointment)

    @property
    def parts(self) -> dict[str, FormPart]:
        """The parts to bring along by their names; open are those that want something."""
        return {name: self._part(name) for name in PART_FIELDS}

    @property
    def part_in_doubt(self) -> str:
        """The first part of which something could not be stored as it was sent; "" for none."""
        wrong = self.form.errors.keys()
        return next((part for part, names in PART_FIELDS.items() if wrong & set(names)), "")

    def _part(self, name: str) -> FormPart:
        fields = tuple(self.form[field] for field in PART_FIELDS[name] if self._shows(field))
        # until there is an appointment, the day is asked for
        is_open = self._appointment is None and name == "visit"
        unsaved = self.form.errors.keys() | {field for field, text in self._typed.items() if text}
        return FormPart(fields, is_open or not unsaved.isdisjoint(PART_FIELDS[name]))

    def _shows(self, field: str) -> bool:
        """Whether the page has that field: one of before rows only where something stands in it."""
        typed = field in self.form.errors or field in self._typed or field in self.form.data
        return typed or shows_field(self._appointment, field)

    @property
    def sent(self) -> AppointmentForm | AfterwardsForm:
        """The part that was sent."""
        if self._sent == "after":
            return self.after
        return self.form

    @property
    def opened(self) -> Opened:
        """What the page is opened about, as it is answered."""
        return self.sent.opened

    @property
    def status(self) -> int:
        """The answer's status."""
        return self.sent.status if self._sent else 200

    def open(self, opened: Opened, carried: CarriedTexts) -> None:
        """Say what the page was opened about.

        What was typed in the part that was not sent is put into place.
        """
        self.form.opened = self.after.opened = opened
        self._typed = carried.texts
        for part in (self.form, self.after):
            if not part.is_bound:
                carried.into(part)
        self.shows_after = self.shows_after or bool(carried.texts.keys() & self.after.fields.keys())

    def begin_anew(self, fresh: Opened, typed: Mapping[str, str]) -> None:
        """The appointment is gone: all that was sent stands there for a new one."""
        self.open(fresh, CarriedTexts(typed))
