"""The FHIR document: it is valid R4, says what the report says, and states no illness."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from journal.anatomy import Side
from journal.observations import Movement
from journal.report import Report, ReportEntry, fhir
from journal.report.fhir.codes import PATIENT_NOTE
from journal.report.fhir.document import A_PIECE
from tests import reports
from tests.forbidden_words import forbidden

FORBIDDEN = {
    "Condition",
    "DiagnosticReport",
    "Flag",
    "RiskAssessment",
    "DetectedIssue",
    "ClinicalImpression",
}


def document(report: Report) -> list[dict[str, Any]]:
    """The resources, after the whole has been read by the models of R4."""
    text = json.dumps(fhir.bundle(report))
    Bundle.model_validate_json(text)
    return [entry["resource"] for entry in json.loads(text)["entry"]]


def of(resources: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [one for one in resources if one["resourceType"] == kind]


@pytest.mark.parametrize("entries", [0, 1, 60, 300])
def test_the_document_is_valid_and_begins_with_a_patient_note(entries: int) -> None:
    report = reports.report(entries)
    resources = document(report)
    kinds = Counter(one["resourceType"] for one in resources)
    assert not FORBIDDEN & set(kinds)
    assert kinds["Observation"] == len(report.lines) + len(report.matches)
    assert resources[0]["resourceType"] == "Composition"
    assert resources[0]["type"]["coding"] == [PATIENT_NOTE]
    assert PATIENT_NOTE["code"] == "51855-5"
    assert {
        kinds[kind] for kind in ("Composition", "Patient", "Device", "QuestionnaireResponse")
    } == {1}


def test_its_words_stay_calm() -> None:
    assert forbidden(json.dumps(fhir.bundle(reports.report()))) == []


def test_every_reference_leads_to_a_resource_of_the_document() -> None:
    bundle = fhir.bundle(reports.report())
    known = {entry["fullUrl"] for entry in bundle["entry"]}
    assert len(known) == len(bundle["entry"])
    pointed = set(references(bundle))
    assert pointed <= known
    first = bundle["entry"][0]["fullUrl"]
    assert known - pointed == {first}, "every part is named by the composition or by another part"


def references(value: Any) -> list[str]:
    if isinstance(value, dict):
        return (
            [value["reference"]]
            if "reference" in value
            else [one for held in value.values() for one in references(held)]
        )
    return [one for held in value for one in references(held)] if isinstance(value, list) else []


@pytest.mark.parametrize(
    ("movement", "code"),
    [(Movement.TWITCH, "HP:0002380"), (Movement.JERK, "HP:0001336"), (Movement.CRAMP, None)],
)
def test_a_movement_has_our_code_and_the_public_one_where_there_is_one(
    movement: Movement, code: str | None
) -> None:
    line = replace(reports.diary(1).lines[0], movement=movement, muscle="calf", side=Side.LEFT)
    found = of(document(reports.report(1, lines=[line])), "Observation")[-1]
    codes = [one["code"] for one in found["code"]["coding"]]
    assert codes == [f"movement:{movement}", *([code] if code else [])]
    assert [one["code"] for one in found["bodySite"]["coding"]] == ["muscle:calf", "UBERON:0001388"]
    assert found["bodySite"]["text"] == "Calf, left"


def test_what_was_not_recorded_is_left_out() -> None:
    bare = ReportEntry(
        **{
            name: getattr(reports.diary(1).lines[0], name)
            for name in ("id", "happened_at", "time_zone", "night")
        }
    )
    found = of(document(reports.report(1, lines=[bare])), "Observation")[-1]
    assert "bodySite" not in found
    assert "issued" not in found
    assert "note" not in found
    assert [one["code"]["coding"][0]["code"] for one in found["component"]] == [
        "night_of",
        "time_zone",
    ]


def test_a_match_comes_from_its_entries_by_rules_of_a_version() -> None:
    report = reports.report()
    resources = document(report)
    matches = [
        one
        for one in of(resources, "Observation")
        if one["code"]["coding"][0]["code"].startswith("match:")
    ]
    assert [len(one.get("derivedFrom", [])) for one in matches] == [
        len(one.entries) for one in report.matches
    ]
    assert {one["method"]["text"] for one in matches} == {
        f"Twitchlog rules, version {report.rules_version}"
    }
    back = next(one for one in matches if one["code"]["coding"][0]["code"] == "match:back_muscles")
    by_id = {f"urn:uuid:{one['id']}": one for one in resources}
    places = {
        by_id[one["reference"]]["bodySite"]["coding"][0]["code"] for one in back["derivedFrom"]
    }
    assert places == {"muscle:lower_back"}


def test_a_question_that_was_not_asked_has_no_answer() -> None:
    report = reports.report()
    [asked] = of(document(report), "QuestionnaireResponse")
    answered = {item["linkId"] for item in asked["item"] if "answer" in item}
    assert answered == {one.code for one in report.asked if one.answer}
    assert asked["status"] == "in-progress"


@pytest.mark.parametrize(
    "text", ["بعد الجري", "跑步之后 😀", "<script>alert(1)</script> & *x* #y", "a\tb\nc\u202ed"]
)
def test_text_of_any_kind_arrives_as_typed(text: str) -> None:
    line = replace(reports.diary(1).lines[0], note=text)
    resources = document(reports.report(1, lines=[line], name=text))
    assert of(resources, "Observation")[-1]["note"] == [{"text": text}]
    [patient] = of(resources, "Patient")
    assert patient["name"] == [{"text": text}]
    assert "<script>" not in patient["text"]["div"]


@pytest.mark.parametrize("entries", [0, 1, A_PIECE, A_PIECE + 1, 160])
def test_the_pieces_are_the_document(entries: int) -> None:
    report = reports.report(entries)
    pieces = list(fhir.document_text(report))
    assert json.loads("".join(pieces)) == fhir.bundle(report)
    assert max(piece.count('"fullUrl"') for piece in pieces) <= A_PIECE
