"""Answers given on the dashboard's cards: to an open question, to "too many?", and the decision on a pattern."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from journal.criteria import BACK_MUSCLES, JERK_WOKE_ME, TOO_MANY
from journal.forms.answers import AnswerForm, DecisionForm, OnDashboard, TooManyForm, touch_data
from journal.forms.carrying import PLACE, CarriedTexts, PartNotice, back, page_again, typed_unstored
from journal.forms.decisions import answered_elsewhere, store_decision, store_too_many
from journal.forms.opened import opened_about, opened_by_form
from journal.forms.pages import dashboard_about, shown_on
from journal.models import Episode
from journal.models.answering import AnsweredElsewhereError, answer_all
from journal.models.recording import RefusedError
from journal.pages.context import person_of, preferences_of
from journal.pages.notices import say
from journal.pages.overview import points_section
from journal.pages.reviewing import NOTE, made_of
from journal.pages.thanks import thanks
from journal.parsing import LARGEST_KEY
from twitchlog.drafts import end_draft, keep_draft


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill one field of an entry of one's own, and of those named with it; 404 unless all of them are."""
    as_of, form = timezone.now(), AnswerForm(touch_data(request))
    wanted = {min(pk, LARGEST_KEY), *form.also}
    episodes = list(Episode.objects.of(person_of(request)).kept().filter(pk__in=wanted))
    if len(episodes) != len(wanted):
        return _gone(request, form)
    code = (BACK_MUSCLES if form.data.get("question") in ("back", "muscle") else JERK_WOKE_ME).code
    if not form.is_valid():
        return _refuse(request, form, PartNotice(_why(form), code))
    question, value = form.cleaned_data["question"], form.cleaned_data["value"]
    try:
        answered = answer_all(episodes, question, value, as_of=as_of, was=form.was)
    except RefusedError as error:
        text = " ".join(_(one.text) % one.values for one in error.problems)
        return _refuse(request, form, PartNotice(text, code))
    except AnsweredElsewhereError as error:
        text = answered_elsewhere(question, error.stored, value)
        return _refuse(request, form, PartNotice(text, code), status=409)
    text = thanks(question, value, [one.observation for one in answered])
    return _accept(request, form, PartNotice(text, code), [f"{PLACE}{pk}"])


def _gone(request: HttpRequest, form: AnswerForm) -> HttpResponse:
    """An entry that was asked about is no longer in the diary. 404 for somebody who was not asked."""
    if opened_by_form(request) is None:
        raise Http404
    text = _("The entry is no longer in your diary: it was deleted meanwhile. Nothing was changed.")
    return _refuse(request, form, PartNotice(text), status=409)


@login_required
@require_POST
def too_many(request: HttpRequest) -> HttpResponse:
    """Keep an answer to "Do you think you are getting too many twitches?"; earlier ones stay, the latest counts."""
    form = TooManyForm(request.POST)
    if not form.is_valid():
        return _refuse(request, form, PartNotice(_why(form), TOO_MANY.code))
    opened = opened_by_form(request)
    elsewhere = store_too_many(person_of(request), form.cleaned_data["answer"], opened, as_of=timezone.now())
    if elsewhere:
        return _refuse(request, form, PartNotice(elsewhere, TOO_MANY.code), status=409)
    return _accept(request, form, PartNotice(_("Your answer is saved."), TOO_MANY.code))


@login_required
@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Keep a decision on a pattern, with the rules' version and the entries that it was taken on."""
    form, as_of, person = DecisionForm(touch_data(request)), timezone.now(), person_of(request)
    if not form.is_valid():
        return _refuse(request, form, PartNotice(_why(form), pattern=form.key))
    entries = made_of(person, preferences_of(request), form.key)
    if entries is None:
        gone = _("This pattern is no longer there: its entries or your answers have changed. Nothing was saved.")
        return _refuse(request, form, PartNotice(gone, pattern=form.key))
    opened = opened_about(request, {}, {})
    elsewhere = store_decision(person, form, opened, entries, as_of=as_of)
    if elsewhere:
        return _refuse(request, form, elsewhere, status=409)
    saved = PartNotice(_("Your decision is saved."), pattern=form.key)
    return _accept(request, form, saved, [f"{NOTE}{form.key}"])


def _accept(request: HttpRequest, form: OnDashboard, notice: PartNotice, stored: Sequence[str] = ()) -> HttpResponse:
    """Show the cards again: to htmx alone, else by way of the page it came from, at the part that was answered."""
    if "HX-Request" in request.headers:
        carried = typed_unstored(request, stored)
        if not carried.texts:
            end_draft(request)
        return _cards(request, form, replace(carried, notice=notice))
    say(request, notice.text)
    if "next" in request.POST:
        return back(request, "dashboard", stored=stored)
    code = notice.code or notice.pattern.partition("/")[0]
    return redirect(f"{reverse('dashboard')}?weeks={form.kept_weeks}#{code}")


def _refuse(request: HttpRequest, form: OnDashboard, notice: PartNotice, status: int = 422) -> HttpResponse:
    """Say at the part what is wrong, with all that was typed in place: on the cards alone to htmx, else on the page."""
    carried = replace(typed_unstored(request), notice=notice)
    if "HX-Request" in request.headers:
        return _cards(request, form, carried, status)
    there = request.POST.get("next") or f"{reverse('dashboard')}?weeks={form.kept_weeks}"
    return page_again(request, there, "dashboard", carried, status=status)


def _cards(request: HttpRequest, form: OnDashboard, carried: CarriedTexts, status: int = 200) -> HttpResponse:
    """The section of the three cards, in place of the one on the page."""
    keep_draft(request, carried.texts)
    as_of, weeks = timezone.now(), form.kept_weeks
    page = points_section(person_of(request), preferences_of(request), weeks, as_of=as_of)
    page |= shown_on(request, page, carried, **dashboard_about(request, weeks, as_of))
    answer = render(request, "journal/_points.html", page, status=status)
    answer["HX-Retarget"] = answer["HX-Reselect"] = "#points"
    return answer


def _why(form: OnDashboard) -> str:
    return " ".join(str(text) for texts in form.errors.values() for text in texts)
