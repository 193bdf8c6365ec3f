"""The questions behind the answers: the other things doctors ask about as a Questionnaire."""

from __future__ import annotations

from journal.report.fhir.checklist import CHECKLIST_ANSWERS, CHECKLIST_TITLE, FURTHER_QUESTIONS
from journal.report.fhir.codes import OTHER_THINGS, local
from journal.report.fhir.references import References, Resource, resource_id
from journal.report.fhir.text import narrative
from journal.report.model import ChecklistItem


def questionnaire(references: References) -> Resource:
    """Every question that was asked or could be, as the QuestionnaireResponse names them."""
    items = references.report.asked
    return {
        "resourceType": "Questionnaire",
        "id": resource_id(references.key, "questions"),
        "text": narrative(item.question for item in items),
        "url": OTHER_THINGS,
        "title": CHECKLIST_TITLE,
        "status": "active",
        "subjectType": ["Patient"],
        "item": [_question(item) for item in items],
    }


def _question(asked: ChecklistItem) -> Resource:
    options = [
        {"valueCoding": local(f"answer:{code}", text)} for code, text in CHECKLIST_ANSWERS.items()
    ]
    further = [
        {"linkId": f"{asked.code}.{name}", "text": text, "type": "string"}
        for name, text in FURTHER_QUESTIONS.items()
    ]
    return {
        "linkId": asked.code,
        "text": asked.question,
        "type": "choice",
        "answerOption": options,
        "item": further,
    }
