"""Signing in with a passkey alone: what is to be signed waits in the browser."""

from __future__ import annotations

from typing import Any

from allauth.core.internal.ratelimit import respond_429
from allauth.mfa.webauthn.internal.auth import STATE_SESSION_KEY
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from journal.identity.known_device import counted_visitor
from twitchlog.counting.shared_cache import counts

# In cookies that browsers have: it stays.
PASSKEY_SALT = "journal.passkeys"
# How long somebody may take for a fingerprint; longer, and they touch the button again.
CHALLENGE_SECONDS = 5 * 60
CHALLENGES_A_MINUTE = 30


class PasskeySignIn(LoginWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    """allauth's view, with the challenge in a signed cookie.

    allauth stores a session for every stranger that asks.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The challenge, as JSON for the page's script."""
        if counts().take(f"passkey from {counted_visitor(request)}", CHALLENGES_A_MINUTE, 60):
            answer: HttpResponse = respond_429(request)
            return answer
        answer = super().get(request, *args, **kwargs)
        if challenge := request.session.pop(STATE_SESSION_KEY, None):
            _let_wait(answer, challenge)
        return answer

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What the device has signed."""
        request.session.pop(STATE_SESSION_KEY, None)
        if challenge := _waiting(request):
            request.session[STATE_SESSION_KEY] = challenge
        answer: HttpResponse = super().post(request, *args, **kwargs)
        request.session.pop(STATE_SESSION_KEY, None)
        answer.delete_cookie(settings.PASSKEY_COOKIE_NAME, samesite="Strict")
        return answer


def _let_wait(answer: HttpResponse, challenge: dict[str, Any]) -> None:
    answer.set_cookie(
        settings.PASSKEY_COOKIE_NAME,
        signing.dumps(challenge, salt=PASSKEY_SALT),
        max_age=CHALLENGE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def _waiting(request: HttpRequest) -> dict[str, Any] | None:
    """What this browser was given to sign, once."""
    held = request.COOKIES.get(settings.PASSKEY_COOKIE_NAME, "")
    try:
        challenge: dict[str, Any] = signing.loads(
            held, salt=PASSKEY_SALT, max_age=CHALLENGE_SECONDS
        )
    except signing.BadSignature:
        return None
    if counts().take(f"signed {challenge['challenge']}", 1, CHALLENGE_SECONDS):
        return None
    return challenge


login = PasskeySignIn.as_view()
