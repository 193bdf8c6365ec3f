"""The appointment: before it, after it, and the end of the diary."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from journal.forms.appointment import AfterwardsForm, AppointmentForm
from journal.forms.fields import with_remarks
from journal.models import Appointment
from journal.models.other_things import answers_of
from journal.pages import appointments
from journal.pages.context import person_of, preferences_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appointment(request: HttpRequest) -> HttpResponse:
    """Prepare the visit that is ahead, or begin one."""
    as_of, person = timezone.now(), person_of(request)
    known = appointments.current(person) or Appointment(owner=person, created_at=as_of)
    today = as_of.astimezone(preferences_of(request).zone).date()
    form = AppointmentForm(request.POST if request.method == "POST" else None, instance=known, today=today)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, with_remarks(_("Saved."), form))
        return redirect("appointment")
    return _page(request, form, as_of, status=422 if form.errors else 200)


@login_required
@require_POST
def afterwards(request: HttpRequest) -> HttpResponse:
    """Keep what was said and what is next."""
    as_of = timezone.now()
    known = appointments.current(person_of(request))
    if known is None:
        messages.info(request, _("There is no open appointment to write this to."))
        return redirect("appointment")
    form = AfterwardsForm(request.POST, instance=known)
    if not form.is_valid():
        return _page(request, None, as_of, after=form, status=422)
    form.save()
    messages.success(request, _("Saved."))
    return redirect("appointment")


@login_required
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the appointment behind."""
    appointments.close(get_object_or_404(Appointment.objects.of(person_of(request)), pk=pk), timezone.now())
    messages.success(request, _("This appointment is behind you. What you wrote stays below."))
    return redirect("appointment")


@login_required
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete an appointment and what was written for it."""
    get_object_or_404(Appointment.objects.of(person_of(request)), pk=pk).delete()
    messages.success(request, _("The appointment is deleted."))
    return redirect("appointment")


@login_required
@require_POST
def ending(request: HttpRequest) -> HttpResponse:
    """End the diary, go on for four weeks more, or begin again."""
    preferences = preferences_of(request)
    today = timezone.now().astimezone(preferences.zone).date()
    answer = request.POST.get("answer")
    if answer not in ("end", "go_on"):
        messages.error(request, _("Choose: end the diary, or go on. Nothing was changed."))
        return redirect("appointment")
    ends = answer == "end"
    preferences.ended_on = today if ends else None
    preferences.goes_on_until = None if ends else today + appointments.ROUND
    preferences.save()
    messages.success(request, _("The diary is ended. Everything stays.") if ends else _("Four weeks more."))
    return redirect("dashboard" if not ends else "appointment")


def _page(
    request: HttpRequest,
    form: AppointmentForm | None,
    as_of: datetime,
    *,
    after: AfterwardsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    person, preferences = person_of(request), preferences_of(request)
    today = as_of.astimezone(preferences.zone).date()
    known, closed_at = appointments.ahead_and_behind(person)
    context = {
        "appointment": known,
        "form": form or AppointmentForm(instance=known, today=today),
        "after": (after or AfterwardsForm(instance=known)) if known and known.on_date < today else None,
        "proposal": appointments.proposal(known, today),
        "asked_since": _asked_since(request, known),
        "past": Appointment.objects.of(person).exclude(closed_at=None).order_by("-on_date", "-pk"),
        "offers_to_end": appointments.offers_to_end(person, preferences, known, closed_at, today),
    }
    return render(request, "journal/appointment.html", context, status=status)


def _asked_since(request: HttpRequest, known: Appointment | None) -> int:
    """How many of the other things were answered since the appointment was noted."""
    if known is None:
        return 0
    return sum(one.answered_at >= known.created_at for one in answers_of(person_of(request)).values())
