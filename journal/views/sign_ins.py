"""Where one is signed in, and what else opens the diary; each is ended from here."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from journal.actions.sign_ins import end_sign_ins
from journal.forms.opened_about import opened_by_form
from journal.identity.demo_account import is_demo
from journal.identity.security_log import note
from journal.models import SignIn
from journal.models.security_event import Happening
from journal.models.sign_in import SignInQuerySet
from journal.pages.context import person_of, preferences_of
from journal.pages.notices import say
from journal.pages.sign_ins import sign_ins_page
from journal.reading.sign_ins import read_diary_access


@never_cache
@login_required
@require_safe
def sign_ins(request: HttpRequest) -> HttpResponse:
    """Browsers in which the person is signed in, and tokens and links that work."""
    access = read_diary_access(
        person_of(request),
        _own(request),
        session_key=request.session.session_key,
        as_of=timezone.now(),
    )
    page = sign_ins_page(access, zone=preferences_of(request).zone)
    return render(request, "journal/sign_ins.html", {"page": page})


@login_required
@require_POST
def end_sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out in one other browser.

    In this one there is a page that asks what becomes of what it keeps.
    """
    sign_in = _own(request).filter(pk=pk)
    if sign_in.filter(session_id=request.session.session_key).exists():
        return redirect("account_logout")
    if end_sign_ins(sign_in):
        note(request, person_of(request), Happening.SIGN_OUT_ELSEWHERE)
    elif opened_by_form(request) is None:
        raise Http404
    say(request, _("Signed out there."))
    return redirect("sign_ins")


@login_required
@require_POST
def end_other_sign_ins(request: HttpRequest) -> HttpResponse:
    """Sign out in all other browsers."""
    number = end_sign_ins(_own(request).but(request.session.session_key))
    text = _("You are signed in nowhere else.")
    if number:
        note(request, person_of(request), Happening.SIGN_OUT_ELSEWHERE, number=number)
        text = ngettext("Signed out in %d other place.", "Signed out in %d other places.", number)
        text %= number
    say(request, text)
    return redirect("sign_ins")


def _own(request: HttpRequest) -> SignInQuerySet:
    """The person's sign-ins.

    Visitors of the demo are many in one account: each sees and ends their own alone.
    """
    person = person_of(request)
    mine = SignIn.objects.of(person)
    if is_demo(person):
        return mine.filter(session_id=request.session.session_key)
    return mine
