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
from journal.forms.other_things import OtherThingsForm
from journal.models.other_things import answers_of, keep_answers
from journal.other_things import SOURCES
from journal.pages.context import person_of
from journal.pages.thanks import checklist_saved


@login_required
@require_safe
def article(request: HttpRequest) -> HttpResponse:
    """The article in quotes and our words, and the checklist with the answers given so far."""
    return _page(request, OtherThingsForm(answers=answers_of(person_of(request)), again="again" in request.GET))


@login_required
@require_POST
def other_things(request: HttpRequest) -> HttpResponse:
    """Store the checklist's answers; on an error show the page again with all that was typed."""
    person = person_of(request)
    answers = answers_of(person)
    form = OtherThingsForm(request.POST, answers=answers, again="again" in request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    again = request.POST.get("again") == "1"
    keep_answers(person, form.said(), as_of=timezone.now(), again=again)
    for text in checklist_saved(answers, form.said(), again=again):
        messages.success(request, text)
    return redirect("appointment" if again else "article")


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Nobody watches this diary; when to call for help. Open to everybody."""
    return render(request, "journal/help.html")


def _page(request: HttpRequest, form: OtherThingsForm, status: int = 200) -> HttpResponse:
    context = {"source": source, "criteria": CRITERIA, "sources": SOURCES, "form": form}
    return render(request, "journal/article.html", context, status=status)
