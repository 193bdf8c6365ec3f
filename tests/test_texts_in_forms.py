"""Every box for words: an end of a line is one character, what is over is counted and said, nothing is cut."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django import forms as django_forms
from django.contrib.auth.models import User
from django.db import models
from django.test import Client
from django.urls import reverse

from journal import forms as rooms
from journal.entries import Entry
from journal.forms.chips import ChipsField
from journal.forms.fields import ParsedField, TextField, ZoneField
from journal.forms.where import PlaceField
from journal.models import ApiToken, Appointment, DayContext, Episode, OtherThingAnswer, PatternDecision, ShareLink
from journal.models.appointment import MOST_QUESTIONS, MOST_WORRY_LINES
from tests import builders
from tests.addresses import OWN
from tests.forms import post_forms

MORNING = datetime(2026, 7, 7, 7, 0, tzinfo=UTC)
VISIT = {"on_date": "2026-07-27"}
MOON = "🌙"


@pytest.fixture(autouse=True)
def _in_the_morning() -> Iterator[None]:
    with time_machine.travel(MORNING, tick=False):
        yield


@dataclass(frozen=True)
class WordsField:
    """A box for words: where it is sent and with what, where it is stored, how much it takes, and in how many lines."""

    route: str
    name: str
    model: type[models.Model]
    most: int
    lines: int = 1
    column: str = ""
    besides: dict[str, str] = field(default_factory=dict)

    def text(self, length: int, end: str, letter: str = "x") -> str:
        """A text of ``length`` characters, in as many lines as the box takes, each ended by ``end``."""
        lines = min(self.lines, 8)
        room = length - (lines - 1)
        parts = [letter * (room // lines)] * (lines - 1)
        return end.join([*parts, letter * (room - sum(map(len, parts)))])

    def send(self, client: Client, text: str) -> str:
        """What the page says."""
        told = {**self._opened(client), **self.besides, self.name: text}
        return unescape(client.post(reverse(self.route), told, follow=True).content.decode())

    def _opened(self, client: Client) -> dict[str, str]:
        """What the form of an appointment says that it showed; without it nothing is written over."""
        if self.model is not Appointment:
            return {}
        page = client.get(reverse("appointment")).content.decode()
        form = next(one for one in post_forms(page) if self.name in one.sends())
        return {"opened": form.sends()["opened"][0]}

    def stored(self) -> str | None:
        """The text as it was stored last; None if it was not."""
        found = self.model._default_manager.order_by("-pk").values_list(self.column or self.name, flat=True).first()
        return found or None


def of_visit(name: str, most: int, lines: int = 8) -> WordsField:
    return WordsField("appointment", name, Appointment, most, lines, besides=VISIT)


def of_after(name: str, most: int) -> WordsField:
    return WordsField("afterwards", name, Appointment, most, 8)


BACK = "back_muscles/erector_spinae/-"
FIELDS = [
    WordsField("log", "note", Episode, 2000, 8, besides={"movement": "twitch", "ago": "now"}),
    of_visit("with_whom", 100, 1),
    of_visit("worry", 400, MOST_WORRY_LINES),
    of_visit("questions", 1000, MOST_QUESTIONS),
    of_visit("since_when", 100, 1),
    of_visit("how_it_began", 500),
    of_visit("medicines", 1000),
    of_visit("changes", 1000),
    of_after("said_afterwards", 2000),
    of_after("next_step", 1000),
    WordsField("morning", "note", DayContext, 500),
    WordsField("decide", "note", PatternDecision, 500, 8, besides={"pattern": BACK, "decision": "raise", "weeks": "4"}),
    WordsField("other_things", "stiffness_since", OtherThingAnswer, 100, column="since", besides={"stiffness": "yes"}),
    WordsField("share", "for_whom", ShareLink, 100, besides={"period": "4", "ends_on": "2026-07-14"}),
    WordsField("tokens", "name", ApiToken, 60, besides={"scope": "add"}),
]
NAMES = [f"{one.route}: {one.name}" for one in FIELDS]


@pytest.fixture
def diary(ada: User) -> User:
    """Ada has an appointment behind her and a pattern to decide on."""
    day = (MORNING - timedelta(days=1)).date()
    Appointment.objects.create(owner=ada, on_date=day, created_at=MORNING - timedelta(days=9))
    builders.episode(ada, movement="twitch", muscle="erector_spinae")
    return ada


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"], ids=["CRLF", "CR", "LF"])
@pytest.mark.parametrize("box", FIELDS, ids=NAMES)
def test_as_much_as_there_is_room_for_is_stored(as_ada: Client, diary: User, box: WordsField, end: str) -> None:
    box.send(as_ada, box.text(box.most, end))
    assert box.stored() == box.text(box.most, "\n")


@pytest.mark.parametrize("box", FIELDS, ids=NAMES)
def test_a_character_is_one_whatever_it_takes_to_store_it(as_ada: Client, diary: User, box: WordsField) -> None:
    box.send(as_ada, box.text(box.most, "\r\n", MOON))
    assert box.stored() == box.text(box.most, "\n", MOON)


@pytest.mark.parametrize("box", FIELDS, ids=NAMES)
def test_what_is_over_is_counted_and_nothing_is_cut(as_ada: Client, diary: User, box: WordsField) -> None:
    before = box.stored()
    page = box.send(as_ada, box.text(box.most + 1, "\r\n"))
    assert str(box.most) in page
    assert str(box.most + 1) in page
    assert box.stored() == before


@pytest.mark.parametrize("address", OWN.values())
def test_no_box_cuts_what_is_pasted(as_ada: Client, diary: User, address: str) -> None:
    answer = as_ada.get(address)
    if answer.status_code == 200 and not answer.streaming and "html" in answer["Content-Type"]:
        assert not re.search(r"<(textarea|input)[^>]* maxlength", answer.content.decode())


def test_a_note_has_one_kind_of_line_end_whoever_tells_it() -> None:
    told: dict[str, Any] = {"id": "a", "happened_at": MORNING, "time_zone": "UTC"}
    assert Entry(**told, note="a\r\nb\rc\nd").note == "a\nb\nc\nd"


def test_a_program_counts_the_same(as_ada: Client, diary: User) -> None:
    note = "\r\n".join(["x" * 99] * 20)
    told = {"id": "p", "happened_at": "2026-07-07T02:15:00+02:00", "time_zone": "Europe/Berlin", "note": note}
    answer = as_ada.post("/api/episodes", told, content_type="application/json")
    assert answer.json()["results"][0]["status"] == "new"
    assert Episode.objects.get(client_id="p").note == note.replace("\r\n", "\n")


def our_forms() -> list[type[django_forms.BaseForm]]:
    """Every form of the app, but those of allauth."""
    modules = [importlib.import_module(f"journal.forms.{one.name}") for one in pkgutil.iter_modules(rooms.__path__)]
    found = {one for module in modules for one in vars(module).values() if isinstance(one, type)}
    forms = [one for one in found if issubclass(one, django_forms.BaseForm)]
    return [one for one in forms if one.__module__.startswith("journal.forms") and "accounts" not in one.__module__]


def test_every_box_of_every_form_is_read_by_the_one_grammar() -> None:
    ours = (ParsedField, TextField, ZoneField, PlaceField, ChipsField)
    choices = (django_forms.ChoiceField, django_forms.BooleanField, django_forms.FileField)
    # Written by the page itself, and put in place of Django's own when the form is made.
    unseen = {"weeks", "value", "pattern", "key", "muscle", "client_id", "opened_at", "limit", "again"}
    for form in our_forms():
        for name, one in getattr(form, "base_fields", {}).items():
            assert isinstance(one, (*ours, *choices)) or name in unseen, f"{form.__name__}.{name}"
