"""Who owns the credential that a request shows (session, token, link, known device).

The server's front takes turns by it.

Asked before something that takes long is begun. Nobody is let in by it: each view looks for itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from django.contrib.auth import get_user
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone

from journal.identity.demo_account import is_demo
from journal.identity.known_device import account_known_on
from journal.models import ApiToken
from journal.reading.share_links import living_link
from twitchlog.front.requester import EVERYBODY, KeyKind

logger = logging.getLogger(__name__)


def holder_of(kind: KeyKind, text: str) -> str:
    """``account 5``, ``link 7``; "" for a key that opens nothing.

    Where the database does not answer, nobody is known: the view that comes next says what the
    trouble is.
    """
    try:
        return _HOLDERS[kind](text)
    except DatabaseError:
        logger.exception("who holds a key cannot be told")
        return ""


def _of_session(key: str) -> str:
    request = HttpRequest()
    request.session = SessionStore(key)
    person = get_user(request)
    if not isinstance(person, User):
        return ""
    if is_demo(person):
        return EVERYBODY
    return _account_key(person.pk)


def _of_token(authorization: str) -> str:
    scheme, _space, text = authorization.partition(" ")
    if scheme.lower() != "bearer":
        return ""
    token = ApiToken.objects.presented(text)
    return _account_key(token.owner_id) if token else ""


def _of_link(token: str) -> str:
    link = living_link(token, as_of=timezone.now())
    return f"link {link.pk}" if link else ""


def _of_device(cookie: str) -> str:
    """The account that has signed in on it last.

    Whoever has one account is one, on however many devices.
    """
    account = account_known_on(cookie)
    return _account_key(account) if account else ""


def _account_key(key: int | str) -> str:
    return f"account {key}"


_HOLDERS: Mapping[KeyKind, Callable[[str], str]] = {
    KeyKind.SESSION: _of_session,
    KeyKind.TOKEN: _of_token,
    KeyKind.LINK: _of_link,
    KeyKind.DEVICE: _of_device,
}
