"""The appointment: before it, after it, and putting it behind or away."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from journal.actions.appointment import close_appointment, delete_appointment
from journal.address_reach import reach
from journal.forms.appointment import AfterwardsForm
from journal.forms.appointment_page import (
    AppointmentForms,
    appointment_meant,
    is_as_shown,
    touched_part,
    whole_texts,
)
from journal.forms.carried_texts import carried_by, typed_unstored
from journal.forms.diary_end import ENDING, ending_text
from journal.forms.opened_about import Opened, opened_about, opened_by_form
from journal.forms.redirects import redirect_back
from journal.forms.text_fields import with_remarks
from journal.models import Appointment
from journal.pages.appointment import (
    PART_FIELDS,
    appointment_page,
    part_states,
)
from journal.pages.context import person_of, preferences_of
from journal.pages.notices import say, spoken_part
from journal.reading.appointments import (
    asks_whether_useful,
    current_appointment,
    read_appointments,
    read_preparation,
)
from journal.sharing.link_expiry import links_too_short

# The part of the page for what came of the visit.
AFTER = "after"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appointment(request: HttpRequest) -> HttpResponse:
    """Prepare the visit that is ahead, or begin one."""
    as_of = timezone.now()
    if request.method != "POST":
        return _page(request, _forms(request, as_of), as_of)
    return _store(request, "form", as_of)


@login_required
@require_POST
def afterwards(request: HttpRequest) -> HttpResponse:
    """Keep what was said and what is next."""
    return _store(request, "after", timezone.now())


def _store(request: HttpRequest, part: str, as_of: datetime) -> HttpResponse:
    """Write one of the page's two parts into the appointment that the page was about."""
    with transaction.atomic():
        visit, gone = appointment_meant(person_of(request), opened_by_form(request), as_of)
        forms = _forms(request, as_of, visit=visit, sent=part)
        form = forms.sent
        if gone or (part == "after" and visit.pk is None):
            return _gone(request, part, as_of)
        if form.is_valid() and form.store(visit):
            too_short = links_too_short(visit, preferences_of(request).zone, as_of)
            text = with_remarks(f"{_stored(visit)} {too_short}".rstrip(), form)
            return _back(request, text, forms)
    return _page(request, forms, as_of)


def _back(request: HttpRequest, text: str, forms: AppointmentForms) -> HttpResponse:
    """To the part that was stored, which says so."""
    part, anchor = AFTER, AFTER
    if forms.sent is forms.form:
        part = touched_part(request)
        anchor = part and f"part-{part}"
    say(request, text, part=part)
    return redirect_back(request, "appointment", stored=forms.sent.fields, part=anchor)


def _gone(request: HttpRequest, part: str, as_of: datetime) -> HttpResponse:
    """The appointment was deleted meanwhile: what was sent stands on the page, for a new one."""
    today = as_of.astimezone(preferences_of(request).zone).date()
    current = current_appointment(person_of(request))
    forms = AppointmentForms(current, today, None)
    fresh = Opened.by(
        person_of(request), {"appointment": current.pk if current else ""}, forms.texts
    )
    forms.begin_anew(fresh, {name: request.POST[name] for name in request.POST})
    forms.shows_after = part == "after"
    return _page(request, forms, as_of, gone=True)


def _stored(visit: Appointment) -> str:
    if visit.closed_at:
        return _("Saved. This appointment was put behind you meanwhile.")
    return _("Saved.")


@login_required
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the appointment behind, unless something was typed about the visit that is not stored
    yet.
    """
    if typed_unstored(request).texts.keys() & AfterwardsForm.base_fields.keys():
        text = _(
            "What you wrote about the visit is not saved yet. Save it, then put the "
            "appointment behind you."
        )
        say(request, text)
        return redirect_back(request, "appointment")
    visit = _mine(request, pk)
    if visit:
        close_appointment(visit, timezone.now())
        say(request, _("This appointment is behind you. What you wrote stays below."))
    return redirect_back(request, "appointment")


@login_required
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete an appointment and what was written for it, unless something was that the page did not
    show.
    """
    with transaction.atomic():
        visit = _mine(request, pk)
        if visit and not is_as_shown(visit, opened_by_form(request)):
            say(
                request,
                _("This appointment was changed meanwhile. Nothing was deleted: look at it first."),
            )
        elif visit:
            delete_appointment(visit)
            say(request, _("The appointment is deleted."))
    return redirect_back(request, "appointment")


def _mine(request: HttpRequest, pk: int) -> Appointment | None:
    """One's own; None, with a word, if it was deleted since the page was opened. 404 without such a
    page.
    """
    visit = Appointment.objects.of(person_of(request)).filter(pk=pk).first()
    if visit is None and opened_by_form(request) is None:
        raise Http404
    if visit is None:
        say(request, _("This appointment was deleted before. Nothing was changed."))
    return visit


def _forms(
    request: HttpRequest, as_of: datetime, *, visit: Appointment | None = None, sent: str = ""
) -> AppointmentForms:
    """Both parts of the page, the one that was sent with what it was sent with."""
    today = as_of.astimezone(preferences_of(request).zone).date()
    current = visit if visit and visit.pk else current_appointment(person_of(request))
    forms = AppointmentForms(current, today, request.POST if sent else None, sent)
    about = {"appointment": current.pk if current else ""}
    texts = (
        forms.texts
        | whole_texts(person_of(request))
        | {ENDING: ending_text(preferences_of(request))}
    )
    opened = opened_about(request, about, texts)
    carried = carried_by(request)
    forms.open(opened if sent else carried.base(opened, "appointment"), carried)
    return forms


def _page(
    request: HttpRequest, forms: AppointmentForms, as_of: datetime, *, gone: bool = False
) -> HttpResponse:
    person, preferences = person_of(request), preferences_of(request)
    today = as_of.astimezone(preferences.zone).date()
    visits = read_appointments(person)
    facts = read_preparation(person, preferences, visits.noted_at, as_of)
    page = appointment_page(
        visits,
        part_states(visits.current, facts, preferences, reach(request.get_host())),
        today,
        asks_whether_useful=asks_whether_useful(person, preferences, visits.dates, today),
        spoken="" if gone else _spoken(request, forms),
        gone=gone,
    )
    context = {"page": page, "forms": forms, "opened": forms.opened}
    status = 409 if gone else forms.status
    return render(request, "journal/appointment.html", context, status=status)


def _spoken(request: HttpRequest, forms: AppointmentForms) -> str:
    """The part at which the page says what has to be said: of a form that was sent, its own."""
    if forms.form.is_bound:
        return forms.part_in_doubt or touched_part(request)
    after = [AFTER] if forms.shows_after else []
    return spoken_part(request, [*after, *PART_FIELDS])
