"""What answers a touch on the dashboard's cards: the cards alone to htmx, else the page it came
from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from journal.forms.card_answers import DashboardForm
from journal.forms.carried_texts import CarriedTexts, PartNotice, typed_unstored
from journal.forms.opened_pages import dashboard_about, opened_parts
from journal.forms.redirects import page_again, redirect_back
from journal.pages.context import person_of, preferences_of
from journal.pages.dashboard import touched_points
from journal.pages.notices import say
from journal.reading.patterns import read_points
from twitchlog.http.draft_cookie import end_draft, keep_draft


def accepted(
    request: HttpRequest, form: DashboardForm, notice: PartNotice, stored: Sequence[str] = ()
) -> HttpResponse:
    """Show the cards again: to htmx alone, else by way of the page it came from, at the part that
    was answered; that of a night is no card. ``stored`` names the fields whose texts are stored
    now.
    """
    if "HX-Request" in request.headers and not form.is_of_night:
        carried = typed_unstored(request, stored)
        if not carried.texts:
            end_draft(request)
        return _cards(request, form, replace(carried, notice=notice))
    say(request, notice.text)
    if "next" in request.POST:
        return redirect_back(request, "dashboard", stored=stored)
    code = notice.code or notice.pattern.partition("/")[0]
    return redirect(f"{reverse('dashboard')}?weeks={form.kept_weeks}#{code}")


def refused(
    request: HttpRequest, form: DashboardForm, notice: PartNotice, status: int = 422
) -> HttpResponse:
    """Say at the part what is wrong, with all that was typed in place: on the cards alone to htmx,
    else on the page.
    """
    carried = replace(typed_unstored(request), notice=notice)
    if "HX-Request" in request.headers and not form.is_of_night:
        return _cards(request, form, carried, status)
    address = request.POST.get("next") or f"{reverse('dashboard')}?weeks={form.kept_weeks}"
    return page_again(request, address, "dashboard", carried, status=status)


def refused_as_sent(
    request: HttpRequest, form: DashboardForm, *, code: str = "", pattern: str = ""
) -> HttpResponse:
    """Say what is wrong with the form at the card of that code or the pattern of that key."""
    texts = (str(text) for errors in form.errors.values() for text in errors)
    return refused(request, form, PartNotice(" ".join(texts), code, pattern))


def _cards(
    request: HttpRequest, form: DashboardForm, carried: CarriedTexts, status: int = 200
) -> HttpResponse:
    """The section of the three cards, in place of the one on the page."""
    keep_draft(request, carried.texts)
    as_of, weeks = timezone.now(), form.kept_weeks
    facts = read_points(person_of(request), preferences_of(request), weeks, as_of=as_of)
    points = touched_points(facts, carried.texts, carried.notice)
    about = dashboard_about(request, weeks, as_of)
    opened = opened_parts(request, points.texts, carried, **about)
    context = {"points": points, "weeks": weeks, "opened": opened, "carried": carried}
    answer = render(request, "journal/_points.html", context, status=status)
    answer["HX-Retarget"] = answer["HX-Reselect"] = "#points"
    return answer
