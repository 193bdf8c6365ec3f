"""The morning after: last night's open questions in one screen, never asked twice.

Sleep and the day before stand on it too.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from journal.actions.night import record_morning
from journal.actions.record import RefusedError
from journal.actions.record_remembered import PartOfNight, record_remembered
from journal.actions.rest_of_night import record_rest
from journal.forms.carried_texts import PartNotice, carried_by, typed_unstored
from journal.forms.morning import MorningForm
from journal.forms.morning_entries import NIGHT_PARTS, RememberForm, RestForm
from journal.forms.new_episode import new_id
from journal.forms.opened_about import opened_about
from journal.forms.opened_pages import night_meant
from journal.forms.redirects import SAVE_BUTTON, page_again, redirect_back
from journal.forms.text_fields import with_remarks
from journal.nights import last_night
from journal.pages.context import person_of, preferences_of
from journal.pages.marked_nights import known_again, remembered_text, unknown_night
from journal.pages.morning import morning_page, summary_texts
from journal.pages.notices import say
from journal.reading.morning import morning_rows, read_morning, rest_of_night_is_kept
from journal.wording.after_saving import morning_saved, rest_saved

# The part of the page that asks for one number.
REST_PART = "rest"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def morning(request: HttpRequest) -> HttpResponse:
    """The page of last night; POST keeps what was said of its night, or that nobody knows, or takes
    that back.
    """
    as_of = timezone.now()
    if request.method != "POST":
        return _page(request, as_of)
    if "does_not_know" in request.POST:
        return _does_not_know(request, as_of)
    form = _form(request, as_of)
    if not (form.is_valid() and form.store(person_of(request))):
        return _page(request, as_of, form)
    last = last_night(as_of, preferences_of(request).zone)
    saved = morning_saved(form.night, last=last)
    say(request, with_remarks(f"{saved} {form.slept}".rstrip(), form))
    return redirect_back(request, "morning", stored=form.fields, part=SAVE_BUTTON)


def _does_not_know(request: HttpRequest, as_of: datetime) -> HttpResponse:
    person, (night, _zone) = person_of(request), night_meant(request, as_of)
    unknown = request.POST["does_not_know"] != "0"
    record_morning(person, night, {"does_not_know": unknown}, as_of)
    say(request, unknown_night(person, night) if unknown else known_again(person, night))
    return redirect_back(request, "morning")


@login_required
@require_POST
def rest_of_night(request: HttpRequest) -> HttpResponse:
    """One entry that stands for the rest of the page's night."""
    as_of, person, form = timezone.now(), person_of(request), RestForm(request.POST)
    night, _zone = night_meant(request, as_of)
    if not form.is_valid():
        texts = (str(text) for texts in form.errors.values() for text in texts)
        return _refuse_rest(request, " ".join(texts))
    try:
        new = record_rest(
            person, night, count=form.cleaned_data["count"], **form.place, as_of=as_of
        )
    except RefusedError as error:
        return _refuse_rest(request, _why(error))
    in_diary = new or rest_of_night_is_kept(person, night)
    say(request, rest_saved(new=new, in_trash=not in_diary))
    return redirect_back(request, "morning", stored=form.fields)


@login_required
@require_POST
def remember(request: HttpRequest) -> HttpResponse:
    """A rough entry of a part of the page's night; its open questions stand on the next page."""
    as_of, person, form = timezone.now(), person_of(request), RememberForm(request.POST)
    night, zone = night_meant(request, as_of)
    if not form.is_valid():
        return _refuse(request, _("Nothing was saved. Please touch one of these again."))
    part, key = PartOfNight(form.cleaned_data["part"]), form.cleaned_data["key"]
    try:
        episode, _new = record_remembered(person, night, part, key=key, zone=zone, as_of=as_of)
    except RefusedError as error:
        return _refuse(request, _why(error))
    undo = reverse("restore" if episode.deleted_at else "delete", args=[episode.pk])
    say(request, remembered_text(person, episode, zone), undo=undo)
    return redirect_back(request, "morning")


def _why(error: RefusedError) -> str:
    return " ".join(_(problem.text) % problem.values for problem in error.problems)


def _refuse_rest(request: HttpRequest, text: str) -> HttpResponse:
    """The page with the number that was typed, and beside it what is wrong with it."""
    carried = replace(typed_unstored(request), notice=PartNotice(text, code=REST_PART))
    return page_again(request, request.POST.get("next", ""), "morning", carried, status=422)


def _refuse(request: HttpRequest, text: str) -> HttpResponse:
    """The page with what was typed, and what is wrong with it."""
    say(request, text)
    return redirect_back(request, "morning")


def _form(request: HttpRequest, as_of: datetime) -> MorningForm:
    """The form of the page's night, what was typed before in place."""
    person, carried = person_of(request), carried_by(request)
    night, zone = night_meant(request, as_of)
    stored, day = morning_rows(person, night)
    sent = request.POST if request.method == "POST" else None
    form = MorningForm(sent, night=night, zone=zone, as_of=as_of, morning=stored, day=day)
    about, texts = {"night": night, "zone": zone.key}, form.texts(form.values(stored, day))
    form.opened = opened_about(request, about, texts)
    if sent is None:
        return carried.into(form)
    return form


def _page(request: HttpRequest, as_of: datetime, sent: MorningForm | None = None) -> HttpResponse:
    """The page; ``sent`` is a form that could not be stored."""
    form, carried = sent or _form(request, as_of), carried_by(request)
    facts = read_morning(person_of(request), form.night)
    page = morning_page(facts, as_of=as_of, zone=form.zone, key=new_id())
    opened = form.opened
    if sent is None:
        opened = carried.base(opened.with_texts(summary_texts(page.card)), "night")
    context = {
        "page": page,
        "form": form,
        "opened": opened,
        "carried": carried,
        "parts": NIGHT_PARTS,
    }
    return render(request, "journal/morning.html", context, status=form.status)
