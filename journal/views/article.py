"""What the article says, the other things doctors ask about, and when to call for help."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from journal import article as source
from journal.criteria import CRITERIA
from journal.forms.opened import opened_about
from journal.forms.other_things import OtherThingsForm, answer_texts
from journal.models.other_things import answers_of
from journal.other_things import SOURCES
from journal.pages.context import person_of
from journal.pages.thanks import checklist_saved
from twitchlog.drafts import end_draft


@login_required
@require_safe
def article(request: HttpRequest) -> HttpResponse:
    """The article in quotes and our words, and the checklist with the answers given so far."""
    return _page(request, _form(request, again="again" in request.GET))


@login_required
@require_POST
def other_things(request: HttpRequest) -> HttpResponse:
    """Store the checklist's answers; on an error show the page again with all that was typed."""
    again, before = request.POST.get("again") == "1", answers_of(person_of(request))
    form = _form(request, again=again)
    stored = form.store(person_of(request), as_of=timezone.now(), again=again) if form.is_valid() else None
    if stored is None:
        return _page(request, form)
    end_draft(request)
    for text in checklist_saved(before, stored, again=again):
        messages.success(request, text)
    return redirect("appointment" if again else "article")


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Nobody watches this diary; when to call for help. Open to everybody."""
    return render(request, "journal/help.html")


def _form(request: HttpRequest, *, again: bool) -> OtherThingsForm:
    """The checklist: as stored, or as it was sent."""
    answers = answers_of(person_of(request))
    form = OtherThingsForm(request.POST if request.method == "POST" else None, answers=answers, again=again)
    form.opened = opened_about(request, {}, answer_texts(answers))
    return form


def _page(request: HttpRequest, form: OtherThingsForm) -> HttpResponse:
    context = {"source": source, "criteria": CRITERIA, "sources": SOURCES, "form": form, "opened": form.opened}
    return render(request, "journal/article.html", context, status=form.status)
