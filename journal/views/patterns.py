"""Patterns to review: matches grouped by criterion, place and side, each decided once."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from journal.article import CHECKS_OUT_FINE
from journal.criteria import AUTHOR, JOURNALIST, RULES_VERSION
from journal.forms.patterns import PatternForm
from journal.models.answers import Decision
from journal.models.pattern import PatternDecision
from journal.pages.context import person_of, preferences_of
from journal.pages.notices import say
from journal.pages.overview import period_choices
from journal.pages.period import USUAL, WEEKS
from journal.pages.reviewing import groups, read_patterns


@login_required
@require_safe
def patterns(request: HttpRequest) -> HttpResponse:
    """The patterns of the latest weeks, as many as ``?weeks=`` says."""
    weeks = request.GET.get("weeks", USUAL)
    if weeks not in WEEKS:
        raise Http404(_("There is no such period."))
    preferences = preferences_of(request)
    page = {
        "weeks": weeks,
        "choices": period_choices(),
        "groups": groups(person_of(request), preferences, weeks, timezone.now()) if preferences.show_matches else [],
        "decisions": Decision.choices,
        "reassurance": CHECKS_OUT_FINE,
        "author": AUTHOR,
        "journalist": JOURNALIST,
    }
    return render(request, "journal/patterns.html", page)


@login_required
@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Keep a decision with the rules' version and the entries it was taken on."""
    form, as_of, person = PatternForm(request.POST), timezone.now(), person_of(request)
    there = f"{reverse('patterns')}?weeks={form.kept_weeks}"
    if not form.is_valid():
        say(request, " ".join(str(text) for texts in form.errors.values() for text in texts))
        return redirect(there)
    _period, found = read_patterns(person, preferences_of(request), form.kept_weeks, as_of)
    pattern = next((one for one in found if one.key == form.cleaned_data["pattern"]), None)
    if pattern is None:
        say(request, _("This pattern is no longer there: its entries were changed or deleted. Nothing was saved."))
        return redirect(there)
    said = {name: form.cleaned_data[name] for name in ("decision", "note")}
    kept = {**said, "criterion": pattern.criterion.code, "entries": list(pattern.entries), "decided_at": as_of}
    PatternDecision.objects.update_or_create(
        owner=person, pattern=pattern.key, defaults={**kept, "rules_version": RULES_VERSION}
    )
    say(request, _("Your decision is saved."))
    return redirect(f"{there}#{pattern.criterion.code}")
