"""Notes where somebody is signed in, and once a day that it is used (docs/adr/0156)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone

from journal.actions.sign_ins import end_sign_ins, note_sign_in
from journal.devices import device_of
from journal.identity.demo_account import is_demo
from journal.models import SignIn

# In the session itself: when it was begun by signing in, and when its time was last begun anew.
SIGNED_IN_AT, RENEWED_AT = "signed_in_at", "renewed_at"
RENEW_AFTER = timedelta(days=1)
# Browsers in which one person is signed in; the demo's person is many. Beyond it the one used
# longest ago is let go.
MOST_SIGN_INS, MOST_IN_DEMO = 100, 1000


def begin_sign_in(request: HttpRequest, person: User, as_of: datetime) -> None:
    """The person has just signed in with this session."""
    session = request.session
    session[SIGNED_IN_AT] = session[RENEWED_AT] = as_of.isoformat()
    if session.session_key is None:
        session.save()
    note_use(request, as_of)
    _let_go_beyond(MOST_IN_DEMO if is_demo(person) else MOST_SIGN_INS, person)


def _let_go_beyond(most: int, person: User) -> None:
    """A program that signs in again and again, and never out, fills nothing."""
    old = list(SignIn.objects.of(person).latest_first().values_list("pk", flat=True)[most:])
    if old:
        end_sign_ins(SignIn.objects.filter(pk__in=old))


def renew(request: HttpRequest, as_of: datetime) -> None:
    """Begin the session's time anew, at most once a day.

    So logging an episode does not save it each time.
    """
    before = _instant(request.session, RENEWED_AT)
    if before is None or as_of - before > RENEW_AFTER:
        request.session[RENEWED_AT] = as_of.isoformat()
        note_use(request, as_of)


def note_use(request: HttpRequest, as_of: datetime) -> None:
    """Note that the session of this request is used by whom it belongs to.

    Also one that was never noted before.
    """
    session = request.session
    latest = {"used_at": as_of, "owner_id": int(session[SESSION_KEY])}
    latest |= asdict(device_of(request.headers.get("User-Agent", "")))
    begun = latest | {"made_at": _instant(session, SIGNED_IN_AT)}
    note_sign_in(session.session_key, latest, begun)


def end_others(request: HttpRequest, person: User) -> int:
    """Sign the person out everywhere but in this browser; in how many places that was.

    Visitors of the demo do not sign each other out.
    """
    if is_demo(person):
        return 0
    here = None
    if request.user == person:
        note_use(request, timezone.now())  # its key may be new
        here = request.session.session_key
    return end_sign_ins(SignIn.objects.of(person).but(here))


def signed_in_within(session: SessionBase, seconds: int, as_of: datetime) -> bool:
    """Whether somebody signed in with this session just now.

    A clock that was set back proves nothing.
    """
    begun = _instant(session, SIGNED_IN_AT)
    return begun is not None and timedelta(0) <= as_of - begun < timedelta(seconds=seconds)


def _instant(session: SessionBase, name: str) -> datetime | None:
    text = session.get(name)
    return datetime.fromisoformat(text) if text else None
