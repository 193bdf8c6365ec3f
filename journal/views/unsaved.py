"""What was typed when the session had ended: saved only when the person says so."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from journal.forms.sealed_form import KEY, forget, waiting_forms
from journal.forms.unsaved_page import shown_form
from journal.identity.accounts import account_of
from journal.pages.context import person_of
from journal.pages.notices import say


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsaved(request: HttpRequest) -> HttpResponse:
    """What waits, each with a form that sends it where it was sent to; POST throws one away."""
    waiting = waiting_forms(request.session, account_of(person_of(request)))
    if request.method == "POST":
        form = waiting.get(request.POST.get(KEY, ""))
        if form is None:
            return redirect("unsaved")
        forget(request.session, request.POST[KEY])
        say(request, _("Thrown away."))
        if len(waiting) > 1:
            return redirect("unsaved")
        return redirect(shown_form(form).page)
    if not waiting:
        return redirect("dashboard")
    forms = [shown_form(form, key) for key, form in waiting.items()]
    return render(request, "journal/unsaved.html", {"forms": forms})
