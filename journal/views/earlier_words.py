"""Texts that an appointment held before there were rows: rows are made of them, or they are kept as
they are.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from journal.actions.background import answer_earlier_words
from journal.forms.earlier_words import EarlierWordsForm
from journal.forms.opened_about import Opened, opened_about
from journal.models import Appointment
from journal.models.appointment import EarlierWords
from journal.pages.background import EarlierWordsPage
from journal.pages.context import person_of, preferences_of
from journal.pages.notices import say
from journal.reading.appointments import current_appointment
from twitchlog.http.draft_cookie import end_draft


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def earlier_words(request: HttpRequest) -> HttpResponse:
    """Each text beside empty rows. Whatever is answered, the text stays word for word."""
    as_of, visit = timezone.now(), current_appointment(person_of(request))
    if visit is None:
        say(request, _("There is no appointment whose words could be made into rows."))
        return redirect("appointment")
    form, is_sent = _form(request, visit, as_of), request.method == "POST"
    opened = opened_about(request, {"appointment": visit.pk}, {})
    answer = (
        _answered(request, form, visit, as_of) if is_sent and _is_about(opened, visit) else None
    )
    if answer is not None:
        return answer
    context = {"page": EarlierWordsPage(), "form": form, "opened": opened}
    status = 422 if form.errors else 200
    return render(request, "journal/earlier_words.html", context, status=status)


def _form(request: HttpRequest, visit: Appointment, as_of: datetime) -> EarlierWordsForm:
    today = as_of.astimezone(preferences_of(request).zone).date()
    return EarlierWordsForm(visit, today, request.POST if request.method == "POST" else None)


def _is_about(opened: Opened, visit: Appointment) -> bool:
    """Whether the page was opened about that appointment, or does not say."""
    return opened.about.get("appointment", str(visit.pk)) == str(visit.pk)


def _answered(
    request: HttpRequest, form: EarlierWordsForm, visit: Appointment, as_of: datetime
) -> HttpResponse | None:
    """Where the answer leads; None if something has to be looked at again."""
    if "keep" in request.POST and form.filled:
        say(request, _("What you typed is not saved yet. Save it, or empty it first."))
        return None
    if "keep" in request.POST:
        answer_earlier_words(visit, EarlierWords.KEEP)
        say(request, _("Your words stay as they are. You are not asked again."))
        return redirect("appointment")
    if not form.filled:
        say(request, _("Nothing is filled in yet."))
        return None
    number = form.store(person_of(request), as_of)
    if number is None:
        return None
    end_draft(request)
    text = ngettext("%d row is stored.", "%d rows are stored.", number) % number
    say(request, f"{text} {_('Your words stay as they are beside them.')}")
    return redirect("appointment")
