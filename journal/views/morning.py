"""The morning after: open questions of last night in one screen, sleep and the day before, never asked twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from journal.forms.carrying import PartNotice, back, carried_by, page_again, typed_unstored
from journal.forms.fields import with_remarks
from journal.forms.morning import PARTS, MorningForm, RememberForm, RestForm
from journal.forms.new_entry import new_id
from journal.forms.opened import opened_about
from journal.forms.pages import night_meant
from journal.models import DayContext, Morning
from journal.models.recording import RefusedError
from journal.models.remembering import Part, record_remembered
from journal.models.summarising import record_rest
from journal.nights import last_night
from journal.pages.context import person_of, preferences_of
from journal.pages.morning import morning as read_morning
from journal.pages.morning import night_words, rest_texts, usual_places
from journal.pages.notices import say
from journal.pages.overview import place_options
from journal.pages.quiet import remembered, unknown_night
from journal.pages.thanks import rest_saved
from journal.pages.week import night_name

# The part of the page that asks for one number.
REST = "rest"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def morning(request: HttpRequest) -> HttpResponse:
    """GET shows last night; POST keeps what was said of the page's night, or that the person does not know."""
    as_of = timezone.now()
    if request.method != "POST":
        return _page(request, as_of)
    if "does_not_know" in request.POST:
        return _does_not_know(request, as_of)
    form = _form(request, as_of)
    if not (form.is_valid() and form.store(person_of(request))):
        return _page(request, as_of, form)
    say(request, with_remarks(f"{_saved(request, form.night, as_of)} {form.slept}".rstrip(), form))
    return back(request, "morning", stored=form.fields)


def _does_not_know(request: HttpRequest, as_of: datetime) -> HttpResponse:
    night, _zone = night_meant(request, as_of)
    kept = {"does_not_know": True, "recorded_at": as_of}
    Morning.objects.update_or_create(owner=person_of(request), night_of=night, defaults=kept)
    say(request, unknown_night(person_of(request), night))
    return back(request, "morning")


def _saved(request: HttpRequest, night: date, as_of: datetime) -> str:
    """That it is saved; of which night, if another is the last by now."""
    if night == last_night(as_of, preferences_of(request).zone):
        return _("Saved.")
    return _("Saved for the night of %(night)s.") % {"night": night_name(night)}


@login_required
@require_POST
def rest(request: HttpRequest) -> HttpResponse:
    """One entry that stands for the rest of the page's night."""
    as_of, form = timezone.now(), RestForm(request.POST)
    night, _zone = night_meant(request, as_of)
    if not form.is_valid():
        return _rest_again(request, " ".join(str(text) for texts in form.errors.values() for text in texts))
    said = form.cleaned_data
    try:
        new = record_rest(person_of(request), night, count=said["count"], muscle=said["muscle"] or None, as_of=as_of)
    except RefusedError as error:
        return _rest_again(request, " ".join(_(one.text) % one.values for one in error.problems))
    say(request, rest_saved(person_of(request), night, new=new))
    return back(request, "morning", stored=form.fields)


@login_required
@require_POST
def remember(request: HttpRequest) -> HttpResponse:
    """A rough entry of a part of the page's night; its open questions stand on the page that comes back."""
    as_of, form = timezone.now(), RememberForm(request.POST)
    night, zone = night_meant(request, as_of)
    if not form.is_valid():
        return _again(request, _("Nothing was saved. Please touch one of these again."))
    part, key = Part(form.cleaned_data["part"]), form.cleaned_data["key"]
    try:
        episode, _new = record_remembered(person_of(request), night, part, key=key, zone=zone, as_of=as_of)
    except RefusedError as error:
        return _again(request, " ".join(_(one.text) % one.values for one in error.problems))
    undo = reverse("restore" if episode.deleted_at else "delete", args=[episode.pk])
    say(request, remembered(person_of(request), episode, zone), undo=undo)
    return back(request, "morning")


def _rest_again(request: HttpRequest, text: str) -> HttpResponse:
    """The page with the number that was typed, and beside it what is wrong with it."""
    carried = replace(typed_unstored(request), notice=PartNotice(text, code=REST))
    return page_again(request, request.POST.get("next", ""), "morning", carried, status=422)


def _again(request: HttpRequest, text: str) -> HttpResponse:
    """The page with what was typed, and what is wrong with it."""
    say(request, text)
    return back(request, "morning")


def _form(request: HttpRequest, as_of: datetime) -> MorningForm:
    """The form of the page's night, what was typed before in place."""
    person, carried = person_of(request), carried_by(request)
    night, zone = night_meant(request, as_of)
    said = Morning.objects.of(person).on_nights(night, night).first()
    day = DayContext.objects.of(person).on_nights(night, night).first()
    sent = request.POST if request.method == "POST" else None
    form = MorningForm(sent, night=night, zone=zone, as_of=as_of, said=said, day=day)
    form.opened = opened_about(request, {"night": night, "zone": zone.key}, form.texts(form.values(said, day)))
    return form if sent else carried.into(form)


def _page(request: HttpRequest, as_of: datetime, form: MorningForm | None = None) -> HttpResponse:
    """The page; ``form`` is one that was sent and could not be stored."""
    shown, carried = form or _form(request, as_of), carried_by(request)
    card, _said = read_morning(person_of(request), shown.night)
    opened = shown.opened.with_texts(rest_texts(card)) if form is None else shown.opened
    page = {
        "morning": card,
        **night_words(shown.night, as_of=as_of, zone=shown.zone),
        "form": shown,
        "opened": opened if form else carried.base(opened, "night"),
        "carried": carried,
        "places": place_options(get_language()),
        "usual_places": usual_places(person_of(request)) if card.asks else [],
        "parts": PARTS,
        "key": new_id(),
    }
    return render(request, "journal/morning.html", page, status=form.status if form else 200)
