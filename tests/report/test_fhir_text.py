"""What no document of FHIR may hold, whatever is in the diary; ``make judges`` asks others the
same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from journal.anatomy import MUSCLES
from journal.observations import Movement
from journal.report import ChecklistReply, Concern, PlannedVisit, Report, fhir
from journal.report.fhir.codes import NOT_ASKED, UBERON_NAMES
from journal.report.fhir.text import instant, narrative, plain
from tests import reports

HARD = "a\u000bb\u001bc\u0000\u0085\ufffe \u202ed"
# Where our word means several muscles and the public code only one of them.
NARROWER = {"neck_back", "teres", "serratus_posterior", "hip_flexor", "adductors"}


def everything() -> Report:
    """Each text of the diary full of what may not go out, and times finer than a second."""
    odd = reports.diary(40)
    fine = timedelta(microseconds=123456)
    lines = [
        replace(
            one,
            note=HARD,
            id=HARD + one.id,
            muscle=HARD,
            happened_at=one.happened_at + fine,
            recorded_at=None,
        )
        for one in odd.lines
    ]
    texts: tuple[str, ...] = (HARD, "\u001b", " ")
    answers = {code: ChecklistReply("not_sure", HARD, reports.ASKED_ON) for code in odd.answers}
    return reports.report(
        40,
        lines=lines,
        name="\u0007",
        answers=answers,
        said=None,
        concern=Concern(texts, texts, *("\u001b", HARD, HARD, HARD)),
    )


def values(held: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """Everything in a document, with where it stands."""
    yield at, held
    inside = (
        held.items()
        if isinstance(held, dict)
        else enumerate(held)
        if isinstance(held, list)
        else ()
    )
    for name, one in inside:
        yield from values(one, f"{at}.{name}")


@pytest.mark.parametrize(
    "report", [reports.report(0), reports.report(60), everything()], ids=["none", "60", "hard"]
)
def test_nothing_is_empty_or_more_than_fhir_can_hold(report: Report) -> None:
    document = json.loads(json.dumps(fhir.bundle(report)))
    for at, held in values(document):
        assert held not in (None, "", [], {}), at
        if isinstance(held, str):
            assert not re.search(
                "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe]", held
            ), at
            assert held.strip(), at
            assert not re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.", held), at
            assert not re.match("urn:(?!uuid:|ietf:)", held), at
        if isinstance(held, dict) and held.get("system") and "code" in held and "value" not in held:
            assert held["display"], at


@pytest.mark.parametrize(
    "report", [reports.report(0), reports.report(60), everything()], ids=["none", "60", "hard"]
)
def test_every_part_and_every_section_can_be_read_without_codes(report: Report) -> None:
    document = fhir.bundle(report)
    parts = [entry["resource"] for entry in document["entry"]]
    told = [part["text"]["div"] for part in parts] + [
        one["text"]["div"] for one in parts[0]["section"]
    ]
    assert len(told) == len(parts) + 3
    for div in told:
        assert re.search(r"<p>[^<>]*\w", div), div


def test_an_entry_says_in_words_what_its_codes_say() -> None:
    line = replace(
        reports.diary(1).lines[0],
        movement=Movement.TWITCH,
        muscle="calf",
        side=None,
        count=3,
        note="a\nb",
    )
    document = fhir.bundle(reports.report(1, lines=[line]))
    div = document["entry"][-1]["resource"]["text"]["div"]
    section = document["entry"][0]["resource"]["section"][-1]["text"]["div"]
    assert f"night of {line.night}: Twitch; 3 movements; Calf" in div
    assert div.endswith("a<br/>b</p></div>")
    assert re.sub("<div.*?>|</div>", "", div) in section


def test_what_was_not_asked_is_no_value() -> None:
    document = fhir.bundle(reports.report(10, said=None))
    [match] = [
        one["resource"]
        for one in document["entry"]
        if "match:too_many" in json.dumps(one["resource"].get("code", {}))
    ]
    assert match["dataAbsentReason"]["coding"] == [NOT_ASKED]
    assert "valueCodeableConcept" not in match


def test_the_list_of_questions_is_named_and_answers_have_their_words() -> None:
    [asked] = [
        one["resource"]
        for one in fhir.bundle(reports.report())["entry"]
        if one["resource"]["resourceType"] == "QuestionnaireResponse"
    ]
    assert asked["questionnaire"].startswith("urn:uuid:")
    assert (
        asked["_questionnaire"]["extension"][0]["valueString"] == "Other things doctors ask about"
    )
    answers = {
        answer["valueCoding"]["code"]: answer["valueCoding"]["display"]
        for item in asked["item"]
        for answer in item.get("answer", [])
    }
    assert answers == {"answer:yes": "Yes", "answer:no": "No", "answer:not_sure": "Not sure"}


def test_a_muscle_has_the_public_code_unless_that_says_less_and_its_own_name() -> None:
    assert {one.id for one in MUSCLES if one.uberon and one.uberon not in UBERON_NAMES} == NARROWER
    assert set(UBERON_NAMES) <= {one.uberon for one in MUSCLES}
    lines = [replace(reports.diary(1).lines[0], id=one.id, muscle=one.id) for one in MUSCLES]
    sites = [
        one["resource"]["bodySite"]["coding"]
        for one in fhir.bundle(reports.report(1, lines=lines))["entry"]
        if "bodySite" in one["resource"]
    ]
    assert len(sites) == len(MUSCLES)
    public = {coding["code"]: coding["display"] for site in sites for coding in site[1:]}
    assert public == UBERON_NAMES


def test_a_time_is_told_to_the_second_and_its_offset_to_the_minute() -> None:
    at = datetime(2025, 7, 6, 2, 15, 1, 999, timezone(timedelta(hours=2)))
    assert instant(at) == "2025-07-06T02:15:01+02:00"
    berlin_in_1890 = timezone(timedelta(minutes=53, seconds=28))
    assert (
        instant(datetime(1890, 1, 1, 12, 0, tzinfo=berlin_in_1890)) == "1890-01-01T11:06:32+00:00"
    )
    assert instant(datetime(2025, 1, 1, tzinfo=UTC)) == "2025-01-01T00:00:00+00:00"


def test_narratives_are_sound_xhtml() -> None:
    assert plain(" \u001b\ud800 ") == ""
    assert (
        narrative(["<b>\r\n&"])["div"]
        == '<div xmlns="http://www.w3.org/1999/xhtml"><p>&lt;b&gt;<br/>&amp;</p></div>'
    )


def test_a_section_says_in_words_what_its_resources_say_in_codes() -> None:
    document = fhir.bundle(reports.report(3, visit=PlannedVisit(reports.LAST, handedness="left")))
    resources = {one["fullUrl"]: one["resource"] for one in document["entry"]}
    [section] = [
        one
        for one in resources[document["entry"][0]["fullUrl"]]["section"]
        if one["title"].startswith("The person")
    ]
    [hand] = [resources[one["reference"]] for one in section["entry"]]
    assert hand["valueCodeableConcept"]["coding"][0]["display"] == "Left-handed"
    assert "Left-handed" in section["text"]["div"]
