"""The document in words: what a reader without codes sees, section by section."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from journal.background import StatementRow
from journal.report.fhir.background import (
    beginning_sentence,
    hand_sentence,
    medical_test_sentence,
    medicine_sentence,
)
from journal.report.fhir.checklist import CHECKLIST_TITLE, answer_sentence
from journal.report.fhir.codes import PATIENT_NOTE, concept
from journal.report.fhir.constant import constant_sentence
from journal.report.fhir.device_sleep import DEVICE_SLEEP_TITLE, device_sleep_text
from journal.report.fhir.entry import sentence
from journal.report.fhir.matches import verdict_sentence
from journal.report.fhir.references import References, Resource, reference, resource_id
from journal.report.fhir.sleep import SLEEP_TITLE, sleep_text
from journal.report.fhir.text import instant, narrative, plain
from journal.report.model import Report


@dataclass(frozen=True, slots=True)
class DocumentParts:
    """The resources behind the sections: questions and answers, what the person brings along, the
    entries with what they match, the nights' sleep, and what devices wrote of it.
    """

    checklist: list[Resource]
    background: list[Resource]
    entries: list[Resource]
    sleeps: list[Resource]
    device: list[Resource]


def composition(references: References, parts: DocumentParts) -> Resource:
    """The document in words; ``parts`` are the resources that say the same in codes."""
    report, header = references.report, references.report.header
    sections = [
        _section("In the person's own words", _own_words(report)),
        *_background(report, parts.background),
        _section(CHECKLIST_TITLE, map(answer_sentence, report.asked), parts.checklist),
        _section(
            "Entries and what they match",
            _sentences(report) or ["No entries were written down."],
            parts.entries,
        ),
    ]
    if parts.sleeps:
        sections.append(_section(SLEEP_TITLE, map(sleep_text, report.sleeps), parts.sleeps))
    if report.device:
        said = map(device_sleep_text, report.device.rows)
        sections.append(_section(DEVICE_SLEEP_TITLE, [*said, *_unread(report)], parts.device))
    return {
        "resourceType": "Composition",
        "id": resource_id(references.key, "composition"),
        "text": narrative(_summary(report)),
        "status": "final",
        "type": concept(PATIENT_NOTE),
        "subject": references.by,
        "date": instant(header.made_at),
        "author": [references.by, reference(references.device)],
        "title": "Twitch diary",
        "event": [{"period": {"start": header.first.isoformat(), "end": header.last.isoformat()}}],
        "section": sections,
    }


def _unread(report: Report) -> list[str]:
    """That of the nights up to one nothing of a device is told; nothing where all is."""
    unread = report.device and report.device.unread
    return [f"Of the nights up to {unread} nothing of a device is told."] if unread else []


def _sentences(report: Report) -> list[str]:
    return [
        *map(verdict_sentence, report.matches),
        *map(sentence, report.lines),
        *map(constant_sentence, report.constant),
    ]


def _background(report: Report, resources: list[Resource]) -> list[Resource]:
    """What the person brings along; no section where that is nothing."""
    lines = [
        *filter(None, [hand_sentence(report)]),
        *map(medicine_sentence, report.medicines),
        *map(medical_test_sentence, report.tests),
        *map(beginning_sentence, report.beginnings),
        *map(_statement_sentence, report.statements),
    ]
    if not lines:
        return []
    title = "The person, medicines, tests, how it began, and what was said at visits"
    return [_section(title, lines, resources)]


def _statement_sentence(row: StatementRow) -> str:
    head = ", ".join(filter(None, (str(row.on_date or ""), plain(row.by_whom))))
    return f"Said at a visit ({head or 'no date'}): {plain(row.words)}"


def _section(title: str, lines: Iterable[str], parts: Iterable[Resource] = ()) -> Resource:
    """A part of the document: its words, and the resources that say the same in codes."""
    entry = [reference(part) for part in parts]
    section = {"title": title, "code": concept(text=title), "text": narrative(lines)}
    return section | ({"entry": entry} if entry else {})


def _summary(report: Report) -> list[str]:
    nights = report.nights
    begins = report.header.begins and nights.share.of > 0
    return [
        (
            f"{report.happens.entries} entries on {nights.with_entries} of {nights.share.of}"
            " recorded nights."
        ),
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
        "Videos to show": ", ".join(filter(None, (_number(concern.videos), concern.videos_of))),
    }
    labelled = [f"{label}: {text}" for label, text in brought.items() if plain(text)]
    lines = [*filter(plain, (*concern.worry, *concern.questions)), *labelled]
    return lines or ["Nothing was written down."]


def _number(videos: int | None) -> str:
    return "" if videos is None else str(videos)
