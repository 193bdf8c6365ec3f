"""What the person brings along as rows, as they report it: medicines as MedicationStatement, tests
and what came before as Observation.

R4 takes dates as exact as they are known. Nothing here states that one thing brought on another.
"""

from __future__ import annotations

from journal.background import Afterwards, BeginningRow, MedicalTestRow, MedicineRow, ResultBy
from journal.labels import word
from journal.report.fhir.codes import ABSENT, SURVEY, concept, local
from journal.report.fhir.references import References, Resource, resource_id
from journal.report.fhir.text import narrative, plain
from journal.report.model import Report

NOT_KNOWN = {"system": ABSENT, "code": "unknown", "display": "Unknown"}
HANDS = {"left": "Left-handed", "right": "Right-handed", "both": "Both hands alike"}
# English, as all of the document is.
AFTERWARDS_WORDS = {
    Afterwards.FEWER: "fewer",
    Afterwards.NO_CHANGE: "no change",
    Afterwards.MORE: "more",
    Afterwards.CANNOT_SAY: "cannot say",
}
RESULT_WORDS = {
    ResultBy.PERSON: "Result in the person's own words.",
    ResultBy.DOCTOR: "Result in the doctor's words, as the person wrote them down.",
}


def background_resources(references: References) -> list[Resource]:
    """A resource for each row, and one for the hand, in the order of the report."""
    report, number = references.report, 0
    resources = []
    if hand := hand_sentence(report):
        value = {"valueCodeableConcept": concept(local(f"hand:{report.header.handedness}", hand))}
        code = concept(local("hand", "Which hand do you write with?"))
        resources.append(_observation(references, "hand", hand, code) | value)
    for number, medicine in enumerate(report.medicines, 1):
        resources.append(_medicine(references, f"medicine/{number}", medicine))
    for number, test in enumerate(report.tests, 1):
        resources.append(_test(references, f"test/{number}", test))
    for number, beginning in enumerate(report.beginnings, 1):
        resources.append(_beginning(references, f"beginning/{number}", beginning))
    return resources


def hand_sentence(report: Report) -> str:
    """The hand in words; "" where it was not told."""
    return HANDS.get(report.header.handedness, "")


def medicine_sentence(row: MedicineRow) -> str:
    """The row in words, for a reader without codes."""
    parts = [plain(row.name), plain(row.dose)]
    if row.from_date:
        parts.append(f"from {row.from_date}")
    if row.until_date:
        parts.append(f"until {row.until_date}")
    if row.ongoing:
        parts.append("still taken")
    if reason := plain(row.reason):
        parts.append(f"for: {reason}")
    return "; ".join(filter(None, [*parts, _afterwards(row), plain(row.note)]))


def medical_test_sentence(row: MedicalTestRow) -> str:
    """The row in words."""
    parts = [_kind_name(row), plain(row.what), str(row.on_date or ""), plain(row.by_whom)]
    return "; ".join(filter(None, [*parts, plain(row.result), _result_words(row)]))


def beginning_sentence(row: BeginningRow) -> str:
    """The row in words."""
    parts = [_kind_name(row), str(row.on_date or ""), plain(row.detail)]
    return "; ".join(filter(None, parts))


def _result_words(row: MedicalTestRow) -> str:
    """In whose words the result stands; "" where nobody said, or there is none."""
    if row.result and row.result_by:
        return RESULT_WORDS[row.result_by]
    return ""


def _afterwards(row: MedicineRow) -> str:
    if row.afterwards is None:
        return ""
    return f"twitches afterwards: {AFTERWARDS_WORDS[row.afterwards]}"


def _kind_name(row: MedicalTestRow | BeginningRow) -> str:
    return word(row.kind).lay if row.kind else ""


def _medicine(references: References, name: str, row: MedicineRow) -> Resource:
    period = {"start": row.from_date, "end": row.until_date}
    dates = {edge: on.iso for edge, on in period.items() if on}
    notes = [text for text in (_afterwards(row), plain(row.note)) if text]
    further = {
        "effectivePeriod": dates,
        "reasonCode": [concept(text=text) for text in (plain(row.reason),) if text],
        "dosage": [{"text": text} for text in (plain(row.dose),) if text],
        "note": [{"text": text} for text in notes],
    }
    return {
        "resourceType": "MedicationStatement",
        "id": resource_id(references.key, name),
        "text": narrative([medicine_sentence(row)]),
        "status": _status(row),
        "medicationCodeableConcept": concept(text=plain(row.name) or "not named"),
        "subject": references.by,
        "informationSource": references.by,
    } | {key: value for key, value in further.items() if value}


def _status(row: MedicineRow) -> str:
    """Whether it is still taken; that nobody said so is not that it is not."""
    if row.ongoing:
        return "active"
    if row.until_date:
        return "completed"
    return "unknown"


def _test(references: References, name: str, row: MedicalTestRow) -> Resource:
    code = concept(local(f"test:{row.kind}", _kind_name(row)), text=_named_test(row))
    resource = _observation(references, name, medical_test_sentence(row), code)
    notes = [plain(row.by_whom), _result_words(row)]
    value: Resource = {"dataAbsentReason": concept(NOT_KNOWN)}
    if plain(row.result):
        value = {"valueString": plain(row.result)}
    return resource | _dated(row) | value | _notes(notes)


def _named_test(row: MedicalTestRow) -> str:
    return ": ".join(filter(None, (_kind_name(row), plain(row.what))))


def _beginning(references: References, name: str, row: BeginningRow) -> Resource:
    question = concept(local("beginning", "What happened in the weeks before it began"))
    resource = _observation(references, name, beginning_sentence(row), question)
    answer = concept(local(f"beginning:{row.kind}", _kind_name(row)))
    notes = [plain(row.detail), "That it came before does not make it a cause."]
    return resource | _dated(row) | {"valueCodeableConcept": answer} | _notes(notes)


def _observation(references: References, name: str, sentence: str, code: Resource) -> Resource:
    return {
        "resourceType": "Observation",
        "id": resource_id(references.key, name),
        "text": narrative([sentence]),
        "status": "final",
        "category": [concept(SURVEY)],
        "code": code,
        "subject": references.by,
        "performer": [references.by],
    }


def _dated(row: MedicalTestRow | BeginningRow) -> Resource:
    if row.on_date is None:
        return {}
    return {"effectiveDateTime": row.on_date.iso}


def _notes(texts: list[str]) -> Resource:
    notes = [{"text": text} for text in texts if text]
    if not notes:
        return {}
    return {"note": notes}
