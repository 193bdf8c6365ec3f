"""Making an account.

The page and its form are allauth's; a form that comes twice makes one account.
"""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.views import signup
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from journal.identity.account_lookup import just_made
from journal.identity.security_log import note
from journal.identity.sign_in_limits import try_password
from journal.models.security_event import Happening
from twitchlog.passwords import opens

ANSWERS_OF_REFUSALS = (
    200,
    409,
)  # the form again, or that no accounts are made here; a limit stays a limit


def sign_up(request: HttpRequest) -> HttpResponse:
    """allauth's answer; a second touch of the same form leads on as the first one's did.

    The first answer never arrives where the button was touched twice: the browser waits for the
    second alone.
    """
    try:
        answer: HttpResponse = signup(request)
    except ImmediateHttpResponse as refusal:  # somebody else's account came first
        answer = refusal.response
    if request.method != "POST" or answer.status_code not in ANSWERS_OF_REFUSALS:
        return answer
    person = _made_before(request)
    if person is None:
        return answer
    address = get_adapter(request).get_signup_redirect_url(request)
    led_on: HttpResponse = perform_login(request, Login(user=person, redirect_url=address))
    return led_on


def _made_before(request: HttpRequest) -> User | None:
    """Whose account the first touch has made, by the password that came again.

    That counts as a try to sign in as any other.
    """
    name = request.POST.get("username", "")
    person = just_made(name, timezone.now())
    if person is None:
        return None
    try:
        tries = try_password(request, name)
    except ValidationError:
        return None
    if not opens(person, request.POST.get("password1", "")):
        note(request, person, Happening.WRONG_PASSWORD)
        return None
    tries.give_back()
    return person
