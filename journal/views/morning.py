"""The morning after: open questions of last night in one screen, sleep and the day before, never asked twice."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from journal.forms.morning import PARTS, MorningForm, RememberForm, RestForm
from journal.forms.new_entry import new_id
from journal.models import DayContext, Morning
from journal.models.recording import RefusedError
from journal.models.remembering import Part, record_remembered
from journal.models.summarising import record_rest
from journal.nights import last_night
from journal.pages.context import person_of, preferences_of
from journal.pages.morning import morning as read_morning
from journal.pages.morning import usual_places
from journal.pages.notices import back, say
from journal.pages.overview import place_options
from journal.pages.quiet import remembered, unknown_night


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def morning(request: HttpRequest) -> HttpResponse:
    """GET shows last night; POST keeps what was said of it, or that the person does not know."""
    as_of = timezone.now()
    if request.method != "POST":
        return _page(request, as_of)
    if "does_not_know" in request.POST:
        night = last_night(as_of, preferences_of(request).zone)
        kept = {"does_not_know": True, "recorded_at": as_of}
        Morning.objects.update_or_create(owner=person_of(request), night_of=night, defaults=kept)
        say(request, unknown_night(person_of(request), night))
        return back(request, "morning")
    form = _form(request, as_of)
    if not form.is_valid():
        return _page(request, as_of, form, status=422)
    form.save(person_of(request))
    say(request, _("Saved."))
    return redirect("morning")


@login_required
@require_POST
def rest(request: HttpRequest) -> HttpResponse:
    """One entry that stands for the rest of last night."""
    as_of, form = timezone.now(), RestForm(request.POST)
    if not form.is_valid():
        say(request, " ".join(str(text) for texts in form.errors.values() for text in texts))
        return redirect("morning")
    night = last_night(as_of, preferences_of(request).zone)
    said = form.cleaned_data
    try:
        new = record_rest(person_of(request), night, count=said["count"], muscle=said["muscle"] or None, as_of=as_of)
    except RefusedError as error:
        say(request, " ".join(_(one.text) % one.values for one in error.problems))
        return redirect("morning")
    say(
        request,
        _("Saved as one entry.") if new else _("The rest of this night was saved before; change it in the diary."),
    )
    return redirect("morning")


@login_required
@require_POST
def remember(request: HttpRequest) -> HttpResponse:
    """A rough entry of a part of last night; its open questions stand on the page that comes back."""
    as_of, form, zone = timezone.now(), RememberForm(request.POST), preferences_of(request).zone
    if not form.is_valid():
        say(request, _("Nothing was saved. Please touch one of these again."))
        return redirect("morning")
    part, key = Part(form.cleaned_data["part"]), form.cleaned_data["key"]
    try:
        episode, _new = record_remembered(
            person_of(request), last_night(as_of, zone), part, key=key, zone=zone, as_of=as_of
        )
    except RefusedError as error:
        say(request, " ".join(_(one.text) % one.values for one in error.problems))
        return redirect("morning")
    text = remembered(person_of(request), episode, zone)
    say(request, text, undo=reverse("restore" if episode.deleted_at else "delete", args=[episode.pk]))
    return redirect("morning")


def _form(request: HttpRequest, as_of: datetime) -> MorningForm:
    person, zone = person_of(request), preferences_of(request).zone
    night = last_night(as_of, zone)
    return MorningForm(
        request.POST if request.method == "POST" else None,
        night=night,
        zone=zone,
        as_of=as_of,
        said=Morning.objects.of(person).on_nights(night, night).first(),
        day=DayContext.objects.of(person).on_nights(night, night).first(),
    )


def _page(request: HttpRequest, as_of: datetime, form: MorningForm | None = None, status: int = 200) -> HttpResponse:
    card, _said = read_morning(person_of(request), as_of=as_of, zone=preferences_of(request).zone)
    page = {
        "morning": card,
        "form": form or _form(request, as_of),
        "places": place_options(get_language()),
        "usual_places": usual_places(person_of(request)) if card.asks else [],
        "parts": PARTS,
        "key": new_id(),
    }
    return render(request, "journal/morning.html", page, status=status)
