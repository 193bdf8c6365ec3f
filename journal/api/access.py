"""Who is asking, and what they may do: a signed-in browser, or a program with a token."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from journal.actions.api_tokens import note_use
from journal.api.errors import ApiError, json_only, sign_in_first
from journal.identity.accounts import account_of
from journal.models import ApiToken
from journal.models.api_token import Scope
from journal.request_limits import hit_by_caller, hit_by_failure
from twitchlog.http.draft_cookie import ACCOUNT_HEADER
from twitchlog.http.visitor_address import visitor_address

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Caller:
    """The person whose diary a request is about, and the token that came along (None: a
    session).
    """

    person: User
    token: ApiToken | None = None

    def used(self, as_of: datetime) -> None:
        """Note the use of the token, if there is one."""
        if self.token:
            note_use(self.token, as_of)


def caller(request: HttpRequest) -> Caller:
    """Who came in by one of the ways below. Raises TypeError on a route without one."""
    entered = getattr(request, "auth", None)
    if not isinstance(entered, Caller):
        raise TypeError("nobody has come in")
    return entered


class Session(APIKeyCookie):
    """A browser in which the person is signed in; a change also needs the CSRF token."""

    param_name = settings.SESSION_COOKIE_NAME
    openapi_description = (
        "The session of a signed-in browser. To change something, send X-CSRFToken along."
    )

    def _get_key(self, request: HttpRequest) -> str | None:
        return request.COOKIES.get(self.param_name)

    def authenticate(self, request: HttpRequest, key: str | None) -> Caller | None:
        """Called by ninja; None lets it try the next way in."""
        if "Authorization" in request.headers or not isinstance(request.user, User):
            return None
        if request.method == "POST":
            json_only(request)
        if request.method not in SAFE_METHODS:
            _from_a_page(request)
        return _enter(request, Caller(request.user), f"session:{key}")


class Token(HttpBearer):
    """A program with a token whose scope is one of ``scopes``."""

    openapi_description = "A token made under More, Shortcuts and programs."

    def __init__(self, *scopes: Scope) -> None:
        super().__init__()
        self.scopes = scopes

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """Called by ninja with what follows "Bearer"; None is answered with 401."""
        return _enter_by_token(request, token, self.scopes)


def key_in_address(request: HttpRequest) -> Caller | None:
    """A program whose token of its own kind stands in the address, since it can send no header."""
    match = request.resolver_match
    key = match.kwargs.get("key", "") if match else ""
    return _enter_by_token(request, key, (Scope.SLEEP_ADDRESS,))


def _enter_by_token(request: HttpRequest, token: str, scopes: tuple[Scope, ...]) -> Caller | None:
    """Raises :class:`ApiError` for a token that was made for something else."""
    stored = ApiToken.objects.presented(token)
    if stored is None:
        return None
    if stored.scope not in scopes:
        text = _("This token may not do that. It was made for: %s.")
        raise ApiError(403, text % stored.get_scope_display())
    return _enter(request, Caller(stored.owner, stored), f"token:{stored.pk}")


def _from_a_page(request: HttpRequest) -> None:
    """Raises :class:`ApiError` unless a page of ours sent this; where that is a matter of settings,
    it says of which.
    """
    refused = check_csrf(request)
    if isinstance(refused, JsonResponse) and b"TWITCHLOG_" in refused.content:
        raise ApiError(403, json.loads(refused.content)["message"])
    if refused:
        raise ApiError(
            403, _("The CSRF token is missing or old. Ask GET /api/session for a new one.")
        )


def refuse_stranger(request: HttpRequest) -> None:
    """The last way in: counts the failure, then sends away. Raises :class:`ApiError`."""
    hit_by_failure(visitor_address(request), timezone.now())
    raise sign_in_first()


def _enter(request: HttpRequest, entered: Caller, credential: str) -> Caller:
    """Raises :class:`ApiError` if the request is meant for another account, or is one too many."""
    meant = request.headers.get(ACCOUNT_HEADER)
    if meant is not None and meant != account_of(entered.person):
        raise ApiError(
            409,
            _(
                "These entries belong to another account than the one signed in. Nothing was "
                "stored."
            ),
        )
    hit_by_caller(credential, timezone.now())
    return entered


TO_ADD = [Token(Scope.ADD, Scope.ALL), Session(), refuse_stranger]
TO_READ = [Token(Scope.READ, Scope.ALL), Session(), refuse_stranger]
TO_CHANGE = [Token(Scope.ALL), Session(), refuse_stranger]
TO_ADD_SLEEP = [Token(Scope.SLEEP), refuse_stranger]
TO_ADD_SLEEP_BY_ADDRESS = [key_in_address, refuse_stranger]
BROWSER_ONLY = [Session(), refuse_stranger]
