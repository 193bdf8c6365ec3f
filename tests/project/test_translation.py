"""Every word on every page goes through translation: held by a language in which each translated
text is bracketed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from zoneinfo import available_timezones

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone, translation

from journal.anatomy import MUSCLES
from journal.api.reference_page import SHAPE_WORDS
from journal.criteria import AUTHOR, JOURNALIST
from journal.management.commands import demo
from journal.models import Episode
from tests import builders
from tests.addresses import OBJECTS, OPEN, OWN
from tests.rows_of_every_model import fill

# A language that Django knows and Twitchlog does not: caches by language then hold nothing yet.
ELSEWHERE = "eo"
TRANSLATED = re.compile("⟦[^⟦⟧]*⟧")
SPOKEN = ("alt", "aria-label", "placeholder", "title")
# What is the same in every language: names of people, of anatomy, of places, of formats, and what
# the person wrote.
SAME = {"Twitchlog", "ada", "ada@example.org", "phone", AUTHOR, JOURNALIST}
SAME |= {muscle.anatomical_name for muscle in MUSCLES}
SAME |= {
    part.replace("_", " ") for zone in available_timezones() for part in [zone, *zone.split("/", 1)]
}
SAME |= {"GET", "POST", "PUT", "PATCH", "DELETE", "CSV", "JSON", "PDF"} | set(SHAPE_WORDS)


def bracketed(message: object, *_rest: object) -> str:
    return f"⟦{message}⟧"


class Untranslated(HTMLParser):
    """Collects the words of a page that are left when all that was translated has been taken
    out.
    """

    def __init__(self) -> None:
        super().__init__()
        self.silent: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style", "code", "pre"}:
            self.silent.append(tag)
        self.found += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        if self.silent and self.silent[-1] == tag:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def untranslated(page: str) -> list[str]:
    before = None
    while before != page:
        before, page = page, TRANSLATED.sub("", page)
    reader = Untranslated()
    reader.feed(page)
    texts = [text.strip(" \n·") for text in reader.found]
    return [text for text in texts if re.search("[A-Za-z]{2}", text) and text not in SAME]


@pytest.fixture
def _elsewhere(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.LANGUAGES = [("en", "English"), (ELSEWHERE, "Esperanto")]
    catalogue = translation._trans  # type: ignore[attr-defined]
    for name in ("gettext", "ngettext", "pgettext", "npgettext"):
        getattr(translation, name)
    monkeypatch.setattr(catalogue, "gettext", bracketed)
    monkeypatch.setattr(
        catalogue, "ngettext", lambda one, many, number: bracketed(one if number == 1 else many)
    )
    monkeypatch.setattr(catalogue, "pgettext", lambda _context, message: bracketed(message))
    monkeypatch.setattr(
        catalogue,
        "npgettext",
        lambda _c, one, many, number: bracketed(one if number == 1 else many),
    )
    with translation.override(ELSEWHERE):
        yield


@pytest.mark.usefixtures("_elsewhere")
@pytest.mark.parametrize("route", [*OPEN, *OWN, *OBJECTS])
def test_no_word_of_a_page_is_left_out(ada: User, route: str) -> None:
    fill(ada)
    demo.fill(ada, as_of=timezone.now())
    Episode.objects.filter(pk=builders.episode(ada).pk).update(deleted_at=timezone.now())
    client = Client(headers={"Accept-Language": ELSEWHERE})
    client.force_login(ada)
    client.post("/account/reauthenticate/", {"password": builders.PASSWORD})
    address = OPEN.get(route) or OWN.get(route) or OBJECTS[route](ada)
    for answer in (
        client.get(address, follow=True),
        client.post(address, {"text": "?"}, follow=True),
    ):
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            assert untranslated(answer.content.decode()) == []


def test_a_word_left_out_is_found() -> None:
    page = (
        "<p title='Over'>⟦Left ⟦<a>one</a>⟧⟧ Bare</p><code>id</code><pre>x y</pre><img alt='Map'>"
    )
    assert untranslated(page) == ["Over", "Bare", "Map"]
