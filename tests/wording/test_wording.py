"""Each fact is worded once: page, PDF and FHIR say the same of the same entry."""

from __future__ import annotations

import ast

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.anatomy import Side
from journal.models import Preferences
from journal.observations import Movement
from journal.reading.report_input import read_report_input
from journal.report import build
from journal.report.fhir.entry import sentence
from journal.wording.durations import duration, minutes_long
from journal.wording.movements import movement_at
from journal.wording.places import beside, place_name
from journal.wording.report.text import report_text
from tests import builders
from tests.project.rooms import modules

# How a text is bent, and whose results are translated: another language may need its capitals.
BENDING = {"lower", "upper", "capitalize", "title", "casefold"}
TRANSLATED = {"_", "gettext", "ngettext", "pgettext", "lay_word", "lay", "label", "lay_name"}


def bent(tree: ast.Module) -> list[str]:
    """Translated texts that the code bends."""
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    receivers = [
        function.value
        for function in calls
        if isinstance(function, ast.Attribute) and function.attr in BENDING
    ]
    return [ast.unparse(text) for text in receivers if names_in(text) & TRANSLATED]


def names_in(expression: ast.expr) -> set[str]:
    """The names and attributes of an expression."""
    nodes = list(ast.walk(expression))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    return names | {node.attr for node in nodes if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (4, "4 s"),
        (4.5, "4.5 s"),
        (59, "59 s"),
        (60, "1 min"),
        (90, "1 min 30 s"),
        (3600, "1 h"),
        (3690, "1 h 1 min 30 s"),
        (3601, "1 h 1 s"),
        (86400, "24 h"),
    ],
)
def test_a_duration_is_said_to_the_second(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_minutes_are_said_to_the_minute() -> None:
    assert minutes_long(683.5) == "11 h 23 min"
    assert (minutes_long(0), minutes_long(0.5)) == ("0 min", "0 min")


@pytest.mark.parametrize(
    ("muscle", "side", "text"),
    [
        ("calf", "left", "Calf, left"),
        ("calf", "both", "Calf, both"),
        ("calf", "", "Calf"),
        ("calf", None, "Calf"),
        ("my 50 % muscle", "right", "my 50 % muscle, right"),
        ("", "left", "left"),
        (None, None, ""),
    ],
)
def test_a_place_is_said_with_its_side(muscle: str | None, side: str | None, text: str) -> None:
    assert place_name(muscle, side) == text


def test_what_was_noticed_is_said_as_far_as_recorded() -> None:
    assert movement_at(Movement.TWITCH, "calf", Side.LEFT) == "Twitch, Calf, left"
    assert movement_at(Movement.JERK, None, Side.LEFT) == "Jerk, left"
    assert movement_at(None, None, None) == "Movement not recorded"
    assert beside("Nowhere", None) == "Nowhere"


def test_the_diary_and_the_doctors_page_say_the_same(as_ada: Client, ada: User) -> None:
    home = Preferences.objects.create(owner=ada)
    builders.episode(ada, movement="twitch", muscle="calf", side="left", duration_seconds=3690)
    page = as_ada.get(reverse("diary") + "?weeks=all").content.decode()
    report = build(read_report_input(ada, home, "all", as_of=timezone.now()), as_of=timezone.now())
    [line] = report_text(report).lines
    assert line.details == "Calf, left · 1 h 1 min 30 s"
    assert "Calf, left" in page
    assert "1 h 1 min 30 s" in page
    assert "Calf, left" in sentence(report.lines[0])


def test_no_translated_word_is_bent() -> None:
    assert bent(ast.parse("_(word(side).lay).lower()")) == ["_(word(side).lay)"]
    for path in modules():
        assert bent(ast.parse(path.read_text(encoding="utf-8"))) == [], path
