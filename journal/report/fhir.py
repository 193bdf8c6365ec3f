"""The report as a FHIR R4 document: what the person noted, in a form that a hospital's system can read.

One Bundle of type document: a Composition (LOINC 51855-5, Patient Note), the Patient, the Device (this program), an
Observation for each entry and for each match, and a QuestionnaireResponse for the other things asked. The same report
gives the same text. There is no Condition, no DiagnosticReport, no Flag and no RiskAssessment: a diary states none.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from journal.report.codec import digest, to_json
from journal.report.codes import CATEGORIES, LOCAL, PATIENT_NOTE, concept, local
from journal.report.fhir_entry import observation
from journal.report.parts import Asked, Match, Report

Resource = dict[str, Any]
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SECTIONS = {
    "QuestionnaireResponse": "Other things doctors ask about",
    "Observation": "Entries and what they match",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """What every part of the document refers to; ``key`` is the report's hash."""

    report: Report
    key: str
    patient: Resource
    device: Resource

    @property
    def by(self) -> dict[str, str]:
        """The person, who is subject and author."""
        return _ref(self.patient)


def bundle(report: Report) -> Resource:
    """The document. Ids are made from the report's content, so they differ between reports and stay within one."""
    key = digest(to_json(report))
    frame = Frame(report, key, _patient(report, key), _device(report, key))
    entries = [observation(line, _id(key, f"entry/{n}"), frame.by) for n, line in enumerate(report.lines, 1)]
    matches = [_match(one, frame, entries) for one in report.matches]
    asked = _response(frame)
    resources = [
        _composition(frame, [*entries, *matches, asked]),
        frame.patient,
        frame.device,
        asked,
        *matches,
        *entries,
    ]
    return {
        "resourceType": "Bundle",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{_id(key, 'bundle')}"},
        "type": "document",
        "timestamp": report.header.made_at.isoformat(),
        "entry": [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in resources],
    }


def _id(key: str, name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"urn:twitchlog:{key}:{name}"))


def _ref(resource: Resource) -> dict[str, str]:
    return {"reference": f"urn:uuid:{resource['id']}"}


def _narrative(*lines: str) -> dict[str, str]:
    """What a reader without codes sees; text of the diary is escaped, and rid of what XHTML cannot hold."""
    body = "".join(f"<p>{html.escape(_CONTROL.sub('', line))}</p>" for line in lines)
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{body}</div>'}


def _patient(report: Report, key: str) -> Resource:
    return {
        "resourceType": "Patient",
        "id": _id(key, "patient"),
        "text": _narrative(report.header.name),
        "name": [{"text": report.header.name}],
    }


def _device(report: Report, key: str) -> Resource:
    return {
        "resourceType": "Device",
        "id": _id(key, "device"),
        "text": _narrative(f"Twitchlog, rules version {report.rules_version}"),
        "deviceName": [{"name": "Twitchlog", "type": "user-friendly-name"}],
        "version": [{"value": report.rules_version}],
        "type": concept(text="A personal diary. Not a medical device."),
    }


def _composition(frame: Frame, parts: list[Resource]) -> Resource:
    report, header = frame.report, frame.report.header
    by_kind = {kind: [_ref(one) for one in parts if one["resourceType"] == kind] for kind in _SECTIONS}
    section = [
        {"title": title, "code": concept(text=title), "entry": by_kind[kind]}
        for kind, title in _SECTIONS.items()
        if by_kind[kind]
    ]
    return {
        "resourceType": "Composition",
        "id": _id(frame.key, "composition"),
        "text": _narrative(*_summary(report)),
        "status": "final",
        "type": concept(PATIENT_NOTE),
        "subject": frame.by,
        "date": header.made_at.isoformat(),
        "author": [frame.by, _ref(frame.device)],
        "title": "Twitch diary",
        "event": [{"period": {"start": header.first.isoformat(), "end": header.last.isoformat()}}],
        "section": [_said(report), *section],
    }


def _summary(report: Report) -> list[str]:
    nights = report.nights
    return [
        f"{report.happens.entries} entries on {nights.with_entries} of {nights.share.of} recorded nights.",
        f"{nights.not_recorded} of {nights.total} nights not recorded.",
        f"Times on the clock of {report.header.time_zone}.",
        "The person's own diary; not a medical finding.",
    ]


def _said(report: Report) -> Resource:
    """Worry and questions, as typed."""
    concern = report.concern
    told = (concern.since_when, concern.how_it_began, concern.medicines, concern.changes)
    lines = [*concern.worry, *concern.questions, *(text for text in told if text)]
    title = "In the person's own words"
    return {"title": title, "code": concept(text=title), "text": _narrative(*(lines or ["Nothing was written down."]))}


def _match(found: Match, frame: Frame, entries: list[Resource]) -> Resource:
    """What a criterion says of the period, derived from its entries by the rules of that version."""
    report = frame.report
    method = f"Twitchlog rules, version {report.rules_version}"
    return {
        "resourceType": "Observation",
        "id": _id(frame.key, f"match/{found.code}"),
        "text": _narrative(f"“{found.words}”: {found.verdict}", "Not a medical finding."),
        "status": "final",
        "category": [concept({"system": CATEGORIES, "code": "survey", "display": "Survey"})],
        "code": concept(local(f"match:{found.code}", found.title), text=found.words),
        "subject": frame.by,
        "device": _ref(frame.device),
        "effectivePeriod": {"start": report.header.first.isoformat(), "end": report.header.last.isoformat()},
        "valueCodeableConcept": concept(local(f"verdict:{found.verdict.replace(' ', '-')}", found.verdict)),
        "method": concept(local(f"rules:{report.rules_version}", method), text=method),
        "note": [{"text": found.reading}],
    } | ({"derivedFrom": [_ref(entries[number - 1]) for number in found.entries]} if found.entries else {})


def _response(frame: Frame) -> Resource:
    """The second list; a question that was not asked has no answer."""
    return {
        "resourceType": "QuestionnaireResponse",
        "id": _id(frame.key, "asked"),
        "text": _narrative(*(f"{one.question} {one.answer or 'not asked'}" for one in frame.report.asked)),
        "status": "completed" if all(one.answer for one in frame.report.asked) else "in-progress",
        "subject": frame.by,
        "authored": frame.report.header.made_at.isoformat(),
        "item": [_item(one) for one in frame.report.asked],
    }


def _item(one: Asked) -> Resource:
    item: Resource = {"linkId": one.code, "text": one.question}
    if not one.answer:
        return item
    item["answer"] = [{"valueCoding": {"system": LOCAL, "code": f"answer:{one.answer}"}}]
    told = {"since": one.since, "answered-on": one.answered_on.isoformat() if one.answered_on else ""}
    further = [
        {"linkId": f"{one.code}.{name}", "answer": [{"valueString": text}]} for name, text in told.items() if text
    ]
    if further:
        item["answer"][0]["item"] = further
    return item
