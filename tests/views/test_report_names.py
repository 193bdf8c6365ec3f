"""A report names the person as they want to be named, and never by what they sign in with."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from journal.models import FrozenReport, Preferences
from journal.observations import Movement
from tests import builders, pdf

NOW = builders.MORNING_OF_REPORTS

pytestmark = pytest.mark.usefixtures("standing_clock")
SIGNS_IN = "moonlit-otter-77"


@pytest.fixture
def otter(db: None) -> User:
    person = builders.person(SIGNS_IN)
    person.email = f"{SIGNS_IN}@example.org"
    person.save()
    builders.episode(person, movement=Movement.TWITCH, muscle="calf")
    return person


@pytest.fixture
def signed_in(otter: User) -> Client:
    client = Client()
    client.force_login(otter)
    return client


def everything(signed_in: Client) -> list[str]:
    """All that a doctor may be handed, as text: heads, pages, papers with what they say of
    themselves, files' names.
    """
    made = signed_in.post("/share/", {"period": "4", "ends_on": "2026-07-22"}).content.decode()
    found = re.search(r'value="http://testserver(/s/[^"]+)"', made)
    assert found
    frozen = FrozenReport.objects.latest("pk")
    stranger = Client()
    asked = (
        stranger.get(found.group(1)),
        stranger.get(f"{found.group(1)}report.pdf"),
        signed_in.get("/report/report.pdf"),
        signed_in.get("/report/report.fhir.json"),
        signed_in.get(f"/report/frozen/{frozen.pk}/report.pdf"),
    )
    return [frozen.content, *(f"{answer.headers} {text_of(answer)}" for answer in asked)]


def text_of(answer: Any) -> str:
    content = b"".join(answer) if answer.streaming else answer.content
    if answer["Content-Type"] != "application/pdf":
        return str(content.decode())
    return f"{pdf.text(content)} {pdf.facts(content)}"


def test_what_one_signs_in_with_is_nowhere(signed_in: Client) -> None:
    for text in everything(signed_in):
        assert SIGNS_IN not in text
    assert "names nobody" in signed_in.get("/report/").content.decode()


def test_the_name_from_the_settings_is_everywhere(signed_in: Client, otter: User) -> None:
    Preferences.objects.create(owner=otter, report_name="Zoe N.")
    for text in everything(signed_in):
        assert "Zoe N." in text
        assert SIGNS_IN not in text
    assert "names nobody" not in signed_in.get("/report/").content.decode()


def test_the_name_is_set_in_the_settings(signed_in: Client, otter: User) -> None:
    typed = {"time_zone": "UTC", "theme": "auto", "show_matches": "on", "report_name": "  Zoe N. "}
    assert signed_in.post("/settings/", typed).status_code == 302
    assert Preferences.objects.get(owner=otter).report_name == "Zoe N."
    assert signed_in.post("/settings/", typed | {"report_name": "x" * 101}).status_code == 422
