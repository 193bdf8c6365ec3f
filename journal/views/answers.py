"""Answers given on the dashboard's cards: to an open question, to "too many?", and the decision on a pattern."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from journal.criteria import BACK_MUSCLES, JERK_WOKE_ME, RULES_VERSION, TOO_MANY, Question
from journal.forms.answers import AnswerForm, DecisionForm, OnDashboard, TooManyForm
from journal.models import Episode, PatternDecision, TooManyAnswer
from journal.models.answering import answer_all
from journal.models.recording import RefusedError
from journal.observations import Movement
from journal.pages.context import person_of, preferences_of
from journal.pages.notices import back, say
from journal.pages.overview import dashboard_page, points_section
from journal.pages.reviewing import made_of


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill one field of an entry of one's own, and of those named with it; 404 unless all of them are."""
    as_of, form = timezone.now(), AnswerForm(request.POST)
    wanted = {pk, *form.also}
    episodes = list(Episode.objects.of(person_of(request)).kept().filter(pk__in=wanted))
    if len(episodes) != len(wanted):
        raise Http404
    code = (BACK_MUSCLES if request.POST.get("question") in ("back", "muscle") else JERK_WOKE_ME).code
    if not form.is_valid():
        return _refuse(request, form, code, _why(form))
    question, value = form.cleaned_data["question"], form.cleaned_data["value"]
    try:
        answer_all(episodes, question, value, as_of=as_of)
    except RefusedError as error:
        return _refuse(request, form, code, " ".join(_(one.text) % one.values for one in error.problems))
    return _accept(request, form, code, _thanks(question, value, len(episodes)))


@login_required
@require_POST
def too_many(request: HttpRequest) -> HttpResponse:
    """Keep an answer to "Do you think you are getting too many twitches?"; earlier ones stay, the latest counts."""
    form = TooManyForm(request.POST)
    if not form.is_valid():
        return _refuse(request, form, TOO_MANY.code, _why(form))
    TooManyAnswer.objects.create(
        owner=person_of(request), answer=form.cleaned_data["answer"], answered_at=timezone.now()
    )
    return _accept(request, form, TOO_MANY.code, _("Your answer is saved."))


@login_required
@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Keep a decision on a pattern, with the rules' version and the entries that it was taken on."""
    form, as_of, person = DecisionForm(request.POST), timezone.now(), person_of(request)
    code = form.key.partition("/")[0]
    if not form.is_valid():
        return _refuse(request, form, code, _why(form))
    entries = made_of(person, preferences_of(request), form.key)
    if entries is None:
        gone = _("This pattern is no longer there: its entries were changed or deleted. Nothing was saved.")
        return _refuse(request, form, code, gone)
    kept = {name: form.cleaned_data[name] for name in ("decision", "note")}
    kept |= {"criterion": code, "entries": entries, "decided_at": as_of, "rules_version": RULES_VERSION}
    PatternDecision.objects.update_or_create(owner=person, pattern=form.key, defaults=kept)
    return _accept(request, form, code, _("Your decision is saved."))


def _accept(request: HttpRequest, form: OnDashboard, code: str, text: str) -> HttpResponse:
    """Show the cards again: to htmx alone, else by way of the page it came from, at the card that was answered."""
    weeks = form.cleaned_data["weeks"]
    if "HX-Request" not in request.headers:
        say(request, text)
        if "next" in request.POST:
            return back(request, "dashboard")
        return redirect(f"{reverse('dashboard')}?weeks={weeks}#{code}")
    page = points_section(person_of(request), preferences_of(request), weeks, as_of=timezone.now())
    return render(
        request, "journal/_points.html", {**page, **_notice(page, code, request.POST.get("pattern", ""), text)}
    )


def _refuse(request: HttpRequest, form: OnDashboard, code: str, text: str) -> HttpResponse:
    """Say on the card what is wrong, with the status of a request that could not be used; or on the page it came
    from, if that was another."""
    alone = "HX-Request" in request.headers
    if "next" in request.POST and not alone:
        say(request, text)
        return back(request, "dashboard")
    asked, as_of = (person_of(request), preferences_of(request), form.kept_weeks), timezone.now()
    page = {} if alone else dashboard_page(*asked, as_of=as_of)
    page |= points_section(*asked, as_of=as_of)
    template = "journal/_points.html" if alone else "journal/dashboard.html"
    return render(request, template, {**page, **_notice(page, code, request.POST.get("pattern", ""), text)}, status=422)


def _notice(page: dict[str, Any], code: str, pattern: str, text: str) -> dict[str, str]:
    """What the page says, beside the pattern or on the card that it is about, if that is shown."""
    shown = [card for card in page.get("cards", ()) if card.criterion.code == code]
    beside = any(row.key == pattern for card in shown for row in card.patterns)
    return {"notice": text, "on_card": code if shown else "", "on_pattern": pattern if beside else ""}


def _why(form: OnDashboard) -> str:
    return " ".join(str(text) for texts in form.errors.values() for text in texts)


def _thanks(question: Question, value: str, entries: int) -> str:
    if value == Movement.UNSURE:
        return _("Noted as not sure. The question stays open; you can answer it at any time.")
    if question is Question.TYPE and value == Movement.TWITCH:
        return _("Noted as a twitch. The question stays open while the entry also says that it woke you from sleep.")
    return ngettext("Saved in %d entry.", "Saved in %d entries.", entries) % entries
