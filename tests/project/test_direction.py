"""What a person wrote runs in its own direction on every page, and so does what they are typing."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from journal.management.commands import demo
from journal.models import (
    Appointment,
    DayContext,
    Episode,
    FrozenReport,
    OtherThingAnswer,
    PatternDecision,
)
from journal.models.api_token import ApiToken
from tests import builders
from tests.addresses import OBJECTS, OPEN, OWN
from tests.rows_of_every_model import fill

HEBREW = "כאב (עולה) 12 mg ואז 3 פעמים"
# Elements without an end.
VOID = {"input", "img", "br", "hr", "link", "meta", "source", "wbr"}
# Inputs whose value is no text of a person's: it runs from left to right in every script.
PLAIN_NAMES = {"code", "duration", "limit", "time_zone"}
PLAIN_INPUTS = {
    "checkbox",
    "date",
    "datetime-local",
    "email",
    "file",
    "hidden",
    "number",
    "password",
    "radio",
    "submit",
    "time",
}

# Within a sentence of ours a text is set apart by signs that nobody sees.
ISOLATED = re.compile("\u2068[^\u2069]*\u2069")


class Directions(HTMLParser):
    """Collects where Hebrew stands outside of everything that takes its direction from it, and
    inputs that do not.
    """

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.lost: list[str] = []
        self.found = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        own = "readonly" in given or tag == "bdi" or given.get("dir") == "auto"
        numeric = (
            given.get("inputmode") in ("numeric", "decimal") or given.get("name") in PLAIN_NAMES
        )
        if tag == "textarea" or (
            tag == "input" and given.get("type", "text") not in PLAIN_INPUTS and not numeric
        ):
            self.found += 1
            if not own:
                self.lost.append(f"<{tag} name={given.get('name')} type={given.get('type')}>")
        if tag not in VOID:
            self.open.append((tag, own))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        data = ISOLATED.sub("", data)
        if any("֐" <= sign <= "׿" for sign in data):
            self.found += 1
            # A page's title and the options of a choice have no markup within.
            if not any(own or tag in ("title", "option") for tag, own in self.open):
                self.lost.append(
                    f"{' '.join(tag for tag, _own in self.open[-4:])}: {data.strip()[:80]}"
                )


def written(person: User) -> None:
    """Fill everything that the person can write with Hebrew."""
    fill(person)
    demo.fill(person, as_of=timezone.now())
    for model, skipped in (
        (Episode, set()),
        (DayContext, set()),
        (Appointment, set()),
        (PatternDecision, {"pattern"}),
    ):
        names = [
            field.name for field in model._meta.concrete_fields if field.name in FREE - skipped
        ]
        model._default_manager.filter(owner=person).update(**dict.fromkeys(names, HEBREW))
    OtherThingAnswer.objects.filter(owner=person).update(since=HEBREW)
    ApiToken.objects.filter(owner=person).update(name=HEBREW)
    Appointment.objects.filter(owner=person).update(closed_at=timezone.now())
    ahead = timezone.now().date() + timedelta(days=3)
    own = {field.name for field in Appointment._meta.concrete_fields} & FREE
    Appointment.objects.create(
        owner=person, on_date=ahead, created_at=timezone.now(), **dict.fromkeys(own, HEBREW)
    )


FREE = {
    "note", "with_whom", "person_name", "worry", "questions", "since_when", "how_it_began",
    "medicines", "changes", "videos_of", "said_afterwards", "next_step",
}  # fmt: skip


@pytest.fixture
def hebrew(ada: User) -> Client:
    """A browser in which Ada, who writes Hebrew, is signed in."""
    written(ada)
    gone = builders.episode(ada, note=HEBREW)
    Episode.objects.filter(pk=gone.pk).update(deleted_at=timezone.now())
    client = Client()
    client.force_login(ada)
    client.post("/account/reauthenticate/", {"password": builders.PASSWORD})
    return client


def lost(page: bytes) -> list[str]:
    """What has no direction of its own on a page."""
    reader = Directions()
    reader.feed(page.decode())
    return reader.lost


@pytest.mark.parametrize("routes", [OPEN, OWN, OBJECTS], ids=["open", "own", "objects"])
def test_what_a_person_wrote_runs_in_its_own_direction(
    hebrew: Client, ada: User, routes: dict[str, Any]
) -> None:
    pages = {}
    for route, address in routes.items():
        answer = hebrew.get(address if isinstance(address, str) else address(ada), follow=True)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            pages[route] = lost(answer.content)
    assert {route: wrong for route, wrong in pages.items() if wrong} == {}
    assert pages


@pytest.mark.parametrize("about", ["share", "frozen", "shared"])
def test_a_report_that_others_read_too(
    hebrew: Client, ada: User, client: Client, about: str
) -> None:
    ahead = (timezone.now() + timedelta(days=9)).date().isoformat()
    data = {"period": "4", "ends_on": ahead, "for_whom": HEBREW, "passphrase": ""}
    page = hebrew.post("/share/", data, follow=True)
    if about == "frozen":
        page = hebrew.get(
            f"/report/frozen/{FrozenReport.objects.filter(owner=ada).latest('pk').pk}/"
        )
    if about == "shared":
        link = re.search(r'value="http://testserver(/s/[^"]+)"', page.content.decode())
        assert link
        page = client.get(link[1])
    reader = Directions()
    reader.feed(page.content.decode())
    assert page.status_code == 200
    assert reader.found
    assert reader.lost == []


def test_what_was_typed_wrong_comes_back_in_its_own_direction(hebrew: Client) -> None:
    answer = hebrew.post("/log/", {"movement": "", "note": HEBREW, "count": "many"})
    assert HEBREW in answer.content.decode()
    assert lost(answer.content) == []


def test_a_file_is_looked_at_in_its_own_direction(
    hebrew: Client, settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    content = (
        f"happened_at,note,{HEBREW}\n2026-07-07T02:15Z,{HEBREW}\n2026-07-07T02:15,{HEBREW},"
        f"{HEBREW}\n"
    )
    wrong = f"happened_at,movement\n2026-07-07T02:15Z,{HEBREW}\n"
    for text in (content, wrong):
        file = SimpleUploadedFile(f"{HEBREW}.csv", text.encode())
        assert lost(hebrew.post("/import/", {"file": file}, follow=True).content) == []


def test_all_lines_of_a_note_are_shown(as_ada: Client, ada: User, settings: Any) -> None:
    note = "first line\n\nthird line\nlast line"
    episode = builders.episode(ada, note=note)
    assert note in as_ada.get("/episodes/").content.decode()
    Episode.objects.filter(pk=episode.pk).update(deleted_at=timezone.now())
    assert note in as_ada.get("/trash/").content.decode()


def test_a_passkeys_name(hebrew: Client, ada: User) -> None:
    key = Authenticator.objects.create(user=ada, type="webauthn", data={"name": HEBREW})
    for address in ("", f"keys/{key.pk}/edit/", f"keys/{key.pk}/remove/"):
        page = hebrew.get(f"/account/2fa/webauthn/{address}")
        assert HEBREW in page.content.decode()
        assert lost(page.content) == []
