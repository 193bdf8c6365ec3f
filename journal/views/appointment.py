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

from journal.forms.appointment import AfterwardsForm
from journal.forms.carrying import back, carried_by, typed_unstored
from journal.forms.ending import ENDING, ending_text
from journal.forms.fields import with_remarks
from journal.forms.opened import Opened, opened_about, opened_by_form
from journal.forms.visit import VisitForms, is_as_shown, visit_meant, whole_texts
from journal.models import Appointment
from journal.models.other_things import answers_of
from journal.pages import appointments
from journal.pages.context import person_of, preferences_of
from journal.pages.notices import say
from journal.sharing.ending import links_too_short


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
        visit, gone = visit_meant(person_of(request), opened_by_form(request), as_of)
        forms = _forms(request, as_of, visit=visit, sent=part)
        form = forms.sent
        if gone or (part == "after" and visit.pk is None):
            return _gone(request, part, as_of)
        if form.is_valid() and form.store(visit):
            text = f"{_stored(visit)} {links_too_short(visit, preferences_of(request).zone, as_of)}".rstrip()
            say(request, with_remarks(text, form))
            return back(request, "appointment", stored=form.fields)
    return _page(request, forms, as_of)


def _gone(request: HttpRequest, part: str, as_of: datetime) -> HttpResponse:
    """The appointment was deleted meanwhile: all that was sent stands on the page, for a new one."""
    today = as_of.astimezone(preferences_of(request).zone).date()
    known = appointments.current(person_of(request))
    forms = VisitForms(known, today, None)
    fresh = Opened.by(person_of(request), {"appointment": known.pk if known else ""}, forms.texts)
    forms.begin_anew(fresh, {name: request.POST[name] for name in request.POST})
    forms.shows_after = part == "after"
    return _page(request, forms, as_of, gone=True)


def _stored(visit: Appointment) -> str:
    return _("Saved. This appointment was put behind you meanwhile.") if visit.closed_at else _("Saved.")


@login_required
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the appointment behind, unless something was typed about the visit that is not stored yet."""
    if typed_unstored(request).texts.keys() & AfterwardsForm.base_fields.keys():
        say(
            request, _("What you wrote about the visit is not saved yet. Save it, then put the appointment behind you.")
        )
        return back(request, "appointment")
    visit = _mine(request, pk)
    if visit:
        appointments.close(visit, timezone.now())
        say(request, _("This appointment is behind you. What you wrote stays below."))
    return back(request, "appointment")


@login_required
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete an appointment and what was written for it, unless something was that the page did not show."""
    with transaction.atomic():
        visit = _mine(request, pk)
        if visit and not is_as_shown(visit, opened_by_form(request)):
            say(request, _("This appointment was changed meanwhile. Nothing was deleted: look at it first."))
        elif visit:
            visit.delete()
            say(request, _("The appointment is deleted."))
    return back(request, "appointment")


def _mine(request: HttpRequest, pk: int) -> Appointment | None:
    """One's own; None, with a word, if it was deleted since the page was opened. 404 without such a page."""
    visit = Appointment.objects.of(person_of(request)).filter(pk=pk).first()
    if visit is None and opened_by_form(request) is None:
        raise Http404
    if visit is None:
        say(request, _("This appointment was deleted before. Nothing was changed."))
    return visit


def _forms(request: HttpRequest, as_of: datetime, *, visit: Appointment | None = None, sent: str = "") -> VisitForms:
    """Both parts of the page, the one that was sent with what it was sent with."""
    today = as_of.astimezone(preferences_of(request).zone).date()
    known = visit if visit and visit.pk else appointments.current(person_of(request))
    forms = VisitForms(known, today, request.POST if sent else None, sent)
    about = {"appointment": known.pk if known else ""}
    texts = forms.texts | whole_texts(person_of(request)) | {ENDING: ending_text(preferences_of(request))}
    opened = opened_about(request, about, texts)
    carried = carried_by(request)
    forms.open(opened if sent else carried.base(opened, "appointment"), carried)
    return forms


def _page(request: HttpRequest, forms: VisitForms, as_of: datetime, *, gone: bool = False) -> HttpResponse:
    person, preferences = person_of(request), preferences_of(request)
    today = as_of.astimezone(preferences.zone).date()
    known, closed_at = appointments.ahead_and_behind(person)
    context = {
        "appointment": known,
        "forms": forms,
        "opened": forms.opened,
        "gone": gone,
        "proposal": appointments.proposal(known, today),
        "asked_since": _asked_since(request, known),
        "past": Appointment.objects.of(person).exclude(closed_at=None).order_by("-on_date", "-pk"),
        "offers_to_end": appointments.offers_to_end(person, preferences, known, closed_at, today),
    }
    return render(request, "journal/appointment.html", context, status=409 if gone else forms.status)


def _asked_since(request: HttpRequest, known: Appointment | None) -> int:
    """How many of the other things were answered since the appointment was noted."""
    if known is None:
        return 0
    return sum(one.answered_at >= known.created_at for one in answers_of(person_of(request)).values())
