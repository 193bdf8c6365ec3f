"""Every address of the project: who may open it, and how to call it.

A new route needs a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from django.contrib.auth.models import User
from django.urls import URLPattern, URLResolver, get_resolver

from journal.background import KINDS_OF_BACKGROUND
from tests.addresses_of_rows import (
    at_appointment,
    at_discarded_sighting,
    at_episode,
    at_finished_import,
    at_frozen,
    at_link,
    at_medicine,
    at_partner_link,
    at_passkey,
    at_recipe,
    at_sign_in,
    at_token,
    at_trashed_episode,
    at_undo_of_change,
)

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
    "account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/"
    "$": "/account/password/reset/key/1-guessed/",
    # The night pad never asks for a password: it keeps what was touched on the phone, and shows
    # nothing of a diary.
    "pad/": "/pad/",
    "pad/map.svg": "/pad/map.svg",
    "pad/phone/": "/pad/phone/",
    "phone-setup/": "/phone-setup/",
    "reach/": "/reach/",
    "offline/": "/offline/",
    "day-sw.js": "/day-sw.js",
    "sw.js": "/sw.js",
    "manifest.webmanifest": "/manifest.webmanifest",
    # Opened by whoever holds the link's token; this one is a guess.
    "partner-sw.js": "/partner-sw.js",
    "w/<str:token>/": "/w/guessed/",
    "w/<str:token>/session": "/w/guessed/session",
    "w/<str:token>/sightings": "/w/guessed/sightings",
    "s/<str:token>/": "/s/guessed/",
    "s/<str:token>/report.pdf": "/s/guessed/report.pdf",
    # What the JSON API says to anybody: its document, whether one is signed in, that there is
    # nothing else.
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
        "first-run/",
        "log/",
        "episodes/",
        "trash/",
        "nights/",
        "nights/constant/",
        "nights/constant/answer/",
        "patterns/",
        "decide/",
        "morning/",
        "sleep/",
        "morning/remember/",
        "morning/rest/",
        "appointment/",
        "appointment/afterwards/",
        "appointment/earlier-words/",
        "ending/",
        "report/",
        "report/report.pdf",
        "report/freeze/",
        "report/frozen/",
        "report/report.fhir.json",
        "report/text/",
        "sheet/",
        "sheet/sheet.pdf",
        "sheet/type/",
        "share/",
        "partner/",
        "partner/settle/",
        "too-many/",
        "article/",
        "checklist/",
        "article/other-things/",
        "more/",
        "unsaved/",
        "settings/",
        "settings/time-zone/",
        "settings/delete-account/",
        "settings/security-log/",
        "settings/sign-ins/",
        "settings/sign-ins/end/",
        "settings/tokens/",
        "import/",
        "import/progress/",
        "import/sheet/",
        "import/device-sleep/",
        "import/device-sleep/progress/",
        "import/device-sleep/delete/",
        "import/device-sleep/source/",
        "import/earlier/",
        "export/",
        "api/docs",
        "api/episodes",
        "api/nights",
        "api/sleep",
        "api/places",
    )
} | {
    "export/diary.<str:kind>": "/export/diary.csv",
    "api/nights/<night>": "/api/nights/2026-07-01",
    "api/nights/<night>/constant": "/api/nights/2026-07-01/constant",
    "api/sleep/<night>": "/api/sleep/2026-07-01",
    "api/device-sleep/health-auto-export": "/api/device-sleep/health-auto-export",
    "api/device-sleep/sleep-as-android": "/api/device-sleep/sleep-as-android",
    "api/device-sleep/sleep-as-android/<key>": "/api/device-sleep/sleep-as-android/guessed",
    "appointment/<str:kind>/": "/appointment/medicines/",
    **{f"api/{kind}": f"/api/{kind}" for kind in KINDS_OF_BACKGROUND},
    **{f"api/{kind}/<row_id>": f"/api/{kind}/a" for kind in KINDS_OF_BACKGROUND},
}


# With an object in the address: where that person's lies.
OBJECTS: dict[str, Callable[[User], str]] = {
    "episodes/<int:pk>/": partial(at_episode, ""),
    "episodes/<int:pk>/delete/": partial(at_episode, "delete/"),
    "episodes/<int:pk>/restore/": partial(at_trashed_episode, "restore/"),
    "episodes/<int:pk>/put-back/<str:moved>/": at_undo_of_change,
    "episodes/<int:pk>/answer/": partial(at_episode, "answer/"),
    "appointment/<int:pk>/close/": partial(at_appointment, "close/"),
    "appointment/<int:pk>/delete/": partial(at_appointment, "delete/"),
    "appointment/<str:kind>/<int:pk>/": partial(at_medicine, ""),
    "appointment/<str:kind>/<int:pk>/discard/": partial(at_medicine, "discard/"),
    "appointment/<str:kind>/<int:pk>/bring-back/": partial(at_medicine, "bring-back/"),
    "report/frozen/<int:pk>/": partial(at_frozen, ""),
    "report/frozen/<int:pk>/report.pdf": partial(at_frozen, "report.pdf"),
    "report/frozen/<int:pk>/delete/": partial(at_frozen, "delete/"),
    "share/<int:pk>/revoke/": at_link,
    "partner/<int:pk>/revoke/": at_partner_link,
    "partner/bring-back/<str:keys>/": at_discarded_sighting,
    "import/recipes/<int:pk>/delete/": at_recipe,
    "import/<int:pk>/undo/": at_finished_import,
    "settings/tokens/<int:pk>/revoke/": at_token,
    "settings/sign-ins/<int:pk>/end/": at_sign_in,
    "account/2fa/webauthn/keys/<int:pk>/edit/": partial(at_passkey, "edit/"),
    "account/2fa/webauthn/keys/<int:pk>/remove/": partial(at_passkey, "remove/"),
}


def routes(
    patterns: Iterable[URLPattern | URLResolver] | None = None, before: str = ""
) -> Iterator[tuple[str, object]]:
    """Every route of the project as it is written, with its view; some are there twice, once a
    method.
    """
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, here)
        else:
            yield here, pattern.callback
