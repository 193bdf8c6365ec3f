"""Every box for words: an end of a line is one character, what is over is counted and said, nothing
is cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import models
from django.test import Client
from django.urls import reverse

from journal.entries import Entry
from journal.models import (
    ApiToken,
    Appointment,
    DayContext,
    Episode,
    Morning,
    OtherThingAnswer,
    PatternDecision,
    ShareLink,
)
from journal.models.appointment import MOST_QUESTIONS, MOST_WORRY_LINES
from tests import builders
from tests.addresses import OWN
from tests.forms import post_forms
from tests.forms.words_morning import MORNING, _in_the_morning

__all__ = ["_in_the_morning"]
VISIT = {"on_date": "2026-07-27"}
MOON = "🌙"


@dataclass(frozen=True)
class WordsField:
    """A box for words: where it is sent and with what, where it is stored, how much it takes, and
    in how many lines.
    """

    route: str
    name: str
    model: type[models.Model]
    most: int
    lines: int = 1
    column: str = ""
    besides: dict[str, str] = field(default_factory=dict)

    def text(self, length: int, end: str, letter: str = "x") -> str:
        """A text of ``length`` characters, in as many lines as the box takes, each ended by
        ``end``.
        """
        lines = min(self.lines, 8)
        room = length - (lines - 1)
        parts = [letter * (room // lines)] * (lines - 1)
        return end.join([*parts, letter * (room - sum(map(len, parts)))])

    def send(self, client: Client, text: str) -> str:
        """What the page says."""
        data = {**self._opened(client), **self.besides, self.name: text}
        return unescape(client.post(reverse(self.route), data, follow=True).content.decode())

    def _opened(self, client: Client) -> dict[str, str]:
        """What the form of an appointment says that it showed; without it nothing is written
        over.
        """
        if self.model is not Appointment:
            return {}
        page = client.get(reverse("appointment")).content.decode()
        form = next(form for form in post_forms(page) if self.name in form.sends())
        return {"opened": form.sends()["opened"][0]}

    def stored(self) -> str | None:
        """The text as it was stored last; None if it was not."""
        rows = (
            self.model._default_manager.order_by("-pk")
            .values_list(self.column or self.name, flat=True)
            .first()
        )
        return rows or None


def of_visit(name: str, most: int, lines: int = 8) -> WordsField:
    return WordsField("appointment", name, Appointment, most, lines, besides=VISIT)


def of_after(name: str, most: int) -> WordsField:
    return WordsField("afterwards", name, Appointment, most, 8)


BACK = "back_muscles/erector_spinae/-"
FIELDS = [
    WordsField("log", "note", Episode, 2000, 8, besides={"movement": "twitch", "ago": "now"}),
    of_visit("with_whom", 100, 1),
    of_visit("person_name", 100, 1),
    of_visit("worry", 400, MOST_WORRY_LINES),
    of_visit("questions", 1000, MOST_QUESTIONS),
    of_visit("since_when", 100, 1),
    of_visit("how_it_began", 500),
    of_visit("medicines", 1000),
    of_visit("changes", 1000),
    of_visit("videos_of", 200, 1),
    of_after("said_afterwards", 2000),
    of_after("next_step", 1000),
    WordsField("morning", "note", DayContext, 500),
    WordsField("sleep", "note", Morning, 500),
    WordsField(
        "decide",
        "note",
        PatternDecision,
        500,
        8,
        besides={"pattern": BACK, "decision": "raise", "weeks": "4"},
    ),
    WordsField(
        "other_things",
        "stiffness_since",
        OtherThingAnswer,
        100,
        column="since",
        besides={"stiffness": "yes"},
    ),
    WordsField(
        "share", "for_whom", ShareLink, 100, besides={"period": "4", "ends_on": "2026-07-14"}
    ),
    WordsField("tokens", "name", ApiToken, 60, besides={"scope": "add"}),
]
NAMES = [f"{one.route}: {one.name}" for one in FIELDS]


@pytest.fixture
def diary(ada: User) -> User:
    """Ada has an appointment behind her and a pattern to decide on."""
    day = (MORNING - timedelta(days=1)).date()
    # texts from before there were rows, which are asked for no more where there are none
    before = {"how_it_began": "x", "medicines": "x"}
    noted_at = MORNING - timedelta(days=9)
    Appointment.objects.create(owner=ada, on_date=day, created_at=noted_at, **before)
    builders.episode(ada, movement="twitch", muscle="erector_spinae")
    return ada


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"], ids=["CRLF", "CR", "LF"])
@pytest.mark.parametrize("box", FIELDS, ids=NAMES)
def test_as_much_as_there_is_room_for_is_stored(
    as_ada: Client, diary: User, box: WordsField, end: str
) -> None:
    box.send(as_ada, box.text(box.most, end))
    assert box.stored() == box.text(box.most, "\n")


@pytest.mark.parametrize("box", FIELDS, ids=NAMES)
def test_a_character_is_one_whatever_it_takes_to_store_it(
    as_ada: Client, diary: User, box: WordsField
) -> None:
    box.send(as_ada, box.text(box.most, "\r\n", MOON))
    assert box.stored() == box.text(box.most, "\n", MOON)


@pytest.mark.parametrize("box", FIELDS, ids=NAMES)
def test_what_is_over_is_counted_and_nothing_is_cut(
    as_ada: Client, diary: User, box: WordsField
) -> None:
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
    entry: dict[str, Any] = {"id": "a", "happened_at": MORNING, "time_zone": "UTC"}
    assert Entry(**entry, note="a\r\nb\rc\nd").note == "a\nb\nc\nd"


def test_a_program_counts_the_same(as_ada: Client, diary: User) -> None:
    note = "\r\n".join(["x" * 99] * 20)
    entry = {
        "id": "p",
        "happened_at": "2026-07-07T02:15:00+02:00",
        "time_zone": "Europe/Berlin",
        "note": note,
    }
    answer = as_ada.post("/api/episodes", entry, content_type="application/json")
    assert answer.json()["results"][0]["status"] == "new"
    assert Episode.objects.get(client_id="p").note == note.replace("\r\n", "\n")
