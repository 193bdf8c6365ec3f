"""A doctor with thirty seconds and page one: since when, where, how often, woken, function lost,
and what the person wants. It is told of the person, never to them.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from journal.anatomy import Side
from journal.checklist import GROUPS, THINGS
from journal.observations import Woke
from journal.report import ChecklistReply, Concern, PlannedVisit, build, from_json, to_json
from journal.wording.report.figures import sleep
from journal.wording.report.text import report_text
from tests import reports

FUNCTION = [thing.code for thing in GROUPS[0].things]
TO_WHOM = re.compile(r"\b(you|your|yours|I|my|me|myself)\b", re.IGNORECASE)
A_MATCH_IS = "Worth mentioning at your appointment."


def glance(**fields: Any) -> dict[str, str]:
    """The facts of the two lines, by their labels."""
    made = build(replace(reports.diary(60), **fields), as_of=reports.NOW)
    return {fact.label: fact.text for line in report_text(made).glance for fact in line}


def replies(**answers: str) -> dict[str, ChecklistReply]:
    return {code: ChecklistReply(answer, "", reports.ASKED_ON) for code, answer in answers.items()}


def test_since_when_is_what_the_person_wrote() -> None:
    assert glance()["Since when"] == "May"
    assert glance(concern=Concern())["Since when"] == "not answered"


def test_where_most_adds_up_the_sides() -> None:
    lines = [replace(line, muscle="calf", side=None) for line in reports.diary(60).lines]
    lines = [
        replace(line, side=side)
        for line, side in zip(lines, [Side.RIGHT] * 17 + [Side.LEFT] * 3, strict=False)
    ]
    assert glance(lines=lines)["Where most (entries)"] == "Calf 20: right 17, left 3"


def test_no_answer_is_no_no() -> None:
    silent = [replace(line, woke=None) for line in reports.diary(60).lines]
    assert glance(lines=silent)["Woken from sleep"] == "not answered"
    asked = [replace(line, woke=Woke.NO) for line in silent]
    assert glance(lines=asked)["Woken from sleep"].startswith("on 0 of ")
    assert "not answered" not in glance(lines=asked)["Woken from sleep"]


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({}, "not answered"),
        (dict.fromkeys(FUNCTION, "no"), "no, to all 5 questions (10 November 2025)"),
        (
            {"lost_task": "no", "thinner": "no"},
            "no to 2 of 5 questions (10 November 2025); 3 not answered",
        ),
        (
            {**dict.fromkeys(FUNCTION, "no"), "thinner": "yes"},
            (
                "yes: a muscle thinner than on the other side; no to 4 of 5 questions (10 November "
                "2025)"
            ),
        ),
        (
            {"breathless_flat": "not_sure"},
            "not sure: breathless lying flat; 4 not answered",
        ),
    ],
)
def test_lost_function(answers: dict[str, str], says: str) -> None:
    assert glance(answers=replies(**answers))["Lost function"] == says


@pytest.mark.parametrize(
    ("answered", "line", "named"),
    [
        (0, "Not answered: all 24 things that doctors ask about.", 24),
        (2, "Not answered: 22 of 24 things that doctors ask about.", 22),
        (23, "Not answered: a thyroid condition.", 0),
        (24, "", 0),
    ],
)
def test_what_was_not_answered_is_one_line(answered: int, line: str, named: int) -> None:
    answers = replies(**dict.fromkeys(list(THINGS)[:answered], "no"))
    told = report_text(reports.report(3, answers=answers)).answers
    assert (told.open, len(told.open_names)) == (line, named)


def test_who_comes_is_told_if_given() -> None:
    visit = PlannedVisit(reports.LAST, "Dr Meyer", 1988)
    report = reports.report(3, visit=visit)
    assert report_text(report).born == "born 1988"
    assert from_json(to_json(report)).header.birth_year == 1988
    assert "birth_year" not in json.loads(to_json(reports.report(3)))["header"]
    assert report_text(reports.report(3)).born == ""


def test_it_speaks_of_the_person_to_the_doctor() -> None:
    told = reports.diary(60)
    lines = [replace(line, note="") for line in told.lines]
    sheet = report_text(build(replace(told, lines=lines, concern=Concern()), as_of=reports.NOW))
    said = re.sub(r"“[^”]*”", "", json.dumps(vars(sheet), default=vars, ensure_ascii=False))
    said = re.sub(r'"sentence": "[^"]*"', "", said).replace(A_MATCH_IS, "")
    said = re.sub(r'"(title)": "[^"]*"', "", said)
    assert "the person" in said
    assert TO_WHOM.findall(said) == []


def test_what_no_entry_says_of_sleep_is_not_counted_as_none() -> None:
    made = build(reports.diary(60), as_of=reports.NOW)
    lines = [replace(line, woke=None, phase=None) for line in made.lines]
    assert sleep(replace(made, lines=tuple(lines)))[:2] == [
        "Woken from sleep: not answered.",
        "Whether anything came while asleep: not recorded.",
    ]
    asked = tuple(replace(line, woke=Woke.NO) for line in lines)
    told = sleep(replace(made, lines=asked))[0]
    assert told.startswith("Woken from sleep, as the person answered: on ")
