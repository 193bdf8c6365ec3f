"""Every page of the app as a browser gets it, and what each form answers.

Empty, with twelve weeks, and signed out.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from itertools import chain
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.template.loader import render_to_string
from django.test import Client

from journal.actions.trash import discard
from journal.management.commands.demo import fill
from tests import addresses, builders, rows_of_every_model

NONSENSE = "1.000 x ב\r\n" + "long " * 700
FORMS_SENT = {
    "date": "2999-12-31",
    "time": "13:13",
    "datetime-local": "2999-12-31T00:00",
    "textarea": NONSENSE,
}
# What is sent along unchanged: who is asked, and what the form was opened about.
CARRIED = {"csrfmiddlewaretoken", "opened", "next"}


@dataclass
class Form:
    """A form of a page: where it goes, and its fields with what they hold."""

    action: str
    fields: list[tuple[str, str, str]] = field(default_factory=list)  # kind, name, value

    def sent(self, change: Callable[[str, str, str], str | None]) -> dict[str, list[str]]:
        """Its fields as they would be sent, with what ``change`` makes of each; None: left out."""
        data: dict[str, list[str]] = {}
        for kind, name, value in self.fields:
            text: str | None = value
            if name not in CARRIED:
                text = change(kind, name, value)
            if text is not None:
                data.setdefault(name, []).append(text)
        return data


class Forms(HTMLParser):
    """Reads the forms of a page that change something."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.form: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called for each tag; text areas count as empty, of a list the first choice is taken."""
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = None
            if attributes.get("method", "").lower() == "post":
                self.form = Form(attributes.get("action", ""))
                self.found.append(self.form)
        elif (
            self.form
            and attributes.get("name")
            and tag in {"input", "textarea", "select", "button"}
        ):
            kind = tag
            if tag == "input":
                kind = attributes.get("type", "text")
            self.form.fields.append((kind, attributes["name"], attributes.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        """A form ends."""
        if tag == "form":
            self.form = None


def nothing(_kind: str, _name: str, _value: str) -> str:
    """Every field empty."""
    return ""


def nonsense(kind: str, _name: str, value: str) -> str | None:
    """Every field full of what it cannot take, as far as a browser sends it; choices stay."""
    if kind in {"hidden", "submit", "button", "radio", "checkbox"}:
        return value or None
    return FORMS_SENT.get(kind, NONSENSE.replace("\r\n", " "))


def everything(person: User) -> None:
    """Twelve weeks, and a row of every kind."""
    fill(person, as_of=datetime.now(UTC))
    discard(builders.episode(person), datetime.now(UTC))
    rows_of_every_model.fill(person)
    # a row without a secret
    Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).delete()
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)


def as_person(person: User) -> Client:
    """A browser in which they have just given their password."""
    client = Client()
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "username": person.username}
    ]
    session.save()
    return client


def shared(ada: User) -> list[str]:
    """Where somebody else reads a report of Ada's: at once, and after a passphrase."""
    ends = f"{datetime.now(UTC) + timedelta(days=7):%Y-%m-%d}"
    links = []
    for phrase in ("", "quiet calves"):
        form = {"period": "4", "ends_on": ends, "for_whom": "Dr Meyer", "passphrase": phrase}
        page = as_person(ada).post("/share/", form).content.decode()
        links += re.findall(r'value="http://testserver(/s/[^"]+)"', page)
    return links


def uploads(person: User) -> Iterator[tuple[str, str]]:
    """The page of an import, with a file that can be stored and with some that cannot."""
    for content in UPLOADED_FILES:
        with transaction.atomic():
            client = as_person(person)
            answer = client.post(
                "/import/", {"file": SimpleUploadedFile("d.csv", content)}, follow=True
            )
            transaction.set_rollback(True)
        yield f"POST /import/ {content[:20]!r}", answer.content.decode()


def pages(ada: User, ben: User, cleo: User) -> Iterator[tuple[str, str]]:
    """Each page once, with a name that says how it came about.

    Ada has everything, Cleo nothing, Ben a passkey.
    """
    everything(ada)
    plain = [*addresses.OPEN.values(), *addresses.OWN.values()]
    objects = [at(ada) for route, at in addresses.OBJECTS.items() if "webauthn" not in route]
    # What is stored for it is no real passkey: pages that ask the browser for one cannot be made of
    # it.
    passkeys = [at(ben) for route, at in addresses.OBJECTS.items() if "webauthn" in route]
    shapes: set[str] = set()
    for name, person, list_of_addresses in (
        ("full", ada, [*plain, *objects, *MORE_PAGES]),
        ("empty", cleo, plain),
        ("passkey", ben, [*passkeys, "/account/2fa/", "/account/2fa/webauthn/"]),
        ("signed out", None, [*shared(ada), *plain]),
    ):
        ways = (
            way for address in dict.fromkeys(list_of_addresses) for way in opened(address, person)
        )
        for way, text in chain(ways, _beside(person)):
            shape = re.sub(r'(nonce|value)="[^"]{20,}"', "", text)
            if shape not in shapes:
                shapes.add(shape)
                yield f"{name} {way}", text


def _beside(person: User | None) -> Iterator[tuple[str, str]]:
    """What is asked for beside the addresses."""
    if person:
        return uploads(person)
    return refusals()


UPLOADED_FILES = [
    b"happened_at,time_zone,movement\n2026-07-07T02:15:00+02:00,Europe/Berlin,twitch\n",
    b"happened_at,movement,count\nyesterday,twist,1.000\n,,\n",
    b"\x00\xff nothing that can be read",
    b'{"format":"twitchlog-diary","version":1,"episodes":[{"id":"1"}]}',
]


def refusals() -> Iterator[tuple[str, str]]:
    """What is shown where nothing can be shown, to somebody who is not signed in."""
    request = Client().get("/help/").wsgi_request
    for name in ("403.html", "404.html", "405.html", "429.html", "500.html"):
        yield name, render_to_string(name, request=request)
    without_token = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "ada"})
    yield "without a token", without_token.content.decode()


MORE_PAGES = [
    "/dashboard/?weeks=all",
    "/episodes/?q=coffee",
    "/episodes/?movement=x",
    "/report/?period=all",
    "/nothing-here/",
]


def opened(address: str, person: User | None) -> Iterator[tuple[str, str]]:
    """The page at an address, and each of its forms sent in vain."""
    page = shown(address, person, {}, sends=False)
    if page is None:
        return
    yield f"GET {address}", page
    reader = Forms()
    reader.feed(page)
    for form in reader.found:
        for change in (nothing, nonsense):
            answer = shown(form.action or address, person, form.sent(change), sends=True)
            if answer is not None:
                yield f"POST {form.action or address} {change.__name__}", answer


def _asked_for(client: Client, address: str, data: dict[str, Any], *, sends: bool) -> Any:
    if sends:
        return client.post(address, data, follow=True)
    return client.get(address)


def shown(address: str, person: User | None, data: dict[str, Any], *, sends: bool) -> str | None:
    """The page that answers, None for a file or a redirect; whatever it changed is changed back."""
    with transaction.atomic():
        client = Client()
        if person:
            client = as_person(person)
        answer = _asked_for(client, address, data, sends=sends)
        transaction.set_rollback(True)
    if not answer.get("Content-Type", "").startswith("text/html") or not answer.content:
        return None
    return str(answer.content.decode())
