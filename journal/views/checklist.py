"""The other things doctors ask about: asked, and stored."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from journal.forms.checklist import ChecklistForm, answer_texts
from journal.forms.opened_about import opened_about
from journal.forms.redirects import SAVE_BUTTON
from journal.models import OtherThingAnswer
from journal.pages.checklist import checklist_page
from journal.pages.context import person_of
from journal.wording.after_saving import checklist_saved
from twitchlog.http.draft_cookie import end_draft


@login_required
@require_safe
def checklist(request: HttpRequest) -> HttpResponse:
    """The questions with the answers given so far."""
    return _page(request, again="again" in request.GET)


@login_required
@require_POST
def other_things(request: HttpRequest) -> HttpResponse:
    """Store the answers; on an error show the page again with all that was typed."""
    person, again = person_of(request), request.POST.get("again") == "1"
    before = OtherThingAnswer.objects.of(person).by_question()
    form, stored = _form(request, before, again=again), None
    if form.is_valid():
        stored = form.store(person, as_of=timezone.now(), again=again)
    if stored is None:
        return _page(request, form, again=again)
    end_draft(request)
    answers_before = {code: (answer.answer, answer.since) for code, answer in before.items()}
    for text in checklist_saved(answers_before, stored, again=again):
        messages.success(request, text)
    page = checklist_page({code: answer for code, (answer, _since) in stored.items()}, again=again)
    has_more_to_say = page.calls or page.soon
    if again and not has_more_to_say:
        return redirect("appointment")
    return redirect(reverse("checklist") + ("" if has_more_to_say else f"#{SAVE_BUTTON}"))


def _form(
    request: HttpRequest, answers: dict[str, OtherThingAnswer], *, again: bool
) -> ChecklistForm:
    """The checklist: as stored, or as it was sent."""
    sent = request.POST if request.method == "POST" else None
    form = ChecklistForm(sent, answers=answers, again=again)
    form.opened = opened_about(request, {}, answer_texts(answers))
    return form


def _page(request: HttpRequest, form: ChecklistForm | None = None, *, again: bool) -> HttpResponse:
    answers = OtherThingAnswer.objects.of(person_of(request)).by_question()
    form = form or _form(request, answers, again=again)
    page = checklist_page({code: row.answer for code, row in answers.items()}, again=again)
    context = {"page": page, "form": form, "opened": form.opened}
    return render(request, "journal/checklist.html", context, status=form.status)
