"""A night's sleep as sleep clinics write it: one screen, each field saved as it is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from journal.forms.carried_texts import SLEEP_PART, PartNotice, carried_by, typed_unstored
from journal.forms.opened_about import opened_about
from journal.forms.opened_pages import night_meant
from journal.forms.redirects import OWN_SAVE_BUTTON, page_again, redirect_back
from journal.forms.sleep import FILL, SleepForm, filled_fields, sent_data
from journal.nights import span
from journal.pages.context import person_of, preferences_of
from journal.pages.notices import say
from journal.pages.sleep import SleepPage, sleep_page, undo_address
from journal.reading.device_nights import read_device_nights
from journal.reading.sleep import NIGHTS_OF_FIGURES, read_sleep
from journal.wording.after_saving import sleep_saved
from twitchlog.http.draft_cookie import end_draft, keep_draft

# The card of Today that asks for the two times.
LAST_NIGHT = "night"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sleep(request: HttpRequest) -> HttpResponse:
    """The page of last night or another; POST keeps what was changed, also from Today's card."""
    as_of = timezone.now()
    if request.method != "POST":
        return _page(request, as_of)
    form = _form(request, as_of)
    is_stored = form.is_valid() and form.store(person_of(request))
    if "HX-Request" in request.headers:
        return _by_htmx(request, as_of, form)
    if not is_stored:
        return _refused(request, as_of, form)
    say(request, sleep_saved(form.all_remarks), undo=undo_address(FILL, form.before))
    return redirect_back(request, "sleep", stored=form.fields, part=_part(request))


def _part(request: HttpRequest) -> str:
    """The id to which one comes back: of the field that a touch filled or emptied again, else of
    the button that saves the page; of last night's card on another page.
    """
    if not request.POST.get("next", "").startswith(reverse("sleep")):
        return LAST_NIGHT
    filled = filled_fields(request)
    return f"div_id_{filled[0]}" if len(filled) == 1 else OWN_SAVE_BUTTON


def _form(request: HttpRequest, as_of: datetime) -> SleepForm:
    """The form of the page's night, what was typed before in place."""
    night, zone = night_meant(request, as_of)
    stored = read_sleep(person_of(request), night).sleep
    sent: QueryDict | None = sent_data(request) if request.method == "POST" else None
    form = SleepForm(sent, zone=zone, as_of=as_of, sleep=stored)
    about = {"night": night, "zone": zone.key}
    form.opened = opened_about(request, about, form.texts(form.values(stored)))
    if sent is None:
        return carried_by(request).into(form)
    return form


def _page(request: HttpRequest, as_of: datetime, sent: SleepForm | None = None) -> HttpResponse:
    """The page; ``sent`` is a form that could not be stored."""
    form = sent or _form(request, as_of)
    page = _sleep_page(request, form, as_of)
    opened, notice = form.opened, None
    if sent is None:
        opened, notice = carried_by(request).base(opened, "night"), carried_by(request).notice
    context = {"page": page, "form": form, "opened": opened, "notice": notice}
    return render(request, "journal/sleep.html", context, status=form.status)


def _sleep_page(request: HttpRequest, form: SleepForm, as_of: datetime) -> SleepPage:
    """What stands beside the form, in three queries."""
    person, preferences = person_of(request), preferences_of(request)
    first = form.night - timedelta(days=NIGHTS_OF_FIGURES - 1)
    device = read_device_nights(
        person,
        span(first, form.night),
        zone=preferences.zone,
        source=preferences.preferred_source,
    )
    return sleep_page(read_sleep(person, form.night), device, as_of=as_of, zone=form.zone)


def _by_htmx(request: HttpRequest, as_of: datetime, form: SleepForm) -> HttpResponse:
    """Only what has changed on the page; the whole page where the person has to choose."""
    if form.conflicts:
        answer = _refused(request, as_of, form)
        answer["HX-Retarget"] = answer["HX-Reselect"] = "#main"
        answer["HX-Reswap"] = "outerHTML show:none"
        return answer
    carried = typed_unstored(request, [] if form.errors else [*form.fields])
    if carried.texts:
        keep_draft(request, carried.texts)
    else:
        end_draft(request)
    page = _sleep_page(request, form, as_of)
    # A line just touched keeps its "Saved": htmx sends its chip with the requests before it too.
    context = {"page": page, "form": form, "opened": form.opened_now}
    context["touched"] = filled_fields(request)
    answer = render(request, "journal/_sleep_answer.html", context, status=form.status)
    answer["HX-Reswap"] = "none"
    return answer


def _refused(request: HttpRequest, as_of: datetime, form: SleepForm) -> HttpResponse:
    """What was typed in place, and why it is not stored: on the page itself, or on the one of which
    the two times are a part.
    """
    if form.is_whole:
        keep_draft(request, typed_unstored(request).texts)
        return _page(request, as_of, form)
    texts = [text for errors in form.errors.values() for text in map(str, errors)]
    disputed = tuple(conflict.name for conflict in form.conflicts)
    notice = PartNotice(
        "" if disputed else " ".join(texts),
        code=SLEEP_PART,
        disputed=disputed,
        conflicts=form.conflicts,
    )
    carried = replace(typed_unstored(request), notice=notice)
    return page_again(request, request.POST.get("next", ""), "sleep", carried, status=form.status)
