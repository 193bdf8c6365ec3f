"""FHIR: R4 by Medplum's validator, HL7's invariants in fhirpath.js, HL7's own codes, and nothing
empty.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.models import Preferences
from journal.report import Concern, fhir
from judges.fhir_diaries import DIARIES, NOTE_IN_SCRIPTS
from judges.programs import verdicts
from tests import reports
from tests.fact_kinds import NOW, Absent, tell
from tests.facts import FACTS

CONTROL = "a\u000bb\u001bc\u0007\u0085\ufffe"

Document = dict[str, Any]


@pytest.mark.parametrize("name", DIARIES)
def test_the_file_that_is_downloaded_is_sound(
    name: str, ada: User, as_ada: Client, tmp_path: Path
) -> None:
    DIARIES[name](ada)
    answer = as_ada.get(reverse("report_fhir"), {"period": "all"})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/fhir+json"
    file = tmp_path / f"{name}.json"
    file.write_bytes(answer.getvalue())
    assert verdicts("fhir.mjs", [file]) == []


def test_every_fact_stands_in_a_sound_document(ada: User, as_ada: Client, tmp_path: Path) -> None:
    Preferences.objects.create(owner=ada, time_zone="Europe/Berlin")
    facts = [fact for fact in FACTS if not isinstance(fact.fhir, Absent)]
    with time_machine.travel(NOW, tick=False):
        as_ada.force_login(ada)
        for fact in facts:
            tell(fact, as_ada)
        document = as_ada.get(reverse("report_fhir"), {"period": "4"}).getvalue()
    assert [fact.name for fact in facts if str(fact.fhir) not in document.decode()] == []
    file = tmp_path / "facts.json"
    file.write_bytes(document)
    assert verdicts("fhir.mjs", [file]) == []


@pytest.mark.parametrize("name", ["control", "thousands", "switched off"])
def test_a_report_is_sound(name: str, tmp_path: Path) -> None:
    lines = [CONTROL + NOTE_IN_SCRIPTS, "\u001b", " \n "]
    since_when, how_it_began, medicines = lines
    concern = Concern(tuple(lines), tuple(lines), since_when, how_it_began, medicines)
    report = {
        "control": lambda: reports.report(20, name=CONTROL, concern=concern),
        "thousands": lambda: reports.report(3000, 3650),
        "switched off": lambda: reports.report(60, matches_shown=False),
    }[name]()
    file = tmp_path / f"{name}.json"
    file.write_text(json.dumps(fhir.bundle(report)), encoding="utf-8")
    assert verdicts("fhir.mjs", [file]) == []


def spoilt(change: Callable[[Document], None]) -> Document:
    document: Document = json.loads(json.dumps(fhir.bundle(reports.report(3))))
    change(document)
    return document


def part(document: Document, kind: str) -> Document:
    resources = (entry["resource"] for entry in document["entry"])
    first: Document = next(resource for resource in resources if resource["resourceType"] == kind)
    return first


# Each breaks one thing, and the judge must say so in these words.
BROKEN_DOCUMENTS: dict[str, tuple[Callable[[Document], None], str]] = {
    "empty": (
        lambda document: part(document, "Device")["type"].update(coding=[]),
        "an empty array",
    ),
    "null": (lambda document: part(document, "Device").update(status=None), "null"),
    "control": (
        lambda document: part(document, "Patient")["name"][0].update(text="a\u001b"),
        "a control character",
    ),
    "fraction": (
        lambda document: document.update(timestamp="2025-11-17T08:00:00.123456+00:00"),
        "a fraction of a second",
    ),
    "namespace": (
        lambda document: document["identifier"].update(system="urn:twitchlog:x"),
        "an unregistered name",
    ),
    "narrative": (
        lambda document: part(document, "Observation").pop("text"),
        "Observation: no narrative",
    ),
    "section": (
        lambda document: part(document, "Composition")["section"][1].pop("text"),
        "no narrative",
    ),
    "display": (
        lambda document: part(document, "Observation")["category"][0]["coding"][0].update(
            display="Poll"
        ),
        "is not what",
    ),
    "no display": (
        lambda document: part(document, "Observation")["code"]["coding"][0].pop("display"),
        "has no display",
    ),
    "medplum": (lambda document: part(document, "Observation").pop("status"), "medplum"),
    "binding": (lambda document: part(document, "Observation").update(status="done"), "is not in"),
    "unknown": (
        lambda document: part(document, "Patient").update(shoeSize=44),
        "there is no shoeSize",
    ),
    "reference": (
        lambda document: part(document, "Observation").update(
            device=part(document, "Observation")["subject"]
        ),
        "medplum",
    ),
    "invariant": (
        lambda document: part(document, "Observation").update(dataAbsentReason={"text": "none"}),
        "obs-6",
    ),
    "document": (lambda document: document.pop("timestamp"), "bdl-10"),
}


def test_broken_documents_are_refused(tmp_path: Path) -> None:
    for name, (change, _words) in BROKEN_DOCUMENTS.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(spoilt(change)), encoding="utf-8")
    problems = verdicts("fhir.mjs", sorted(tmp_path.glob("*.json")))
    for name, (_change, words) in BROKEN_DOCUMENTS.items():
        about = [line for line in problems if line.startswith(f"{tmp_path / name}.json: ")]
        assert any(words in line for line in about), (name, about)
