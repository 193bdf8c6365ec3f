"""Who is asking, and what they may do: a signed-in browser, or a program with a token."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from journal.accounts import account_of
from journal.api.refusals import Refusal, json_only, sign_in_first
from journal.limits import spend_failure, spend_request
from journal.models import ApiToken
from journal.models.token import Scope

ACCOUNT_HEADER = "X-Twitchlog-Account"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Caller:
    """The person whose diary a request is about, and the token that opened the door (None: a session)."""

    person: User
    token: ApiToken | None = None

    def used(self, as_of: datetime) -> None:
        """Note the use of the token, if there is one."""
        if self.token:
            self.token.used(as_of)


def caller(request: HttpRequest) -> Caller:
    """Who came in by one of the doors below. Raises TypeError on a route without one."""
    found = getattr(request, "auth", None)
    if not isinstance(found, Caller):
        raise TypeError("nobody has come in")
    return found


class Session(APIKeyCookie):
    """A browser in which the person is signed in; what changes something also needs the CSRF token."""

    param_name = settings.SESSION_COOKIE_NAME
    openapi_description = "The session of a signed-in browser. To change something, send X-CSRFToken along."

    def _get_key(self, request: HttpRequest) -> str | None:
        return request.COOKIES.get(self.param_name)

    def authenticate(self, request: HttpRequest, key: str | None) -> Caller | None:
        """Called by ninja; None lets it try the next door."""
        if "Authorization" in request.headers or not isinstance(request.user, User):
            return None
        if request.method == "POST":
            json_only(request)
        if request.method not in SAFE_METHODS:
            _from_a_page(request)
        return _enter(request, Caller(request.user), f"session:{key}")


class Token(HttpBearer):
    """A program with a token whose scope is one of ``scopes``."""

    openapi_description = "A token made under Settings, Tokens."

    def __init__(self, *scopes: Scope) -> None:
        super().__init__()
        self.scopes = scopes

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """Called by ninja with what follows "Bearer"; None is answered with 401."""
        found = ApiToken.objects.presented(token)
        if found is None:
            return None
        if found.scope not in self.scopes:
            raise Refusal(403, _("This token may not do that. It was made for: %s.") % found.get_scope_display())
        return _enter(request, Caller(found.owner, found), f"token:{found.pk}")


def _from_a_page(request: HttpRequest) -> None:
    """Raises :class:`Refusal` unless a page of ours sent this; where that is a matter of settings, it says of which."""
    refused = check_csrf(request)
    if isinstance(refused, JsonResponse) and b"TWITCHLOG_" in refused.content:
        raise Refusal(403, json.loads(refused.content)["message"])
    if refused:
        raise Refusal(403, _("The CSRF token is missing or old. Ask GET /api/session for a new one."))


def nobody(request: HttpRequest) -> None:
    """The last door: counts the failure, then sends away. Raises :class:`Refusal`."""
    spend_failure(_address(request), timezone.now())
    raise sign_in_first()


def _address(request: HttpRequest) -> str:
    """Where a request comes from, by the same setting for proxies as signing in (ALLAUTH_TRUSTED_PROXY_COUNT)."""
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return "unknown"  # through a socket file there is no address; all such requests are counted together


def _enter(request: HttpRequest, found: Caller, credential: str) -> Caller:
    """Raises :class:`Refusal` if the request is meant for another account, or is one too many."""
    meant = request.headers.get(ACCOUNT_HEADER)
    if meant is not None and meant != account_of(found.person):
        raise Refusal(409, _("These entries belong to another account than the one signed in. Nothing was stored."))
    spend_request(credential, timezone.now())
    return found


TO_ADD = [Token(Scope.ADD, Scope.ALL), Session(), nobody]
TO_READ = [Token(Scope.READ, Scope.ALL), Session(), nobody]
TO_CHANGE = [Token(Scope.ALL), Session(), nobody]
BROWSER_ONLY = [Session(), nobody]
