"""Every address of the project: who may open it, and how to call it. A new route needs a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from journal.models import ApiToken, Appointment, Episode
from journal.pages.quiet import TimeBefore, undo_of_change
from tests import builders
from tests.belongings import NIGHT, frozen, link, one

# Open to everybody: the front door, the ways in, help, and what browsers fetch by themselves.
OPEN: dict[str, str] = {
    "": "/",
    "demo/": "/demo/",
    "robots.txt": "/robots.txt",
    "favicon.ico": "/favicon.ico",
    "apple-touch-icon.png": "/apple-touch-icon.png",
    "help/": "/help/",
    "account/login/": "/account/login/",
    "account/logout/": "/account/logout/",
    "account/inactive/": "/account/inactive/",
    "account/signup/": "/account/signup/",
    "account/confirm-email/": "/account/confirm-email/",
    "account/password/reset/": "/account/password/reset/",
    "account/password/reset/done/": "/account/password/reset/done/",
    "account/password/reset/key/done/": "/account/password/reset/key/done/",
    "account/2fa/webauthn/login/": "/account/2fa/webauthn/login/",
    # Steps of signing in, which lead back to its beginning for whoever has not begun.
    "account/login/code/confirm/": "/account/login/code/confirm/",
    "account/2fa/authenticate/": "/account/2fa/authenticate/",
    # Opened by whoever holds the key that was mailed.
    "account/^confirm-email/(?P<key>[-:\\w]+)/$": "/account/confirm-email/guessed/",
    "account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "/account/password/reset/key/1-guessed/",
    # The night pad never asks for a password: it keeps what was touched on the phone, and shows nothing of a diary.
    "pad/": "/pad/",
    "pad/map.svg": "/pad/map.svg",
    "pad/phone/": "/pad/phone/",
    "reach/": "/reach/",
    "offline/": "/offline/",
    "day-sw.js": "/day-sw.js",
    "sw.js": "/sw.js",
    "manifest.webmanifest": "/manifest.webmanifest",
    # Opened by whoever holds the link's token; this one is a guess.
    "s/<str:token>/": "/s/guessed/",
    "s/<str:token>/report.pdf": "/s/guessed/report.pdf",
    # What the JSON door says to anybody: its document, whether one is signed in, that there is nothing else.
    "api/openapi.json": "/api/openapi.json",
    "api/session": "/api/session",
    "api/muscles": "/api/muscles",
    "api/": "/api/",
    "api/<path:rest>": "/api/nothing",
}

# One's own, with no object in the address.
OWN: dict[str, str] = {
    route: f"/{route}"
    for route in (
        "account/reauthenticate/",
        "account/email/",
        "account/password/change/",
        "account/password/set/",
        "account/2fa/",
        "account/2fa/reauthenticate/",
        "account/2fa/totp/activate/",
        "account/2fa/totp/deactivate/",
        "account/2fa/recovery-codes/",
        "account/2fa/recovery-codes/generate/",
        "account/2fa/recovery-codes/download/",
        "account/2fa/webauthn/",
        "account/2fa/webauthn/add/",
        "account/2fa/webauthn/reauthenticate/",
        "dashboard/",
        "log/",
        "episodes/",
        "trash/",
        "nights/",
        "patterns/",
        "decide/",
        "morning/",
        "morning/remember/",
        "morning/rest/",
        "appointment/",
        "appointment/afterwards/",
        "ending/",
        "report/",
        "report/report.pdf",
        "report/freeze/",
        "report/frozen/",
        "report/report.fhir.json",
        "share/",
        "too-many/",
        "article/",
        "article/other-things/",
        "unsaved/",
        "settings/",
        "settings/time-zone/",
        "settings/delete-account/",
        "settings/tokens/",
        "import/",
        "import/progress/",
        "export/",
        "api/docs",
        "api/episodes",
        "api/nights",
    )
} | {
    "export/diary.<str:kind>": "/export/diary.csv",
    "api/nights/<night>": "/api/nights/2026-07-01",
}


def at_episode(then: str, person: User) -> str:
    """An address of the person's latest kept entry."""
    episode = Episode.objects.of(person).kept().newest_first().first() or builders.episode(person)
    return f"/episodes/{episode.pk}/{then}"


def at_undo_of_change(person: User) -> str:
    """Where the person's latest kept entry is put back to the time that it had."""
    episode = Episode.objects.of(person).kept().newest_first().first() or builders.episode(person)
    return undo_of_change(episode, TimeBefore.of(episode))


def at_trashed_episode(then: str, person: User) -> str:
    """An address of an entry in the person's trash."""
    episode = Episode.objects.of(person).trashed().first()
    assert episode
    return f"/episodes/{episode.pk}/{then}"


def at_passkey(then: str, person: User) -> str:
    """An address of the person's passkey."""
    key = Authenticator.objects.get_or_create(user=person, type="webauthn", defaults={"data": {"name": "phone"}})[0]
    return f"/account/2fa/webauthn/keys/{key.pk}/{then}"


def at_appointment(then: str, person: User) -> str:
    """An address of the person's appointment."""
    known = one(Appointment, person, on_date=NIGHT, created_at=timezone.now())
    return f"/appointment/{known.pk}/{then}"


def at_frozen(then: str, person: User) -> str:
    """An address of a report that the person froze."""
    return f"/report/frozen/{frozen(person).pk}/{then}"


def at_link(person: User) -> str:
    """Where the person takes a link back."""
    return f"/share/{link(person).pk}/revoke/"


def at_token(person: User) -> str:
    """Where the person revokes a token of theirs."""
    token = (
        ApiToken.objects.of(person).valid().first()
        or ApiToken.make(person, name="phone", scope="add", as_of=timezone.now())[0]
    )
    return f"/settings/tokens/{token.pk}/revoke/"


# With an object in the address: where that person's lies.
OBJECTS: dict[str, Callable[[User], str]] = {
    "episodes/<int:pk>/": partial(at_episode, ""),
    "episodes/<int:pk>/delete/": partial(at_episode, "delete/"),
    "episodes/<int:pk>/restore/": partial(at_trashed_episode, "restore/"),
    "episodes/<int:pk>/put-back/<str:moved>/": at_undo_of_change,
    "episodes/<int:pk>/answer/": partial(at_episode, "answer/"),
    "appointment/<int:pk>/close/": partial(at_appointment, "close/"),
    "appointment/<int:pk>/delete/": partial(at_appointment, "delete/"),
    "report/frozen/<int:pk>/": partial(at_frozen, ""),
    "report/frozen/<int:pk>/report.pdf": partial(at_frozen, "report.pdf"),
    "report/frozen/<int:pk>/delete/": partial(at_frozen, "delete/"),
    "share/<int:pk>/revoke/": at_link,
    "settings/tokens/<int:pk>/revoke/": at_token,
    "account/2fa/webauthn/keys/<int:pk>/edit/": partial(at_passkey, "edit/"),
    "account/2fa/webauthn/keys/<int:pk>/remove/": partial(at_passkey, "remove/"),
}


def routes(
    patterns: Iterable[URLPattern | URLResolver] | None = None, before: str = ""
) -> Iterator[tuple[str, object]]:
    """Every route of the project as it is written, with its view; some are there twice, once a method."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, here)
        else:
            yield here, pattern.callback
