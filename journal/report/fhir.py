"""The report as a FHIR R4 document: what the person noted, in a form that a hospital's system can read.

One Bundle of type document: a Composition (LOINC 51855-5, Patient Note), the Patient, the Device (this program), an
Observation for each entry and for each match, and a QuestionnaireResponse for the other things asked. The same report
gives the same text. There is no Condition, no DiagnosticReport, no Flag and no RiskAssessment: a diary states none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from journal.criteria import Verdict
from journal.report.codec import digest, to_json
from journal.report.codes import DISPLAY, NOT_ASKED, OTHER_THINGS, PATIENT_NOTE, SURVEY, concept, local
from journal.report.fhir_entry import observation, sentence
from journal.report.fhir_text import instant, narrative, plain
from journal.report.parts import Asked, Match, Report
from journal.words import word

Resource = dict[str, Any]
_NAMESPACE = UUID(OTHER_THINGS.removeprefix("urn:uuid:"))
_ASKED = "Other things doctors ask about"
_ANSWERS = {"yes": "Yes", "no": "No", "not_sure": "Not sure"}
_FURTHER = {"since": "Since when?", "answered-on": "Answered on"}


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
        _composition(frame, asked, [*matches, *entries]),
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
        "timestamp": instant(report.header.made_at),
        "entry": [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in resources],
    }


def _id(key: str, name: str) -> str:
    return str(uuid5(_NAMESPACE, f"{key}:{name}"))


def _ref(resource: Resource) -> dict[str, str]:
    return {"reference": f"urn:uuid:{resource['id']}"}


def _patient(report: Report, key: str) -> Resource:
    name = plain(report.header.name)
    return {
        "resourceType": "Patient",
        "id": _id(key, "patient"),
        "text": narrative([name or "No name"]),
    } | ({"name": [{"text": name}]} if name else {})


def _device(report: Report, key: str) -> Resource:
    return {
        "resourceType": "Device",
        "id": _id(key, "device"),
        "text": narrative([f"Twitchlog, rules version {report.rules_version}"]),
        "deviceName": [{"name": "Twitchlog", "type": "user-friendly-name"}],
        "version": [{"value": report.rules_version}],
        "type": concept(text="A personal diary. Not a medical device."),
    }


def _composition(frame: Frame, asked: Resource, parts: list[Resource]) -> Resource:
    report, header = frame.report, frame.report.header
    found = [*map(_verdict, report.matches), *map(sentence, report.lines)]
    sections = [
        _section("In the person's own words", _own_words(report)),
        _section(_ASKED, map(_answer, report.asked), [asked]),
        _section("Entries and what they match", found or ["No entries were written down."], parts),
    ]
    return {
        "resourceType": "Composition",
        "id": _id(frame.key, "composition"),
        "text": narrative(_summary(report)),
        "status": "final",
        "type": concept(PATIENT_NOTE),
        "subject": frame.by,
        "date": instant(header.made_at),
        "author": [frame.by, _ref(frame.device)],
        "title": "Twitch diary",
        "event": [{"period": {"start": header.first.isoformat(), "end": header.last.isoformat()}}],
        "section": sections,
    }


def _section(title: str, lines: Iterable[str], parts: Iterable[Resource] = ()) -> Resource:
    """A part of the document: its words, and the resources that say the same in codes."""
    entry = [_ref(one) for one in parts]
    told = {"title": title, "code": concept(text=title), "text": narrative(lines)}
    return told | ({"entry": entry} if entry else {})


def _summary(report: Report) -> list[str]:
    nights = report.nights
    begins = report.header.begins and nights.share.of > 0
    return [
        f"{report.happens.entries} entries on {nights.with_entries} of {nights.share.of} recorded nights.",
        f"{nights.not_recorded} of {nights.total} nights not recorded.",
        *(["The diary begins with the first night of this period."] if begins else []),
        f"Times in the time zone {report.header.time_zone}.",
        "The person's own diary; not a medical finding.",
    ]


def _own_words(report: Report) -> list[str]:
    """Worry and questions, as typed."""
    concern = report.concern
    brought = {
        "Since": concern.since_when,
        "How it began": concern.how_it_began,
        "Medicines": concern.medicines,
        "Changes": concern.changes,
    }
    labelled = [f"{label}: {text}" for label, text in brought.items() if plain(text)]
    lines = [*filter(plain, (*concern.worry, *concern.questions)), *labelled]
    return lines or ["Nothing was written down."]


def _verdict(found: Match) -> str:
    return f"“{found.words}”: {word(found.verdict).lay}"


def _match(found: Match, frame: Frame, entries: list[Resource]) -> Resource:
    """What a criterion says of the period, derived from its entries by the rules of that version."""
    report = frame.report
    method = f"Twitchlog rules, version {report.rules_version}"
    verdict = word(found.verdict).lay
    if found.verdict is Verdict.NOT_ASKED:
        value = {"dataAbsentReason": concept(NOT_ASKED, text=verdict)}
    else:
        code = f"verdict:{found.verdict.replace(' ', '-')}"
        value = {"valueCodeableConcept": concept(local(code, verdict))}
    told = {
        "resourceType": "Observation",
        "id": _id(frame.key, f"match/{found.code}"),
        "text": narrative([_verdict(found), "Not a medical finding."]),
        "status": "final",
        "category": [concept(SURVEY)],
        "code": concept(local(f"match:{found.code}", found.title), text=found.words),
        "subject": frame.by,
        "device": _ref(frame.device),
        "effectivePeriod": {"start": report.header.first.isoformat(), "end": report.header.last.isoformat()},
        "method": concept(local(f"rules:{report.rules_version}", method), text=method),
        "note": [{"text": found.reading}],
    }
    derived = [_ref(entries[number - 1]) for number in found.entries]
    return told | value | ({"derivedFrom": derived} if derived else {})


def _response(frame: Frame) -> Resource:
    """The second list; a question that was not asked has no answer."""
    return {
        "resourceType": "QuestionnaireResponse",
        "id": _id(frame.key, "asked"),
        "text": narrative(map(_answer, frame.report.asked)),
        "questionnaire": OTHER_THINGS,
        "_questionnaire": {"extension": [{"url": DISPLAY, "valueString": _ASKED}]},
        "status": "completed" if all(one.answer for one in frame.report.asked) else "in-progress",
        "subject": frame.by,
        "authored": instant(frame.report.header.made_at),
        "item": [_item(one) for one in frame.report.asked],
    }


def _answer(one: Asked) -> str:
    since = f", since: {plain(one.since)}" if plain(one.since) else ""
    return f"{one.question} {_ANSWERS.get(one.answer, 'not asked')}{since}"


def _item(one: Asked) -> Resource:
    item: Resource = {"linkId": one.code, "text": one.question}
    if not one.answer:
        return item
    answer = {"valueCoding": local(f"answer:{one.answer}", _ANSWERS[one.answer])}
    told = {"since": plain(one.since), "answered-on": one.answered_on.isoformat() if one.answered_on else ""}
    further = [
        {"linkId": f"{one.code}.{name}", "text": _FURTHER[name], "answer": [{"valueString": text}]}
        for name, text in told.items()
        if text
    ]
    item["answer"] = [answer | ({"item": further} if further else {})]
    return item
