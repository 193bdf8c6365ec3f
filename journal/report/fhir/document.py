"""The report as a FHIR R4 document: what the person noted, in a form that a hospital's system can
read.

One Bundle of type document: a Composition (LOINC 51855-5, Patient Note), the Patient, the Device
(this program), an Observation for each entry, each match, each night's sleep, each night that a
device wrote of, each test and what came before it began, a MedicationStatement for each medicine,
and Questionnaire and QuestionnaireResponse for the other things asked. The same report gives the
same text. There is no
Condition, no DiagnosticReport, no Flag and no RiskAssessment: a diary states none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice

from journal.report.fhir.background import background_resources
from journal.report.fhir.checklist import questionnaire_response
from journal.report.fhir.composition import DocumentParts, composition
from journal.report.fhir.constant import constant_observation
from journal.report.fhir.device_sleep import device_sleep_observation
from journal.report.fhir.entry import observation
from journal.report.fhir.matches import match_observation
from journal.report.fhir.questionnaire import questionnaire
from journal.report.fhir.references import References, Resource, references_of, resource_id
from journal.report.fhir.sleep import sleep_observation
from journal.report.fhir.text import instant
from journal.report.model import Report

# Resources that are written at once.
A_PIECE = 50


def bundle(report: Report) -> Resource:
    """The document.

    Ids are made from the report's content, so they differ between reports and stay within one.
    """
    references = references_of(report)
    return _head(references) | {"entry": [_entry(resource) for resource in _resources(references)]}


def document_text(report: Report) -> Iterator[str]:
    """The same as JSON, in pieces: of a long diary only a few resources are in memory at a time."""
    references = references_of(report)
    yield json.dumps(_head(references))[:-1] + ', "entry": ['
    resources = _resources(references)
    before = ""
    while part := list(islice(resources, A_PIECE)):
        yield before + ", ".join(json.dumps(_entry(resource)) for resource in part)
        before = ", "
    yield "]}"


def _head(references: References) -> Resource:
    return {
        "resourceType": "Bundle",
        "identifier": {
            "system": "urn:ietf:rfc:3986",
            "value": f"urn:uuid:{resource_id(references.key, 'bundle')}",
        },
        "type": "document",
        "timestamp": instant(references.report.header.made_at),
    }


def _constant(references: References) -> list[Resource]:
    """The places where it went on and on, in their order."""
    return [
        constant_observation(
            place, resource_id(references.key, f"constant{place.key}"), references.by
        )
        for place in references.report.constant
    ]


def _device_nights(references: References) -> list[Resource]:
    """What devices wrote, a night each."""
    device = references.report.device
    return [
        device_sleep_observation(
            row, resource_id(references.key, f"device_sleep/{row.night}"), references.by
        )
        for row in (device.rows if device else ())
    ]


def _entry(resource: Resource) -> Resource:
    return {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}


def _resources(references: References) -> Iterator[Resource]:
    """All of them, each made when it is asked for; what refers to another needs no more than its
    id.
    """
    report = references.report
    entries, sleeps = _entry_names(references), _sleep_names(references)
    constant, device = _constant(references), _device_nights(references)
    matches = [match_observation(match, references, entries, constant) for match in report.matches]
    checklist = questionnaire_response(references)
    questions, rows = questionnaire(references), background_resources(references)
    entered = [*matches, *entries, *constant]
    parts = DocumentParts([checklist, questions], rows, entered, sleeps, device)
    yield from (
        composition(references, parts),
        references.patient,
        references.device,
        checklist,
        questions,
        *rows,
        *matches,
        *constant,
    )
    for line, name in zip(report.lines, entries, strict=True):
        yield observation(line, name["id"], references.by)
    for sleep, name in zip(report.sleeps, sleeps, strict=True):
        yield sleep_observation(sleep, name["id"], references.by)
    yield from device


def _entry_names(references: References) -> list[Resource]:
    """What refers to entries needs no more than their ids; so with nights' sleep."""
    numbers = range(1, len(references.report.lines) + 1)
    return [{"id": resource_id(references.key, f"entry/{number}")} for number in numbers]


def _sleep_names(references: References) -> list[Resource]:
    nights = (sleep.night_of for sleep in references.report.sleeps)
    return [{"id": resource_id(references.key, f"sleep/{night}")} for night in nights]
